/*
 * fake - what the files of the fake Graph API share.
 *
 *   server.c   HTTP/1.1 on the loop: requests in, replies out, misbehaviour
 *   api.c      what Graph would say; strict
 *   shape.c    is it a message?
 *   page.c     the same of Messenger and Instagram, and their webhooks
 *   rules.c    what it is told to do wrong, and to which request
 *   manage.c   callbacks and subscriptions, verified as Graph does
 *   media.c    media objects and their URLs that die; uploads
 *   form.c     a form with a file in it
 *   hooks.c    signed status webhooks
 *   history.c  one JSON line per request
 *   control.c  what a test says to it and asks it
 *   process.c  it as a program
 *
 * server.c, rules.c, history.c, form.c, control.c and process.c are linked by
 * fake_bots and fake_hook, too, which bring their own api_handle(),
 * api_reset_before(), provider_error() and control_own.
 *
 * One process, one thread.  Errors of the command line and of the machine end
 * the program with a sentence; errors of a client are answered.
 */

#ifndef FAKE_GRAPH_H
#define FAKE_GRAPH_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <uv.h>

typedef struct {
    int          port;                  /* 0: any */
    const char  *token;
    const char  *app_secret;            /* NULL: no webhooks */
    const char  *webhook;               /* http://address:port/path, or NULL */
    const char  *history;
    const char  *version;               /* NULL: any vNN.N */
    const char  *statuses;              /* "sent,delivered", "none" */
    int          status_delay_ms;
    int          status_batch;          /* statuses in one webhook */
    int          latency_ms;
} options_t;

extern options_t  opt;

typedef enum { WHATSAPP, MESSENGER, INSTAGRAM, PRODUCTS } product_t;

extern const char *const  products[PRODUCTS];   /* by name */

/* One request, as the server has read it; borrowed by api_handle(). */
typedef struct {
    char         method[16];
    char         path[1024];            /* with the query */
    char         authorization[1024];
    char         content_type[128];
    char         user_agent[128];
    const char  *head;                  /* all of it, the empty line too */
    size_t       head_len;
    const char  *body;
    size_t       body_len;
} request_t;

typedef enum {
    REPLY_ANSWER,                       /* status, body */
    REPLY_RESET,                        /* RST instead */
    REPLY_SWALLOW,                      /* nothing, then cut after delay_ms */
    REPLY_SILENCE,                      /* nothing, ever */
    REPLY_SHORT,                        /* Content-Length too large, then cut */
    REPLY_LONG                          /* Content-Length too small */
} reply_kind_t;

typedef struct {
    reply_kind_t  kind;
    int           status;
    char         *body;                 /* malloc'ed; the server frees it */
    size_t        body_len;             /* of bytes that are no text, or 0 */
    char          retry_after[64];      /* header, "" = none */
    char          location[256];        /* the same */
    uint64_t      delay_ms;
} reply_t;

typedef struct rule_s rule_t;

struct rule_s {
    char   action[32];
    char   to[64], text[128], path[128], kind[16];  /* "" = any */
    int    nth, count;                  /* of the requests that match */
    int    seen;
    int    ms, status, code;
    int    accept;                      /* -1: as the action says */
    char   retry_after[64];
    char  *body;                        /* or NULL */
};

/* server.c */
int      server_start(uv_loop_t *loop);             /* the port */

/* api.c */
void     api_handle(const request_t *r, reply_t *ret);
bool     api_reset_before(const request_t *r);      /* headers are in */
void     graph_error(reply_t *ret, int status, int code, const char *details);
void     provider_error(reply_t *ret, int status, int code,
             const char *details);              /* the program's own */

/* shape.c: NULL, or what is wrong */
const char *shape_message(const json_t *m);
const char *shape_receipt(const json_t *m);

/* page.c: strings are the message's, json_t and char * are new */
const char *shape_page(product_t product, const json_t *m);
const char *page_recipient(const json_t *m);
const char *page_text(const json_t *m);
char    *page_answer(const json_t *m, const char *mid);
json_t  *page_status(product_t product, const char *kind, const char *account,
             const char *mid, const json_t *m, uint64_t at_ms);
json_t  *page_envelope(product_t product, const char *account, json_t *list);

/* rules.c: false with a reason for the operator */
bool     rules_set(const json_t *rules, const char **ret_error);
void     rules_clear(void);
const rule_t *rules_match(const char *kind, const char *path, const char *to,
             const char *text, bool before);
bool     rule_is(const rule_t *rule, const char *action);
bool     rule_accepts(const rule_t *rule);          /* NULL: yes */
void     rule_apply(const rule_t *rule, reply_t *ret);  /* bends the answer */

/* manage.c: false when the request is not of its kind */
bool     manage_handle(const request_t *r, bool has_token, const char *id,
             const char *rest, reply_t *ret);

/* templates.c */
bool     templates_set(const json_t *templates);
void     templates_clear(void);
void     templates_answer(const char *waba, const char *rest, reply_t *ret);

/* media.c */
bool     media_set(const json_t *media);
void     media_clear(void);
bool     media_handle(const request_t *r, const char *host, reply_t *ret);
bool     media_public(const request_t *r, reply_t *ret);

/* hooks.c */
void     hooks_init(uv_loop_t *loop);
void     hooks_accepted(product_t product, const char *account,
             const char *id, const json_t *message, int fail_code);
size_t   hooks_pending(void);

/* form.c: {"name": "value", ..., "file": {"field", "filename", "type",
 * "bytes", "sha256"}}, new; NULL: the body is no such form */
json_t  *form_read(const request_t *r);

/* history.c */
void     history_init(void);
void     history_add(json_t *line);                 /* steals */
char    *history_text(void);                        /* malloc'ed */
void     history_clear(void);

/* control.c: false when the path is not one of its own */
typedef struct {                        /* the program's; each may be NULL */
    bool   (*take)(const json_t *control);  /* an object; false: unknown */
    void   (*clear)(void);
    size_t (*pending)(void);            /* webhooks that were not taken yet */
} control_own_t;

extern const control_own_t  control_own;

bool     control_handle(const request_t *r, reply_t *ret);

/* process.c */
const char *file_read(const char *name);    /* all of one line; kept */
void     process_serve(uv_loop_t *loop) __attribute__((noreturn));
uint64_t unix_ms(void);
void     die(const char *fmt, ...) __attribute__((noreturn,
             format(printf, 1, 2)));

#endif
