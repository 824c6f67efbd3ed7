/*
 * fetch - see fetch.h.  The phases, and the bytes as they come.
 */

#include "worker/media/fetch.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "worker/channels/file.h"
#include "worker/channels/update.h"
#include "worker/deliver/accounts.h"
#include "worker/engine/config.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"

#define ACCOUNT_MS   5000
#define LOCATE_MS    15000
#define DOWNLOAD_MS  600000             /* media.fetch_timeout is shorter */
#define UPLOAD_MS    120000
#define RETRY_MAX_MS 30000


static fetch_t *
fetch_of(const job_t *j)
{
    const media_step_t  *step = j->data;

    return step->own;
}


uint64_t
fetch_limit(const char *kind)
{
    const char  *key = "media.max_bytes";
    int64_t      most = config_int(key), n = most;

    if (strcmp(kind, "image") == 0 || strcmp(kind, "sticker") == 0) {
        n = config_int("media.max_image");

    } else if (strcmp(kind, "voice") == 0 || strcmp(kind, "audio") == 0) {
        n = config_int("media.max_audio");
    }

    return (uint64_t) (n < most ? n : most);
}


/* --- again, or never ---------------------------------------------------- */

rc_t
fetch_again(job_t *j, fetch_t *f, uint64_t wait_ms, const char *why)
{
    uint64_t  delay = backoff_ms(f->tries, (uint64_t)
                                 config_int("media.fetch_retry"),
                                 RETRY_MAX_MS);

    if (++f->tries >= (unsigned) config_int("media.fetch_attempts")) {
        return job_fail(j, RC_RETRY, "fetch: %s", why);
    }

    stat_add(media_fetch_retries, 1);
    f->delay_ms = wait_ms > delay ? wait_ms : delay;
    f->redirect = NULL;
    f->redirects = 0;
    job_restart(j, "pause");

    return RC_AGAIN;
}


rc_t
fetch_refuse(job_t *j, fetch_t *f, const char *reason)
{
    static const struct { const char *reason, *error; } names[] = {
        { FILE_GONE,      MEDIA_GONE },
        { FILE_UNSAFE,    MEDIA_UNSAFE },
        { FILE_TOO_LARGE, MEDIA_TOO_LARGE },
        { FILE_NO_FILE,   MEDIA_UNSUPPORTED },
    };

    if (strcmp(reason, FILE_RETRY) == 0) {
        return fetch_again(j, f, 0, "no usable answer");
    }

    if (strcmp(reason, CHANNEL_NOT_CONFIGURED) == 0) {
        accounts_forget(f->channel->name, f->account->name);
        return job_fail(j, RC_RETRY, "fetch: the account has no credential");
    }

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (strcmp(names[i].reason, reason) == 0) {
            stat_add(media_fetch_refused, 1);
            return media_fail(j, names[i].error, "fetch: %s", reason);
        }
    }

    return media_fail(j, MEDIA_FAILED, "fetch: %s", reason);
}


/* --- pause, account ----------------------------------------------------- */

static rc_t
pause_start(job_t *j)
{
    media_step_t  *step = j->data;
    fetch_t       *f = step->own;
    uint64_t       delay;

    if (f == NULL) {
        f = step->own = pool_alloc(j->pool, sizeof(fetch_t));
        if (f == NULL) {
            return job_fail(j, RC_RETRY, "fetch: out of memory");
        }

        f->channel = channel_find(slice_str(step->channel));
        f->max = fetch_limit(step->kind);
    }

    delay = f->delay_ms;
    f->delay_ms = 0;

    if (delay == 0) {
        return RC_DECLINED;
    }

    f->op = wait_call(j, delay);

    return RC_AGAIN;
}


static rc_t
pause_finish(job_t *j)
{
    (void) j;

    return RC_OK;
}


static rc_t
account_start(job_t *j)
{
    const media_step_t  *step = j->data;
    fetch_t             *f = step->own;

    if (f->taken) {
        return RC_DECLINED;
    }

    if (f->channel == NULL || f->channel->files == NULL
        || *jsonx_str(step->source, "ref") == '\0')
    {
        return fetch_refuse(j, f, FILE_NO_FILE);
    }

    f->op = accounts_load(j, f->channel->name, step->account);

    return f->op != NULL ? RC_AGAIN : RC_DECLINED;
}


static rc_t
account_finish(job_t *j)
{
    const media_step_t  *step = j->data;
    fetch_t             *f = step->own;

    if (!accounts_loaded(f->channel->name, step->account, f->op)) {
        return fetch_again(j, f, 0, "the account cannot be read");
    }

    return RC_OK;
}


/* --- where it is -------------------------------------------------------- */

static rc_t
locate_start(job_t *j)
{
    const media_step_t     *step = j->data;
    fetch_t                *f = step->own;
    const char             *error = FILE_RETRY;
    http_request_t          req;

    if (f->taken) {
        return RC_DECLINED;
    }

    f->account = accounts_get(j->pool, f->channel->name, step->account,
                              &error);
    if (f->account == NULL) {
        return job_fail(j, RC_RETRY, "fetch: account: %s", error);
    }

    if (f->channel->files->locate == NULL) {
        f->file = (channel_file_t) { .url = jsonx_str(step->source, "ref") };
        return RC_DECLINED;
    }

    if (!f->channel->files->locate(step->source, f->account, j->pool, &req,
                                   &error))
    {
        return fetch_refuse(j, f, error);
    }

    req.line = HTTP_MEDIA;
    f->op = http_call(j, &req);

    return RC_AGAIN;
}


static rc_t
locate_refused(job_t *j, fetch_t *f)
{
    const op_t             *op = f->op;
    const channel_files_t  *files = f->channel->files;
    const char             *reason = NULL;

    if (op->rc != RC_OK) {
        return fetch_again(j, f, 0, op->error);
    }

    if (files->refused != NULL && op->status / 100 == 4) {
        reason = files->refused(op, j->pool);
    }

    if (reason != NULL) {
        return fetch_refuse(j, f, reason);
    }

    if (op->status == 401 || op->status == 403) {
        accounts_forget(f->channel->name, f->account->name);
        return fetch_again(j, f, op->retry_after_ms,
                           "the provider refuses the credential");
    }

    if (op->status == 400 || op->status == 404 || op->status == 410) {
        return fetch_refuse(j, f, FILE_GONE);
    }

    return fetch_again(j, f, op->retry_after_ms, "the provider cannot say"
                       " where the file is");
}


static rc_t
locate_finish(job_t *j)
{
    fetch_t     *f = fetch_of(j);
    const char  *reason;

    if (f->op->rc != RC_OK || f->op->status / 100 != 2) {
        return locate_refused(j, f);
    }

    reason = f->channel->files->located(f->op, f->account, j->pool, &f->file);

    if (reason != NULL) {
        return fetch_refuse(j, f, reason);
    }

    if (f->file.bytes > 0 && (uint64_t) f->file.bytes > f->max) {
        return fetch_refuse(j, f, FILE_TOO_LARGE);
    }

    return RC_OK;
}


/* --- its bytes ---------------------------------------------------------- */

static int64_t
number_of(slice_t text)
{
    char  digits[20] = "";

    if (text.len >= sizeof(digits)) {
        return INT64_MAX;
    }

    memcpy(digits, text.data, text.len);

    return strtoll(digits, NULL, 10);
}


static bool
is_name(slice_t name, const char *want)
{
    return name.len == strlen(want)
           && strncasecmp((const char *) name.data, want, name.len) == 0;
}


static void
download_header(void *data, slice_t name, slice_t value)
{
    fetch_t  *f = data;

    if (is_name(name, "content-length")) {
        f->too_large = number_of(value) > (int64_t) f->max;

    } else if (is_name(name, "location")
               && value.len < sizeof(f->location))
    {
        memcpy(f->location, value.data, value.len);
        f->location[value.len] = '\0';

    } else if (is_name(name, "content-range") && value.len > 6
               && strncasecmp((const char *) value.data, "bytes ", 6) == 0)
    {
        f->range_from = number_of(slice_make(value.data + 6,
            strspn((const char *) value.data + 6, "0123456789")));
    }
}


/* The first bytes of an answer: does it go on, or begin anew? */
static bool
download_begin(fetch_t *f, int status)
{
    f->writing = true;

    if (status == 206) {
        if (f->resuming && f->range_from == (int64_t) spool_bytes(f->spool)) {
            return true;
        }

        (void) spool_reset(f->spool);   /* next time all of it is asked for */
        return false;
    }

    f->resuming = false;

    return spool_reset(f->spool);
}


static bool
download_body(void *data, int status, slice_t bytes)
{
    fetch_t  *f = data;

    if (status != 200 && status != 206) {
        return true;                    /* words of a refusal */
    }

    if (f->too_large || (!f->writing && !download_begin(f, status))) {
        return false;
    }

    /* what was there before it was cut off counts, too */

    f->too_large = spool_bytes(f->spool) + bytes.len > f->max;

    return !f->too_large && spool_write(f->spool, bytes);
}


/* "Range: bytes=N-" behind the credential, when something is there. */
static bool
download_range(job_t *j, fetch_t *f, http_request_t *req)
{
    const char  *first = req->headers[0];
    const char **headers = pool_alloc(j->pool, 3 * sizeof(char *));
    const char  *range;
    unsigned     n = 0;

    range = pool_printf(j->pool, "Range: bytes=%llu-",
                        (unsigned long long) spool_bytes(f->spool));
    if (headers == NULL || range == NULL) {
        return false;
    }

    if (first != NULL) {
        headers[n++] = first;
    }

    headers[n] = range;
    req->headers = headers;
    stat_add(media_fetch_resumed, 1);

    return true;
}


static bool
download_may_resume(const fetch_t *f, const media_step_t *step)
{
    return spool_bytes(f->spool) > 0
           && (f->file.sha256 != NULL
               || *jsonx_str(step->source, "sha256") != '\0');
}


static bool
download_request(job_t *j, fetch_t *f, http_request_t *ret_req,
    const char **ret_error)
{
    const media_step_t  *step = j->data;

    if (f->redirect != NULL
        ? !file_get_guarded(j->pool, f->redirect, NULL, ret_req, ret_error)
        : !f->channel->files->download(&f->file, f->account, j->pool, ret_req,
                                       ret_error))
    {
        return false;
    }

    f->resuming = download_may_resume(f, step)
                  && download_range(j, f, ret_req);
    f->writing = false;
    f->too_large = false;
    f->range_from = -1;
    f->location[0] = '\0';

    ret_req->line = HTTP_MEDIA;
    ret_req->timeout_ms = (uint64_t) config_int("media.fetch_timeout");
    ret_req->max_body = f->max;
    ret_req->on_body = download_body;
    ret_req->on_header = download_header;
    ret_req->data = f;

    return true;
}


static rc_t
download_start(job_t *j)
{
    const media_step_t  *step = j->data;
    fetch_t             *f = step->own;
    const char          *error = FILE_RETRY;
    http_request_t       req;

    if (f->taken) {
        return RC_DECLINED;
    }

    if (f->spool == NULL) {
        f->spool = spool_new(j->pool, step->path, &error);
        if (f->spool == NULL) {
            return job_fail(j, RC_RETRY, "%s", error);
        }
    }

    if (!download_request(j, f, &req, &error)) {
        return fetch_refuse(j, f, error);
    }

    f->op = http_call(j, &req);

    return RC_AGAIN;
}


static rc_t
download_finish(job_t *j)
{
    return fetch_answered(j, fetch_of(j));
}


const phase_t  fetch_phases[] = {
    { "pause",    pause_start,    pause_finish,    0 },
    { "upload",   upload_start,   upload_finish,   UPLOAD_MS },
    { "account",  account_start,  account_finish,  ACCOUNT_MS },
    { "locate",   locate_start,   locate_finish,   LOCATE_MS },
    { "download", download_start, download_finish, DOWNLOAD_MS },
    { NULL, NULL, NULL, 0 }
};
