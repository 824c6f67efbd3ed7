/*
 * scan_generic - see scan_generic.h.
 *
 * One validating walk finds out what the body is, a second one over the list
 * emits it: whether a body is a list is known only at its end.
 */

#include "scan_generic.h"

#include "cursor.h"

#include "banned.h"

/* What the walk of an object has seen. */
typedef struct {
    bool     has_contact;
    slice_t  list;                      /* messages[], or empty */
    size_t   n;                         /* its elements */
    size_t   envelopes;                 /* of them */
} body_t;


/* A string that is not empty, or an integer: what an id may be. */

static bool
is_id(slice_t value)
{
    size_t  i = value.len > 0 && value.data[0] == '-';

    if (value.len > 0 && value.data[0] == '"') {
        return value.len > 2;
    }

    if (i == value.len) {
        return false;
    }

    for (; i < value.len; i++) {
        if (value.data[i] < '0' || value.data[i] > '9') {
            return false;
        }
    }

    return true;
}


/* Passes one value; is it an object with an id? */

static bool
contact_walk(cursor_t *c)
{
    bool             has_id = false;
    cursor_string_t  key;
    slice_t          value;

    if (!cursor_enter(c, '{')) {
        (void) cursor_value(c, &value);
        return false;
    }

    while (cursor_member(c, &key)) {
        if (cursor_value(c, &value)
            && cursor_string_is(key, SLICE_LIT("id")))
        {
            has_id = is_id(value);
        }
    }

    return has_id;
}


/* Passes one value; is it an envelope? */

static bool
element_walk(cursor_t *c)
{
    bool             has_contact = false;
    cursor_string_t  key;
    slice_t          value;

    if (!cursor_enter(c, '{')) {
        (void) cursor_value(c, &value);
        return false;
    }

    while (cursor_member(c, &key)) {
        if (cursor_string_is(key, SLICE_LIT("contact"))) {
            has_contact = contact_walk(c);
        } else {
            (void) cursor_value(c, &value);
        }
    }

    return has_contact;
}


static void
list_walk(cursor_t *c, body_t *body)
{
    const uint8_t  *start = c->p;
    slice_t         value;

    body->list = SLICE_NULL;
    body->n = body->envelopes = 0;

    if (!cursor_enter(c, '[')) {
        (void) cursor_value(c, &value);
        return;
    }

    while (cursor_element(c)) {
        body->n++;
        body->envelopes += element_walk(c);
    }

    body->list = slice_make(start, (size_t) (c->p - start));
}


static scan_rc_t
body_walk(slice_t bytes, body_t *ret_body)
{
    body_t           body = { .n = 0 };
    cursor_string_t  key;
    cursor_t         c;
    slice_t          value;

    cursor_init(&c, bytes);

    if (cursor_enter(&c, '{')) {
        while (cursor_member(&c, &key)) {
            if (cursor_string_is(key, SLICE_LIT("messages"))) {
                list_walk(&c, &body);

            } else if (cursor_string_is(key, SLICE_LIT("contact"))) {
                body.has_contact = contact_walk(&c);

            } else {
                (void) cursor_value(&c, &value);
            }
        }

    } else {
        (void) cursor_value(&c, &value);
    }

    *ret_body = body;

    if (cursor_finish(&c) != SCAN_OK) {
        return c.rc;
    }

    return body.envelopes > 0 && body.n > SCAN_UPDATES_MAX ? SCAN_TOO_MANY
                                                            : SCAN_OK;
}


scan_rc_t
scan_generic(slice_t body, unsigned *ret_updates)
{
    body_t     seen;
    scan_rc_t  rc = body_walk(body, &seen);

    *ret_updates = rc != SCAN_OK ? 0
                   : seen.envelopes > 0 ? (unsigned) seen.n : 1;

    return rc;
}


static void
list_emit(slice_t list, scan_generic_fn emit, void *data)
{
    scan_generic_t  u = { .is_listed = true };
    const uint8_t  *start;
    cursor_t        c;

    cursor_init(&c, list);

    if (!cursor_enter(&c, '[')) {
        return;
    }

    while (cursor_element(&c)) {
        start = c.p;
        u.has_contact = element_walk(&c);
        u.element = slice_make(start, (size_t) (c.p - start));

        if (!emit(data, &u)) {
            return;
        }
    }
}


scan_rc_t
scan_generic_updates(slice_t body, scan_generic_fn emit, void *data)
{
    body_t          seen;
    scan_rc_t       rc = body_walk(body, &seen);
    scan_generic_t  whole = { .element = body };

    if (rc != SCAN_OK) {
        return rc;
    }

    if (seen.envelopes > 0) {
        list_emit(seen.list, emit, data);
    } else {
        whole.has_contact = seen.has_contact;
        (void) emit(data, &whole);
    }

    return SCAN_OK;
}


bool
scan_generic_is_account(slice_t account)
{
    if (account.len == 0 || account.len > SCAN_ACCOUNT_LEN) {
        return false;
    }

    for (size_t i = 0; i < account.len; i++) {
        if (account.data[i] < 0x21 || account.data[i] > 0x7e
            || account.data[i] == '\\')
        {
            return false;
        }
    }

    return true;
}
