/*
 * reference - the walks of the scanners once more, over a jansson tree.
 *
 * Written from the rules on top of common/scan_whatsapp.c and scan_page.c,
 * sharing nothing with them.  Fuzzer and unit tests hold the scanners against
 * it.
 */

#ifndef RELEVO_REFERENCE_H
#define RELEVO_REFERENCE_H

#include <stdbool.h>
#include <stdlib.h>

#include <jansson.h>

#include "common/scan.h"

typedef struct {
    scan_kind_t    kind;
    const char    *account;             /* borrowed from the tree */
    const json_t  *element;             /* borrowed from the tree */
} reference_update_t;

typedef struct {
    bool                 is_envelope;   /* the right object */
    bool                 has_account;
    bool                 has_odd_id;    /* too long or unprintable */
    size_t               n;
    reference_update_t  *update;        /* owned */
    size_t               accounts;      /* distinct, "" counts */
} reference_t;


static inline void
reference_add(reference_t *ref, scan_kind_t kind, const char *account,
    const json_t *element)
{
    bool  seen = false;

    ref->update = realloc(ref->update, (ref->n + 1) * sizeof(*ref->update));
    if (ref->update == NULL) {
        abort();
    }

    for (size_t i = 0; i < ref->n; i++) {
        seen = seen || strcmp(ref->update[i].account, account) == 0;
    }

    for (const char *ch = account; *ch != '\0'; ch++) {
        ref->has_odd_id = ref->has_odd_id || *ch < 0x20 || *ch > 0x7e;
    }

    ref->has_odd_id = ref->has_odd_id || strlen(account) > SCAN_ACCOUNT_LEN;
    ref->has_account = ref->has_account || account[0] != '\0';
    ref->accounts += !seen;
    ref->update[ref->n++] = (reference_update_t) { kind, account, element };
}


static inline const char *
reference_id(const json_t *object, const char *name, const char *otherwise)
{
    const char  *id = json_string_value(json_object_get(object, name));

    return id != NULL && id[0] != '\0' ? id : otherwise;
}


static inline void
reference_change(reference_t *ref, const json_t *change, const char *id)
{
    const json_t  *value = json_object_get(change, "value");
    const json_t  *messages = json_object_get(value, "messages");
    const json_t  *statuses = json_object_get(value, "statuses");
    const json_t  *echoes = json_object_get(value, "message_echoes");
    const json_t  *errors = json_object_get(value, "errors");
    const char    *account;
    json_t        *element;
    size_t         i;

    account = reference_id(json_object_get(value, "metadata"),
                           "phone_number_id", id);

    json_array_foreach(messages, i, element) {
        reference_add(ref, SCAN_MESSAGE, account, element);
    }

    json_array_foreach(statuses, i, element) {
        reference_add(ref, SCAN_STATUS, account, element);
    }

    json_array_foreach(echoes, i, element) {
        reference_add(ref, SCAN_ECHO, account, element);
    }

    if (json_array_size(messages) + json_array_size(statuses)
        + json_array_size(echoes) == 0
        || (echoes != NULL && !json_is_array(echoes))
        || (messages != NULL && !json_is_array(messages))
        || (statuses != NULL && !json_is_array(statuses))
        || (errors != NULL
            && (!json_is_array(errors) || json_array_size(errors) > 0)))
    {
        reference_add(ref, SCAN_CHANGE, account, change);
    }
}


/* An entry of a Messenger or Instagram envelope. */

static inline void
reference_page_entry(reference_t *ref, const json_t *entry, const char *id)
{
    static const struct { const char *name; scan_kind_t kind; } lists[] = {
        { "messaging", SCAN_MESSAGE }, { "standby", SCAN_CHANGE },
        { "changes", SCAN_CHANGE },
    };

    bool     whole = json_object_get(entry, "value") != NULL;
    size_t   elements = 0, i;
    json_t  *element;

    for (size_t k = 0; k < sizeof(lists) / sizeof(lists[0]); k++) {
        const json_t  *list = json_object_get(entry, lists[k].name);

        whole = whole || (list != NULL && !json_is_array(list));
        elements += json_array_size(list);

        json_array_foreach(list, i, element) {
            reference_add(ref, lists[k].kind, id, element);
        }
    }

    if (whole || elements == 0) {
        reference_add(ref, SCAN_CHANGE, id, entry);
    }
}


static inline void
reference_page(const json_t *root, const char *wanted, reference_t *ref)
{
    const char  *object = json_string_value(json_object_get(root, "object"));
    json_t      *entry;
    size_t       i;

    *ref = (reference_t) { .n = 0 };
    ref->is_envelope = object != NULL && strcmp(object, wanted) == 0;

    json_array_foreach(json_object_get(root, "entry"), i, entry) {
        reference_page_entry(ref, entry, reference_id(entry, "id", ""));
    }
}


static inline void
reference_whatsapp(const json_t *root, reference_t *ref)
{
    const char  *object = json_string_value(json_object_get(root, "object"));
    json_t      *entry, *change;
    size_t       i, k;

    *ref = (reference_t) { .n = 0 };
    ref->is_envelope = object != NULL
                       && strcmp(object, "whatsapp_business_account") == 0;

    json_array_foreach(json_object_get(root, "entry"), i, entry) {
        const json_t  *changes = json_object_get(entry, "changes");
        const char    *id = reference_id(entry, "id", "");

        json_array_foreach(changes, k, change) {
            reference_change(ref, change, id);
        }

        if (json_array_size(changes) == 0) {
            reference_add(ref, SCAN_CHANGE, id, entry);
        }
    }
}

#endif
