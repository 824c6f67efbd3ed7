/*
 * task_decode - relevo:decode: what relevo-decode reads in the local copy.
 *
 * In:  {"what": ["text", "codes", "thumbnail", ...]} and its other options.
 * Out: the decoder's result (decode/README.md); what it attached lies beside
 *      the local copy, for the tasks that come after.
 *
 * A result with an error code is the file's failure, by its name; a decoder
 * that was gone or busy is nobody's, and is asked again.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <unistd.h>

#include "worker/jsonx.h"
#include "worker/media/beside.h"
#include "worker/media/decode_step.h"
#include "worker/media/decoder.h"
#include "worker/media/errors.h"
#include "worker/media/store.h"
#include "worker/media/tasks.h"

static const char *const  kept[] = { "thumbnail", "pcm", "frame", "clean" };


rc_t
decode_step_ask(job_t *j, const json_t *options)
{
    media_step_t       *s = job_media(j);
    decoder_request_t   req = {
        .name = s->name, .mime = s->mime, .language = s->language,
        .options = options
    };

    req.fd = open(s->path, O_RDONLY | O_CLOEXEC);

    if (req.fd < 0) {
        return job_fail(j, RC_RETRY, "decode: the local copy: %s",
                        strerror(errno));
    }

    (void) decoder_call(j, &req);
    close(req.fd);                      /* the call has taken its own */

    return RC_AGAIN;
}


/* One attachment, beside the local copy; false: it could not be written. */
static bool
attachment_keep(const media_step_t *s, const char *name,
    const decoder_attachment_t *a)
{
    char     path[BESIDE_MAX];
    off_t    from = (off_t) a->offset;
    size_t   left = a->bytes;
    int      fd;

    beside_path(s->path, name, path);
    fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

    while (fd >= 0 && left > 0) {
        ssize_t  n = sendfile(fd, a->fd, &from, left);

        if (n <= 0) {
            break;
        }

        left -= (size_t) n;
    }

    return fd >= 0 && close(fd) == 0 && left == 0;
}


static rc_t
attachments_keep(job_t *j, const op_t *op, const json_t *result)
{
    const media_step_t    *s = job_media(j);
    decoder_attachment_t   a;

    for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++) {
        if (decoder_attachment(op, result, kept[i], &a)
            && !attachment_keep(s, kept[i], &a))
        {
            return job_fail(j, RC_RETRY, "decode: %s: %s", kept[i],
                            strerror(errno));
        }
    }

    return RC_OK;
}


rc_t
decode_step_read(job_t *j, json_t **ret_result)
{
    op_t          *op = j->ops;
    json_t        *result;
    const char    *error;
    rc_t           rc;

    if (op->rc != RC_OK) {
        return job_fail(j, op->rc, "%s", op->error);
    }

    result = pool_json(j->pool, jsonx_load(op->body));
    error = jsonx_str(result, "error");

    if (!json_is_object(result)) {
        return job_fail(j, RC_RETRY, "decode: an answer that is no object");
    }

    if (*error != '\0') {
        return media_fail(j, media_error_of_code(error), "decoder: %s",
                          error);
    }

    *ret_result = result;
    rc = attachments_keep(j, op, result);
    json_object_del(result, "error");
    json_object_del(result, "attachments");
    json_object_del(result, "pages");   /* the text has them all */

    return rc;
}


static rc_t
decode_start(job_t *j)
{
    return decode_step_ask(j, job_media(j)->input);
}


static rc_t
decode_finish(job_t *j)
{
    return decode_step_read(j, &job_media(j)->output);
}


const phase_t  task_decode[] = {
    { "media_local",  local_start, local_finish, LOCAL_MS },
    { "media_decode", decode_start, decode_finish, DECODE_STEP_MS },
    { NULL, NULL, NULL, 0 }
};
