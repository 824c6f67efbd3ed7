/*
 * channel - one messaging service, both directions, without I/O.
 *
 * A channel is one file, or files that start with its name; deleting them and
 * its line in channels.c deletes the channel.  parse() turns the record of a
 * webhook into update objects of core.admit (sql/README.md); request() turns
 * an outbox row into an HTTP request; classify() reads the answer.  Web chat
 * has no HTTP: request is NULL, deliver publishes the row.
 */

#ifndef RELEVO_CHANNEL_H
#define RELEVO_CHANNEL_H

#include <jansson.h>

#include "common/record.h"
#include "worker/engine/http.h"
#include "worker/engine/pool.h"

typedef enum {
    SEND_SENT, SEND_RETRY, SEND_AMBIGUOUS, SEND_FAILED, SEND_PAUSE_ACCOUNT
} send_class_t;

typedef struct {
    send_class_t  cls;
    const char   *provider_id;      /* pool-owned or NULL */
    const char   *error;            /* code or reason; pool-owned or static */
    uint64_t      retry_ms;         /* RETRY, PAUSE_ACCOUNT: 0 = backoff */
    bool          pair_limited;     /* only this recipient has to wait */
    bool          account_limited;  /* the whole account has to wait */
} send_result_t;

/* request(): the operator's error (no token...), not the row's; the account
 * pauses until it is set */
#define CHANNEL_NOT_CONFIGURED  "not_configured"

/*
 * The account a row belongs to.  What its own row in core.account does not
 * say comes from the channel's settings (whatsapp.token_file, ...).  Valid
 * during the call; the secret is not to be kept.
 */
typedef struct {
    const char    *name;            /* what the payload calls it */
    slice_t        token;           /* its credential with a NUL; or empty */
    const char    *api_base;        /* "" = the channel's setting */
    const json_t  *settings;        /* settings of its row, or NULL */
} channel_account_t;

/* Where a file's bytes are, and what its provider says of them. */
typedef struct {
    const char    *url;             /* pool-owned; or, without HTTP, a name */
    const char    *mime;            /* these: pool-owned or NULL */
    const char    *sha256;          /* hex or base64 */
    int64_t        bytes;           /* 0: not said */
} channel_file_t;

/* Why a file cannot be had, of all channels; static. */
#define FILE_GONE       "gone"              /* the provider has it no more */
#define FILE_UNSAFE     "unsafe"            /* where we do not go */
#define FILE_TOO_LARGE  "too_large"         /* for the provider itself */
#define FILE_NO_FILE    "unsupported"       /* nothing that can be fetched */
#define FILE_RETRY      "retry"             /* no answer yet: later */

/* How the files of messages (media.h) are fetched; pure as the rest. */
typedef struct {
    /* Asks where the file is; NULL: entry.ref is its URL.  False with a
     * reason: one of those above, or CHANNEL_NOT_CONFIGURED. */
    bool         (*locate)(const json_t *entry,
                     const channel_account_t *account, pool_t *pool,
                     http_request_t *ret_http, const char **ret_error);

    /* Reads an answer 2xx; NULL, or the reason. */
    const char  *(*located)(const op_t *op, const channel_account_t *account,
                     pool_t *pool, channel_file_t *ret_file);

    /* Reads a refusal of locate (4xx): the reason; NULL: as of any HTTP. */
    const char  *(*refused)(const op_t *op, pool_t *pool);

    /* The GET of its bytes.  A credential goes where it belongs only; where
     * the URL leads may be guarded.  False with a reason. */
    bool         (*download)(const channel_file_t *file,
                     const channel_account_t *account, pool_t *pool,
                     http_request_t *ret_http, const char **ret_error);
} channel_files_t;

/* What a provider counts when it limits the length of a text. */
typedef enum { TEXT_CODE_POINTS, TEXT_BYTES, TEXT_UTF16 } text_unit_t;

#define RECEIPT_REQUESTS_MAX  2         /* "read" and "is typing" */

/* update: owned by the callee (steals it).  raw: verbatim bytes, borrowed. */
typedef void (*channel_emit_fn)(void *data, json_t *update, slice_t raw);

typedef struct {
    const char  *name;
    size_t       text_max;          /* units of one message */
    text_unit_t  text_unit;
    bool         idempotent;        /* a repeated send is harmless */
    bool         paced;             /* deliver/limits' pair and number rates */
    bool         notifies;          /* of worker/notify/: given up by age, not
                                       by attempts; counted apart */
    unsigned     window_hours;      /* after the customer's last message only
                                       templates may be sent; 0: no window */

    /* Emits every update whose account hashes to p; others are skipped.
     * Returns NULL, or a reason: the whole record is one dead letter. */
    const char *(*parse)(const record_t *r, unsigned p, unsigned partitions,
                    pool_t *pool, channel_emit_fn emit, void *data);

    const channel_files_t  *files;  /* NULL: nothing can be fetched */

    /* row: OUTBOX json.  False: not sendable, *ret_error says why. */
    bool       (*request)(const json_t *row,
                    const channel_account_t *account, pool_t *pool,
                    http_request_t *ret_http, const char **ret_error);

    void       (*classify)(const op_t *op, pool_t *pool,
                    send_result_t *ret_result);

    /* How a file of ours goes out (deliver/attached.h).  With upload, first
     * as a copy to the provider: request of a row whose payload.media.path it
     * is; uploaded: the provider's id in a 2xx, or NULL.  takes_copies:
     * request() sends the path itself.  Neither: as a link. */
    bool       (*upload)(const json_t *row,
                    const channel_account_t *account, pool_t *pool,
                    http_request_t *ret_http, const char **ret_error);
    const char *(*uploaded)(const op_t *op, pool_t *pool);
    bool         takes_copies;

    /* Mark-as-read, and "is typing" when is_typing, for a message of sender
     * (the value of its first id): so many requests were made, 0 = the
     * channel has no such sign. */
    unsigned   (*read_receipt)(const channel_account_t *account,
                    const char *message_id, const char *sender,
                    bool is_typing, pool_t *pool,
                    http_request_t ret_http[RECEIPT_REQUESTS_MAX]);
} channel_t;

const channel_t *channel_find(slice_t name);

/* Splits text at max units: paragraph, line, sentence, word, never inside a
 * UTF-8 sequence.  Returns the number of parts (<= max_parts; the last of
 * max_parts holds all the rest, however long). */
unsigned text_split(slice_t text, size_t max, text_unit_t unit,
    slice_t *ret_parts, unsigned max_parts);

/* Length of text in units. */
size_t   text_length(slice_t text, text_unit_t unit);

#endif
