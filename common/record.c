/*
 * record - encode and decode entries of the ingress log (format: record.h).
 *
 * Before: the module has verified and scanned a webhook.  After: admit.
 * Nothing here allocates; a decoded record borrows the bytes it came from.
 * Whatever decodes can be encoded again.
 */

#include "record.h"

#include "banned.h"

#define FNV_OFFSET  UINT64_C(0xcbf29ce484222325)
#define FNV_PRIME   UINT64_C(0x00000100000001b3)

enum {
    AT_VERSION = 0,
    AT_KIND = 1,
    AT_FLAGS = 2,
    AT_PARTITION = 4,
    AT_HEADER_LEN = 6,
    AT_RECEIVED = 8,
    AT_CHANNEL_LEN = 16,
    AT_ENDPOINT_LEN = 17,
    AT_REQUEST_ID_LEN = 18,
    AT_TRACE_LEN = 19,
    AT_SENDER_LEN = 20,
    AT_RESERVED = 22
};


static bool
kind_is_known(unsigned kind)
{
    return kind >= RECORD_WEBHOOK && kind <= RECORD_MALFORMED;
}


static void
put_le(uint8_t *buf, uint64_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++) {
        buf[i] = (uint8_t) (value >> (8 * i));
    }
}


static uint64_t
get_le(const uint8_t *buf, unsigned bytes)
{
    uint64_t  value = 0;

    for (unsigned i = 0; i < bytes; i++) {
        value |= (uint64_t) buf[i] << (8 * i);
    }

    return value;
}


static uint8_t *
put_slice(uint8_t *p, slice_t s)
{
    if (s.len > 0) {
        memcpy(p, s.data, s.len);
    }

    return p + s.len;
}


size_t
record_header_len(const record_t *r)
{
    if (!kind_is_known((unsigned) r->kind)
        || r->channel.len > RECORD_NAME_MAX
        || r->endpoint.len > RECORD_NAME_MAX
        || r->request_id.len > RECORD_NAME_MAX
        || r->traceparent.len > RECORD_NAME_MAX
        || r->sender.len > RECORD_SENDER_MAX)
    {
        return 0;
    }

    return RECORD_FIXED_LEN + r->channel.len + r->endpoint.len
           + r->request_id.len + r->traceparent.len + r->sender.len;
}


uint8_t *
record_encode_header(const record_t *r, uint8_t *buf)
{
    uint8_t  *p;

    buf[AT_VERSION] = RECORD_VERSION;
    buf[AT_KIND] = (uint8_t) r->kind;
    put_le(buf + AT_FLAGS, r->flags, 2);
    put_le(buf + AT_PARTITION, r->partition, 2);
    put_le(buf + AT_HEADER_LEN, record_header_len(r), 2);
    put_le(buf + AT_RECEIVED, r->received_us, 8);
    buf[AT_CHANNEL_LEN] = (uint8_t) r->channel.len;
    buf[AT_ENDPOINT_LEN] = (uint8_t) r->endpoint.len;
    buf[AT_REQUEST_ID_LEN] = (uint8_t) r->request_id.len;
    buf[AT_TRACE_LEN] = (uint8_t) r->traceparent.len;
    put_le(buf + AT_SENDER_LEN, r->sender.len, 2);
    put_le(buf + AT_RESERVED, 0, 2);

    p = buf + RECORD_FIXED_LEN;
    p = put_slice(p, r->channel);
    p = put_slice(p, r->endpoint);
    p = put_slice(p, r->request_id);
    p = put_slice(p, r->traceparent);

    return put_slice(p, r->sender);
}


static const uint8_t *
take_slice(const uint8_t *p, size_t len, slice_t *ret_slice)
{
    *ret_slice = slice_make(p, len);

    return p + len;
}


record_rc_t
record_decode(slice_t bytes, record_t *ret_r)
{
    const uint8_t  *b = bytes.data;
    const uint8_t  *p;
    size_t          header_len, sender_len, names;

    if (bytes.len == 0 || b[AT_VERSION] == 0) {
        return RECORD_BROKEN;
    }

    /* first of all: of a newer format nothing but the version is known */

    if (b[AT_VERSION] > RECORD_VERSION) {
        return RECORD_NEWER;
    }

    if (bytes.len < RECORD_FIXED_LEN || !kind_is_known(b[AT_KIND])) {
        return RECORD_BROKEN;
    }

    header_len = (size_t) get_le(b + AT_HEADER_LEN, 2);
    sender_len = (size_t) get_le(b + AT_SENDER_LEN, 2);
    names = (size_t) b[AT_CHANNEL_LEN] + b[AT_ENDPOINT_LEN]
            + b[AT_REQUEST_ID_LEN] + b[AT_TRACE_LEN];

    if (sender_len > RECORD_SENDER_MAX
        || header_len < RECORD_FIXED_LEN + names + sender_len
        || header_len > bytes.len)
    {
        return RECORD_BROKEN;
    }

    ret_r->kind = (record_kind_t) b[AT_KIND];
    ret_r->flags = (uint16_t) get_le(b + AT_FLAGS, 2);
    ret_r->partition = (uint16_t) get_le(b + AT_PARTITION, 2);
    ret_r->received_us = get_le(b + AT_RECEIVED, 8);

    p = b + RECORD_FIXED_LEN;
    p = take_slice(p, b[AT_CHANNEL_LEN], &ret_r->channel);
    p = take_slice(p, b[AT_ENDPOINT_LEN], &ret_r->endpoint);
    p = take_slice(p, b[AT_REQUEST_ID_LEN], &ret_r->request_id);
    p = take_slice(p, b[AT_TRACE_LEN], &ret_r->traceparent);
    (void) take_slice(p, sender_len, &ret_r->sender);

    /* from header_len, not from p: a later writer may have longer headers */

    ret_r->payload = slice_make(b + header_len, bytes.len - header_len);

    return RECORD_OK;
}


uint64_t
fnv1a64(slice_t bytes)
{
    uint64_t  hash = FNV_OFFSET;

    for (size_t i = 0; i < bytes.len; i++) {
        hash = (hash ^ bytes.data[i]) * FNV_PRIME;
    }

    return hash;
}


unsigned
partition_of(slice_t account, unsigned partitions)
{
    return partitions <= 1 ? 0 : (unsigned) (fnv1a64(account) % partitions);
}
