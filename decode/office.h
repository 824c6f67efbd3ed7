/*
 * office - what the handlers of packed office files share: a document that
 * is being read, its relations, and the end of a page.
 */

#ifndef RELEVO_DECODE_OFFICE_H
#define RELEVO_DECODE_OFFICE_H

#include "decode/decode.h"
#include "decode/prose.h"
#include "decode/xml.h"

#define OFFICE_PARTS_MAX  512           /* sheets, slides */

typedef struct {
    zip_t                  zip;
    prose_t                prose;
    const decode_input_t  *in;
    decode_result_t       *out;         /* borrowed */
    bool                   full;        /* out takes no more text */
    unsigned               level;       /* within what collects text */
} office_t;

void office_init(office_t *o, const decode_input_t *in, decode_result_t *out);

/* Frees, and the error of the file: that of reading it if there was none. */
const char *office_end(office_t *o, const char *error);

/* The prose so far is a page of the result; false: enough text. */
bool office_page(office_t *o);

/* Its is_full() for xml_events_t; data begins with an office_t. */
bool office_is_full(void *data);

/* Reads an entry that need not be there. */
const char *office_read(office_t *o, const char *name,
             const xml_events_t *events, void *data);

/* For xml_events_t whose data begins with an office_t. */
void office_text(void *data, const char *text, size_t len);

/* ---- relations (OOXML): id -> entry ---- */

typedef struct {
    char  id[64];
    char  entry[ZIP_NAME_MAX];
} office_relation_t;

typedef struct {
    const char         *folder;         /* that targets are relative to */
    office_relation_t  *relation;       /* malloc'd */
    unsigned            n;
} office_relations_t;

/* Entry of relation id, or NULL. */
const char *office_target(const office_relations_t *r, const char *id);

/* Of `entry` ("xl/_rels/workbook.xml.rels"), at most OFFICE_PARTS_MAX. */
const char *office_relations(office_t *o, const char *entry,
             const char *folder, office_relations_t *ret);

#endif
