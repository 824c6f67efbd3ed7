/*
 * scheme - how a sender proves that a webhook is its own: the table.
 *
 *   name       proof
 *   meta       X-Hub-Signature-256: sha256=<hex>, HMAC-SHA256 of the body
 *   github     the same
 *   standard   Standard Webhooks: webhook-id, -timestamp, -signature
 *   stripe     Stripe-Signature: t=..,v1=..
 *   slack      X-Slack-Signature: v0=<hex>, X-Slack-Request-Timestamp
 *   twilio     X-Twilio-Signature: HMAC-SHA1 of the URL and the form
 *   telegram   X-Telegram-Bot-Api-Secret-Token: the secret itself
 *   hmac       any other header that holds an HMAC of the body
 *   apikey     a header that holds the secret, behind a prefix or alone
 *   basic      HTTP Basic, the secret is user:password
 *   none       nothing: the network, or what nginx demands besides
 *   visitor    a web chat's tokens, which its secret signs: no webhook's
 *
 * First the headers (scheme_read, before a byte of the body is there), then
 * the bytes (scheme_check).  Everything is compared in constant time over
 * decoded bytes of a fixed length.  No I/O; memory is the caller's.
 */

#ifndef RELEVO_SCHEME_H
#define RELEVO_SCHEME_H

#include "signature.h"

#define SCHEME_HEADERS_MAX    3
#define SCHEME_MACS_MAX       8         /* in one header, secrets rotate */
#define SCHEME_TOLERANCE_S    300       /* default of the replay window */
#define SCHEME_TOLERANCE_MAX_S  86400
#define SCHEME_HEADER_LEN     63

typedef enum { SCHEME_HEX = 0, SCHEME_BASE64 } scheme_encoding_t;

typedef enum {
    SCHEME_OK = 0,
    SCHEME_MISSING,                     /* no header */
    SCHEME_BROKEN,                      /* not what the scheme sends */
    SCHEME_LATE,                        /* outside the replay window */
    SCHEME_WRONG,                       /* the proof does not fit */
    SCHEME_ERROR                        /* OpenSSL failed */
} scheme_rc_t;

typedef struct scheme_s      scheme_t;
typedef struct scheme_key_s  scheme_key_t;

/* What an endpoint demands: scheme_conf_init(), then its parameters. */
typedef struct {
    const scheme_t      *scheme;
    char                 header[SCHEME_HEADER_LEN + 1]; /* lower case */
    slice_t              prefix;        /* hmac, apikey: in front of it */
    scheme_encoding_t    encoding;      /* hmac */
    signature_digest_t   digest;        /* hmac */
    uint64_t             tolerance_s;   /* where there is a timestamp */
    unsigned             given;         /* bits of the parameters so far */
} scheme_conf_t;

/* What the headers say; slices point into them. */
typedef struct {
    uint8_t   mac[SCHEME_MACS_MAX][SIGNATURE_MAC_MAX];
    unsigned  n;                        /* any of them may fit */
    slice_t   id, timestamp;
} scheme_proof_t;

/* What the MAC is about. */
typedef struct {
    slice_t   body;
    slice_t   url;                      /* twilio: public, with the query */
    bool      form;                     /* body is a form */
    void     *memory;                   /* scheme_memory() bytes, aligned */
} scheme_input_t;

const scheme_t *scheme_find(slice_t name);      /* NULL: unknown */
const char *scheme_name(const scheme_t *scheme);

/* Where nobody names one; NULL: the channel has no endpoints.  Static. */
const char *scheme_of_channel(slice_t channel);
bool scheme_fits(const scheme_t *scheme, slice_t channel);

/* Lower-case names of the headers it reads, SCHEME_HEADERS_MAX, then "". */
void scheme_headers(const scheme_conf_t *conf,
    slice_t ret_names[SCHEME_HEADERS_MAX]);

bool scheme_needs_secret(const scheme_t *scheme);
bool scheme_needs_header_name(const scheme_t *scheme);
bool scheme_needs_url(const scheme_t *scheme);
bool scheme_has_timestamp(const scheme_t *scheme);
bool scheme_reads_body(const scheme_t *scheme); /* else headers settle it */

void scheme_conf_init(scheme_conf_t *conf, const scheme_t *scheme);

/* One parameter; NULL, or what is wrong with it (static).  The prefix borrows
 * value, nothing else does. */
const char *scheme_param_set(scheme_conf_t *conf, slice_t name,
    slice_t value);
const char *scheme_param_name(unsigned i);      /* NULL: no more */

/* NULL, or what is still missing, to be read behind the scheme's name. */
const char *scheme_conf_flaw(const scheme_conf_t *conf);

/* What the row of an endpoint says; settings: a JSON object, or SLICE_NULL. */
typedef struct {
    slice_t  channel;
    slice_t  scheme;                    /* empty: the channel's own */
    slice_t  settings;
} scheme_row_t;

/* NULL: *ret_conf is what it demands; its prefix borrows the settings.  Else
 * what is wrong with *ret_what, "scheme" or a setting; both are static. */
const char *scheme_row_conf(const scheme_row_t *row, scheme_conf_t *ret_conf,
    const char **ret_what);

/* The same of a row with this secret; *ret_what may be "secret", too. */
const char *scheme_row_flaw(const scheme_row_t *row, slice_t secret,
    const char **ret_what);

/* NULL: *ret_error says why (static).  One thread at a time. */
scheme_key_t *scheme_key_new(const scheme_conf_t *conf, slice_t secret,
    const char **ret_error);
void scheme_key_free(scheme_key_t *key);        /* NULL-safe */
signer_t *scheme_key_signer(scheme_key_t *key); /* NULL: a token */

/* values: of scheme_headers(), SLICE_NULL where there is none. */
scheme_rc_t scheme_read(const scheme_conf_t *conf, const slice_t *values,
    uint64_t now_s, scheme_proof_t *ret_proof);

/* Does any of the keys make the proof true? */
scheme_rc_t scheme_check(const scheme_conf_t *conf,
    scheme_key_t *const *keys, unsigned n, const scheme_proof_t *proof,
    const scheme_input_t *input);

/* Bytes scheme_check() needs for a body of that length; 0: none. */
size_t scheme_memory(const scheme_conf_t *conf, const scheme_input_t *input);

#endif
