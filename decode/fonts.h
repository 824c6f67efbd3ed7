/*
 * fonts - letters for documents that do not bring their own.
 *
 * Poppler asks FreeType for a file of the machine's; behind the lock no file
 * can be opened.  So the parent draws a page with the usual fonts once, of our
 * own making: whatever is opened for it is mapped and stays, for all children.
 * In a child FT_New_Face(), which is ours, finds them there.
 */

#ifndef RELEVO_DECODE_FONTS_H
#define RELEVO_DECODE_FONTS_H

#include <stdbool.h>
#include <poppler.h>

/* Before the fork.  draw: one page of a document, result dropped. */
void fonts_warm(void (*draw)(PopplerPage *page));

/* Was any found? */
bool fonts_are_there(void);

#endif
