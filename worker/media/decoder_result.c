/*
 * decoder_result - what came out of relevo-decode: the JSON at the end of its
 * output, or what is known of a child that left none; attachments.
 */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "worker/engine/stats.h"
#include "worker/jsonx.h"
#include "worker/media/decoder.h"
#include "worker/media/decoder_own.h"

#include "common/banned.h"


static void
fd_close(void *data)
{
    (void) close((int) (intptr_t) data);
}


/* The JSON at the end of the output, into the job's pool. */
static bool
result_read(int fd, pool_t *pool, slice_t *ret_body)
{
    decoded_header_t  header;
    struct stat       st;
    uint64_t          offset, len;
    char             *body;

    if (fstat(fd, &st) != 0
        || pread(fd, &header, sizeof(header), 0) != sizeof(header)
        || !decoded_place(&header, (uint64_t) st.st_size, &offset, &len))
    {
        return false;
    }

    body = pool_alloc(pool, len + 1);
    if (body == NULL
        || pread(fd, body, len, (off_t) offset) != (ssize_t) len)
    {
        return false;
    }

    *ret_body = slice_make(body, len);

    return true;
}


/* A child that left nothing: what is known of its end is the result. */
static void
result_of_death(op_t *op, const char *error, int signal_number)
{
    char  *body = pool_printf(op->job->pool,
                              "{\"error\":\"%s\",\"signal\":%d}", error,
                              signal_number);

    op->body = slice_str(body);
}


void
decoder_count(decoded_outcome_t outcome)
{
    switch (outcome) {
    case DECODED_OK:
        stat_add(decode_ok, 1);
        break;
    case DECODED_UNSAFE:
        stat_add(decode_unsafe, 1);
        break;
    case DECODED_TIMEOUT:
        stat_add(decode_timeout, 1);
        break;
    case DECODED_MEMORY:
        stat_add(decode_memory, 1);
        break;
    case DECODED_TOO_LARGE:
        stat_add(decode_too_large, 1);
        break;
    case DECODED_CANCELLED:
        stat_add(decode_cancelled, 1);
        break;
    case DECODED_REFUSED:
        stat_add(decode_refused, 1);
        break;
    default:
        stat_add(decode_crashed, 1);
    }
}


/* The output is the job's from here on. */
static void
output_keep(op_t *op, int *output)
{
    op->status = -1;

    if (pool_cleanup(op->job->pool, fd_close, (void *) (intptr_t) *output)) {
        op->status = *output;
        *output = -1;
    }
}


bool
decoder_result(op_t *op, const decoded_reply_t *reply, int *output)
{
    const char  *error = decoded_error(reply->outcome);

    if (reply->outcome == DECODED_OK
        && result_read(*output, op->job->pool, &op->body))
    {
        output_keep(op, output);
        return true;
    }

    if (reply->outcome == DECODED_REFUSED
        || reply->outcome == DECODED_CANCELLED)
    {
        return false;
    }

    op->status = -1;
    result_of_death(op, error == NULL ? "broken" : error, reply->signal);

    return true;
}


bool
decoder_attachment(const op_t *op, const json_t *result, const char *name,
    decoder_attachment_t *ret_attachment)
{
    const json_t      *item;
    decoded_header_t   header;
    size_t             i;

    json_array_foreach(json_object_get(result, "attachments"), i, item) {
        uint64_t  offset = (uint64_t) jsonx_int(item, "offset");
        uint64_t  bytes = (uint64_t) jsonx_int(item, "bytes");

        if (strcmp(jsonx_str(item, "name"), name) != 0) {
            continue;
        }

        if (op->status == -1
            || pread(op->status, &header, sizeof(header), 0) != sizeof(header)
            || !decoded_inside(&header, offset, bytes))
        {
            return false;
        }

        ret_attachment->fd = op->status;
        ret_attachment->offset = offset;
        ret_attachment->bytes = bytes;
        (void) snprintf(ret_attachment->mime, sizeof(ret_attachment->mime),
                        "%s", jsonx_str(item, "mime"));
        return true;
    }

    return false;
}
