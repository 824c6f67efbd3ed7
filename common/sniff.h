/*
 * sniff - what a file is by its first bytes, not by what its sender says.
 *
 * The module asks it about uploads before they are kept, the worker about
 * what it has fetched.  A fixed table, no I/O, no allocation; what is not in
 * it is text/plain when it reads as text, else application/octet-stream.
 */

#ifndef RELEVO_SNIFF_H
#define RELEVO_SNIFF_H

#include "slice.h"

#define SNIFF_LEN  512                  /* so many bytes are enough */

/* A MIME type, static; never NULL.  "" of nothing is application/x-empty. */
const char *sniff(slice_t head);

/*
 * May something announced as `told` (a MIME type, perhaps with parameters)
 * be what sniff() found?  A container is what it is told to be: a zip may be
 * a .docx, a text a table.  Nothing told: yes.
 */
bool        sniff_agrees(const char *found, slice_t told);

#endif
