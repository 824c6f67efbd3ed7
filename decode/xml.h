/*
 * xml - an entry of an office file as a stream of elements and text.
 *
 * Nothing is held but the open elements.  A document type, and so every
 * entity of its own, is refused; nesting beyond XML_DEPTH_MAX too.  Names are
 * local ones: prefixes are the writer's choice.
 */

#ifndef RELEVO_DECODE_XML_H
#define RELEVO_DECODE_XML_H

#include <libxml/xmlreader.h>

#include "decode/zip.h"

#define XML_DEPTH_MAX  200

typedef xmlTextReaderPtr xml_tag_t;     /* of the element that begins */

typedef struct {
    /* false: what is within the element is of no interest */
    bool (*begin)(void *data, const char *name, xml_tag_t tag);
    void (*end)(void *data, const char *name);
    void (*text)(void *data, const char *text, size_t len);
    bool (*is_full)(void *data);        /* no more is wanted */
} xml_events_t;

/*
 * Reads entry `name`.  NULL, or an error code; an entry that is not there is
 * xml_missing, which is the caller's to judge.
 */
extern const char  xml_missing[];

const char *xml_read(zip_t *z, const char *name, const xml_events_t *events,
         void *data);

/* An attribute's value into ret, cut to its room; false: there is none. */
bool xml_attribute(xml_tag_t tag, const char *name, char *ret, size_t room);

/* The same as a number; `missing` when there is none. */
long xml_number(xml_tag_t tag, const char *name, long missing);

/* The id of a relation, of an element that may have another id too: r:id. */
bool xml_relation(xml_tag_t tag, char *ret, size_t room);

#endif
