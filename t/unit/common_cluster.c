/*
 * Where a key of a cluster is: slots against those of redis-server, maps and
 * redirections as it writes them, and as it never would.
 */

#include <stdlib.h>

#include "common/cluster.h"
#include "t/unit/tap.h"

static cluster_map_t  map;


/* A reply out of RESP; the caller frees it. */

static redisReply *
resp(const char *text)
{
    redisReader  *reader = redisReaderCreate();
    void         *reply = NULL;

    redisReaderFeed(reader, text, strlen(text));
    redisReaderGetReply(reader, &reply);
    redisReaderFree(reader);

    return reply;
}


static void
test_slot(void)
{
    static const struct { const char *key; unsigned slot; } known[] = {
        { "", 0 }, { "123456789", 12739 }, { "foo", 12182 },
        { "relevo:live", 8844 }, { "relevo:meta", 1983 },
        { "relevo:{0}:in", 13907 }, { "relevo:{15}:in", 4178 },
        { "relevo:{65535}:in", 2466 }, { "{}foo", 9500 },
        { "{user}.a{b}", 5474 }, { "a{b", 13340 },
    };

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        is((int) cluster_slot(slice_str(known[i].key)), (int) known[i].slot,
           known[i].key);
    }
}


static int
key_of(const char *words)
{
    slice_t  argv[16];
    int      n = 0;

    for (; *words != '\0' && n < 16; n++) {
        size_t  len = strcspn(words, " ");

        argv[n] = slice_make(words, len);
        words += len + (words[len] == ' ');
    }

    return cluster_key(argv, n);
}


static void
test_key(void)
{
    is(key_of("HGETALL relevo:meta"), 1, "HGETALL");
    is(key_of("XADD k * r v"), 1, "XADD");
    is(key_of("xinfo stream k"), 2, "XINFO STREAM");
    is(key_of("XREAD COUNT 1 BLOCK 5 STREAMS k 0-0"), 6, "XREAD");
    is(key_of("XREAD COUNT 1"), -1, "XREAD without STREAMS");
    is(key_of("CONFIG GET appendonly"), -1, "CONFIG has none");
    is(key_of("INFO memory"), -1, "INFO has none");
    is(key_of("PING"), -1, "PING has none");
}


static void
test_map(void)
{
    redisReply  *reply = resp(
        "*2\r\n"
        "*4\r\n:0\r\n:8191\r\n"
        "*4\r\n$9\r\n127.0.0.1\r\n:7000\r\n$2\r\nid\r\n*0\r\n"
        "*4\r\n$9\r\n127.0.0.1\r\n:7003\r\n$2\r\nid\r\n*0\r\n"
        "*3\r\n:8192\r\n:16383\r\n*2\r\n$0\r\n\r\n:7001\r\n");
    cluster_addr_t  third;

    is_str(cluster_map_read(&map, reply, "::1"), NULL, "a map");
    is((int) map.n, 2, "two masters, a replica is none");
    is((int) map.covered, CLUSTER_SLOTS, "all slots");
    is_str(cluster_owner(&map, 0)->host, "127.0.0.1", "the first");
    is(cluster_owner(&map, 8192)->port, 7001, "the second");
    is_str(cluster_owner(&map, 16383)->host, "::1", "is the one asked");
    ok(cluster_owner(&map, CLUSTER_SLOTS) == NULL, "no slot beyond the last");

    ok(cluster_addr_parse(SLICE_LIT("10.0.0.1:7002"), &third), "an address");
    ok(cluster_map_move(&map, 5, &third), "moved");
    is(cluster_owner(&map, 5)->port, 7002, "is there");
    is(cluster_owner(&map, 6)->port, 7000, "its neighbour is not");
    ok(!cluster_map_move(&map, CLUSTER_SLOTS, &third), "no such slot");

    for (int i = 0; i < 200; i++) {
        third.port = (uint16_t) (8000 + i);
        if (!cluster_map_move(&map, 7, &third)) {
            break;
        }
    }
    is((int) map.n, CLUSTER_NODES_MAX, "a map has its limit");
    freeReplyObject(reply);
}


static void
test_bad_maps(void)
{
    static const struct { const char *what, *resp; } bad[] = {
        { "an error", "-ERR This instance has cluster support disabled\r\n" },
        { "a status", "+OK\r\n" },
        { "empty", "*0\r\n" },
        { "no range", "*1\r\n:1\r\n" },
        { "short range", "*1\r\n*2\r\n:0\r\n:1\r\n" },
        { "backwards", "*1\r\n*3\r\n:9\r\n:1\r\n*2\r\n$3\r\n::1\r\n:1\r\n" },
        { "too far", "*1\r\n*3\r\n:0\r\n:16384\r\n*2\r\n$3\r\n::1\r\n:1\r\n" },
        { "below 0", "*1\r\n*3\r\n:-1\r\n:4\r\n*2\r\n$3\r\n::1\r\n:1\r\n" },
        { "words", "*1\r\n*3\r\n$1\r\n0\r\n:1\r\n*2\r\n$3\r\n::1\r\n:1\r\n" },
        { "no port", "*1\r\n*3\r\n:0\r\n:1\r\n*1\r\n$3\r\n::1\r\n" },
        { "port 0", "*1\r\n*3\r\n:0\r\n:1\r\n*2\r\n$3\r\n::1\r\n:0\r\n" },
        { "a name", "*1\r\n*3\r\n:0\r\n:1\r\n*2\r\n$4\r\nhost\r\n:1\r\n" },
        { "no host", "*1\r\n*3\r\n:0\r\n:1\r\n*2\r\n$-1\r\n:1\r\n" },
    };

    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        redisReply  *reply = resp(bad[i].resp);

        ok(cluster_map_read(&map, reply, NULL) != NULL, "refused: %s",
           bad[i].what);
        freeReplyObject(reply);
    }
}


static cluster_say_t
says(const char *error, unsigned *slot, cluster_addr_t *addr)
{
    char           text[256];
    redisReply    *reply;
    cluster_say_t  say;

    snprintf(text, sizeof(text), "-%s\r\n", error);
    reply = resp(text);
    say = cluster_says(reply, "127.0.0.1", slot, addr);
    freeReplyObject(reply);

    return say;
}


static void
test_says(void)
{
    unsigned        slot = 0;
    cluster_addr_t  a;

    is(says("MOVED 3999 127.0.0.1:6381", &slot, &a), CLUSTER_MOVED, "MOVED");
    is((int) slot, 3999, "its slot");
    is(a.port, 6381, "its port");
    is(says("ASK 1 ::1:6382", &slot, &a), CLUSTER_ASK, "ASK, IPv6");
    is_str(a.host, "::1", "its host");
    is(says("MOVED 1 :6383", &slot, &a), CLUSTER_MOVED, "an unnamed host");
    is_str(a.host, "127.0.0.1", "is the one asked");
    is(says("TRYAGAIN x", &slot, &a), CLUSTER_WAIT, "TRYAGAIN");
    is(says("CLUSTERDOWN x", &slot, &a), CLUSTER_WAIT, "CLUSTERDOWN");
    is(says("LOADING x", &slot, &a), CLUSTER_WAIT, "LOADING");
    is(says("MOVED 16384 1.1.1.1:1", &slot, &a), CLUSTER_WAIT, "no slot");
    is(says("MOVED 1 host:1", &slot, &a), CLUSTER_WAIT, "a name");
    is(says("MOVED 1 1.1.1.1:99999", &slot, &a), CLUSTER_WAIT, "no port");
    is(says("MOVED 1 ", &slot, &a), CLUSTER_WAIT, "no address");
    is(says("MOVED x", &slot, &a), CLUSTER_WAIT, "nothing");
    is(says("MOVEDX 1 1.1.1.1:1", &slot, &a), CLUSTER_NONE, "another word");
    is(says("OOM x", &slot, &a), CLUSTER_NONE, "OOM is not about clusters");
    is(cluster_says(NULL, NULL, &slot, &a), CLUSTER_NONE, "no reply");
}


static void
test_addr(void)
{
    cluster_addr_t  a, b;

    ok(cluster_addr_parse(SLICE_LIT("[::1]:7000"), &a), "brackets");
    ok(cluster_addr_parse(SLICE_LIT("::1:7000"), &b), "no brackets");
    ok(cluster_addr_eq(&a, &b), "are the same");
    ok(!cluster_addr_parse(SLICE_LIT("127.0.0.1"), &a), "no port");
    ok(!cluster_addr_parse(SLICE_LIT("localhost:1"), &a), "a name");
    ok(!cluster_addr_parse(SLICE_LIT("127.0.0.1:x"), &a), "letters");
    ok(!cluster_addr_parse(SLICE_LIT("127.0.0.1:"), &a), "empty port");
    ok(!cluster_addr_parse(SLICE_LIT(""), &a), "nothing");
}


int
main(void)
{
    test_slot();
    test_key();
    test_map();
    test_bad_maps();
    test_says();
    test_addr();

    return done_testing();
}
