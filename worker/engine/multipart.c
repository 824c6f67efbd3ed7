/*
 * multipart - see multipart.h.
 *
 * The boundary is random: no file can hold it but by accident of 2^-128.
 */

#include "worker/engine/multipart.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/utf8_cut.h"

#define BOUNDARY_BYTES  16
#define NAME_ROOM       256             /* bytes of a file's name */

struct multipart_s {
    const char  *type;
    char        *head;                  /* fields, the file's headers and its
                                           front */
    size_t       head_len;
    char        *tail;
    size_t       tail_len;
    int          fd;
    uint64_t     file_len;
};


static void
form_gone(void *data)
{
    (void) close(((multipart_t *) data)->fd);
}


/* Bytes of one of the three parts, from where it begins. */
static size_t
part_copy(uint8_t *buf, size_t len, const char *part, size_t part_len,
    uint64_t at)
{
    size_t  n = part_len - (size_t) at;

    n = n < len ? n : len;
    memcpy(buf, part + at, n);

    return n;
}


size_t
multipart_read(void *data, uint64_t offset, uint8_t *buf, size_t len)
{
    const multipart_t  *f = data;
    uint64_t            file_end = f->head_len + f->file_len;
    ssize_t             n;

    if (offset < f->head_len) {
        return part_copy(buf, len, f->head, f->head_len, offset);
    }

    if (offset >= file_end) {
        return part_copy(buf, len, f->tail, f->tail_len, offset - file_end);
    }

    len = len < file_end - offset ? len : (size_t) (file_end - offset);
    n = pread(f->fd, buf, len, (off_t) (offset - f->head_len));

    return n > 0 ? (size_t) n : 0;
}


/* Cut at a character's end; quotes and control bytes would end the header. */
static const char *
name_clean(pool_t *pool, const char *name)
{
    char  *copy = pool_strdup(pool, name == NULL || *name == '\0' ? "file"
                                                                  : name);

    if (copy == NULL) {
        return "file";
    }

    copy[utf8_cut(slice_str(copy), NAME_ROOM).len] = '\0';

    for (char *p = copy; *p != '\0'; p++) {
        if (*p == '"' || *p == '\\' || (unsigned char) *p < 0x20
            || *p == 0x7f)
        {
            *p = '_';
        }
    }

    return copy;
}


static const char *
boundary(pool_t *pool)
{
    uint8_t  random[BOUNDARY_BYTES];
    char     hex[2 * BOUNDARY_BYTES + 1];

    if (getrandom(random, sizeof(random), 0) != (ssize_t) sizeof(random)) {
        return NULL;
    }

    for (int i = 0; i < BOUNDARY_BYTES; i++) {
        (void) snprintf(hex + 2 * i, 3, "%02x", random[i]);
    }

    return pool_strdup(pool, hex);
}


/* The head's text, and the front behind it. */
static bool
head_write(pool_t *pool, multipart_t *f, const char *text, slice_t front)
{
    f->head_len = strlen(text) + front.len;
    f->head = pool_alloc(pool, f->head_len + 1);

    if (f->head == NULL) {
        return false;
    }

    memcpy(f->head, text, strlen(text));

    if (front.len > 0) {
        memcpy(f->head + strlen(text), front.data, front.len);
    }

    return true;
}


static bool
form_write(pool_t *pool, multipart_t *f, const multipart_field_t *fields,
    const multipart_file_t *file, const char *mark)
{
    char  *head = pool_strdup(pool, "");

    for ( ; head != NULL && fields->name != NULL; fields++) {
        if (fields->value != NULL) {
            head = pool_printf(pool, "%s--%s\r\nContent-Disposition:"
                               " form-data; name=\"%s\"\r\n\r\n%s\r\n", head,
                               mark, fields->name, fields->value);
        }
    }

    if (head != NULL) {
        head = pool_printf(pool, "%s--%s\r\nContent-Disposition: form-data;"
                           " name=\"%s\"; filename=\"%s\"\r\nContent-Type:"
                           " %s\r\n\r\n", head, mark, file->field,
                           name_clean(pool, file->filename), file->mime);
    }

    f->type = pool_printf(pool, "multipart/form-data; boundary=%s", mark);
    f->tail = pool_printf(pool, "\r\n--%s--\r\n", mark);
    f->tail_len = f->tail == NULL ? 0 : strlen(f->tail);

    return head != NULL && f->tail != NULL && f->type != NULL
           && head_write(pool, f, head, file->front);
}


static bool
form_open(pool_t *pool, multipart_t *f, const char *path)
{
    struct stat  st;

    f->fd = open(path, O_RDONLY | O_CLOEXEC);

    if (f->fd == -1) {
        return false;
    }

    if (!pool_cleanup(pool, form_gone, f)) {
        (void) close(f->fd);
        return false;
    }

    if (fstat(f->fd, &st) != 0) {
        return false;
    }

    f->file_len = (uint64_t) st.st_size;

    return true;
}


multipart_t *
multipart_new(pool_t *pool, const multipart_field_t *fields,
    const multipart_file_t *file)
{
    const char   *mark = boundary(pool);
    multipart_t  *f = pool_alloc(pool, sizeof(multipart_t));

    if (mark == NULL || f == NULL
        || !form_write(pool, f, fields, file, mark))
    {
        return NULL;
    }

    if (file->path != NULL) {
        return form_open(pool, f, file->path) ? f : NULL;
    }

    f->fd = file->fd;
    f->file_len = file->bytes;

    return f;
}


const char *
multipart_type(const multipart_t *form)
{
    return form->type;
}


uint64_t
multipart_len(const multipart_t *form)
{
    return form->head_len + form->file_len + form->tail_len;
}


bool
multipart_body(pool_t *pool, const multipart_field_t *fields,
    const multipart_file_t *file, http_request_t *http,
    const char **ret_type)
{
    multipart_t  *f = multipart_new(pool, fields, file);

    if (f == NULL) {
        return false;
    }

    *ret_type = pool_printf(pool, "Content-Type: %s", multipart_type(f));
    http->method = "POST";
    http->read = multipart_read;
    http->read_len = multipart_len(f);
    http->data = f;
    http->line = HTTP_MEDIA;

    return *ret_type != NULL;
}
