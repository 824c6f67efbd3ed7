/*
 * redis_dial - from an address to a connection that takes calls.
 *
 *   DOWN        waiting for the next attempt (alarm)
 *   CONNECTING  socket and greeting (AUTH, on a cluster CLUSTER SLOTS, PING)
 *               under way (alarm: timeout)
 *   UP          calls are taken
 *   CLOSED      redis_free() has run; memory goes with the next ready queue
 *
 * A host name in redis.server is resolved by hiredis and blocks the loop for
 * that long: write an address or the path of a socket.
 */

#include "worker/engine/redis_conn.h"

#include <stdio.h>
#include <stdlib.h>

#include "worker/engine/config.h"
#include "worker/engine/redis_link.h"
#include "worker/engine/stats.h"


uint64_t
redis_timeout_ms(void)
{
    return (uint64_t) config_int("redis.timeout");
}


static bool
redis_greet(redis_t *r, const slice_t *argv, int argc, redis_reply_fn fn)
{
    cell_t  *c = calloc(1, sizeof(cell_t));

    if (c == NULL) {
        return false;
    }

    c->fn = fn;
    c->data = r;

    if (!redis_send(r, argv, argc, redis_timeout_ms(), c)) {
        free(c);
        return false;
    }

    return true;
}


static void
redis_on_auth(void *data, const redisReply *reply, const char *error)
{
    redis_t  *r = data;

    (void) error;                       /* lost: somebody else has seen it */

    if (reply != NULL && reply->type == REDIS_REPLY_ERROR) {
        redis_drop(r, "redis: user or password refused");
    }
}


/*
 * PING asks whether the server serves: LOADING, NOAUTH and MASTERDOWN are not
 * up.  A user that may not PING is, though.
 */

static void
redis_on_ping(void *data, const redisReply *reply, const char *error)
{
    redis_t  *r = data;

    (void) error;

    if (reply == NULL || r->state != REDIS_CONNECTING) {
        return;
    }

    if (reply->type == REDIS_REPLY_ERROR
        && strncmp(reply->str, "NOPERM", 6) != 0)
    {
        redis_drop(r, strncmp(reply->str, "LOADING", 7) == 0
                      ? "redis: loading its data"
                      : strncmp(reply->str, "NOAUTH", 6) == 0
                      ? "redis: wants a password (redis.password_file)"
                      : "redis: not ready");
        return;
    }

    alarm_cancel(r->alarm);
    r->alarm = NULL;
    r->attempt = 0;
    r->hops = 0;
    r->stray = true;                    /* lost: the owner first */
    redis_move(r, REDIS_UP, "ready");

    if (r->was_up) {
        stat_add(redis_reconnects, 1);
    }
    r->was_up = true;

    if (r->hooks.up != NULL) {
        r->hooks.up(r->hooks.data);     /* last: it may free r */
    }
}


/* Every node knows where everything is; is our slot really here? */

static void
redis_on_slots(void *data, const redisReply *reply, const char *error)
{
    redis_t               *r = data;
    const cluster_addr_t  *owner;

    (void) error;

    if (reply == NULL || r->state != REDIS_CONNECTING) {
        return;
    }

    error = redis_cluster_learn(reply, r->at.host);
    owner = redis_cluster_owner((unsigned) r->slot);

    if (error != NULL || owner == NULL) {
        redis_drop(r, error != NULL ? error : "redis: a slot without owner");

    } else if (!cluster_addr_eq(owner, &r->at)) {
        redis_hop(r, "redis: the key is elsewhere");
    }
}


static void
redis_on_connect(const redisAsyncContext *ac, int status)
{
    redis_t     *r = ac->data;
    slice_t      secret = config_secret("redis.password_file");
    const char  *user = config_str("redis.user");
    slice_t      auth[3] = { SLICE_LIT("AUTH") };
    slice_t      slots[2] = { SLICE_LIT("CLUSTER"), SLICE_LIT("SLOTS") };
    slice_t      ping = SLICE_LIT("PING");
    int          n = 1;
    bool         ok = true;

    if (r == NULL) {
        return;
    }

    if (status != REDIS_OK) {
        redis_lost(r, "redis: cannot connect", ac->errstr);
        return;                         /* hiredis frees the context */
    }

    if (secret.len > 0) {
        if (*user != '\0') {
            auth[n++] = slice_str(user);
        }
        auth[n++] = secret;
        ok = redis_greet(r, auth, n, redis_on_auth);
    }

    if (ok && r->slot >= 0 && !r->asking) {
        ok = redis_greet(r, slots, 2, redis_on_slots);
    }

    /* Freeing the context inside this callback is not allowed by hiredis
     * 0.14; out of memory is found by the connect timeout. */

    if (ok) {
        (void) redis_greet(r, &ping, 1, redis_on_ping);
    }
}


static void
redis_connect_late(void *data)
{
    redis_t  *r = data;

    r->alarm = NULL;
    redis_drop(r, "redis: connect timeout");
}


/* "/path", "host:port" or "[v6]:port" */

static redisAsyncContext *
redis_dial(const char *server)
{
    char         host[256];
    const char  *colon = strrchr(server, ':');
    size_t       len;

    if (strchr(server, '/') != NULL) {
        return redisAsyncConnectUnix(server);
    }

    len = colon == NULL ? strlen(server) : (size_t) (colon - server);
    if (len >= 2 && server[0] == '[' && server[len - 1] == ']') {
        server++;
        len -= 2;
    }
    (void) snprintf(host, sizeof(host), "%.*s", (int) len, server);

    return redisAsyncConnect(host, colon == NULL ? 6379 : atoi(colon + 1));
}


static redisAsyncContext *
redis_dial_node(redis_t *r)
{
    r->asking = r->ask.port != 0;

    if (r->asking) {
        r->at = r->ask;
        r->ask.port = 0;

    } else if (!redis_cluster_target((unsigned) r->slot, r->stray, &r->at)) {
        return NULL;
    }

    return redisAsyncConnect(r->at.host, r->at.port);
}


void
redis_connect(void *data)
{
    redis_t            *r = data;
    redisAsyncContext  *ac = r->slot < 0
                             ? redis_dial(config_str("redis.server"))
                             : redis_dial_node(r);
    char                why[REDIS_WHY_MAX] = "out of memory";

    r->alarm = NULL;
    redis_move(r, REDIS_CONNECTING, "");

    if (ac == NULL || ac->err != 0 || !redis_link_attach(ac)) {
        if (ac != NULL) {
            (void) snprintf(why, sizeof(why), "%s", ac->err == 0
                            ? "cannot watch the socket" : ac->errstr);
            redisAsyncFree(ac);
        }
        redis_lost(r, "redis: cannot connect", why);
        return;
    }

    ac->data = r;
    r->ac = ac;
    r->alarm = alarm_set(redis_timeout_ms(), redis_connect_late, r);

    /* neither fails on a fresh context; setting the first starts the watch */

    (void) redisAsyncSetDisconnectCallback(ac, redis_on_disconnect);
    (void) redisAsyncSetConnectCallback(ac, redis_on_connect);
}
