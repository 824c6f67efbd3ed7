/*
 * graph - sending through Meta's Graph API: WhatsApp, Messenger, Instagram.
 *
 * The endpoint has no idempotency key: only an answer that says so is proof
 * that a message was not accepted.  Throttling comes as HTTP 400, so the
 * verdict is error.code's, the status decides only where there is none.
 */

#ifndef RELEVO_CHANNELS_GRAPH_H
#define RELEVO_CHANNELS_GRAPH_H

#include "worker/channels/channel.h"

#define GRAPH_MESSAGE_ID_MAX  512

/* Names of the channel's settings. */
typedef struct {
    const char  *api_base, *api_version, *token_file;
} graph_conf_t;

typedef enum {
    CODE_RETRY,                         /* not accepted, may be later */
    CODE_DOUBTFUL,                      /* with a 5xx it proves nothing */
    CODE_PAIR,                          /* this customer has to wait */
    CODE_ACCOUNT,                       /* this account has to wait */
    CODE_PAUSE,                         /* an operator has to act */
    CODE_FAILED                         /* never will be accepted */
} graph_action_t;

/* Codes first .. last; subcode 0: any. */
typedef struct {
    int             first, last, subcode;
    graph_action_t  action;
    uint64_t        wait_ms;
} graph_code_t;

typedef struct {
    const graph_code_t  *codes;         /* the channel's, before Graph's own */
    size_t               ncodes;

    /* Id of the message in a 2xx, borrowed; NULL: it has none. */
    const char        *(*id)(const json_t *answer);
} graph_answer_t;


/* 1..max letters, digits, dot, dash, underline; no leading dot. */
bool graph_is_name(const char *s, size_t max);

/* Where an account's API is; its bearer as a header, NULL without one. */
const char *graph_base(const graph_conf_t *conf,
    const channel_account_t *account);
const char *graph_bearer(const graph_conf_t *conf,
    const channel_account_t *account, pool_t *pool);

/* POST {base}/{version}/{account}/messages without its body; false without
 * a token or with an account that cannot stand in a path. */
bool graph_prepare(const graph_conf_t *conf, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error);

/* The upload of payload.media.path: POST .../media with the form's fields. */
bool graph_upload(const graph_conf_t *conf, const json_t *media,
    const channel_account_t *account, pool_t *pool, http_request_t *ret_http,
    const char **ret_error);

/* Steals body; false: out of memory. */
bool graph_body(json_t *body, pool_t *pool, http_request_t *http);

void graph_classify(const graph_answer_t *answer, const op_t *op,
    pool_t *pool, send_result_t *ret_result);

#endif
