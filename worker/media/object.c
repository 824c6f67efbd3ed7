/*
 * object - see object.h.  Names, and the way to the store that is set.
 */

#include "worker/media/object.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "worker/engine/config.h"

#define PSEUDONYM_LEN  32               /* hex digits */

static const struct { const char *mime, *extension; } extensions[] = {
    { "image/jpeg", "jpg" }, { "image/png", "png" }, { "image/webp", "webp" },
    { "image/gif", "gif" }, { "image/heic", "heic" }, { "image/avif", "avif" },
    { "image/tiff", "tif" }, { "image/bmp", "bmp" },
    { "application/pdf", "pdf" }, { "text/plain", "txt" },
    { "text/csv", "csv" }, { "text/html", "html" }, { "text/vcard", "vcf" },
    { "application/json", "json" }, { "text/xml", "xml" },
    { "application/rtf", "rtf" }, { "message/rfc822", "eml" },
    { "application/msword", "doc" }, { "application/vnd.ms-excel", "xls" },
    { "application/vnd.ms-powerpoint", "ppt" },
    { "application/vnd.openxmlformats-officedocument.wordprocessingml"
      ".document", "docx" },
    { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "xlsx" },
    { "application/vnd.openxmlformats-officedocument.presentationml"
      ".presentation", "pptx" },
    { "application/vnd.oasis.opendocument.text", "odt" },
    { "application/vnd.oasis.opendocument.spreadsheet", "ods" },
    { "application/zip", "zip" }, { "application/x-tgsticker", "tgs" },
    { "audio/ogg", "ogg" }, { "audio/mpeg", "mp3" }, { "audio/mp4", "m4a" },
    { "audio/amr", "amr" }, { "audio/aac", "aac" }, { "audio/wav", "wav" },
    { "audio/flac", "flac" }, { "video/mp4", "mp4" },
    { "video/3gpp", "3gp" }, { "video/webm", "webm" },
    { "video/quicktime", "mov" }, { "video/ogg", "ogv" },
};


/* --- names -------------------------------------------------------------- */

const char *
object_extension(const char *mime)
{
    size_t  len = strcspn(mime, "; ");

    for (size_t i = 0; i < sizeof(extensions) / sizeof(extensions[0]); i++) {
        if (strlen(extensions[i].mime) == len
            && strncasecmp(extensions[i].mime, mime, len) == 0)
        {
            return extensions[i].extension;
        }
    }

    return "bin";
}


bool
object_key_ok(const char *key)
{
    size_t  len = strlen(key);

    if (len == 0 || len > OBJECT_KEY_MAX || key[len - 1] == '/'
        || strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789./-") != len)
    {
        return false;
    }

    for (size_t i = 0; i < len; i++) {
        if ((i == 0 || key[i - 1] == '/')
            && (key[i] == '/' || key[i] == '.'))
        {
            return false;
        }
    }

    return true;
}


/* Who is the same within a tenant, and nobody outside of it. */
static void
pseudonym(const char *tenant, const char *contact,
    char ret_hex[PSEUDONYM_LEN + 1])
{
    uint8_t   mac[EVP_MAX_MD_SIZE] = { 0 };
    unsigned  len = 0;

    (void) HMAC(EVP_sha256(), tenant, (int) strlen(tenant),
                (const uint8_t *) contact, strlen(contact), mac, &len);

    for (int i = 0; i < PSEUDONYM_LEN / 2; i++) {
        snprintf(ret_hex + 2 * i, 3, "%02x", mac[i]);
    }
}


const char *
object_key(pool_t *pool, const char *tenant, const char *contact,
    const char *media, const char *what, const char *mime, int64_t at_ms)
{
    char       who[PSEUDONYM_LEN + 1], day[16];
    time_t     at = (time_t) (at_ms / 1000);
    struct tm  tm;

    gmtime_r(&at, &tm);
    strftime(day, sizeof(day), "%Y/%m/%d", &tm);
    pseudonym(tenant, contact, who);

    return pool_printf(pool, "%s/media/%s/%s/%s%s%s.%s", tenant, who, day,
                       media, *what != '\0' ? "-" : "", what,
                       object_extension(mime));
}


/* --- calls -------------------------------------------------------------- */

const object_store_t *
object_store(void)
{
    return strcmp(config_str("store.kind"), "s3") == 0 ? &object_s3
                                                       : &object_files;
}


static void
object_gone(void *data)
{
    object_t  *o = data;

    if (o->fd >= 0) {
        (void) close(o->fd);
    }
}


static object_t *
object_new(job_t *j)
{
    object_t  *o = pool_alloc_always(j->pool, sizeof(object_t));

    o->store = object_store();
    o->fd = -1;

    return o;
}


void
object_refused(job_t *j, object_t *o, const char *error)
{
    bool  never = strcmp(error, OBJECT_BAD_NAME) == 0;

    o->op = op_new(j);
    op_complete(o->op, never ? RC_REJECT : RC_RETRY, error);
}


object_t *
object_put(job_t *j, const object_put_t *put)
{
    object_t  *o = object_new(j);

    if (!object_key_ok(put->key)) {
        object_refused(j, o, OBJECT_BAD_NAME);

    } else if (!pool_cleanup(j->pool, object_gone, o)) {
        object_refused(j, o, "object: out of memory");

    } else {
        o->store->put(j, o, put);
    }

    return o;
}


object_t *
object_get(job_t *j, const char *key, const char *path)
{
    object_t  *o = object_new(j);

    if (object_key_ok(key)) {
        o->store->get(j, o, key, path);
    } else {
        object_refused(j, o, OBJECT_BAD_NAME);
    }

    return o;
}


object_t *
object_head(job_t *j, const char *key)
{
    object_t  *o = object_new(j);

    if (object_key_ok(key)) {
        o->store->head(j, o, key);
    } else {
        object_refused(j, o, OBJECT_BAD_NAME);
    }

    return o;
}


object_t *
object_remove(job_t *j, const char *key)
{
    object_t  *o = object_new(j);

    if (object_key_ok(key)) {
        o->store->remove(j, o, key);
    } else {
        object_refused(j, o, OBJECT_BAD_NAME);
    }

    return o;
}


object_t *
object_list(job_t *j, const char *prefix, const char *after)
{
    object_t  *o = object_new(j);

    o->store->list(j, o, prefix, after);

    return o;
}


rc_t
object_settled(job_t *j, object_t *o)
{
    rc_t  rc = o->store->settled(j, o);

    if (rc != RC_OK && o->error == NULL) {
        o->error = o->op->error != NULL ? o->op->error : "object: failed";
    }

    return rc;
}


const char *
object_url(pool_t *pool, const char *key, unsigned seconds)
{
    const object_store_t  *store = object_store();

    return store->url != NULL && object_key_ok(key)
           ? store->url(pool, key, seconds) : NULL;
}
