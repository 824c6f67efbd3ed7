/*
 * multipart - a request whose body is a form with one file in it
 * (multipart/form-data, RFC 7578).
 *
 * The file is read as the request goes out and never held in memory; it is
 * open from here on, until the pool is gone.
 */

#ifndef RELEVO_CHANNELS_MULTIPART_H
#define RELEVO_CHANNELS_MULTIPART_H

#include "worker/engine/http.h"

typedef struct {
    const char  *name;
    const char  *value;                 /* NULL: left out */
} multipart_field_t;

typedef struct {
    const char  *field;                 /* its name in the form */
    const char  *path;
    const char  *filename;              /* NULL or "": "file" */
    const char  *mime;
} multipart_file_t;

/*
 * Sets method, read, read_len, data and line of http; *ret_type is its header
 * "Content-Type: ...".  fields end with a name that is NULL.  False: the file
 * is gone, or no memory.
 */
bool multipart_body(pool_t *pool, const multipart_field_t *fields,
    const multipart_file_t *file, http_request_t *http,
    const char **ret_type);

#endif
