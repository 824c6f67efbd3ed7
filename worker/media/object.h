/*
 * object - where files are kept: one small interface, a folder or S3.
 *
 * A call is begun in start() of a phase and settled in finish():
 *
 *     o = object_put(j, &put);                    return RC_AGAIN;
 *     rc = object_settled(j, o);                  o->error, o->answer
 *
 * Names of objects are ours: "<tenant>/media/<pseudonym>/YYYY/MM/DD/<media
 * id>.<ext>".  Tenant first, no phone number, no name of a file; what a
 * customer called it is in the database.  An object is written once and never
 * changed; putting it again is harmless.
 */

#ifndef RELEVO_MEDIA_OBJECT_H
#define RELEVO_MEDIA_OBJECT_H

#include <jansson.h>

#include "worker/engine/http.h"
#include "worker/engine/job.h"
#include "worker/media/spool.h"

#define OBJECT_KEY_MAX   255
#define OBJECT_LIST_MAX  1000

/* object_t.error, word for word, when that is the reason. */
#define OBJECT_MISSING   "object: there is none"
#define OBJECT_FULL      "object: no room in the store"
#define OBJECT_DENIED    "object: the store refuses the credential"
#define OBJECT_BAD_NAME  "object: not a name"

typedef struct {
    const char  *key;
    const char  *path;                  /* of the file */
    const char  *sha256;                /* hex, of the file at path */
    uint64_t     bytes;
    bool         shared;                /* the same bytes may be kept once */
    const char  *mime;

    /* metadata, where the store keeps any (S0-123) */
    const char  *user, *message, *kind;
    int64_t      at_ms;
} object_put_t;

typedef struct object_store_s  object_store_t;

typedef struct {
    const object_store_t  *store;
    op_t                  *op;
    void                  *own;         /* the store's */
    spool_t               *spool;       /* of a get */
    int                    fd;          /* of a put by HTTP; -1: none */

    /* once settled */
    const char            *error;       /* static or pool-owned; or NULL */
    json_t                *answer;      /* head: {"bytes"}; list: {"items":
                                           [{"key", "bytes", "at_ms"}],
                                           "more": bool}; pool-owned */
} object_t;

/* RC_OK, RC_RETRY (a store that is away or full) or RC_REJECT (missing, a
 * name that is none). */
struct object_store_s {
    const char  *name;
    void       (*put)(job_t *j, object_t *o, const object_put_t *put);
    void       (*get)(job_t *j, object_t *o, const char *key,
                   const char *path);
    void       (*head)(job_t *j, object_t *o, const char *key);
    void       (*remove)(job_t *j, object_t *o, const char *key);
    void       (*list)(job_t *j, object_t *o, const char *prefix,
                   const char *after);
    rc_t       (*settled)(job_t *j, object_t *o);

    /* A URL that gives the object to whoever has it, for so long; NULL: the
     * store has no such thing. */
    const char *(*url)(pool_t *pool, const char *key, unsigned seconds);
};

extern const object_store_t  object_files, object_s3;

/* The store of the setting store.kind. */
const object_store_t *object_store(void);

/* Never NULL; o->op is made in any case. */
object_t   *object_put(job_t *j, const object_put_t *put);
object_t   *object_get(job_t *j, const char *key, const char *path);
object_t   *object_head(job_t *j, const char *key);
object_t   *object_remove(job_t *j, const char *key);       /* missing: OK */

/* Up to OBJECT_LIST_MAX names that begin with prefix, behind `after`. */
object_t   *object_list(job_t *j, const char *prefix, const char *after);
rc_t        object_settled(job_t *j, object_t *o);
const char *object_url(pool_t *pool, const char *key, unsigned seconds);

/* [a-z0-9./-], no part that is empty or begins with a dot. */
bool        object_key_ok(const char *key);

/* The name of a medium's object; NULL without memory.  what: "" or a word
 * behind the id ("thumb"). */
const char *object_key(pool_t *pool, const char *tenant, const char *contact,
                const char *media, const char *what, const char *mime,
                int64_t at_ms);

/* "jpg" of "image/jpeg"; "bin" of what is not known. */
const char *object_extension(const char *mime);

/* An op that has failed already, for stores. */
void        object_refused(job_t *j, object_t *o, const char *error);

#endif
