/* stream - see stream.h. */

#include "worker/cli/stream.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE  "100"                     /* entries of one XRANGE */


/* "a" > "b", as stream ids. */

static bool
id_is_above(const char *a, const char *b)
{
    unsigned long long  a_ms = 0, a_n = 0, b_ms = 0, b_n = 0;

    sscanf(a, "%llu-%llu", &a_ms, &a_n);
    sscanf(b, "%llu-%llu", &b_ms, &b_n);

    return a_ms > b_ms || (a_ms == b_ms && a_n > b_n);
}


/* Entries in (cursor, last], a page at a time; -1, told. */

static int64_t
entries_count(redis_sync_t *redis, const char *key, const char *cursor,
    const char *last)
{
    int64_t  n = 0;
    char     from[64];

    snprintf(from, sizeof(from), "(%s", cursor);

    for (;;) {
        redisReply  *page = cli_redis_words(redis, "XRANGE", key, from, last,
                                            "COUNT", PAGE, (char *) NULL);

        if (page == NULL) {
            return -1;
        }

        if (page->elements == 0) {
            freeReplyObject(page);
            return n;
        }

        n += (int64_t) page->elements;
        snprintf(from, sizeof(from), "(%s",
                 page->element[page->elements - 1]->element[0]->str);
        freeReplyObject(page);
    }
}


/* Value of a field of XINFO STREAM's flat list; NULL when it is not there. */

static const redisReply *
info_field(const redisReply *info, const char *name)
{
    for (size_t i = 0; i + 1 < info->elements; i += 2) {
        if (strcmp(info->element[i]->str, name) == 0) {
            return info->element[i + 1];
        }
    }

    return NULL;
}


static bool
info_read(redis_sync_t *redis, const char *key, const char *cursor,
    const redisReply *info, stream_t *s)
{
    const redisReply  *added = info_field(info, "entries-added");
    const redisReply  *length = info_field(info, "length");
    const redisReply  *last = info_field(info, "last-generated-id");
    const redisReply  *first = info_field(info, "first-entry");

    if (added == NULL || length == NULL || last == NULL) {
        cli_error("redis: XINFO STREAM lacks entries-added: Redis 7 is"
                  " needed");
        return false;
    }

    s->added = added->integer;
    s->length = length->integer;
    s->after = s->length;

    /* all of it is behind the cursor, as ever with ingress.keep 0 */

    if (first == NULL || first->elements == 0
        || id_is_above(first->element[0]->str, cursor))
    {
        return true;
    }

    s->after = entries_count(redis, key, cursor, last->str);
    return s->after >= 0;
}


bool
stream_read(redis_sync_t *redis, unsigned p, const char *cursor,
    stream_t *ret)
{
    char         key[32];
    redisReply  *reply;
    long long    exists;
    bool         ok;

    memset(ret, 0, sizeof(*ret));
    snprintf(key, sizeof(key), "relevo:{%u}:in", p);

    reply = cli_redis_words(redis, "EXISTS", key, (char *) NULL);
    if (reply == NULL) {
        return false;
    }

    exists = reply->integer;
    freeReplyObject(reply);
    if (exists == 0) {
        return true;
    }

    reply = cli_redis_words(redis, "XINFO", "STREAM", key, (char *) NULL);
    if (reply == NULL) {
        return false;
    }

    ok = info_read(redis, key, cursor, reply, ret);
    freeReplyObject(reply);
    return ok;
}


bool
redis_info(redis_sync_t *redis, const char *field, char *buf, size_t len)
{
    redisReply  *reply = cli_redis_words(redis, "INFO", (char *) NULL);
    size_t       n = strlen(field);
    bool         found = false;

    if (reply == NULL) {
        return false;
    }

    for (const char *s = reply->str; s != NULL && !found; s = strchr(s, '\n')) {
        s += *s == '\n';
        if (strncmp(s, field, n) == 0 && s[n] == ':') {
            snprintf(buf, len, "%.*s", (int) strcspn(s + n + 1, "\r\n"),
                     s + n + 1);
            found = true;
        }
    }

    freeReplyObject(reply);
    if (!found) {
        cli_error("redis: INFO has no %s", field);
    }
    return found;
}


bool
redis_setting(redis_sync_t *redis, const char *name, char *buf, size_t len)
{
    redisReply  *reply = cli_redis_words(redis, "CONFIG", "GET", name,
                                         (char *) NULL);
    bool         found;

    if (reply == NULL) {
        return false;
    }

    found = reply->elements == 2;
    if (found) {
        snprintf(buf, len, "%s", reply->element[1]->str);
    } else {
        cli_error("redis: there is no setting %s", name);
    }

    freeReplyObject(reply);
    return found;
}
