/* zip - see zip.h. */

#include "decode/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>

#include "decode/decode.h"

#include "common/banned.h"

#define RATIO_FROM  (1u << 20)          /* less is harmless at any ratio */


void
zip_init(zip_t *z, slice_t file)
{
    *z = (zip_t) { .file = file };
}


void
zip_release(zip_t *z)
{
    if (z->archive != NULL) {
        archive_read_free(z->archive);
        z->archive = NULL;
    }
}


static bool
zip_fail(zip_t *z, const char *error)
{
    z->error = z->error == NULL ? error : z->error;

    return false;
}


static bool
zip_start(zip_t *z)
{
    zip_release(z);
    z->entry_bytes = 0;
    z->unsafe_names = 0;

    z->archive = archive_read_new();
    if (z->archive == NULL) {
        return zip_fail(z, DECODE_MEMORY);
    }

    if (archive_read_support_format_zip_seekable(z->archive) != ARCHIVE_OK
        || archive_read_open_memory(z->archive, z->file.data, z->file.len)
           != ARCHIVE_OK)
    {
        return zip_fail(z, DECODE_BROKEN);
    }

    return true;
}


/* Something that leads out of the archive. */

static bool
is_unsafe(const char *name)
{
    size_t  len = strlen(name);

    return *name == '/' || *name == '\\' || strstr(name, "../") != NULL
           || strstr(name, "..\\") != NULL
           || (len >= 2 && strcmp(name + len - 2, "..") == 0)
           || (len >= 2 && name[1] == ':');
}


/*
 * The next entry with a name one can use, *count raised; NULL at the end and
 * with an error.
 */

static const char *
zip_next(zip_t *z, struct archive_entry **ret_entry, unsigned *count)
{
    const char  *name;
    int          rc;

    for ( ;; ) {
        rc = archive_read_next_header(z->archive, ret_entry);

        if (rc == ARCHIVE_EOF) {
            return NULL;
        }

        if (rc != ARCHIVE_OK && rc != ARCHIVE_WARN) {
            zip_fail(z, DECODE_BROKEN);
            return NULL;
        }

        if (++*count > (unsigned) limit(entries)) {
            zip_fail(z, DECODE_TOO_LARGE);
            return NULL;
        }

        name = archive_entry_pathname(*ret_entry);
        if (name != NULL && !is_unsafe(name)) {
            return name;
        }

        z->unsafe_names++;
    }
}


bool
zip_open(zip_t *z, const char *name)
{
    struct archive_entry  *entry;
    const char            *found;
    unsigned               count = 0;

    if (z->error != NULL || !zip_start(z)) {
        return false;
    }

    while ((found = zip_next(z, &entry, &count)) != NULL) {
        if (strcmp(found, name) == 0) {
            return !archive_entry_is_encrypted(entry)
                   || zip_fail(z, DECODE_ENCRYPTED);
        }
    }

    return false;
}


ssize_t
zip_read(zip_t *z, void *buffer, size_t room)
{
    ssize_t  n;

    if (z->error != NULL) {
        return -1;
    }

    n = archive_read_data(z->archive, buffer, room);
    if (n < 0) {
        zip_fail(z, DECODE_BROKEN);
        return -1;
    }

    z->entry_bytes += (size_t) n;
    z->inflated += (size_t) n;

    if (z->inflated > (size_t) limit(unpacked)
        || (z->entry_bytes > RATIO_FROM
            && z->entry_bytes / (size_t) limit(ratio) > z->file.len))
    {
        zip_fail(z, DECODE_TOO_LARGE);
        return -1;
    }

    return n;
}


static int
by_number(const void *a, const void *b)
{
    const char  *s = a, *t = b;
    size_t       same = 0;
    long         m, n;

    while (s[same] == t[same] && s[same] != '\0') {
        same++;
    }

    while (same > 0 && s[same - 1] >= '0' && s[same - 1] <= '9') {
        same--;
    }

    m = strtol(s + same, NULL, 10);
    n = strtol(t + same, NULL, 10);

    return m != n ? (m > n) - (m < n) : strcmp(s, t);
}


unsigned
zip_names(zip_t *z, const char *prefix, const char *suffix,
    char (*ret_names)[ZIP_NAME_MAX], unsigned max)
{
    struct archive_entry  *entry;
    const char            *name;
    unsigned               count = 0, n = 0;
    size_t                 head = strlen(prefix), tail = strlen(suffix);

    if (z->error != NULL || !zip_start(z)) {
        return 0;
    }

    while (n < max && (name = zip_next(z, &entry, &count)) != NULL) {
        size_t  len = strlen(name);

        if (len >= head + tail && len < ZIP_NAME_MAX
            && strncmp(name, prefix, head) == 0
            && strcmp(name + len - tail, suffix) == 0
            && strchr(name + head, '/') == NULL)
        {
            memcpy(ret_names[n++], name, len + 1);
        }
    }

    qsort(ret_names, n, ZIP_NAME_MAX, by_number);

    return n;
}
