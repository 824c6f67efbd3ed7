/*
 * slack - incoming webhooks of Slack.
 *
 * The URL is the right to post, so it is the route's secret.  Slack answers
 * "ok", or a status and a word; a channel that is archived or a webhook that
 * was taken away is the operator's matter, so the route waits for them.
 */

#include "worker/notify/notify.h"

#include <string.h>

#include "worker/answer/fill.h"
#include "worker/answer/texts.h"
#include "worker/channels/callback.h"
#include "worker/channels/verdict.h"
#include "worker/jsonx.h"
#include "worker/notify/message.h"

#define TEXT_MAX    3500                /* Slack shows 4,000 characters */
#define ANSWER_MAX  (64 * 1024)


/* & < > are Slack's own marks. */
static const char *
escape(pool_t *pool, const char *text)
{
    char  *to = pool_alloc(pool, 5 * strlen(text) + 1), *p = to;

    for ( ; to != NULL && *text != '\0'; text++) {
        const char  *code = *text == '&' ? "&amp;" : *text == '<' ? "&lt;"
                            : *text == '>' ? "&gt;" : NULL;

        if (code != NULL) {
            p = stpcpy(p, code);
        } else {
            *p++ = *text;
        }
    }

    return to;
}


static slice_t
slack_body(const message_t *m, pool_t *pool)
{
    const char    *head = escape(pool, m->headline);
    const char    *cut = message_cut(pool, m->details, TEXT_MAX);
    const char    *rest = cut == NULL ? NULL : escape(pool, cut);
    const char    *link = "", *text;
    const fill_t   open[] = { { "link", m->link } };

    if (m->link != NULL) {
        link = fill_text(pool, texts_get(m->language, TEXT_NOTIFY_OPEN), open,
                         1);
    }

    if (head == NULL || rest == NULL || link == NULL) {
        return SLICE_NULL;
    }

    text = pool_printf(pool, "*%s*%s%s%s%s", head, *rest != '\0' ? "\n" : "",
                       rest, *link != '\0' ? "\n" : "", link);

    return text == NULL ? SLICE_NULL
           : pool_json_dump(pool, pool_json(pool, json_pack("{s:s}", "text",
                                                            text)));
}


static bool
slack_request(const json_t *row, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error)
{
    static const char  *headers[] = {
        "Content-Type: application/json; charset=utf-8", NULL
    };

    const char       *url = (const char *) account->token.data;
    const message_t  *m = message_new(row, account, pool);

    if (account->settings == NULL) {
        *ret_error = "the route is gone";
        return false;
    }

    if (url == NULL || callback_problem(url) != NULL) {
        *ret_error = CHANNEL_NOT_CONFIGURED;
        return false;
    }

    *ret_error = "out of memory";

    if (m == NULL) {
        return false;
    }

    *ret_http = (http_request_t) {
        .method = "POST",
        .url = url,
        .headers = headers,
        .body = slack_body(m, pool),
        .max_body = ANSWER_MAX,
        .may_connect = callback_guard(url),
    };

    return ret_http->body.len > 0;
}


static void
answer_read(const op_t *op, const json_t *answer, pool_t *pool,
    send_result_t *r)
{
    int  status = op->status;

    (void) answer;
    verdict_status(op, pool, r);

    if (status >= 200 && status < 300) {
        r->cls = SEND_SENT;

    } else if (status == 404 || status == 410) {
        r->cls = SEND_PAUSE_ACCOUNT;    /* no_service, channel_is_archived */

    } else if (status == 400 || status == 413) {
        r->cls = SEND_FAILED;           /* invalid_payload, no_text */
    }
}


static void
slack_classify(const op_t *op, pool_t *pool, send_result_t *ret_result)
{
    verdict(op, pool, answer_read, ret_result);

    if (op->error != NULL && strcmp(op->error, HTTP_REFUSED) == 0) {
        ret_result->cls = SEND_PAUSE_ACCOUNT;
    }
}


const channel_t  notify_slack = {
    .name = "slack",
    .notifies = true,
    .request = slack_request,
    .classify = slack_classify
};
