/*
 * fuzz_channels - every channel in the worker: webhooks become items of
 * core.admit, answers of providers become verdicts.
 *
 * Input: channel, what (bit 0: an answer); of a webhook a line each for
 * endpoint and sender, of an answer two bytes for its status; the rest is
 * payload or body.
 *
 * - What one partition would get of four is what one of one gets: nothing
 *   twice, nothing lost; each item is where its account belongs.
 * - An item is of a known kind, can be written as JSON and holds no NUL (jsonb
 *   refuses it); its key is 32 hex digits; its raw bytes are the payload's.
 * - "Sent" needs a whole answer that says 2xx.
 */

#include "t/fuzz/check.h"
#include "worker/channels/channel.h"
#include "worker/engine/job.h"

#define PARTITIONS  4
#define ITEM_DEPTH  80                  /* SCAN_DEPTH_MAX and ours around it */

typedef struct {
    const record_t  *record;
    unsigned         p, partitions;
    size_t           n;
} seen_t;

static const char *const  names[] = {
    "whatsapp", "messenger", "instagram", "telegram", "twilio", "webchat",
    "generic",
};


static void
check_value(const json_t *value, unsigned depth)
{
    const char    *key;
    const json_t  *member;
    size_t         i;

    check(value != NULL && depth < ITEM_DEPTH);

    if (json_is_string(value)) {
        check(strlen(json_string_value(value)) == json_string_length(value));
    }

    json_object_foreach((json_t *) value, key, member) {
        check_value(member, depth + 1);
    }

    json_array_foreach(value, i, member) {
        check_value(member, depth + 1);
    }
}


static void
check_item(const seen_t *seen, const json_t *item)
{
    static const char *const  kinds[] = {
        "message", "status", "echo", "event", "dead", "merge",
    };
    const char  *kind = json_string_value(json_object_get(item, "kind"));
    const char  *key = json_string_value(json_object_get(item, "key"));
    const char  *account = json_string_value(json_object_get(item, "account"));
    bool         known = false;

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        known = known || (kind != NULL && strcmp(kind, kinds[i]) == 0);
    }

    check(known);
    check_value(item, 0);
    check(key == NULL || (strlen(key) == 32
                          && strspn(key, "0123456789abcdef") == 32));

    if (account != NULL) {
        check(partition_of(slice_str(account), seen->partitions) == seen->p);
    }
}


static void
on_item(void *data, json_t *item, slice_t raw)
{
    seen_t  *seen = data;
    char    *text;

    check_item(seen, item);
    check_inside(raw, seen->record->payload);

    text = json_dumps(item, JSON_COMPACT);
    check(text != NULL);
    free(text);

    json_decref(item);
    seen->n++;
}


static size_t
parse(const channel_t *channel, const record_t *r, unsigned p,
    unsigned partitions, const char **ret_reason)
{
    seen_t   seen = { r, p, partitions, 0 };
    pool_t  *pool = pool_new(POOL_CAP_DEFAULT);

    check(pool != NULL);
    *ret_reason = channel->parse(r, p, partitions, pool, on_item, &seen);
    check(*ret_reason == NULL || (*ret_reason)[0] != '\0');
    pool_free(pool);

    return seen.n;
}


/* The module lets nothing else into a record: names of URLs and tokens. */
static slice_t
take_name(slice_t *rest)
{
    slice_t  name = take_line(rest);

    for (size_t i = 0; i < name.len; i++) {
        if (name.data[i] < 0x21 || name.data[i] > 0x7e) {
            return SLICE_NULL;
        }
    }

    return name;
}


static void
check_webhook(const channel_t *channel, slice_t rest)
{
    record_t     r = { .kind = RECORD_WEBHOOK,
                       .received_us = 1795219299000000,
                       .channel = slice_str(channel->name),
                       .request_id = SLICE_LIT("request") };
    const char  *whole, *reason;
    size_t       n, sum = 0;

    r.endpoint = take_name(&rest);
    r.sender = take_name(&rest);
    r.payload = rest;
    n = parse(channel, &r, 0, 1, &whole);

    for (unsigned p = 0; p < PARTITIONS; p++) {
        sum += parse(channel, &r, p, PARTITIONS, &reason);
        check(whole != NULL || reason == NULL);
    }

    check(whole != NULL || sum == n);
}


static void
check_answer(const channel_t *channel, slice_t rest)
{
    op_t           op = { .settled = true };
    send_result_t  result = { .cls = SEND_FAILED };
    pool_t        *pool = pool_new(POOL_CAP_DEFAULT);
    uint8_t        how = take_byte(&rest);

    check(pool != NULL);
    op.status = 100 * (how % 8) + take_byte(&rest) % 100;
    op.stage = (http_stage_t) (how / 8 % 3);
    op.rc = how & 0x80 ? RC_RETRY : RC_OK;
    op.error = op.rc == RC_OK ? NULL : "timeout";
    op.body = pool_copy(pool, rest);

    channel->classify(&op, pool, &result);
    check(result.cls <= SEND_PAUSE_ACCOUNT);
    check(result.cls != SEND_SENT || (op.stage == HTTP_ANSWERED
          && op.status >= 200 && op.status < 300));
    check(result.cls == SEND_SENT || result.error != NULL);
    pool_free(pool);
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    slice_t           rest = slice_make(data, len);
    uint8_t           which = take_byte(&rest);
    const channel_t  *channel = channel_find(slice_str(
                          names[which % (sizeof(names) / sizeof(names[0]))]));
    bool              is_answer = take_byte(&rest) & 1;

    if (!is_answer) {
        check_webhook(channel, rest);
    } else if (channel->classify != NULL) {
        check_answer(channel, rest);
    }

    return 0;
}
