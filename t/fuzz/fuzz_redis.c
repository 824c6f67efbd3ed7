/*
 * fuzz_redis - what Redis says: bytes of its protocol become a reply (hiredis)
 * and that a map of a cluster, a redirection, an id of a stream; the same
 * bytes as Last-Event-ID and as the address of a node.
 *
 * - A map names only nodes it has, of which every one is an address that is
 *   read again; covered is the number of slots with an owner.
 * - An id that is read is written and read again as the same; the worker's
 *   lenient reader agrees about it, and it orders like its numbers.
 */

#include <hiredis/hiredis.h>

#include "common/cluster.h"
#include "t/fuzz/check.h"
#include "worker/stream_id.h"

#define HASH_TAG  "relevo:{12}:in"


static void
check_address(const cluster_addr_t *addr)
{
    char            text[CLUSTER_HOST_MAX + 16];
    bool            six = strchr(addr->host, ':') != NULL;
    cluster_addr_t  again;

    check(addr->port > 0 && strnlen(addr->host, CLUSTER_HOST_MAX)
          < CLUSTER_HOST_MAX);
    (void) snprintf(text, sizeof(text), six ? "[%s]:%u" : "%s:%u", addr->host,
                    addr->port);
    check(cluster_addr_parse(slice_str(text), &again));
    check(cluster_addr_eq(addr, &again));
}


static void
check_map(const redisReply *reply)
{
    static cluster_map_t  map;          /* 20 KB */
    cluster_addr_t        to = { "127.0.0.1", 7000 };
    unsigned              covered = 0;

    if (cluster_map_read(&map, reply, "127.0.0.1") != NULL) {
        return;
    }

    check(map.n > 0 && map.n <= CLUSTER_NODES_MAX);

    for (unsigned i = 0; i < CLUSTER_SLOTS; i++) {
        check(map.slot[i] <= map.n);
        covered += cluster_owner(&map, i) != NULL;
    }

    check(covered == map.covered && cluster_owner(&map, CLUSTER_SLOTS) == NULL);

    for (unsigned i = 0; i < map.n; i++) {
        check_address(&map.node[i]);
    }

    if (cluster_map_move(&map, 5, &to)) {
        check(cluster_addr_eq(cluster_owner(&map, 5), &to));
    }
}


static void
check_reply(const redisReply *reply)
{
    cluster_addr_t  addr;
    unsigned        slot;
    cluster_say_t   said = cluster_says(reply, "::1", &slot, &addr);

    if (said == CLUSTER_MOVED || said == CLUSTER_ASK) {
        check(slot < CLUSTER_SLOTS);
        check_address(&addr);
    }

    check(said == CLUSTER_NONE || reply->type == REDIS_REPLY_ERROR);
    check_map(reply);
}


/* hiredis 0.14 reserves what an array announces, 16 GB if it says so.  Redis
 * is who we trust with memory: such inputs are of no interest. */
static bool
announces_much(slice_t bytes)
{
    size_t  digits = 0;

    for (size_t i = 0; i < bytes.len; i++) {
        bool  digit = bytes.data[i] >= '0' && bytes.data[i] <= '9';

        digits = bytes.data[i] == '*' ? 1 : digit && digits > 0 ? digits + 1
                                                                : 0;
        if (digits > 6) {
            return true;
        }
    }

    return false;
}


static void
check_protocol(slice_t bytes)
{
    redisReader  *reader;
    void         *reply = NULL;

    if (announces_much(bytes)) {
        return;
    }

    reader = redisReaderCreate();
    check(reader != NULL);

    if (redisReaderFeed(reader, (const char *) bytes.data, bytes.len)
        == REDIS_OK)
    {
        while (redisReaderGetReply(reader, &reply) == REDIS_OK
               && reply != NULL)
        {
            check_reply(reply);
            freeReplyObject(reply);
            reply = NULL;
        }
    }

    redisReaderFree(reader);
}


static void
check_id(slice_t text)
{
    stream_id_t  id, again, low = { 0, 0 }, next;
    char         written[STREAM_ID_LEN], given[256];

    if (!stream_id_read(text, &id)) {
        return;
    }

    stream_id_format(id, written);
    check(stream_id_read(slice_str(written), &again));
    check(stream_id_compare(id, again) == 0);

    if (text.len < sizeof(given)) {
        memcpy(given, text.data, text.len);
        given[text.len] = '\0';
        check(stream_id_compare(stream_id_parse(given), id) == 0);
    }

    next = stream_id_next(id);
    check((stream_id_compare(id, low) == 0) == (id.ms == 0 && id.seq == 0));
    check(stream_id_compare(id, next) < 0
          || (id.ms == UINT64_MAX && id.seq == UINT64_MAX));
    check(stream_id_compare(next, id) == -stream_id_compare(id, next));
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    slice_t         bytes = slice_make(data, len), word = SLICE_LIT("XADD");
    slice_t         argv[] = { word, bytes };
    cluster_addr_t  addr;

    check_protocol(bytes);
    check_id(bytes);

    check(cluster_slot(bytes) < CLUSTER_SLOTS);
    check(cluster_key(argv, 2) < 2);
    argv[0] = bytes;
    argv[1] = SLICE_LIT(HASH_TAG);
    check(cluster_key(argv, 2) < 2 && cluster_key(argv, 1) < 1);

    if (cluster_addr_parse(bytes, &addr)) {
        check_address(&addr);
    }

    return 0;
}
