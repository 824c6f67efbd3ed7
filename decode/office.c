/* office - see office.h. */

#include "decode/office.h"

#include <stdio.h>
#include <stdlib.h>

#include "common/banned.h"


void
office_init(office_t *o, const decode_input_t *in, decode_result_t *out)
{
    *o = (office_t) { .in = in, .out = out };
    zip_init(&o->zip, in->bytes);
    prose_init(&o->prose, (size_t) limit(text));
}


const char *
office_end(office_t *o, const char *error)
{
    if (o->zip.unsafe_names > 0) {
        result_warn(o->out, "unsafe_names");
    }

    zip_release(&o->zip);
    prose_release(&o->prose);

    return error;
}


bool
office_page(office_t *o)
{
    const prose_t  *p = &o->prose;

    if (p->truncated) {
        result_truncated(o->out);
    }

    o->full = !result_page(o->out, slice_make(p->text, p->len), "layer", 100)
              || p->truncated;
    prose_release(&o->prose);

    return !o->full;
}


bool
office_is_full(void *data)
{
    const office_t  *o = data;

    return prose_is_full(&o->prose);
}


const char *
office_read(office_t *o, const char *name, const xml_events_t *events,
    void *data)
{
    const char  *error = xml_read(&o->zip, name, events, data);

    return error == xml_missing ? NULL : error;
}


void
office_text(void *data, const char *text, size_t len)
{
    office_t  *o = data;

    if (o->level > 0) {
        prose_add(&o->prose, text, len);
    }
}


/* ---- relations ---- */

/* "worksheets/sheet1.xml" in "xl/" -> "xl/worksheets/sheet1.xml"; "../" goes
 * up one folder, and what is absolute loses its slash. */

static void
relation_resolve(const char *folder, const char *target, char *ret,
    size_t room)
{
    size_t  len = strlen(folder);

    if (*target == '/') {
        snprintf(ret, room, "%s", target + 1);
        return;
    }

    while (strncmp(target, "../", 3) == 0) {
        target += 3;
        len -= len > 0;
        while (len > 0 && folder[len - 1] != '/') {
            len--;
        }
    }

    snprintf(ret, room, "%.*s%s", (int) (len < 64 ? len : 64), folder,
             target);
}


static bool
relation_begin(void *data, const char *name, xml_tag_t tag)
{
    office_relations_t  *r = data;
    office_relation_t   *to = &r->relation[r->n];
    char                 target[160];

    if (strcmp(name, "Relationship") != 0
        || !xml_attribute(tag, "Id", to->id, sizeof(to->id))
        || !xml_attribute(tag, "Target", target, sizeof(target)))
    {
        return true;
    }

    relation_resolve(r->folder, target, to->entry, sizeof(to->entry));
    r->n++;

    return true;
}


static void
relation_end(void *data, const char *name)
{
    (void) data;
    (void) name;
}


static void
relation_text(void *data, const char *text, size_t len)
{
    (void) data;
    (void) text;
    (void) len;
}


static bool
relations_full(void *data)
{
    const office_relations_t  *r = data;

    return r->n == OFFICE_PARTS_MAX;
}


const char *
office_relations(office_t *o, const char *entry, const char *folder,
    office_relations_t *ret)
{
    static const xml_events_t  events = {
        relation_begin, relation_end, relation_text, relations_full
    };

    *ret = (office_relations_t) { .folder = folder };
    ret->relation = calloc(OFFICE_PARTS_MAX, sizeof(*ret->relation));

    return ret->relation == NULL ? DECODE_MEMORY
           : office_read(o, entry, &events, ret);
}


const char *
office_target(const office_relations_t *r, const char *id)
{
    for (unsigned i = 0; i < r->n; i++) {
        if (strcmp(r->relation[i].id, id) == 0) {
            return r->relation[i].entry;
        }
    }

    return NULL;
}
