/*
 * fetch_check - is the file what was announced?  Digest, size, kind by its
 * bytes, MIME type: in this order.  What is not is never kept.
 */

#include "worker/media/fetch.h"

#include "worker/channels/update.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"

#define MISMATCHES  2                   /* the second is no accident */


static rc_t
mismatch(job_t *j, const char *what)
{
    stat_add(media_fetch_refused, 1);

    return media_fail(j, MEDIA_MISMATCH, "fetch: %s", what);
}


/* A digest or a size that is wrong may be an accident, as where a download
 * went on with the bytes of another file: once more, from its beginning. */
static rc_t
other_bytes(job_t *j, fetch_t *f, const char *what)
{
    if (f->spool != NULL && ++f->mismatches < MISMATCHES
        && spool_reset(f->spool))
    {
        return fetch_again(j, f, 0, what);
    }

    return mismatch(j, what);
}


/* What files of a kind may be: prefixes of what sniff() says. */
static const struct { const char *kind, *mimes[4]; } kinds[] = {
    { "image",   { "image/" } },
    { "sticker", { "image/", "video/", "application/gzip" } },
    { "audio",   { "audio/", "video/", "application/octet-stream" } },
    { "voice",   { "audio/", "video/" } },
    { "video",   { "video/", "image/gif", "application/octet-stream" } },
};


static bool
is_of_kind(const char *kind, const char *mime)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (strcmp(kinds[i].kind, kind) != 0) {
            continue;
        }

        for (size_t k = 0; k < 4 && kinds[i].mimes[k] != NULL; k++) {
            if (strncmp(mime, kinds[i].mimes[k],
                        strlen(kinds[i].mimes[k])) == 0)
            {
                return true;
            }
        }

        return false;
    }

    return true;                        /* a document may be anything */
}


/* The more exact of two that agree, without parameters, in small letters. */
static const char *
mime_settled(pool_t *pool, const char *found, const char *told)
{
    static const char *const  vague[] = {
        "application/zip", "application/x-ole-storage", "text/plain",
        "application/gzip", "application/octet-stream"
    };
    char  *copy;

    for (size_t i = 0; told != NULL
         && i < sizeof(vague) / sizeof(vague[0]); i++)
    {
        if (strcmp(found, vague[i]) == 0
            && (copy = pool_strdup(pool, told)) != NULL)
        {
            copy[strcspn(copy, "; ")] = '\0';

            for (char *p = copy; *p != '\0'; p++) {
                *p |= *p >= 'A' && *p <= 'Z' ? 0x20 : 0;
            }

            return *copy != '\0' ? copy : found;
        }
    }

    return found;
}


/* bytes, digest and mime of f are what was found. */
rc_t
fetch_found(job_t *j, fetch_t *f)
{
    media_step_t  *step = j->data;
    const char    *told = f->file.mime != NULL
                          ? f->file.mime : update_str(step->source, "mime");
    const char    *mime;

    if (!is_of_kind(step->kind, f->mime)) {
        return mismatch(j, "not of the announced kind");
    }

    if (!sniff_agrees(f->mime, slice_str(told))) {
        return mismatch(j, "not of the announced type");
    }

    if (f->spool != NULL && !spool_keep(f->spool)) {
        return job_fail(j, RC_RETRY, "%s", spool_error(f->spool));
    }

    mime = mime_settled(j->pool, f->mime, told);
    media_row_set(j, "mime", json_string(mime));
    media_row_set(j, "bytes", json_integer((json_int_t) f->bytes));
    media_row_set(j, "sha256", json_string(f->digest));
    step->output = pool_json(j->pool, json_pack("{s:s, s:I, s:s}", "mime",
                             mime, "bytes", (json_int_t) f->bytes, "sha256",
                             f->digest));
    stat_add(media_fetched, 1);
    stat_add(media_fetched_bytes, f->bytes);

    return RC_OK;
}


rc_t
fetch_check(job_t *j, fetch_t *f)
{
    const media_step_t  *step = j->data;
    char                 want[MEDIA_DIGEST_LEN + 1];
    int64_t              size = f->file.bytes;

    if (!spool_digest(f->spool, f->digest)) {
        return job_fail(j, RC_RETRY, "fetch: no digest");
    }

    f->bytes = spool_bytes(f->spool);
    f->mime = sniff(spool_head(f->spool));

    if (f->bytes == 0) {
        return media_fail(j, MEDIA_BROKEN, "fetch: the file is empty");
    }

    if ((media_digest(f->file.sha256, want)
         && strcmp(want, f->digest) != 0)
        || (media_digest(update_str(step->source, "sha256"), want)
            && strcmp(want, f->digest) != 0))
    {
        return other_bytes(j, f, "not the announced digest");
    }

    if (size > 0 && (uint64_t) size != f->bytes) {
        return other_bytes(j, f, "not the announced size");
    }

    return fetch_found(j, f);
}
