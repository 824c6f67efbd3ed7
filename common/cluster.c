/*
 * cluster - see cluster.h.  Slots are CRC16 (XMODEM) of the key's hash tag
 * modulo 16384, as the Redis Cluster specification has it.
 */

#include "common/cluster.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>


static uint16_t
crc16(const uint8_t *p, size_t len)
{
    uint16_t  crc = 0;

    /* bit by bit: a hash tag of ours has five bytes at most */

    while (len-- > 0) {
        crc ^= (uint16_t) (*p++ << 8);

        for (int i = 0; i < 8; i++) {
            crc = (uint16_t) (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1);
        }
    }

    return crc;
}


unsigned
cluster_slot(slice_t key)
{
    const uint8_t  *end = slice_end(key), *open, *close;

    if (key.len > 0) {
        open = memchr(key.data, '{', key.len);
        close = open == NULL ? NULL
                             : memchr(open, '}', (size_t) (end - open));

        if (close != NULL && close > open + 1) {
            return crc16(open + 1, (size_t) (close - open - 1))
                   % CLUSTER_SLOTS;
        }
    }

    return crc16(key.data, key.len) % CLUSTER_SLOTS;
}


static bool
word_is(slice_t s, const char *word)
{
    size_t  len = strlen(word);

    return s.len == len
           && strncasecmp((const char *) s.data, word, len) == 0;
}


int
cluster_key(const slice_t *argv, int argc)
{
    static const char *const  none[] = {
        "PING", "AUTH", "INFO", "CONFIG", "CLIENT", "CLUSTER", "WAIT",
        "ASKING", "ACL", "TIME", "READONLY", NULL
    };

    if (argc < 2) {
        return -1;
    }

    for (int i = 0; none[i] != NULL; i++) {
        if (word_is(argv[0], none[i])) {
            return -1;
        }
    }

    if (word_is(argv[0], "XINFO") || word_is(argv[0], "XGROUP")) {
        return argc > 2 ? 2 : -1;
    }

    if (word_is(argv[0], "XREAD")) {
        for (int i = 1; i < argc - 1; i++) {
            if (word_is(argv[i], "STREAMS")) {
                return i + 1;
            }
        }
        return -1;
    }

    return 1;
}


/* ---- addresses ---- */

static bool
addr_set(cluster_addr_t *ret, const char *host, size_t len, long port)
{
    struct in6_addr  any;
    char             text[CLUSTER_HOST_MAX];

    if (len == 0 || len >= sizeof(text) || port < 1 || port > 65535) {
        return false;
    }

    memcpy(text, host, len);
    text[len] = '\0';

    if (inet_pton(AF_INET, text, &any) != 1
        && inet_pton(AF_INET6, text, &any) != 1)
    {
        return false;
    }

    memcpy(ret->host, text, len + 1);
    ret->port = (uint16_t) port;

    return true;
}


/* text ends with the digits of a port, as in replies and in settings */

static bool
addr_parse(const char *text, size_t len, const char *asked,
    cluster_addr_t *ret)
{
    const char  *colon = text + len - (len > 0);
    size_t       host;
    long         port = 0;

    while (colon > text && *colon != ':') {
        colon--;
    }

    if (len == 0 || *colon != ':' || text + len - colon > 6) {
        return false;
    }

    for (const char *p = colon + 1; p < text + len; p++) {
        if (*p < '0' || *p > '9') {
            return false;
        }
        port = port * 10 + (*p - '0');
    }

    host = (size_t) (colon - text);

    if (host == 0 && asked != NULL) {
        return addr_set(ret, asked, strlen(asked), port);
    }

    if (host > 2 && text[0] == '[' && text[host - 1] == ']') {
        text++;
        host -= 2;
    }

    return addr_set(ret, text, host, port);
}


bool
cluster_addr_parse(slice_t text, cluster_addr_t *ret)
{
    return text.len > 0
           && addr_parse((const char *) text.data, text.len, NULL, ret);
}


bool
cluster_addr_eq(const cluster_addr_t *a, const cluster_addr_t *b)
{
    return a->port == b->port && strcmp(a->host, b->host) == 0;
}


/* ---- the map ---- */

/* index + 1, or 0: full */

static unsigned
map_node(cluster_map_t *map, const cluster_addr_t *addr)
{
    for (unsigned i = 0; i < map->n; i++) {
        if (cluster_addr_eq(&map->node[i], addr)) {
            return i + 1;
        }
    }

    if (map->n == CLUSTER_NODES_MAX) {
        return 0;
    }

    map->node[map->n++] = *addr;

    return map->n;
}


/* [first, last, [host, port, id, ...], replicas ...] */

static const char *
map_range(cluster_map_t *map, const redisReply *range, const char *asked)
{
    const redisReply  *master;
    const char        *host = asked;
    cluster_addr_t     addr;
    unsigned           node;

    if (range->type != REDIS_REPLY_ARRAY || range->elements < 3
        || range->element[0]->type != REDIS_REPLY_INTEGER
        || range->element[1]->type != REDIS_REPLY_INTEGER
        || range->element[0]->integer < 0
        || range->element[0]->integer > range->element[1]->integer
        || range->element[1]->integer >= CLUSTER_SLOTS)
    {
        return "CLUSTER SLOTS: not understood";
    }

    master = range->element[2];

    if (master->type != REDIS_REPLY_ARRAY || master->elements < 2
        || master->element[1]->type != REDIS_REPLY_INTEGER)
    {
        return "CLUSTER SLOTS: not understood";
    }

    if (master->element[0]->type == REDIS_REPLY_STRING
        && master->element[0]->len > 0)
    {
        host = master->element[0]->str;
    }

    if (host == NULL || !addr_set(&addr, host, strlen(host),
                                  (long) master->element[1]->integer))
    {
        return "CLUSTER SLOTS names hosts, not addresses: set "
               "cluster-preferred-endpoint-type ip";
    }

    node = map_node(map, &addr);

    if (node == 0) {
        return "CLUSTER SLOTS: too many nodes";
    }

    for (long long i = range->element[0]->integer;
         i <= range->element[1]->integer; i++)
    {
        map->covered += map->slot[i] == 0;
        map->slot[i] = (uint8_t) node;
    }

    return NULL;
}


const char *
cluster_map_read(cluster_map_t *ret, const redisReply *reply,
    const char *asked)
{
    memset(ret, 0, sizeof(*ret));

    if (reply->type == REDIS_REPLY_ERROR) {
        return "CLUSTER SLOTS was refused: no cluster, or no right to ask";
    }

    if (reply->type != REDIS_REPLY_ARRAY) {
        return "CLUSTER SLOTS: not understood";
    }

    for (size_t i = 0; i < reply->elements; i++) {
        const char  *error = map_range(ret, reply->element[i], asked);

        if (error != NULL) {
            return error;
        }
    }

    return ret->n == 0 ? "CLUSTER SLOTS: no slot has an owner" : NULL;
}


const cluster_addr_t *
cluster_owner(const cluster_map_t *map, unsigned slot)
{
    unsigned  node = slot < CLUSTER_SLOTS ? map->slot[slot] : 0;

    return node == 0 ? NULL : &map->node[node - 1];
}


bool
cluster_map_move(cluster_map_t *map, unsigned slot, const cluster_addr_t *to)
{
    unsigned  node = map_node(map, to);

    if (node == 0 || slot >= CLUSTER_SLOTS) {
        return false;
    }

    map->covered += map->slot[slot] == 0;
    map->slot[slot] = (uint8_t) node;

    return true;
}


/* ---- what errors say ---- */

static bool
starts(const redisReply *reply, const char *word)
{
    return strncmp(reply->str, word, strlen(word)) == 0;
}


cluster_say_t
cluster_says(const redisReply *reply, const char *asked, unsigned *ret_slot,
    cluster_addr_t *ret_addr)
{
    static const char *const  passing[] = {
        "TRYAGAIN ", "CLUSTERDOWN ", "LOADING ", "MASTERDOWN ", NULL
    };
    const char     *at;
    char           *end;
    unsigned long   slot;

    if (reply == NULL || reply->type != REDIS_REPLY_ERROR) {
        return CLUSTER_NONE;
    }

    for (int i = 0; passing[i] != NULL; i++) {
        if (starts(reply, passing[i])) {
            return CLUSTER_WAIT;
        }
    }

    at = starts(reply, "MOVED ") ? reply->str + 6
         : starts(reply, "ASK ") ? reply->str + 4 : NULL;

    if (at == NULL) {
        return CLUSTER_NONE;
    }

    slot = strtoul(at, &end, 10);

    /* an address we cannot use: the next map may be wiser */

    if (*end != ' ' || slot >= CLUSTER_SLOTS
        || !addr_parse(end + 1, strlen(end + 1), asked, ret_addr))
    {
        return CLUSTER_WAIT;
    }

    *ret_slot = (unsigned) slot;

    return reply->str[0] == 'M' ? CLUSTER_MOVED : CLUSTER_ASK;
}
