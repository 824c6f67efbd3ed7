/*
 * cli/doctor_redis - `relevo doctor`: is what a 200 promises kept by Redis?
 *
 * Durability, memory, who may come in, the installation's partitions; of a
 * cluster each master alone.
 */

#include <hiredis/hiredis.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/doctor.h"
#include "worker/cli/stream.h"
#include "worker/engine/config.h"

static const setting_t  redis_settings[] = {
    { "appendonly", "yes", "a 200 would promise what only memory holds", true },
    { "appendfsync", "always",
      "a crash loses webhooks that were answered 200", true },
    { "no-appendfsync-on-rewrite", "no",
      "fsync pauses while the log is rewritten: a 200 is no receipt then",
      true },
    { "maxmemory-policy", "noeviction",
      "Redis may throw away streams when memory is short", true },
};


/* Connects without a user: that must not get anywhere. */

static void
redis_default_user(redis_sync_t *sync, unsigned node)
{
    struct timeval   timeout = { .tv_sec = 5 };
    char             host[256], server[256];
    const char      *colon;
    redisContext    *redis;
    redisReply      *reply;

    (void) redis_sync_name(sync, node, server, sizeof(server));
    colon = strrchr(server, ':');

    if (server[0] == '/') {
        redis = redisConnectUnixWithTimeout(server, timeout);
    } else {
        snprintf(host, sizeof(host), "%.*s",
                 colon ? (int) (colon - server) : (int) strlen(server), server);
        redis = redisConnectWithTimeout(host, colon ? atoi(colon + 1) : 6379,
                                        timeout);
    }

    if (redis != NULL && redis->err == 0) {
        reply = redisCommand(redis, "PING");
        if (reply != NULL && reply->type != REDIS_REPLY_ERROR) {
            finding(true, "redis: the default user is on: whoever reaches the"
                    " port can read and delete everything; \"user default"
                    " off\" in its ACL");
        }
        if (reply != NULL) {
            freeReplyObject(reply);
        }
    }

    if (redis != NULL) {
        redisFree(redis);
    }
}


static void
redis_meta(redis_sync_t *redis)
{
    redisReply  *reply = cli_redis_words(redis, "HGET", "relevo:meta",
                                         "partitions", (char *) NULL);
    long long    want = (long long) config_int("partitions");

    if (reply == NULL) {
        return;
    }

    if (reply->type != REDIS_REPLY_STRING) {
        finding(true, "redis: relevo:meta is missing: nginx answers 503 and no"
                " worker starts; run relevo migrate");
    } else if (atoll(reply->str) != want) {
        finding(true, "redis: relevo:meta has %s partitions, the configuration"
                " %lld: no worker starts; set partitions = %s", reply->str,
                want, reply->str);
    }

    freeReplyObject(reply);
}


/* One server, or one master of a cluster. */

static void
check_redis_node(redis_sync_t *redis, const char *name)
{
    char  value[128];

    for (size_t i = 0; i < sizeof(redis_settings) / sizeof(setting_t); i++) {
        if (redis_setting(redis, redis_settings[i].name, value, sizeof(value)))
        {
            setting_judge(name, &redis_settings[i], value);
        }
    }

    if (redis_setting(redis, "maxmemory", value, sizeof(value))
        && strcmp(value, "0") == 0)
    {
        finding(false, "%s: maxmemory is not set: a long backlog ends with"
                " the kernel killing it, not with 503; set maxmemory to what"
                " the machine can spare", name);
    }

    if (redis_info(redis, "server_time_usec", value, sizeof(value))) {
        clock_judge(name, atoll(value) / 1000000);
    }
}


void
check_redis(void)
{
    redis_sync_t  *redis = cli_redis();
    unsigned       n;
    char           name[128];

    if (redis == NULL) {
        finding(true, "redis: not reachable: webhooks are answered 503; start"
                " it, or set redis.server, redis.user and"
                " redis.password_file");
        return;
    }

    n = redis_sync_nodes(redis);

    for (unsigned i = 0; i < n; i++) {
        redis_sync_aim_node(redis, i);
        check_redis_node(redis, n == 1 ? "redis"
                         : redis_sync_name(redis, i, name, sizeof(name)));
        redis_default_user(redis, i);
    }

    redis_meta(redis);
    redis_sync_free(redis);
}
