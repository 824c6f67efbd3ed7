/*
 * attached - see attached.h.
 */

#include "worker/deliver/attached.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "worker/engine/config.h"
#include "worker/jsonx.h"
#include "worker/owner.h"

static const pg_stmt_t  link_stmt = {
    "file_link",
    "select core.file_link($1::uuid, $2::uuid, 'f', $3::int, '-')", 3
};


static const json_t *
media_of(const attached_t *a)
{
    return json_object_get(json_object_get(a->row, "payload"), "media");
}


static bool
has_file(const attached_t *a)
{
    return *jsonx_str(media_of(a), "object") != '\0';
}


/* Web chat has no HTTP, and no provider: its visitor is on our own site. */
static bool
is_chat(const attached_t *a)
{
    return a->channel->request == NULL;
}


static bool
takes_copies(const attached_t *a)
{
    return a->channel->upload != NULL || a->channel->takes_copies;
}


static rc_t
failed(attached_t *a, send_class_t cls, const char *error)
{
    a->cls = cls;
    a->error = error;

    return RC_OK;
}


void
attached_init(attached_t *a, const json_t *row, const channel_t *channel)
{
    *a = (attached_t) { .row = row, .channel = channel };
}


/* --- a link ------------------------------------------------------------- */

/* A bucket has links of its own; sealed files are opened by us only. */
static bool
bucket_link(attached_t *a, pool_t *pool)
{
    a->link = seal_is_on() ? NULL
              : object_url(pool, jsonx_str(media_of(a), "object"),
                    (unsigned) (config_int("files.link_time") / 1000));

    return a->link != NULL;
}


rc_t
attached_link_start(job_t *j, attached_t *a, const char *tenant)
{
    const char  *file = jsonx_str(media_of(a), "file");
    char         seconds[24];

    if (!has_file(a) || takes_copies(a)) {
        return RC_DECLINED;
    }

    if (*file == '\0' || (!is_chat(a)
                          && *config_str("files.public_url") == '\0'))
    {
        return bucket_link(a, j->pool) ? RC_OK
               : failed(a, SEND_FAILED, "media: files.public_url is not set");
    }

    (void) snprintf(seconds, sizeof(seconds), "%lld",
                    (long long) config_int("files.link_time") / 1000);

    const pg_param_t  params[] = {
        PG_TEXT(tenant), PG_TEXT(file), PG_TEXT(seconds)
    };

    a->op = pg_call(j, worker.pg_worker, &link_stmt, params);

    return RC_AGAIN;
}


rc_t
attached_link_finish(attached_t *a, pool_t *pool)
{
    if (a->op->rc != RC_OK) {
        return failed(a, SEND_RETRY, "media: no link yet");
    }

    if (a->op->is_null) {
        return failed(a, SEND_FAILED, "media: the file is gone");
    }

    a->link = pool_printf(pool, "%s/files?t=%.*s", is_chat(a) ? ""
                          : config_str("files.public_url"),
                          (int) a->op->body.len,
                          (const char *) a->op->body.data);

    return RC_OK;
}


/* --- a copy ------------------------------------------------------------- */

static void
copy_gone(void *data)
{
    (void) unlink(data);
}


rc_t
attached_get_start(job_t *j, attached_t *a)
{
    static unsigned  serial;

    char  *path;

    if (!has_file(a) || !takes_copies(a)) {
        return RC_DECLINED;
    }

    path = pool_printf(j->pool, "%s/send.%d.%u", config_str("media.spool"),
                       (int) getpid(), serial++);

    if (path == NULL || !pool_cleanup(j->pool, copy_gone, path)) {
        return failed(a, SEND_RETRY, "out of memory");
    }

    a->path = path;
    a->object = object_get(j, jsonx_str(media_of(a), "object"), path);

    return RC_AGAIN;
}


static rc_t
copy_failed(attached_t *a, rc_t rc)
{
    a->path = NULL;

    return failed(a, rc == RC_REJECT ? SEND_FAILED : SEND_RETRY,
                  rc == RC_REJECT ? "media: the file is gone"
                                  : "media: the store cannot be read");
}


/* Called again when it was sealed. */
rc_t
attached_get_finish(job_t *j, attached_t *a)
{
    rc_t  rc;

    if (a->object != NULL) {
        rc = object_settled(j, a->object);
        a->object = NULL;

        if (rc != RC_OK) {
            return copy_failed(a, rc);
        }

        if (seal_is_on()) {
            a->op = unseal_begin(j, jsonx_str(media_of(a), "object"),
                                 a->path, &a->seal);
            return RC_AGAIN;
        }

        return RC_OK;
    }

    return a->op->rc == RC_OK ? RC_OK : copy_failed(a, a->op->rc);
}


/* --- the copy becomes the provider's ------------------------------------ */

rc_t
attached_upload_start(job_t *j, attached_t *a,
    const channel_account_t *account)
{
    const char      *error = "out of memory";
    http_request_t   http;

    if (a->path == NULL || a->channel->upload == NULL || account == NULL) {
        return RC_DECLINED;             /* no account: send says why */
    }

    if (!a->channel->upload(linked_row(a->row, a, j->pool), account, j->pool,
                            &http, &error))
    {
        return failed(a, strcmp(error, CHANNEL_NOT_CONFIGURED) == 0
                         ? SEND_PAUSE_ACCOUNT : SEND_FAILED, error);
    }

    http.timeout_ms = ATTACHED_UPLOAD_MS - 250;
    a->op = http_call(j, &http);

    return RC_AGAIN;
}


/* Nobody has seen anything: whatever went wrong may be done again. */
rc_t
attached_upload_finish(attached_t *a, pool_t *pool)
{
    send_result_t  result = { .cls = SEND_RETRY };

    a->path = NULL;
    a->id = a->op->rc == RC_OK && a->op->status / 100 == 2
            ? a->channel->uploaded(a->op, pool) : NULL;

    if (a->id != NULL) {
        return RC_OK;
    }

    a->channel->classify(a->op, pool, &result);

    return failed(a, result.cls == SEND_FAILED
                     || result.cls == SEND_PAUSE_ACCOUNT ? result.cls
                                                         : SEND_RETRY,
                  result.error != NULL ? result.error : "media: not uploaded");
}
