/*
 * redis_sync - see redis_sync.h.
 *
 * A cluster's connections are made as they are needed and kept.  A command is
 * tried again after MOVED, ASK, a passing error or a lost connection, for a
 * while; callers' commands may be executed twice then, which none of them
 * minds (XADD of a replayed letter is deduplicated).
 */

#include "worker/engine/redis_sync.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <sys/time.h>

#include "worker/engine/config.h"
#include "worker/engine/redis_cluster.h"

#define SYNC_ARGS    64
#define SYNC_PAUSE   100000000L         /* ns, after what passes */
#define SYNC_PATIENCE  3                /* times timeout_s, for a failover */

typedef struct {
    cluster_addr_t   addr;
    redisContext    *redis;             /* NULL: not connected */
} peer_t;

struct redis_sync_s {
    bool      cluster;
    int       timeout_s;
    unsigned  slot;                     /* of commands without a key */
    int       aimed;                    /* at a node, or -1 */
    unsigned  n;
    peer_t    peer[CLUSTER_NODES_MAX];  /* one server: the first */
};


/* ---- one connection ---- */

static redisContext *
dial(const redis_sync_t *r, const cluster_addr_t *addr)
{
    struct timeval   timeout = { .tv_sec = r->timeout_s };
    const char      *server = config_str("redis.server"), *colon;
    char             host[256];
    size_t           len;

    if (r->cluster) {
        return redisConnectWithTimeout(addr->host, addr->port, timeout);
    }

    if (server[0] == '/') {
        return redisConnectUnixWithTimeout(server, timeout);
    }

    colon = strrchr(server, ':');
    len = colon != NULL ? (size_t) (colon - server) : strlen(server);

    if (len > 1 && server[0] == '[' && server[len - 1] == ']') {    /* IPv6 */
        server++;
        len -= 2;
    }

    snprintf(host, sizeof(host), "%.*s", (int) len, server);

    return redisConnectWithTimeout(host, colon == NULL ? 6379
                                   : (int) strtol(colon + 1, NULL, 10),
                                   timeout);
}


static redisReply *
command(redisContext *redis, int argc, const slice_t *argv)
{
    const char  *words[SYNC_ARGS];
    size_t       lens[SYNC_ARGS];

    for (int i = 0; i < argc && i < SYNC_ARGS; i++) {
        words[i] = (const char *) argv[i].data;
        lens[i] = argv[i].len;
    }

    return redisCommandArgv(redis, argc < SYNC_ARGS ? argc : SYNC_ARGS, words,
                            lens);
}


static bool
authenticate(redisContext *redis, char *reason, size_t len)
{
    slice_t      user = slice_str(config_str("redis.user"));
    slice_t      argv[3] = { SLICE_LIT("AUTH") };
    int          argc = 1;
    redisReply  *reply;
    bool         ok;

    if (config_secret("redis.password_file").len == 0) {
        return true;
    }

    if (user.len > 0) {
        argv[argc++] = user;
    }
    argv[argc++] = config_secret("redis.password_file");

    reply = command(redis, argc, argv);
    ok = reply != NULL && reply->type != REDIS_REPLY_ERROR;

    if (!ok) {
        snprintf(reason, len, "redis: AUTH: %s",
                 reply == NULL ? redis->errstr : reply->str);
    }

    if (reply != NULL) {
        freeReplyObject(reply);
    }

    return ok;
}


static redisContext *
open_at(const redis_sync_t *r, const cluster_addr_t *addr, char *reason,
    size_t len)
{
    struct timeval   timeout = { .tv_sec = r->timeout_s };
    redisContext    *redis = dial(r, addr);

    if (redis == NULL || redis->err != 0
        || redisSetTimeout(redis, timeout) != REDIS_OK)
    {
        snprintf(reason, len, "redis.server %s: %s",
                 config_str("redis.server"),
                 redis == NULL ? "out of memory" : redis->errstr);

    } else if (authenticate(redis, reason, len)) {
        return redis;
    }

    if (redis != NULL) {
        redisFree(redis);
    }

    return NULL;
}


/* ---- the nodes ---- */

static peer_t *
peer_get(redis_sync_t *r, const cluster_addr_t *addr, char *reason,
    size_t len)
{
    peer_t    *peer = NULL;
    unsigned   i;

    for (i = 0; i < r->n; i++) {
        peer = &r->peer[i];
        if (cluster_addr_eq(&peer->addr, addr)) {
            break;
        }
    }

    if (i == r->n) {
        if (r->n == CLUSTER_NODES_MAX) {
            snprintf(reason, len, "redis: too many nodes");
            return NULL;
        }
        peer = &r->peer[r->n++];
        *peer = (peer_t) { .addr = *addr };
    }

    if (peer->redis == NULL) {
        peer->redis = open_at(r, addr, reason, len);
    }

    return peer->redis == NULL ? NULL : peer;
}


static void
peer_close(peer_t *peer)
{
    redisFree(peer->redis);
    peer->redis = NULL;
}


static double
now_s(void)
{
    struct timespec  t;

    (void) clock_gettime(CLOCK_MONOTONIC, &t);      /* cannot fail */

    return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}


static void
pause_a_little(void)
{
    const struct timespec  pause = { .tv_nsec = SYNC_PAUSE };

    (void) nanosleep(&pause, NULL);
}


/* Asks one node after the other for the map; false: reason. */

static bool
map_fetch(redis_sync_t *r, char *reason, size_t len)
{
    static const slice_t  slots[] = { { (const uint8_t *) "CLUSTER", 7 },
                                      { (const uint8_t *) "SLOTS", 5 } };
    cluster_addr_t        addr;
    const double          end = now_s() + r->timeout_s;
    const char           *error;
    redisReply           *reply;
    peer_t               *peer;

    do {
        if (!redis_cluster_target(0, true, &addr)) {
            snprintf(reason, len, "redis.server: no address \"host:port\" in"
                     " it");
            return false;
        }

        peer = peer_get(r, &addr, reason, len);
        if (peer == NULL) {
            pause_a_little();
            continue;
        }

        reply = command(peer->redis, 2, slots);
        error = reply == NULL ? peer->redis->errstr
                              : redis_cluster_learn(reply, addr.host);
        if (error != NULL) {
            snprintf(reason, len, "redis: %s", error);
        }

        if (reply == NULL) {
            peer_close(peer);
        } else {
            freeReplyObject(reply);
        }

        if (error == NULL) {
            return true;
        }
    } while (now_s() < end);

    return false;
}


static peer_t *
peer_for(redis_sync_t *r, unsigned slot, bool has_key, char *reason,
    size_t len)
{
    const cluster_addr_t  *owner = redis_cluster_owner(slot), *node;

    if (!has_key && r->aimed >= 0
        && (unsigned) r->aimed < redis_cluster_masters(&node))
    {
        return peer_get(r, &node[r->aimed], reason, len);
    }

    if (owner == NULL) {
        snprintf(reason, len, "redis: slot %u has no owner", slot);
        return NULL;
    }

    return peer_get(r, owner, reason, len);
}


/* ---- commands ---- */

/* False: once more, at *ask when that is set. */

static bool
settle(const peer_t *peer, redisReply *reply, cluster_addr_t *ask)
{
    unsigned        slot;
    cluster_addr_t  to;

    switch (cluster_says(reply, peer->addr.host, &slot, &to)) {

    case CLUSTER_MOVED:
        redis_cluster_moved(slot, &to);
        return false;

    case CLUSTER_ASK:
        *ask = to;
        return false;

    case CLUSTER_WAIT:
        pause_a_little();
        return false;

    default:
        return true;
    }
}


static redisReply *
cluster_do(redis_sync_t *r, int argc, const slice_t *argv, char *reason,
    size_t len)
{
    static const slice_t  asking = { (const uint8_t *) "ASKING", 6 };
    int                   key = cluster_key(argv, argc);
    unsigned              slot = key < 0 ? r->slot : cluster_slot(argv[key]);
    cluster_addr_t        ask = { .port = 0 };
    const double          end = now_s() + SYNC_PATIENCE * r->timeout_s;

    do {
        bool         asked = ask.port != 0;
        peer_t      *peer = asked ? peer_get(r, &ask, reason, len)
                                  : peer_for(r, slot, key >= 0, reason, len);
        redisReply  *reply;

        ask.port = 0;

        if (peer != NULL) {
            if (asked && (reply = command(peer->redis, 1, &asking)) != NULL) {
                freeReplyObject(reply);
            }

            reply = command(peer->redis, argc, argv);

            if (reply != NULL && settle(peer, reply, &ask)) {
                return reply;
            }

            if (reply != NULL) {
                snprintf(reason, len, "redis: %s", reply->str);
                freeReplyObject(reply);
                continue;
            }

            snprintf(reason, len, "redis: %s", peer->redis->errstr);
            peer_close(peer);
        }

        /* the owner does not answer: who is it now? */

        pause_a_little();
        (void) map_fetch(r, reason, len);
    } while (now_s() < end);

    return NULL;
}


redisReply *
redis_sync_do(redis_sync_t *r, int argc, const slice_t *argv, char *reason,
    size_t len)
{
    redisReply  *reply;

    if (argc > SYNC_ARGS) {
        snprintf(reason, len, "redis: too many arguments");
        return NULL;
    }

    if (r->cluster) {
        return cluster_do(r, argc, argv, reason, len);
    }

    reply = command(r->peer[0].redis, argc, argv);

    if (reply == NULL) {
        snprintf(reason, len, "redis: %s", r->peer[0].redis->errstr);
    }

    return reply;
}


void
redis_sync_aim(redis_sync_t *r, slice_t key)
{
    r->slot = cluster_slot(key);
    r->aimed = -1;
}


unsigned
redis_sync_nodes(redis_sync_t *r)
{
    const cluster_addr_t  *node;

    return r->cluster ? redis_cluster_masters(&node) : 1;
}


void
redis_sync_aim_node(redis_sync_t *r, unsigned i)
{
    r->aimed = (int) i;
}


const char *
redis_sync_name(redis_sync_t *r, unsigned i, char *buf, size_t len)
{
    const cluster_addr_t  *node;

    if (r->cluster && i < redis_cluster_masters(&node)) {
        snprintf(buf, len, "%s:%u", node[i].host, (unsigned) node[i].port);
    } else {
        snprintf(buf, len, "%s", config_str("redis.server"));
    }

    return buf;
}


redis_sync_t *
redis_sync_new(int timeout_s, char *reason, size_t len)
{
    redis_sync_t  *r = calloc(1, sizeof(redis_sync_t));
    bool           ok;

    if (r == NULL) {
        snprintf(reason, len, "redis: out of memory");
        return NULL;
    }

    r->cluster = redis_is_cluster();
    r->timeout_s = timeout_s;
    r->aimed = -1;

    if (r->cluster) {
        ok = map_fetch(r, reason, len);

    } else {
        r->n = 1;
        r->peer[0].redis = open_at(r, NULL, reason, len);
        ok = r->peer[0].redis != NULL;
    }

    if (!ok) {
        redis_sync_free(r);
        return NULL;
    }

    return r;
}


void
redis_sync_free(redis_sync_t *r)
{
    for (unsigned i = 0; r != NULL && i < r->n; i++) {
        if (r->peer[i].redis != NULL) {
            redisFree(r->peer[i].redis);
        }
    }

    free(r);
}
