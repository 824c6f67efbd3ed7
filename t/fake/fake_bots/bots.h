/*
 * bots - what the files of the fake Bot API and Twilio share.
 *
 *   api.c        whose request it is; control; the history
 *   telegram.c   what the Bot API would say
 *   twilio.c     what Twilio's REST API would say
 *   callback.c   Twilio's signed status callbacks
 *
 * server.c, rules.c and history.c are fake_graph's.
 */

#ifndef FAKE_BOTS_H
#define FAKE_BOTS_H

#include "t/fake/fake_graph/fake.h"

typedef struct {
    const char  *bot_token;
    const char  *account_sid;
    const char  *auth_token;
    const char  *statuses;              /* "sent,delivered", "none" */
} bots_t;

extern bots_t  bots;

/* One field of a form, decoded. */
typedef struct {
    char  name[64];
    char  value[8192];
} pair_t;

/* line: what else the history is to say of it; stolen, or NULL. */
void record(const request_t *r, const reply_t *reply, const char *kind,
    const char *outcome, json_t *line);

/* An answer's status and body; json is stolen. */
void answer(reply_t *ret, int status, json_t *json);

/* False: not one of its paths. */
bool telegram_handle(const request_t *r, reply_t *ret);
bool twilio_handle(const request_t *r, reply_t *ret);

/* Refusals by the provider's own words. */
void telegram_error(reply_t *ret, int status, const char *why);
void twilio_error(reply_t *ret, int status, int code, const char *why);

/* Posts MessageStatus to url once per status; fail_code >= 0: only failed. */
void callback_accepted(const char *url, const char *sid, const char *from,
    const char *to, int fail_code);
void callback_init(uv_loop_t *loop);
size_t callback_pending(void);

#endif
