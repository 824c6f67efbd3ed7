/*
 * archive_object - one conversation as an object: written, read and compared.
 *
 * The local file is in media.spool, 0600, and is gone afterwards; what a
 * process left that died is removed by `relevo media gc`.
 */

#include "worker/cli/archive.h"

#include <limits.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "worker/cli/media_loop.h"
#include "worker/engine/config.h"
#include "worker/media/files.h"

#define CHUNK     65536u
#define READ_MAX  ((size_t) 1000 * 1024 * 1024)     /* a text of PostgreSQL */


/* --- files -------------------------------------------------------------- */

static bool
spool_name(char path[PATH_MAX])
{
    return snprintf(path, PATH_MAX, "%s/archive.%d",
                    config_str("media.spool"), (int) getpid()) < PATH_MAX
           && files_folder(path);
}


/* gzwrite() takes an unsigned length. */
static bool
gz_put(gzFile gz, const char *text, size_t len)
{
    while (len > 0) {
        unsigned  n = len > CHUNK ? CHUNK : (unsigned) len;

        if (gzwrite(gz, text, n) != (int) n) {
            return false;
        }

        text += n;
        len -= n;
    }

    return true;
}


static bool
file_write(const char *path, const char *head, const char *body,
    uint64_t *ret_bytes)
{
    mode_t       mask = umask(077);
    gzFile       gz = gzopen(path, "wb");
    struct stat  st;
    bool         ok;

    (void) umask(mask);

    if (gz == NULL) {
        return false;
    }

    ok = gz_put(gz, head, strlen(head)) && gz_put(gz, "\n", 1)
         && gz_put(gz, body, strlen(body));
    ok = gzclose(gz) == Z_OK && ok;
    ok = ok && stat(path, &st) == 0;
    *ret_bytes = ok ? (uint64_t) st.st_size : 0;

    return ok;
}


/* The text of a gzip file, which the caller frees; NULL: it is none, is cut
 * off, or too long. */
static char *
file_read(const char *path)
{
    gzFile   gz = gzopen(path, "rb");
    size_t   len = 0, room = CHUNK;
    char    *text = malloc(room + 1), *more;
    int      n = 1;

    while (gz != NULL && text != NULL && n > 0) {
        n = gzread(gz, text + len, (unsigned) (room - len));
        len += n > 0 ? (size_t) n : 0;

        if (n > 0 && len == room) {
            room *= 2;
            more = room <= READ_MAX ? realloc(text, room + 1) : NULL;

            if (more == NULL) {
                n = -1;
            } else {
                text = more;
            }
        }
    }

    /* a cut one ends without its checksum: told by gzclose only */

    if (gz == NULL || gzclose(gz) != Z_OK || n != 0 || text == NULL) {
        free(text);
        return NULL;
    }

    text[len] = '\0';

    if (strlen(text) != len) {          /* lines of JSON have no NUL */
        free(text);
        return NULL;
    }

    return text;
}


/* --- writing ------------------------------------------------------------ */

bool
archive_write(const char *key, const char *head, const char *body,
    uint64_t *ret_bytes, char ret_why[256])
{
    char          path[PATH_MAX], digest[SPOOL_HEX_LEN + 1];
    object_put_t  put = { .key = key, .path = path, .sha256 = digest,
                          .mime = "application/gzip", .user = "none",
                          .message = "none", .kind = "archive" };
    bool          ok;

    snprintf(ret_why, 256, "media.spool cannot be written");

    ok = spool_name(path) && file_write(path, head, body, ret_bytes)
         && files_digest(path, digest);

    if (ok) {
        put.bytes = *ret_bytes;
        ok = media_loop_put(&put, ret_why) == RC_OK;
    }

    (void) unlink(path);

    return ok;
}


/* --- reading ------------------------------------------------------------ */

static bool
digest_is(const char *text, const char *hex)
{
    unsigned char  md[EVP_MAX_MD_SIZE];
    unsigned       len = 0;
    char           is[2 * EVP_MAX_MD_SIZE + 1] = "";

    if (EVP_Digest(text, strlen(text), md, &len, EVP_sha256(), NULL) != 1) {
        return false;
    }

    for (unsigned i = 0; i < len; i++) {
        snprintf(is + 2 * (size_t) i, 3, "%02x", md[i]);
    }

    return strcmp(is, hex) == 0;
}


/* Rows by table, counted; a new reference, NULL: a line is none of ours. */
static json_t *
count_lines(const char *body)
{
    json_t  *counts = json_object();

    while (*body != '\0') {
        const char  *end = strchr(body, '\n');
        char         table[64];

        if (end == NULL || sscanf(body, "{\"t\":\"%63[a-z_]\",", table) != 1) {
            json_decref(counts);
            return NULL;
        }

        json_object_set_new(counts, table, json_integer(
                            cli_num(counts, table) + 1));
        body = end + 1;
    }

    return counts;
}


static bool
text_is(const json_t *head, const char *key, const json_t *row,
    const char *name)
{
    return strcmp(cli_str(head, key), cli_str(row, name)) == 0;
}


/* Is this the object of this row, and whole? */
static bool
matches(const json_t *row, const char *head_line, const char *body)
{
    json_t  *head = json_loads(head_line, 0, NULL);
    json_t  *counts = count_lines(body);
    bool     ok;

    ok = cli_num(head, "relevo_archive") == ARCHIVE_FORMAT
         && text_is(head, "tenant", row, "tenant")
         && text_is(head, "archive", row, "id")
         && text_is(head, "conversation", row, "conversation")
         && digest_is(body, cli_str(row, "sha256"))
         && counts != NULL
         && json_equal(counts, json_object_get(row, "counts"));

    json_decref(counts);
    json_decref(head);

    return ok;
}


/* The lines of a file as they should be, moved to its front; or NULL. */
static char *
open_lines(const json_t *row, const char *path)
{
    char  *text = file_read(path);
    char  *end = text != NULL ? strchr(text, '\n') : NULL;

    if (end != NULL) {
        *end++ = '\0';
    }

    if (end == NULL || !matches(row, text, end)) {
        free(text);
        return NULL;
    }

    memmove(text, end, strlen(end) + 1);

    return text;
}


char *
archive_read(const json_t *row, char ret_why[256])
{
    char   path[PATH_MAX], *body = NULL;
    bool   missing = false;
    rc_t   rc;

    if (!spool_name(path)) {
        snprintf(ret_why, 256, "media.spool cannot be written");
        return NULL;
    }

    (void) unlink(path);
    rc = media_loop_get(cli_str(row, "object"), path, &missing, ret_why);

    if (missing) {
        snprintf(ret_why, 256, ARCHIVE_MISSING);

    } else if (rc == RC_OK || rc == RC_REJECT) {
        body = rc == RC_OK ? open_lines(row, path) : NULL;
        snprintf(ret_why, 256, "%s", body == NULL ? ARCHIVE_DAMAGED : "");
    }

    (void) unlink(path);

    return body;
}
