/*
 * publish - endpoints and accounts to the hashes that nginx reads.
 *
 *   due, or the digest in Redis is not ours:
 *     core.publication -> HKEYS both -> HSET, HDEL -> HSET relevo:meta digest
 *                      -> live event endpoints.changed -> core.publish_done
 *
 * The digest is written last: who has read it before the rest reads again.
 * Every run writes everything, so a run that ends halfway is repaired by the
 * next; the timer row stays until one has come through.  A worker that has
 * just lost partition 0 may write an older publication; the new owner sees
 * the foreign digest within CHECK_MS and writes its own.
 *
 *   IDLE -> READ (database) -> KEYS (what is there) -> WRITE -> DONE -> IDLE
 */

#include "worker/publish.h"

#include <stdio.h>
#include <stdlib.h>

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"
#include "worker/owner.h"

#define CHECK_MS     5000
#define AGAIN_MS     1000               /* after a failure */
#define CALL_MS      10000
#define FIELDS_MAX   64                 /* of one HSET or HDEL */
#define DIGEST_MAX   40

typedef enum {
    PUB_IDLE,
    PUB_READ,                           /* core.publication is asked */
    PUB_KEYS,                           /* HKEYS are asked */
    PUB_WRITE,                          /* fields, then the digest */
    PUB_DONE                            /* core.publish_done */
} pub_state_t;

static const struct {
    const char  *key, *member;
} hashes[] = {
    { "relevo:endpoints", "endpoints" },
    { "relevo:accounts", "accounts" },
};

#define HASHES  (sizeof(hashes) / sizeof(hashes[0]))

static struct {
    pub_state_t   state;
    alarm_t      *next;
    json_t       *doc;                  /* core.publication */
    unsigned      pending;              /* commands under way */
    bool          failed;               /* one of them */
    bool          again;                /* due while one was running */
    bool          stopped;
    char          digest[DIGEST_MAX];   /* of the last one that came through */
} pub;

static const pg_stmt_t  publication_stmt = {
    "publication", "select core.publication()", 0
};
static const pg_stmt_t  done_stmt = {
    "publish_done", "select core.publish_done(array(select"
    " jsonb_array_elements_text($1::jsonb)::uuid))", 1
};

static void publish_run(void);
static void publish_write_digest(void);


static void
publish_tick(void *data)
{
    (void) data;
    pub.next = NULL;
    publish_check();

    if (pub.next == NULL && !pub.stopped) {
        pub.next = alarm_set(CHECK_MS, publish_tick, NULL);
    }
}


static void
publish_retry(void *data)
{
    (void) data;
    pub.next = alarm_set(CHECK_MS, publish_tick, NULL);
    publish_run();
}


static void
publish_move(pub_state_t state)
{
    static const char *const  names[] = {
        "idle", "read", "keys", "write", "done"
    };

    log_debug("publish.moved", LOG_STR("from", names[pub.state]),
              LOG_STR("to", names[state]));
    pub.state = state;
}


static void
publish_end(void)
{
    json_decref(pub.doc);
    pub.doc = NULL;
    publish_move(PUB_IDLE);

    if (pub.again) {
        pub.again = false;
        publish_run();
    }
}


static void
publish_failed(const char *what, const char *error)
{
    log_warn("publish.failed", LOG_STR("step", what), LOG_STR("error", error));
    stat_add(publish_failed, 1);
    pub.again = false;
    publish_end();

    if (!pub.stopped) {
        alarm_cancel(pub.next);
        pub.next = alarm_set(AGAIN_MS, publish_retry, NULL);
    }
}


/* --- the end ------------------------------------------------------------ */

static void
publish_done_reply(void *data, const pg_reply_t *reply)
{
    (void) data;

    if (reply->rc != RC_OK) {
        publish_failed("done", reply->error);       /* and all once more */
        return;
    }

    publish_end();
}


static void
publish_come_through(void)
{
    const json_t  *timers = json_object_get(pub.doc, "timers");
    char          *ids = json_dumps(timers, JSON_COMPACT);

    snprintf(pub.digest, sizeof(pub.digest), "%s",
             jsonx_str(pub.doc, "digest"));
    stat_add(published, 1);
    log_info("publish.done", LOG_INT("endpoints", (int64_t)
             json_object_size(json_object_get(pub.doc, "endpoints"))),
             LOG_INT("accounts", (int64_t)
             json_object_size(json_object_get(pub.doc, "accounts"))));
    live_publish(SLICE_LIT("*\tstaff\t{\"type\":\"endpoints.changed\"}"));

    if (ids == NULL || json_array_size(timers) == 0) {
        jsonx_free(ids);
        publish_end();
        return;
    }

    const pg_param_t  params[] = { PG_TEXT(ids) };

    publish_move(PUB_DONE);
    pg_submit(worker.pg_worker, &done_stmt, params,
              (uint64_t) config_int("postgres.timeout"), publish_done_reply,
              NULL);
    jsonx_free(ids);
}


/* --- writing ------------------------------------------------------------ */

static void
publish_digest_reply(void *data, const redisReply *reply, const char *error)
{
    (void) data;

    if (reply == NULL || reply->type == REDIS_REPLY_ERROR) {
        publish_failed("digest", reply != NULL ? reply->str : error);
    } else {
        publish_come_through();
    }
}


static void
publish_write_digest(void)
{
    const slice_t  argv[] = {
        SLICE_LIT("HSET"), SLICE_LIT("relevo:meta"), SLICE_LIT("endpoints"),
        slice_str(jsonx_str(pub.doc, "digest"))
    };

    if (pub.failed) {
        publish_failed("write", "a command failed");

    } else if (!redis_submit(worker.redis, argv, 4, CALL_MS,
                             publish_digest_reply, NULL))
    {
        publish_failed("digest", "redis: down");
    }
}


static void
publish_write_reply(void *data, const redisReply *reply, const char *error)
{
    (void) data;
    (void) error;

    if (reply == NULL || reply->type == REDIS_REPLY_ERROR) {
        pub.failed = true;
    }

    if (--pub.pending == 0) {
        publish_write_digest();
    }
}


static void
publish_command(const slice_t *argv, unsigned n)
{
    if (redis_submit(worker.redis, argv, (int) n, CALL_MS,
                     publish_write_reply, NULL))
    {
        pub.pending++;
    } else {
        pub.failed = true;
    }
}


static void
publish_write_fields(const char *key, json_t *fields)
{
    slice_t      argv[2 + 2 * FIELDS_MAX];
    char        *texts[FIELDS_MAX];
    unsigned     n = 0;
    const char  *name;
    json_t      *value;
    size_t       left = json_object_size(fields);

    argv[0] = SLICE_LIT("HSET");
    argv[1] = slice_str(key);

    json_object_foreach(fields, name, value) {
        texts[n] = json_dumps(value, JSON_COMPACT);
        argv[2 + 2 * n] = slice_str(name);
        argv[3 + 2 * n] = slice_str(texts[n]);
        pub.failed |= texts[n] == NULL;
        left--;

        if (++n == FIELDS_MAX || left == 0) {
            if (!pub.failed) {
                publish_command(argv, 2 + 2 * n);
            }

            while (n > 0) {
                jsonx_free(texts[--n]);
            }
        }
    }
}


/* What is there and should not be. */
static void
publish_delete_fields(const char *key, const json_t *fields,
    const redisReply *there)
{
    slice_t   argv[2 + FIELDS_MAX];
    unsigned  n = 0;

    argv[0] = SLICE_LIT("HDEL");
    argv[1] = slice_str(key);

    for (size_t i = 0; i < there->elements; i++) {
        const redisReply  *name = there->element[i];

        if (name->type == REDIS_REPLY_STRING
            && json_object_get(fields, name->str) == NULL)
        {
            argv[2 + n++] = slice_make(name->str, name->len);
        }

        if (n == FIELDS_MAX || (n > 0 && i + 1 == there->elements)) {
            publish_command(argv, 2 + n);
            n = 0;
        }
    }
}


static void
publish_keys_reply(void *data, const redisReply *reply, const char *error)
{
    size_t   i = (size_t) (uintptr_t) data;
    json_t  *fields = json_object_get(pub.doc, hashes[i].member);

    if (reply == NULL || reply->type != REDIS_REPLY_ARRAY) {
        log_warn("publish.keys_failed", LOG_STR("key", hashes[i].key),
                 LOG_STR("error", reply != NULL ? reply->str : error));
        pub.failed = true;

    } else {
        publish_write_fields(hashes[i].key, fields);
        publish_delete_fields(hashes[i].key, fields, reply);
    }

    if (--pub.pending == 0) {
        publish_write_digest();
    }
}


static void
publish_keys(void)
{
    publish_move(PUB_KEYS);
    pub.failed = false;

    for (size_t i = 0; i < HASHES; i++) {
        const slice_t  argv[] = {
            SLICE_LIT("HKEYS"), slice_str(hashes[i].key)
        };

        if (redis_submit(worker.redis, argv, 2, CALL_MS, publish_keys_reply,
                         (void *) (uintptr_t) i))
        {
            pub.pending++;
        } else {
            pub.failed = true;
        }
    }

    if (pub.pending == 0) {
        publish_failed("keys", "redis: down");
    }
}


/* --- reading ------------------------------------------------------------ */

static void
publish_read_reply(void *data, const pg_reply_t *reply)
{
    (void) data;

    pub.doc = reply->rc == RC_OK ? jsonx_load(reply->body) : NULL;

    if (pub.doc == NULL) {
        publish_failed("read", reply->error);

    } else if (worker.part[0].state != PART_OWNED || pub.stopped) {
        publish_end();

    } else {
        publish_keys();
    }
}


static void
publish_run(void)
{
    if (pub.state != PUB_IDLE) {
        pub.again = true;
        return;
    }

    if (worker.part[0].state != PART_OWNED || pub.stopped
        || !redis_is_up(worker.redis))
    {
        return;
    }

    publish_move(PUB_READ);
    pg_submit(worker.pg_worker, &publication_stmt, NULL,
              (uint64_t) config_int("postgres.timeout"), publish_read_reply,
              NULL);
}


/* --- who asks for it ---------------------------------------------------- */

void
publish_due(void)
{
    if (pub.state == PUB_IDLE) {
        publish_run();              /* due again until publish_done */
    }
}


static void
publish_check_reply(void *data, const redisReply *reply, const char *error)
{
    (void) data;
    (void) error;

    if (reply == NULL || reply->type == REDIS_REPLY_ERROR) {
        return;                     /* the next check asks again */
    }

    if (pub.state == PUB_IDLE
        && (reply->type != REDIS_REPLY_STRING || pub.digest[0] == '\0'
            || strcmp(reply->str, pub.digest) != 0))
    {
        publish_run();
    }
}


void
publish_check(void)
{
    const slice_t  argv[] = {
        SLICE_LIT("HGET"), SLICE_LIT("relevo:meta"), SLICE_LIT("endpoints")
    };

    if (worker.part[0].state != PART_OWNED) {
        pub.digest[0] = '\0';       /* another publishes meanwhile */
        return;
    }

    (void) !redis_submit(worker.redis, argv, 3, CALL_MS, publish_check_reply,
                         NULL);
}


void
publish_start(void)
{
    pub.next = alarm_set(1, publish_tick, NULL);
}


void
publish_stop(void)
{
    pub.stopped = true;
    alarm_cancel(pub.next);
    pub.next = NULL;
}


void
publish_release(void)
{
    json_decref(pub.doc);
    pub.doc = NULL;
}
