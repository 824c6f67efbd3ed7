/*
 * fetch_answer - what the answer to a download means: the file, another
 * place, later, or never.
 */

#include "worker/media/fetch.h"

#include <string.h>

#include "worker/channels/file.h"
#include "worker/deliver/accounts.h"

#define REDIRECTS_MAX  3
#define RESOLVES_MAX   2
#define LATE_TRIES     3                /* of a file that is not there yet */


/* Asks for the URL once more: those of Graph live five minutes. */
static rc_t
resolve_again(job_t *j, fetch_t *f)
{
    if (f->resolves++ < RESOLVES_MAX) {
        f->redirect = NULL;
        f->redirects = 0;
        job_restart(j, "locate");
        return RC_AGAIN;
    }

    return fetch_refuse(j, f, FILE_GONE);
}


/* Without the credential; "/path" is of the origin that has sent it. */
static rc_t
redirected(job_t *j, fetch_t *f)
{
    const char  *from = f->redirect != NULL ? f->redirect : f->file.url;
    const char  *host = strstr(from, "://");
    const char  *to = f->location;

    if (*to == '\0' || ++f->redirects > REDIRECTS_MAX || host == NULL) {
        return fetch_refuse(j, f, FILE_UNSAFE);
    }

    if (to[0] == '/' && to[1] != '/') {
        f->redirect = pool_printf(j->pool, "%.*s%s", (int) (host - from) + 3
                                  + (int) strcspn(host + 3, "/?#"), from, to);
    } else {
        f->redirect = pool_strdup(j->pool, to);
    }

    if (f->redirect == NULL) {
        return job_fail(j, RC_RETRY, "fetch: out of memory");
    }

    job_restart(j, "download");

    return RC_AGAIN;
}


/* Not now, not there, not with this credential. */
static rc_t
denied(job_t *j, fetch_t *f)
{
    const op_t  *op = f->op;
    bool         first = f->redirect == NULL;

    if (f->channel->files->locate != NULL) {
        return resolve_again(j, f);
    }

    if (op->status == 401 && first) {
        accounts_forget(f->channel->name, f->account->name);
        return fetch_again(j, f, 0, "the provider refuses the credential");
    }

    if (op->status == 410 || op->status == 403) {
        return fetch_refuse(j, f, FILE_GONE);
    }

    /* Twilio's files may come a moment after their webhook */

    if (f->tries + 1 < LATE_TRIES) {
        return fetch_again(j, f, 0, "not there yet");
    }

    return fetch_refuse(j, f, FILE_GONE);
}


static rc_t
failed(job_t *j, fetch_t *f)
{
    const op_t  *op = f->op;
    const char  *error = op->error != NULL ? op->error : "";

    if (f->too_large || strcmp(error, HTTP_TOO_LARGE) == 0) {
        return fetch_refuse(j, f, FILE_TOO_LARGE);
    }

    if (strcmp(error, HTTP_REFUSED) == 0 || op->rc == RC_REJECT) {
        return fetch_refuse(j, f, FILE_UNSAFE);
    }

    if (spool_error(f->spool) != NULL) {
        return job_fail(j, RC_RETRY, "%s", spool_error(f->spool));
    }

    return fetch_again(j, f, op->retry_after_ms, error);
}


rc_t
fetch_answered(job_t *j, fetch_t *f)
{
    const op_t  *op = f->op;

    if (op->rc != RC_OK) {
        return failed(j, f);
    }

    switch (op->status) {

    case 200:
    case 206:
        return f->too_large ? fetch_refuse(j, f, FILE_TOO_LARGE)
                            : fetch_check(j, f);

    case 301: case 302: case 303: case 307: case 308:
        return redirected(j, f);

    case 401: case 403: case 404: case 410:
        return denied(j, f);

    case 416:                           /* nothing behind what we have */
        (void) spool_reset(f->spool);
        return fetch_again(j, f, 0, "the range was refused");

    case 408: case 425: case 429:
        return fetch_again(j, f, op->retry_after_ms, "the provider is busy");

    default:
        return op->status >= 500
               ? fetch_again(j, f, op->retry_after_ms, "the provider fails")
               : media_fail(j, MEDIA_FAILED, "fetch: status %d", op->status);
    }
}
