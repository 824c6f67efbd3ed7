/*
 * multipart - a request whose body is a form with one file in it
 * (multipart/form-data, RFC 7578).
 *
 * The file is read as the request goes out and never held in memory.  Whoever
 * made it may have put any bytes into it: the boundary is random, so that no
 * file can end its part.
 */

#ifndef RELEVO_MULTIPART_H
#define RELEVO_MULTIPART_H

#include "worker/engine/http.h"

typedef struct {
    const char  *name;
    const char  *value;                 /* NULL: left out */
} multipart_field_t;

typedef struct {
    const char  *field;                 /* its name in the form */
    const char  *path;                  /* opened, until the pool is gone; */
    int          fd;                    /* or, where that is NULL, borrowed, */
    uint64_t     bytes;                 /* and so many of it */
    slice_t      front;                 /* of the file, before those */
    const char  *filename;              /* NULL or "": "file" */
    const char  *mime;
} multipart_file_t;

typedef struct multipart_s  multipart_t;

/* fields end with a name that is NULL.  NULL: the file is gone, no memory. */
multipart_t *multipart_new(pool_t *pool, const multipart_field_t *fields,
    const multipart_file_t *file);

/* "multipart/form-data; boundary=..." */
const char  *multipart_type(const multipart_t *form);
uint64_t     multipart_len(const multipart_t *form);

/* An http_request_t's `read`; data is the form. */
size_t       multipart_read(void *data, uint64_t offset, uint8_t *buf,
    size_t len);

/* All of it: method, read, read_len, data and line of http; *ret_type is the
 * header "Content-Type: ...". */
bool         multipart_body(pool_t *pool, const multipart_field_t *fields,
    const multipart_file_t *file, http_request_t *http,
    const char **ret_type);

#endif
