/*
 * scan_whatsapp - accounts and updates of a WhatsApp Cloud API webhook.
 *
 * Before: the signature is right.  After: the module appends the body once per
 * partition of its accounts; admit takes the updates of its own accounts.
 *
 *   {object, entry: [{id, changes: [{field, value: {metadata:
 *       {phone_number_id}, contacts, messages: [...], statuses: [...],
 *       message_echoes: [...]}}]}]}
 *
 * An item of the envelope (envelope.h) is a change, or a whole entry that has
 * none.  What is of an unknown shape is passed on whole:
 *
 *   - a change without elements in the three lists, or with more than those
 *     carry (errors, a list that is not one): SCAN_CHANGE
 *   - an entry that is no object, or whose changes[] is missing, empty or no
 *     array: SCAN_CHANGE, the entry as its element
 */

#include "envelope.h"

#include "banned.h"

enum { ITEM_CHANGE = ENVELOPE_ENTRY + 1 };

enum { LIST_MESSAGES, LIST_STATUSES, LIST_ECHOES, LISTS };

typedef struct {
    slice_t  field;                     /* verbatim values, or empty */
    slice_t  metadata;
    slice_t  phone_number_id;
    slice_t  contacts;
    list_t   list[LISTS];
    list_t   errors;
} change_t;

static const scan_kind_t  kinds[LISTS] = {
    [LIST_MESSAGES] = SCAN_MESSAGE,
    [LIST_STATUSES] = SCAN_STATUS,
    [LIST_ECHOES] = SCAN_ECHO,
};


/* ---- a change ---- */

static void
metadata_walk(cursor_t *c, change_t *change)
{
    const uint8_t   *start = c->p;
    cursor_string_t  key;
    slice_t          value;

    change->phone_number_id = SLICE_NULL;

    if (envelope_enter(c, '{')) {
        while (cursor_member(c, &key) && cursor_value(c, &value)) {
            if (cursor_string_is(key, SLICE_LIT("phone_number_id"))) {
                change->phone_number_id = value;
            }
        }
    }

    change->metadata = slice_make(start, (size_t) (c->p - start));
}


/* Literals, no table: a comparison with a constant is an instruction or two,
 * and these are made for every member of every webhook. */

static void
value_walk(cursor_t *c, change_t *change)
{
    cursor_string_t  key;
    slice_t          ignored;

    /* a second value replaces all of the first */
    *change = (change_t) { .field = change->field };

    if (!envelope_enter(c, '{')) {
        return;
    }

    while (cursor_member(c, &key)) {
        if (cursor_string_is(key, SLICE_LIT("metadata"))) {
            metadata_walk(c, change);

        } else if (cursor_string_is(key, SLICE_LIT("messages"))) {
            list_walk(c, &change->list[LIST_MESSAGES]);

        } else if (cursor_string_is(key, SLICE_LIT("statuses"))) {
            list_walk(c, &change->list[LIST_STATUSES]);

        } else if (cursor_string_is(key, SLICE_LIT("message_echoes"))) {
            list_walk(c, &change->list[LIST_ECHOES]);

        } else if (cursor_string_is(key, SLICE_LIT("errors"))) {
            list_walk(c, &change->errors);

        } else if (cursor_string_is(key, SLICE_LIT("contacts"))) {
            (void) cursor_value(c, &change->contacts);

        } else {
            (void) cursor_value(c, &ignored);
        }
    }
}


static void
change_walk(cursor_t *c, change_t *change)
{
    cursor_string_t  key;
    slice_t          ignored;

    *change = (change_t) { .field = SLICE_NULL };

    if (!envelope_enter(c, '{')) {
        return;
    }

    while (cursor_member(c, &key)) {
        if (cursor_string_is(key, SLICE_LIT("value"))) {
            value_walk(c, change);

        } else if (cursor_string_is(key, SLICE_LIT("field"))) {
            (void) cursor_value(c, &change->field);

        } else {
            (void) cursor_value(c, &ignored);
        }
    }
}


static size_t
change_elements(const change_t *change)
{
    size_t  n = 0;

    for (int i = 0; i < LISTS; i++) {
        n += change->list[i].n;
    }

    return n;
}


/* Does a change hold more than its lists carry? */

static bool
change_has_rest(const change_t *change)
{
    for (int i = 0; i < LISTS; i++) {
        if (list_is_odd(&change->list[i])) {
            return true;
        }
    }

    return change_elements(change) == 0 || list_is_odd(&change->errors)
           || change->errors.n > 0;
}


/* ---- the envelope ---- */

static bool
whatsapp_member(walk_t *w, entry_t *e, cursor_string_t key)
{
    const uint8_t  *start;
    change_t        change;
    slice_t         json;

    if (!cursor_string_is(key, SLICE_LIT("changes"))) {
        return false;
    }

    w->items = e->items;                        /* the last one wins */
    w->updates = e->updates;
    w->statuses = e->statuses;

    if (!envelope_enter(&w->c, '[')) {
        return true;
    }

    while (cursor_element(&w->c)) {
        start = w->c.p;
        change_walk(&w->c, &change);
        json = slice_make(start, (size_t) (w->c.p - start));

        item_add(w, (item_t) { json, change.phone_number_id, ITEM_CHANGE },
                 change_elements(&change) + change_has_rest(&change));
        w->statuses += change.list[LIST_STATUSES].n;
    }

    return true;
}


/* ---- updates ---- */

/* In body order, whichever comes first. */

static bool
lists_emit(const change_t *change, scan_update_t update, scan_update_fn emit,
    void *data)
{
    bool  done[LISTS] = { false };

    for (int k = 0; k < LISTS; k++) {
        int  first = -1;

        for (int i = 0; i < LISTS; i++) {
            if (!done[i] && (first < 0 || change->list[i].json.data
                                          < change->list[first].json.data))
            {
                first = i;
            }
        }

        done[first] = true;
        update.kind = kinds[first];

        if (!list_emit(&change->list[first], update, emit, data)) {
            return false;
        }
    }

    return true;
}


static bool
whatsapp_emit(const item_t *item, scan_update_fn emit, void *data)
{
    scan_update_t  update = { .kind = SCAN_CHANGE, .account = item->account,
                              .element = item->json };
    change_t       change;
    cursor_t       c;

    if (item->type == ENVELOPE_ENTRY) {
        return emit(data, &update);
    }

    cursor_init(&c, item->json);
    change_walk(&c, &change);

    (void) scan_plain_string(change.field, &update.field);
    update.contacts = change.contacts;
    update.metadata = change.metadata;

    if (!lists_emit(&change, update, emit, data)) {
        return false;
    }

    return !change_has_rest(&change) || emit(data, &update);
}


static const envelope_t  whatsapp = {
    .object = SLICE_LIT("whatsapp_business_account"),
    .member = whatsapp_member,
    .emit = whatsapp_emit,
};


scan_rc_t
scan_whatsapp_accounts(slice_t body, scan_accounts_t *ret_accounts)
{
    return envelope_accounts(&whatsapp, body, ret_accounts);
}


scan_rc_t
scan_whatsapp_updates(slice_t body, scan_update_fn emit, void *data)
{
    return envelope_updates(&whatsapp, body, emit, data);
}
