/*
 * channel - what the files of `relevo channel` share.
 *
 *   channel.c           the actions, list, help
 *   channel_account.c   add, set, remove and claim accounts; their tokens
 *   channel_setting.c   settings of an account, as options
 *   channel_callback.c  where an account's answers go, and what signs them
 *   channel_endpoint.c  add, rotate and remove endpoints
 *   channel_secret.c    secrets from files or made here; sealed
 *   channel_reseal.c    reseal: a new key file
 *   channel_register.c  register: callback URL and subscriptions
 *   channel_templates.c templates: WhatsApp's own, fetched
 *   channel_test.c      test: a signed webhook, followed to its row
 *   channel_probe.c     what it says, channel_sign.c what proves it
 */

#ifndef RELEVO_CLI_CHANNEL_H
#define RELEVO_CLI_CHANNEL_H

#include "common/seal.h"
#include "worker/cli/cli.h"
#include "worker/secrets.h"

#define CHANNEL_SECRET_MIN  16          /* bytes, as in common/signature.h */
#define CHANNEL_KEEP_S      (24 * 60 * 60)  /* two secrets while one goes */
#define CHANNEL_KEEP_S_MAX  (90L * 24 * 60 * 60)

/* What a channel's endpoints and accounts are like. */
typedef struct {
    const char  *name;
    bool         is_url;                /* its account is the URL's endpoint */
    bool         verifies;              /* has a verify token */
    const char  *account;               /* what ACCOUNT is, for the help */
} channel_kind_t;

/* NULL, told, when there is no such channel. */
const channel_kind_t *channel_kind(const char *name);

/* The action failed because there is no such thing; always EXIT_FAILED. */
int   channel_missing(const char *what, const char *channel,
          const char *name);

/* Tells the workers: nginx hears of it at once, not only within a second. */
void  channel_wake(void);


/* --- channel_secret.c --------------------------------------------------- */

/* A secret in clear text, wiped by secret_wipe(). */
typedef struct {
    uint8_t  bytes[SEAL_SECRET_MAX + 1];            /* NUL behind it */
    size_t   len;
    bool     made;                      /* here, to be shown once */
} secret_t;

/* From the file (- is stdin); false, told. */
bool  secret_read(const char *path, secret_t *ret_secret);

/* 32 random bytes as hex; false, told. */
bool  secret_make(secret_t *ret_secret);
void  secret_wipe(secret_t *secret);

/* Sealed for a row, as base64; false, told. */
bool  secret_box(const secret_place_t *place, const secret_t *secret,
          char ret_text[SEAL_TEXT_MAX + 1]);

/* Opened from base64; false, told. */
bool  secret_unbox(const secret_place_t *place, const char *text,
          secret_t *ret_secret);

/* On stdout, only if it was made here: it cannot be read again.  Its first
 * line; what stands below is the one before it. */
void  secret_show(const char *label, const secret_t *secret);


/* --- the actions -------------------------------------------------------- */

int   channel_add(PGconn *pg, args_t *args);
int   channel_set(PGconn *pg, args_t *args);
int   channel_claim(PGconn *pg, args_t *args);
int   channel_remove(PGconn *pg, args_t *args);
int   channel_rotate(PGconn *pg, args_t *args);
int   channel_reseal(PGconn *pg, args_t *args);
int   channel_register(PGconn *pg, args_t *args);
int   channel_templates(PGconn *pg, args_t *args);
int   channel_test(PGconn *pg, args_t *args);


/* --- channel_account.c -------------------------------------------------- */

/* What is said of an account; what is NULL stays as it is. */
typedef struct {
    const char  *name;
    const char  *token_file;
    const char  *callback;              /* URL */
    bool         make_token;            /* instead of token_file */
    json_t      *settings;              /* given ones; null: taken away */
    long         keep_s;                /* the token before it goes on */
} account_options_t;


/* --- channel_setting.c -------------------------------------------------- */

/* --api-base, --rate, --unset, ... into an object; false, told. */
bool  account_settings(args_t *args, json_t *settings);

/* May this channel have them?  False, told. */
bool  account_settings_ok(const json_t *settings, const char *channel);


/* --- channel_callback.c ------------------------------------------------- */

/* May this channel have them, are they usable?  False, told. */
bool  callback_options_ok(const channel_kind_t *kind,
          const account_options_t *o);

/* The token for account_set(): read or made, checked, and with the one before
 * it for o->keep_s seconds.  False, told. */
bool  callback_token(PGconn *pg, const secret_place_t *place,
          const account_options_t *o, secret_t *ret_token);

/* "whsec_" and random bytes in base64; false, told. */
bool  callback_token_make(secret_t *ret_token);

/* Has the account a token?  False also when the database did not say. */
bool  callback_has_token(PGconn *pg, const char *channel,
          const char *account);


/* --- channel_endpoint.c ------------------------------------------------- */

typedef struct {
    const char  *name;                  /* NULL: none is wanted */
    const char  *scheme;
    const char  *secret_file;           /* NULL: one is made */
    const char  *verify_file;
    json_t      *settings;
} endpoint_new_t;

/* --endpoint, --scheme, --secret-file, ...; false, told. */
bool  endpoint_options(args_t *args, endpoint_new_t *ret_endpoint);
int   endpoint_add(PGconn *pg, const channel_kind_t *kind,
          const char *tenant, const endpoint_new_t *endpoint);
int   endpoint_rotate(PGconn *pg, args_t *args);
int   endpoint_remove(PGconn *pg, const char *channel, const char *name);

/* core.endpoint_get with its secret opened; NULL, told. */
json_t *endpoint_open(PGconn *pg, const char *channel, const char *name,
          secret_t *ret_secret, secret_t *ret_verify);


/* --- channel_register.c ------------------------------------------------- */

/* The account's own token, else the channel's setting (never to an api_base of
 * the account's own), and its api_base, or ""; false, told. */
bool  account_token(PGconn *pg, const char *channel, const char *account,
          secret_t *ret_token, char *ret_base, size_t base_len);


/* --- http.c ------------------------------------------------------------- */

typedef struct {
    const char   *method;
    const char   *url;
    const char  **headers;              /* NULL at the end, or NULL */
    slice_t       body;
} cli_request_t;

/* One call, 15 s.  The answer's JSON, or its text as a string; NULL, told,
 * when none came. */
json_t *cli_http(const cli_request_t *request, long *ret_status);

#endif
