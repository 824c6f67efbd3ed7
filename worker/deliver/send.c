/*
 * send - the job that carries one row out: request, answer, verdict.
 *
 *   deliver.c (the row is inflight in the database) -> its account -> its
 *   file (attached.c) -> send -> row_answered()
 *
 * The last look at the lease is here, right before the request.  A channel
 * without HTTP, web chat, is an XADD to the live stream: Redis' reply is the
 * proof, and repeating it is harmless because the event carries the row's id.
 */

#include "worker/deliver/row.h"

#include <stdio.h>
#include <time.h>

#include "worker/deliver/accounts.h"
#include "worker/deliver/attached.h"
#include "worker/engine/failpoint.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"

#define LIVE_KEEP_MS  300000            /* what a browser may resume over */
#define ACCOUNT_DEADLINE_MS 2000
#define SEND_SLACK_MS 250               /* the driver's deadline comes first */

typedef struct {
    attached_t      file;
    op_t           *account;            /* its row is asked for */
    op_t           *op;                 /* NULL: no request was made */
    bool            postponed;          /* not started, the lease is short */
    send_result_t   result;
} send_t;

static rc_t account_start(job_t *j);
static rc_t account_finish(job_t *j);
static rc_t link_start(job_t *j);
static rc_t link_finish(job_t *j);
static rc_t get_start(job_t *j);
static rc_t get_finish(job_t *j);
static rc_t upload_start(job_t *j);
static rc_t upload_finish(job_t *j);
static rc_t send_start(job_t *j);
static rc_t send_finish(job_t *j);
static void send_done(job_t *j, rc_t rc);

static const phase_t  send_table[] = {
    { "account", account_start, account_finish, ACCOUNT_DEADLINE_MS },
    { "link", link_start, link_finish, ATTACHED_LINK_MS },
    { "get", get_start, get_finish, ATTACHED_GET_MS },
    { "upload", upload_start, upload_finish, ATTACHED_UPLOAD_MS },
    { "send", send_start, send_finish, SEND_DEADLINE_MS + SEND_SLACK_MS },
    { NULL, NULL, NULL, 0 },
};


job_t *
send_new(row_t *row)
{
    return job_new(send_table, row, send_done);
}


/* --- the account -------------------------------------------------------- */

/* Its credential and API base, unless they are known: then no wait. */
static rc_t
account_start(job_t *j)
{
    row_t   *row = j->data;
    send_t  *s = pool_alloc(j->pool, sizeof(send_t));

    if (s == NULL || row->d == NULL) {
        return job_fail(j, RC_RETRY, "no memory or no partition");
    }

    row->job_state = s;

    if (row->channel != NULL) {
        attached_init(&s->file, pool_json(j->pool, json_incref(row->json)),
                      row->channel);
    }

    if (row->channel == NULL || row->channel->request == NULL) {
        return RC_DECLINED;
    }

    s->account = accounts_load(j, row->channel->name, row->account);

    return s->account != NULL ? RC_AGAIN : RC_DECLINED;
}


static rc_t
account_finish(job_t *j)
{
    row_t   *row = j->data;
    send_t  *s = row->job_state;

    if (!accounts_loaded(row->channel->name, row->account, s->account)) {
        return job_fail(j, RC_RETRY, "account: %s", s->account->error != NULL
                        ? s->account->error : "no answer");
    }

    return RC_OK;
}


/* --- its file ----------------------------------------------------------- */

static attached_t *
file_of(const job_t *j)
{
    return &((send_t *) ((row_t *) j->data)->job_state)->file;
}


static rc_t
link_start(job_t *j)
{
    const row_t  *row = j->data;

    return row->channel == NULL || row->d == NULL ? RC_DECLINED
           : attached_link_start(j, file_of(j), row->tenant);
}


static rc_t
link_finish(job_t *j)
{
    return attached_link_finish(file_of(j), j->pool);
}


static rc_t
get_start(job_t *j)
{
    const row_t  *row = j->data;

    return row->channel == NULL || row->d == NULL ? RC_DECLINED
           : attached_get_start(j, file_of(j));
}


static rc_t
get_finish(job_t *j)
{
    return attached_get_finish(j, file_of(j));
}


static rc_t
upload_start(job_t *j)
{
    const row_t  *row = j->data;
    const char   *error;

    if (row->channel == NULL || row->channel->upload == NULL
        || row->d == NULL)
    {
        return RC_DECLINED;
    }

    return attached_upload_start(j, file_of(j), accounts_get(j->pool,
               row->channel->name, row->account, &error));
}


static rc_t
upload_finish(job_t *j)
{
    return attached_upload_finish(file_of(j), j->pool);
}


/* --- web chat ----------------------------------------------------------- */

/* What the visitor's page shows; the link opens it for files.link_time. */
static json_t *
chat_file(const json_t *payload)
{
    const json_t  *media = json_object_get(payload, "media");

    return json_pack("{s:O?, s:O?, s:O?, s:O?, s:O?}",
                     "kind", json_object_get(payload, "type"),
                     "url", json_object_get(media, "link"),
                     "name", json_object_get(media, "filename"),
                     "mime", json_object_get(media, "mime"),
                     "bytes", json_object_get(media, "bytes"));
}


static json_t *
chat_message(const json_t *row, const char *at)
{
    const json_t  *payload = json_object_get(row, "payload");
    json_t        *message = json_object();

    json_object_set(message, "id", json_object_get(row, "id"));
    json_object_set(message, "from", json_object_get(row, "origin"));
    json_object_set(message, "text", json_object_get(payload, "text"));
    json_object_set_new(message, "at", json_string(at));
    json_object_set(message, "reply_to",
                    json_object_get(payload, "reply_to"));

    if (json_object_get(payload, "media") != NULL) {
        json_object_set_new(message, "media", chat_file(payload));
    }

    return message;
}


/* The event message.created as the visitor's browser gets it.  No version:
 * the conversation's is not known here, and browsers go by the message id. */
static slice_t
chat_event(const json_t *row, pool_t *pool)
{
    int64_t    at_ms = (int64_t) (unix_us() / 1000);
    time_t     at_s = (time_t) (at_ms / 1000);
    struct tm  tm;
    char       day[32], at[40];
    json_t    *event = pool_json(pool, json_object());

    gmtime_r(&at_s, &tm);
    strftime(day, sizeof(day), "%Y-%m-%dT%H:%M:%S", &tm);
    snprintf(at, sizeof(at), "%s.%03dZ", day, (int) (at_ms % 1000));

    json_object_set_new(event, "type", json_string("message.created"));
    json_object_set(event, "conversation",
                    json_object_get(row, "conversation"));
    json_object_set_new(event, "at", json_string(at));
    json_object_set_new(event, "message", chat_message(row, at));

    return pool_json_dump(pool, event);
}


static op_t *
chat_publish(job_t *j, const row_t *row)
{
    const json_t  *what = linked_row(row->json, file_of(j), j->pool);
    slice_t        event = chat_event(what, j->pool);
    const char    *oldest = pool_printf(j->pool, "%llu", (unsigned long long)
                                        (unix_us() / 1000 - LIVE_KEEP_MS));
    const char    *to = pool_printf(j->pool, "visitor:%s", row->recipient);
    const slice_t  argv[] = {
        SLICE_LIT("XADD"), SLICE_LIT("relevo:live"), SLICE_LIT("MINID"),
        SLICE_LIT("~"), slice_str(oldest), SLICE_LIT("*"),
        SLICE_LIT("t"), slice_str(row->tenant),
        SLICE_LIT("a"), slice_str(to), SLICE_LIT("e"), event,
    };

    return redis_call(j, worker.redis, argv, sizeof(argv) / sizeof(argv[0]));
}


static void
chat_classify(const op_t *op, send_result_t *r)
{
    r->cls = op->rc == RC_OK ? SEND_SENT : SEND_RETRY;
    r->error = op->error;
}


/* --- the phase ---------------------------------------------------------- */

static rc_t
send_refuse(send_t *s, send_class_t cls, const char *error)
{
    s->result = (send_result_t) { .cls = cls, .error = error };

    return RC_OK;
}


static rc_t
http_start(job_t *j, send_t *s, const row_t *row)
{
    http_request_t            req;
    const char               *error = "not sendable";
    const channel_account_t  *account;
    const json_t             *what;

    account = accounts_get(j->pool, row->channel->name, row->account, &error);

    if (account == NULL) {
        return send_refuse(s, SEND_PAUSE_ACCOUNT, error);
    }

    what = window_row(row, account, j->pool);

    if (what == NULL) {
        return send_refuse(s, SEND_FAILED, "window: closed");
    }

    if (what == row->json) {            /* a template has no file */
        what = linked_row(what, &s->file, j->pool);
    }

    if (!row->channel->request(what, account, j->pool, &req, &error)) {
        return send_refuse(s, strcmp(error, CHANNEL_NOT_CONFIGURED) == 0
                              ? SEND_PAUSE_ACCOUNT : SEND_FAILED, error);
    }

    req.timeout_ms = SEND_DEADLINE_MS;
    req.owner = req.may_connect == NULL ? NULL : row->tenant;
    s->op = http_call(j, &req);
    (void) FAILPOINT("deliver.after_request");  /* no byte has left yet */

    if (BROKEN("double_send")) {
        (void) http_call(j, &req);
    }

    return RC_AGAIN;
}


static rc_t
send_start(job_t *j)
{
    row_t   *row = j->data;
    send_t  *s = row->job_state;

    if (row->d == NULL) {
        return job_fail(j, RC_RETRY, "no partition");
    }

    if (row->channel == NULL) {
        return send_refuse(s, SEND_FAILED, "unknown channel");
    }

    if (FAILPOINT("deliver.before_send")) {
        return send_refuse(s, SEND_RETRY, "failpoint");
    }

    if (!partition_may_send(row->part)) {
        s->postponed = true;
        return RC_OK;
    }

    if (s->file.error != NULL) {
        return send_refuse(s, s->file.cls, s->file.error);
    }

    if (row->channel->request != NULL) {
        return http_start(j, s, row);
    }

    if (*row->recipient == '\0') {
        return send_refuse(s, SEND_FAILED, "no recipient");
    }

    s->op = chat_publish(j, row);

    if (BROKEN("double_send")) {
        (void) chat_publish(j, row);
    }

    return RC_AGAIN;
}


static rc_t
send_finish(job_t *j)
{
    row_t   *row = j->data;
    send_t  *s = row->job_state;

    if (FAILPOINT("deliver.after_send")) {
        return send_refuse(s, row->channel->idempotent ? SEND_RETRY
                              : SEND_AMBIGUOUS, "failpoint");
    }

    if (row->channel->request == NULL) {
        chat_classify(s->op, &s->result);
        return RC_OK;
    }

    row->channel->classify(s->op, j->pool, &s->result);

    if (s->result.cls == SEND_PAUSE_ACCOUNT) {
        accounts_forget(row->channel->name, row->account);
    }

    return RC_OK;
}


static void
send_done(job_t *j, rc_t rc)
{
    row_t   *row = j->data;
    send_t  *s = row->job_state;

    row->job = NULL;
    row->job_state = NULL;

    if (row->d == NULL) {
        row_free(row);

    } else if (s == NULL || s->postponed || (rc != RC_OK && s->op == NULL)) {
        row_not_started(row, s != NULL && s->postponed ? NULL
                        : j->reason != NULL ? j->reason : rc_name(rc));

    } else if (rc != RC_OK) {
        (void) send_refuse(s, row->channel->idempotent ? SEND_RETRY
                              : SEND_AMBIGUOUS, "cancelled");
        row_answered(row, &s->result);

    } else {
        row_answered(row, &s->result);
    }
}
