/* common/record: the bytes of the format, round trips, what is refused. */

#include "common/record.h"
#include "t/unit/tap.h"

static const record_t  sample = {
    .kind = RECORD_WEBHOOK,
    .flags = 0x8001,
    .partition = 0x0102,
    .received_us = UINT64_C(0x1122334455667788),
    .channel = { (const uint8_t *) "wa", 2 },
    .endpoint = { (const uint8_t *) "e", 1 },
    .request_id = { (const uint8_t *) "rid", 3 },
    .traceparent = { (const uint8_t *) "tp", 2 },
    .sender = { (const uint8_t *) "ana", 3 },
};

static const char  sample_bytes[] =
    "\x01\x01\x01\x80\x02\x01\x23\x00"
    "\x88\x77\x66\x55\x44\x33\x22\x11"
    "\x02\x01\x03\x02\x03\x00\x00\x00"
    "waeridtpana";


static size_t
encode(const record_t *r, const char *payload, uint8_t *buf)
{
    uint8_t  *end = record_encode_header(r, buf);

    memcpy(end, payload, strlen(payload));

    return (size_t) (end - buf) + strlen(payload);
}


static bool
is_slice(slice_t got, const char *want, const char *name)
{
    return is_mem(got.data, got.len, want, strlen(want), name);
}


static void
test_bytes(void)
{
    uint8_t  buf[256];
    size_t   len = encode(&sample, "", buf);

    is(record_header_len(&sample), 35, "length pass");
    is_mem(buf, len, sample_bytes, sizeof(sample_bytes) - 1,
           "the bytes are those of the format essay");
}


static void
test_round_trip(void)
{
    uint8_t   buf[256];
    record_t  r;
    size_t    len = encode(&sample, "{\"a\":1}", buf);

    is(record_decode(slice_make(buf, len), &r), RECORD_OK, "decodes");
    is(r.kind, RECORD_WEBHOOK, "kind");
    is(r.flags, 0x8001, "flags, unknown ones kept");
    is(r.partition, 0x0102, "partition");
    ok(r.received_us == sample.received_us, "received");
    is_slice(r.channel, "wa", "channel");
    is_slice(r.endpoint, "e", "endpoint");
    is_slice(r.request_id, "rid", "request id");
    is_slice(r.traceparent, "tp", "traceparent");
    is_slice(r.sender, "ana", "sender");
    is_slice(r.payload, "{\"a\":1}", "payload");
}


static void
test_empty(void)
{
    record_t  wake = { .kind = RECORD_WAKE }, r;
    uint8_t   buf[RECORD_FIXED_LEN];

    is(record_header_len(&wake), RECORD_FIXED_LEN, "a wake without names");
    (void) record_encode_header(&wake, buf);
    is(record_decode(slice_make(buf, sizeof(buf)), &r), RECORD_OK, "decodes");
    is(r.kind, RECORD_WAKE, "as a wake");
    is(r.payload.len, 0, "without payload");
}


static void
test_limits(void)
{
    static uint8_t  long_name[RECORD_SENDER_MAX + 1];
    static uint8_t  buf[RECORD_FIXED_LEN + RECORD_NAME_MAX * 4
                        + RECORD_SENDER_MAX];
    slice_t         name = slice_make(long_name, RECORD_NAME_MAX);
    record_t        r = { .kind = RECORD_MALFORMED, .channel = name,
                          .endpoint = name, .request_id = name,
                          .traceparent = name,
                          .sender = { long_name, RECORD_SENDER_MAX } };
    record_t        back;

    is(record_header_len(&r), sizeof(buf), "all names at their limit");
    (void) record_encode_header(&r, buf);
    is(record_decode(slice_make(buf, sizeof(buf)), &back), RECORD_OK,
       "and back");
    is(back.sender.len, RECORD_SENDER_MAX, "sender at its limit");

    r.sender.len++;
    is(record_header_len(&r), 0, "sender over its limit");
    r.sender.len--;

    r.traceparent.len++;
    is(record_header_len(&r), 0, "traceparent over its limit");
    r.traceparent.len--;

    r.channel.len++;
    is(record_header_len(&r), 0, "channel over its limit");
    r.channel.len--;

    r.kind = 0;
    is(record_header_len(&r), 0, "kind 0");
    r.kind = 4;
    is(record_header_len(&r), 0, "kind 4");
}


static void
test_evolution(void)
{
    uint8_t   buf[64];
    record_t  r = { .kind = RECORD_WAKE };

    memset(buf, 0xff, sizeof(buf));
    buf[0] = 2;
    is(record_decode(slice_make(buf, 1), &r), RECORD_NEWER,
       "a newer version is told by its first byte alone");
    is(r.kind, RECORD_WAKE, "out-parameter untouched");

    (void) record_encode_header(&sample, buf);
    buf[6] = 37;                            /* two bytes more in the header */
    memcpy(buf + 35, "??body", 6);
    is(record_decode(slice_make(buf, 41), &r), RECORD_OK,
       "a longer header is accepted");
    is_slice(r.sender, "ana", "its names are where they were");
    is_slice(r.payload, "body", "its unknown bytes are skipped");
}


static record_rc_t
decode_with(size_t at, uint8_t value, size_t len)
{
    uint8_t   buf[64];
    record_t  r;

    (void) record_encode_header(&sample, buf);
    buf[at] = value;

    return record_decode(slice_make(buf, len), &r);
}


static void
test_broken(void)
{
    record_t  r;
    unsigned  wrong = 0;

    is(record_decode(SLICE_NULL, &r), RECORD_BROKEN, "no bytes at all");

    for (size_t len = 0; len < 35; len++) {
        wrong += decode_with(0, 1, len) != RECORD_BROKEN;
    }

    is(wrong, 0, "every truncation of the header is broken");
    is(decode_with(0, 1, 35), RECORD_OK, "the whole is not");
    is(decode_with(0, 0, 35), RECORD_BROKEN, "version 0");
    is(decode_with(1, 0, 35), RECORD_BROKEN, "kind 0");
    is(decode_with(1, 4, 35), RECORD_BROKEN, "kind 4");
    is(decode_with(6, 34, 35), RECORD_BROKEN, "header shorter than names");
    is(decode_with(6, 36, 35), RECORD_BROKEN, "header longer than record");
    is(decode_with(16, 255, 35), RECORD_BROKEN, "name beyond the header");
    is(decode_with(21, 5, 35), RECORD_BROKEN, "sender beyond its limit");
}


static void
test_hash(void)
{
    /* published FNV-1a vectors */
    ok(fnv1a64(SLICE_NULL) == UINT64_C(0xcbf29ce484222325), "fnv of nothing");
    ok(fnv1a64(SLICE_LIT("a")) == UINT64_C(0xaf63dc4c8601ec8c), "fnv of a");
    ok(fnv1a64(SLICE_LIT("foobar")) == UINT64_C(0x85944171f73967e8),
       "fnv of foobar");

    is(partition_of(SLICE_LIT("foobar"), 16), 8, "partition of 16");
    is(partition_of(SLICE_LIT("foobar"), 1), 0, "partition of 1");
    is(partition_of(SLICE_LIT("foobar"), 0), 0, "no partitions, no crash");
}


int
main(void)
{
    test_bytes();
    test_round_trip();
    test_empty();
    test_limits();
    test_evolution();
    test_broken();
    test_hash();

    return done_testing();
}
