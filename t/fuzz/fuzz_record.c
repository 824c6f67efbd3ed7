/*
 * fuzz_record - any bytes decode to a record within them, or to a refusal;
 * what decodes is encoded again to the same names and payload.  Any names and
 * payload that can be encoded are decoded as they were.
 */

#include "common/record.h"
#include "t/fuzz/check.h"


static void
check_same(const record_t *a, const record_t *b)
{
    check(a->kind == b->kind && a->flags == b->flags
          && a->partition == b->partition
          && a->received_us == b->received_us
          && slice_eq(a->channel, b->channel)
          && slice_eq(a->endpoint, b->endpoint)
          && slice_eq(a->request_id, b->request_id)
          && slice_eq(a->traceparent, b->traceparent)
          && slice_eq(a->sender, b->sender)
          && slice_eq(a->payload, b->payload));
}


/* header and payload in one piece, decoded: the same */
static void
check_round(const record_t *r)
{
    record_t   again;
    uint8_t   *buf;
    size_t     len = record_header_len(r);

    check(len >= RECORD_FIXED_LEN);
    buf = malloc(len + r->payload.len);
    check(buf != NULL);
    check(record_encode_header(r, buf) == buf + len);

    if (r->payload.len > 0) {
        memcpy(buf + len, r->payload.data, r->payload.len);
    }

    check(record_decode(slice_make(buf, len + r->payload.len), &again)
          == RECORD_OK);
    check_same(r, &again);
    free(buf);
}


static void
check_decode(slice_t bytes)
{
    record_t  r;

    if (record_decode(bytes, &r) != RECORD_OK) {
        return;
    }

    check_inside(r.channel, bytes);
    check_inside(r.endpoint, bytes);
    check_inside(r.request_id, bytes);
    check_inside(r.traceparent, bytes);
    check_inside(r.sender, bytes);
    check_inside(r.payload, bytes);
    check_round(&r);
}


/* The input as fields: numbers, then a line per name, then the payload. */
static void
check_encode(slice_t rest)
{
    record_t  r = { .kind = (record_kind_t) take_byte(&rest) };
    slice_t   numbers = take_bytes(&rest, 12);
    bool      fits;

    if (numbers.len == 12) {
        memcpy(&r.flags, numbers.data, 2);
        memcpy(&r.partition, numbers.data + 2, 2);
        memcpy(&r.received_us, numbers.data + 4, 8);
    }

    r.channel = take_line(&rest);
    r.endpoint = take_line(&rest);
    r.request_id = take_line(&rest);
    r.traceparent = take_line(&rest);
    r.sender = take_line(&rest);
    r.payload = rest;

    fits = r.kind >= RECORD_WEBHOOK && r.kind <= RECORD_MALFORMED
           && r.channel.len <= RECORD_NAME_MAX
           && r.endpoint.len <= RECORD_NAME_MAX
           && r.request_id.len <= RECORD_NAME_MAX
           && r.traceparent.len <= RECORD_NAME_MAX
           && r.sender.len <= RECORD_SENDER_MAX;
    check((record_header_len(&r) > 0) == fits);

    if (fits) {
        check_round(&r);
    }
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    slice_t  bytes = slice_make(data, len);

    check(partition_of(bytes, 16) < 16);
    check_decode(bytes);
    check_encode(bytes);

    return 0;
}
