/*
 * zip - the entries of an office file, read one after the other within
 * limits: how many there are, how many bytes come out of them all, and how
 * many times the file's size out of one.
 *
 * Names are only ever compared, nothing is written anywhere; one with ".."
 * or an absolute path is no entry of ours and is counted.  Entries may lie in
 * any order, so each zip_open() starts over at the directory, which is in
 * memory.
 */

#ifndef RELEVO_DECODE_ZIP_H
#define RELEVO_DECODE_ZIP_H

#include <stdbool.h>
#include <sys/types.h>

#include "common/slice.h"

#define ZIP_NAME_MAX  256

typedef struct {
    slice_t          file;              /* borrowed */
    struct archive  *archive;
    size_t           inflated;          /* of all entries so far */
    size_t           entry_bytes;       /* of the open one so far */
    unsigned         unsafe_names;
    const char      *error;             /* code, or NULL */
} zip_t;

void zip_init(zip_t *z, slice_t file);
void zip_release(zip_t *z);

/* False: there is none of that name, or z->error says what is wrong. */
bool zip_open(zip_t *z, const char *name);

/* Bytes of the open entry, 0 at its end, -1: z->error. */
ssize_t zip_read(zip_t *z, void *buffer, size_t room);

/*
 * The name of the nth entry (from 0) that begins with prefix and ends with
 * suffix, sorted by the number between them ("slide2" before "slide10").
 * How many there are.
 */
unsigned zip_names(zip_t *z, const char *prefix, const char *suffix,
         char (*ret_names)[ZIP_NAME_MAX], unsigned max);

#endif
