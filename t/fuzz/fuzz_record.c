/*
 * fuzz_record - any bytes decode to a record within them, or to a refusal;
 * what decodes is encoded again to the same names and payload.
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


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    slice_t    bytes = slice_make(data, len);
    record_t   r, again;
    uint8_t   *buf;
    size_t     header_len;

    check(partition_of(bytes, 16) < 16);

    if (record_decode(bytes, &r) != RECORD_OK) {
        return 0;
    }

    check_inside(r.channel, bytes);
    check_inside(r.sender, bytes);
    check_inside(r.payload, bytes);

    header_len = record_header_len(&r);
    check(header_len >= RECORD_FIXED_LEN);

    buf = malloc(header_len + r.payload.len);
    check(buf != NULL);
    check(record_encode_header(&r, buf) == buf + header_len);

    if (r.payload.len > 0) {
        memcpy(buf + header_len, r.payload.data, r.payload.len);
    }

    check(record_decode(slice_make(buf, header_len + r.payload.len), &again)
          == RECORD_OK);
    check_same(&r, &again);
    free(buf);

    return 0;
}
