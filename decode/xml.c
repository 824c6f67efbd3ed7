/* xml - see xml.h. */

#include "decode/xml.h"

#include <stdlib.h>

#include "decode/decode.h"

#include "common/banned.h"

/* libxml2 reads ahead and gives up by itself; what it says then.  All else is
 * damage. */
static const struct { const char *says, *code; } reasons[] = {
    { "Excessive depth", DECODE_TOO_DEEP },
    { "entity reference loop", DECODE_UNSAFE },
    { "huge", DECODE_TOO_LARGE }
};

const char  xml_missing[] = "missing";


static int
entry_read(void *data, char *buffer, int room)
{
    return (int) zip_read(data, buffer, (size_t) room);
}


/* data: where the code goes; the first reason counts. */

static void
reason_keep(void *data, const char *message, xmlParserSeverities severity,
    xmlTextReaderLocatorPtr at)
{
    const char  **code = data;

    (void) severity;
    (void) at;

    for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
        if (*code == NULL && strstr(message, reasons[i].says) != NULL) {
            *code = reasons[i].code;
        }
    }
}


/* One node; an error code or NULL.  *skip: depth below which nothing is
 * told. */

static const char *
node_tell(xmlTextReaderPtr r, const xml_events_t *events, void *data,
    int *skip)
{
    int          type = xmlTextReaderNodeType(r);
    int          depth = xmlTextReaderDepth(r);
    const char  *name = (const char *) xmlTextReaderConstLocalName(r);

    if (type == XML_READER_TYPE_DOCUMENT_TYPE) {
        return DECODE_UNSAFE;
    }

    if (depth > XML_DEPTH_MAX) {
        return DECODE_TOO_DEEP;
    }

    if (depth > *skip) {
        return NULL;
    }

    if (type == XML_READER_TYPE_ELEMENT) {
        bool  empty = xmlTextReaderIsEmptyElement(r) == 1;

        *skip = events->begin(data, name, r) ? XML_DEPTH_MAX : depth;
        if (empty) {
            *skip = XML_DEPTH_MAX;
            events->end(data, name);
        }

    } else if (type == XML_READER_TYPE_END_ELEMENT) {
        *skip = XML_DEPTH_MAX;
        events->end(data, name);

    } else if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA
               || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE)
    {
        const char  *text = (const char *) xmlTextReaderConstValue(r);

        if (text != NULL) {
            events->text(data, text, strlen(text));
        }
    }

    return NULL;
}


static const char *
nodes_tell(xmlTextReaderPtr r, const xml_events_t *events, void *data)
{
    const char  *error = NULL;
    int          rc = 1, skip = XML_DEPTH_MAX;

    while (error == NULL && !events->is_full(data)
           && (rc = xmlTextReaderRead(r)) == 1)
    {
        error = node_tell(r, events, data, &skip);
    }

    return error != NULL || rc >= 0 ? error : DECODE_BROKEN;
}


const char *
xml_read(zip_t *z, const char *name, const xml_events_t *events, void *data)
{
    xmlTextReaderPtr  r;
    const char       *error, *reason = NULL;

    if (!zip_open(z, name)) {
        return z->error != NULL ? z->error : xml_missing;
    }

    /* no network, no entities replaced, none of the "huge" allowances */

    r = xmlReaderForIO(entry_read, NULL, z, NULL, NULL,
                       XML_PARSE_NONET | XML_PARSE_NOERROR
                       | XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
    if (r == NULL) {
        return DECODE_MEMORY;
    }

    xmlTextReaderSetErrorHandler(r, reason_keep, &reason);
    error = nodes_tell(r, events, data);
    xmlFreeTextReader(r);

    if (z->error != NULL) {
        return z->error;
    }

    return error != NULL && reason != NULL ? reason : error;
}


/* prefixed: only one with a prefix. */

static bool
attribute_find(xml_tag_t tag, const char *name, bool prefixed, char *ret,
    size_t room)
{
    bool  found = false;

    while (!found && xmlTextReaderMoveToNextAttribute(tag) == 1) {
        if (strcmp((const char *) xmlTextReaderConstLocalName(tag), name)
            == 0 && (!prefixed || xmlTextReaderConstPrefix(tag) != NULL))
        {
            const char  *value = (const char *) xmlTextReaderConstValue(tag);
            size_t       len = value == NULL ? 0 : strlen(value);

            len = len < room - 1 ? len : room - 1;
            memcpy(ret, value == NULL ? "" : value, len);
            ret[len] = '\0';
            found = true;
        }
    }

    /* nothing to move back from when there was no attribute */
    (void) xmlTextReaderMoveToElement(tag);

    return found;
}


bool
xml_attribute(xml_tag_t tag, const char *name, char *ret, size_t room)
{
    return attribute_find(tag, name, false, ret, room);
}


bool
xml_relation(xml_tag_t tag, char *ret, size_t room)
{
    return attribute_find(tag, "id", true, ret, room);
}


long
xml_number(xml_tag_t tag, const char *name, long missing)
{
    char  text[24];

    return xml_attribute(tag, name, text, sizeof(text))
           ? strtol(text, NULL, 10) : missing;
}
