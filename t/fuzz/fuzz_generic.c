/*
 * fuzz_generic - any bytes are a body or are refused, with one verdict; what
 * is one is cut into updates that are JSON of their own and lie in the body,
 * as many as were counted; jansson sees the same envelopes.
 */

#include <jansson.h>

#include "common/scan_generic.h"
#include "t/fuzz/check.h"

typedef struct {
    slice_t   body;
    unsigned  n;
    unsigned  stop;                     /* 0: never */
    bool      any;                      /* an envelope */
    bool      listed;
} seen_t;


/* What the worker reads: a repaired copy. */
static json_t *
load(slice_t bytes)
{
    uint8_t  *copy = malloc(bytes.len + 1);
    json_t   *json;

    check(copy != NULL);
    memcpy(copy, bytes.data, bytes.len);
    (void) json_repair(copy, bytes.len);
    json = json_loadb((const char *) copy, bytes.len, JSON_DECODE_ANY, NULL);
    free(copy);

    return json;
}


/* 1: yes, 0: no, -1: its number is out of range, who knows. */
static int
has_contact(const json_t *json)
{
    const json_t  *contact = json_object_get(json, "contact");
    const json_t  *id = json_object_get(contact, "id");

    if (json_is_null(id)) {
        return -1;
    }

    return json_is_integer(id) || json_string_length(id) > 0;
}


static bool
on_update(void *data, const scan_generic_t *u)
{
    seen_t  *seen = data;
    json_t  *json = load(u->element);
    int      has;

    check(u->element.data >= seen->body.data
          && u->element.data + u->element.len
             <= seen->body.data + seen->body.len);
    check(scan_json(u->element) == SCAN_OK);
    seen->n++;
    seen->any = seen->any || u->has_contact;
    seen->listed = u->is_listed;

    if (json != NULL) {
        has = has_contact(json);
        check(has == -1 || has == u->has_contact);
    }

    json_decref(json);

    return seen->n != seen->stop;
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    slice_t    body = slice_make(data, len);
    seen_t     seen = { .body = body }, some = { .body = body, .stop = 2 };
    unsigned   n = 0;
    scan_rc_t  rc = scan_generic(body, &n);

    check(scan_generic_updates(body, on_update, &seen) == rc);
    check(seen.n == n && n <= SCAN_UPDATES_MAX && (rc == SCAN_OK) == (n > 0));
    check(rc == SCAN_TOO_MANY || scan_json(body) == rc);
    check(rc != SCAN_OK || !seen.listed || seen.any);

    check(scan_generic_updates(body, on_update, &some) == rc);
    check(some.n == (n < 2 ? n : 2));

    return 0;
}
