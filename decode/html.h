/*
 * html - HTML as prose: files, and the bodies of mails.
 *
 * By libxml2's forgiving parser as a stream (no tree, no network): scripts,
 * styles and what is no text go; paragraphs, lists and tables keep their
 * order.  (worker/answer/kb_html.c makes blocks with headings of a page and
 * drops its navigation: another purpose.)
 */

#ifndef RELEVO_DECODE_HTML_H
#define RELEVO_DECODE_HTML_H

#include "decode/prose.h"
#include "common/slice.h"

/* charset: what a mail's header says, or NULL: the page's own.  An error
 * code or NULL. */
const char *html_prose(slice_t html, const char *charset, prose_t *prose);

#endif
