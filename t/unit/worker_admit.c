/*
 * Records to items: what does not fit into the batch's memory waits for the
 * next batch, it is not thrown away as something nobody can read.
 */

#include "t/unit/tap.h"

#include <stdlib.h>

#include "worker/admit_item.h"
#include "worker/engine/config.h"
#include "worker/jsonx.h"

#define RECORDS  8
#define LONG     "hola, a text of some length, so that it is not the" \
                 " smallest of all that the memory has to have room for," \
                 " but not the largest"
#define SID      "AC0123456789abcdef0123456789abcdef"

static const struct { const char *channel, *account, *said, *body; }
kinds[] = {
    { "generic", "orders", "hola",
      "{\"id\":\"m%u\",\"contact\":{\"id\":\"c1\",\"name\":\"Ana\"},"
      "\"text\":\"" LONG "\"}" },
    { "telegram", "shop", "hola",
      "{\"update_id\":9,\"message\":{\"message_id\":%u,\"date\":1795219299,"
      "\"from\":{\"id\":7,\"is_bot\":false,\"first_name\":\"Ana\"},"
      "\"chat\":{\"id\":7,\"type\":\"private\"},\"text\":\"" LONG "\"}}" },
    { "twilio", "", "hola",
      "MessageSid=SM%u&AccountSid=" SID "&From=%%2B52155"
      "&To=%%2B1555&Body=hola+a+text+of+some+length+so+that+it+is+not+short" },
    { "whatsapp", "", "hola",
      "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"W\","
      "\"changes\":[{\"field\":\"messages\",\"value\":{\"messaging_product\":"
      "\"whatsapp\",\"metadata\":{\"phone_number_id\":\"P1\"},\"contacts\":"
      "[{\"profile\":{\"name\":\"Ana\"},\"wa_id\":\"521\"}],\"messages\":"
      "[{\"from\":\"521\",\"id\":\"wamid.%u\",\"timestamp\":\"1795219299\","
      "\"type\":\"text\",\"text\":{\"body\":\"" LONG "\"}}]}}]}]}" },
    { "telegram", "shop", "37.484702,\\\"longitude\\\":-122.16153",
      "{\"update_id\":9,\"message\":{\"message_id\":%u,\"date\":1795219299,"
      "\"from\":{\"id\":7,\"is_bot\":false,\"first_name\":\"Ana\"},"
      "\"chat\":{\"id\":7,\"type\":\"private\"},\"location\":"
      "{\"latitude\":37.484702,\"longitude\":-122.16153}}}" },
};


/* An entry of the stream with message i. */

static redisReply *
entry_new(unsigned kind, unsigned i)
{
    char          body[1024], id[32];
    size_t        len;
    record_t      r = {
        .kind = RECORD_WEBHOOK, .received_us = 1795219299000000,
        .request_id = SLICE_LIT("req1"),
        .channel = slice_str(kinds[kind].channel),
        .endpoint = slice_str(kinds[kind].account)
    };
    uint8_t      *bytes;
    redisReply   *e = calloc(5, sizeof(redisReply));
    redisReply  **to = calloc(4, sizeof(redisReply *));

    snprintf(id, sizeof(id), "1-%u", i);
    snprintf(body, sizeof(body), kinds[kind].body, i);
    r.payload = slice_str(body);

    len = record_header_len(&r);
    bytes = malloc(len + r.payload.len);
    (void) record_encode_header(&r, bytes);
    memcpy(bytes + len, r.payload.data, r.payload.len);

    e[1] = (redisReply) { .str = strdup(id), .len = strlen(id) };
    e[2] = (redisReply) { .elements = 2, .element = to + 2 };
    e[3] = (redisReply) { .str = (char *) "r", .len = 1 };
    e[4] = (redisReply) { .str = (char *) bytes, .len = len + r.payload.len };
    to[0] = &e[1];
    to[1] = &e[2];
    to[2] = &e[3];
    to[3] = &e[4];
    e[0] = (redisReply) { .elements = 2, .element = to };

    return e;
}


static void
entry_free(redisReply *e)
{
    free(e[1].str);
    free(e[4].str);
    free(e[0].element);
    free(e);
}


/* The items of as many records as that much memory holds, one text for each;
 * a new reference. */

static json_t *
read_within(unsigned kind, size_t cap)
{
    partition_t    part = { .p = 0 };
    json_t        *list = json_array();
    admit_items_t  s;
    bool           more = admit_items_init(&s, &part, cap);

    for (unsigned i = 0; i < RECORDS && more; i++) {
        redisReply  *e = entry_new(kind, i);

        more = admit_items_read(&s, e);
        entry_free(e);
    }

    for (unsigned i = 0; i < s.nitems; i++) {
        char  *text = json_dumps(s.items[i].json, JSON_SORT_KEYS);

        json_array_append_new(list, json_string(text));
        free(text);
    }

    admit_items_release(&s);

    return list;
}


static void
test_kind(unsigned kind)
{
    json_t      *all = read_within(kind, POOL_CAP_DEFAULT);
    const char  *first = json_string_value(json_array_get(all, 0));
    unsigned     cut = 0, odd = 0;

    is_int((long) json_array_size(all), RECORDS, kinds[kind].channel);
    ok(strstr(first, "\"message\"") != NULL
       && strstr(first, kinds[kind].said) != NULL, "messages: %s", first);

    /* whichever allocation is the one that finds no room */

    for (size_t cap = 2048; cap < 12000; cap += 16) {
        json_t  *some = read_within(kind, cap);
        size_t   n = json_array_size(some);

        cut += n < RECORDS;
        for (size_t i = n == 1 ? 1 : 0; i < n; i++) {
            odd += !json_equal(json_array_get(some, i),
                               json_array_get(all, i));
        }
        json_decref(some);
    }

    ok(cut > 0, "some had to wait");
    is_int(odd, 0, "and none was read as something else");
    json_decref(all);
}


int
main(void)
{
    char  err[256];

    ok(config_load(NULL, NULL, 0, err, sizeof(err)), "configuration");
    worker.partitions = 1;

    for (unsigned i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        test_kind(i);
    }

    config_release();

    return done_testing();
}
