/*
 * plain - a model's Markdown as the channel can show it.
 *
 * WhatsApp has *bold*, _italic_, ~struck~ and code; every other channel gets
 * none of it.  Headings become a line, links "text: address", tables lines
 * with dots between, HTML nothing.  Lists and line ends stay.
 */

#ifndef RELEVO_ANSWER_PLAIN_H
#define RELEVO_ANSWER_PLAIN_H

#include "worker/engine/pool.h"

/* In pool, NUL behind it; data NULL: no memory. */
slice_t plain_text(pool_t *pool, slice_t markdown, bool whatsapp);

#endif
