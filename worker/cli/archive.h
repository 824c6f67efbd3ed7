/*
 * archive - what the actions of `relevo archive` share: one object of the
 * store that is a conversation.
 *
 * gzip of lines of JSON: a header ("relevo_archive": 1, who, how many rows of
 * which table, the digest of what follows), then a line per row,
 * {"t": table, "r": row}.  What goes and comes is SQL's (0070_archive).
 */

#ifndef RELEVO_CLI_ARCHIVE_H
#define RELEVO_CLI_ARCHIVE_H

#include "worker/cli/cli.h"
#include "worker/media/object.h"

#define ARCHIVE_FORMAT  1

/* Reasons of archive_read(); others are the store's. */
#define ARCHIVE_MISSING  "missing"
#define ARCHIVE_DAMAGED  "damaged"

int archive_run(PGconn *pg, args_t *args);
int archive_show_list(PGconn *pg, args_t *args);
int archive_verify(PGconn *pg, args_t *args);
int archive_restore(PGconn *pg, args_t *args);

/* --- archive_object.c --- */

/* Header (without its line end) and lines into the store, under key.
 * ret_bytes: of the object, before it is sealed.  A reason in ret_why. */
bool    archive_write(const char *key, const char *head, const char *body,
            uint64_t *ret_bytes, char ret_why[256]);

/*
 * The object of a row of core.archive_list() or a header: read back, opened,
 * and compared with {"id", "conversation", "sha256", "counts"}.  The lines
 * behind the header, which the caller frees; NULL with a reason, ret_why.
 */
char   *archive_read(const json_t *row, char ret_why[256]);

/* --- archive_orphan.c --- */

/*
 * Objects of the archive, of one tenant ("": of all), that are older than so
 * many hours and that no row names: the database is an older one than the
 * store.
 * found gets {"key", "bytes", "at_ms"} of each; false, told: not all of them
 * could be looked at.
 */
#define ARCHIVE_OLDER_HOURS  1
#define ARCHIVE_OLDER_MAX    8760

bool    archive_orphans(PGconn *pg, const char *tenant, long hours,
            void (*found)(void *data, const json_t *item), void *data);

/* --- archive_pick.c --- */

/* Which archives: [--tenant SLUG] [--conversation ID] [--from T] [--to T]. */
typedef struct {
    const char  *slug;
    char         tenant[37];            /* "": all */
    const char  *conversation, *from, *to;      /* NULL: any */
} archive_pick_t;

/* The options, taken out; the tenant is looked up.  An exit status. */
int     archive_pick(archive_pick_t *pick, PGconn *pg, args_t *args);

/* A page of rows behind the id `after` ("": the newest), newest first;
 * states: as text[].  NULL, told. */
json_t *archive_page(PGconn *pg, const archive_pick_t *pick,
            const char *states, const char *after, unsigned limit);

/* one(data, row) of each that is kept; a page is read before anything in it
 * changes state.  False, told: not all of them could be looked at. */
bool    archive_each(PGconn *pg, const archive_pick_t *pick,
            void (*one)(void *data, const json_t *row), void *data);

#endif
