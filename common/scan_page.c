/*
 * scan_page - accounts and updates of Messenger and Instagram webhooks.
 *
 *   {object: "page" or "instagram", entry: [{id, time, messaging: [...],
 *       standby: [...], changes: [{field, value}, ...]}]}
 *
 * The account is the entry's id, the page or the Instagram account.  An item
 * of the envelope (envelope.h) is a list of an entry; its elements are emitted
 * in this order:
 *
 *   messaging[]   SCAN_MESSAGE: messages, postbacks, reads, echoes, all alike;
 *                 deliveries and reads are counted as statuses
 *   standby[]     SCAN_CHANGE, field "standby": another app has the thread
 *   changes[]     SCAN_CHANGE, field of the change
 *
 * An entry is passed on whole, too, when it has no element in any list, one
 * of them is no array, or field and value stand in the entry itself.
 */

#include "envelope.h"

#include "banned.h"

enum { LIST_MESSAGING, LIST_STANDBY, LIST_CHANGES, LISTS };

static const slice_t  names[LISTS] = {
    [LIST_MESSAGING] = SLICE_LIT("messaging"),
    [LIST_STANDBY] = SLICE_LIT("standby"),
    [LIST_CHANGES] = SLICE_LIT("changes"),
};

_Static_assert(LISTS <= ENVELOPE_LISTS_MAX, "an entry has room for the lists");


/* Passes an element of messaging[]: does it tell of messages of ours alone? */

static bool
receipt_walk(cursor_t *c)
{
    bool             receipt = false, message = false;
    cursor_string_t  key;
    slice_t          ignored;

    if (!envelope_enter(c, '{')) {
        return false;
    }

    while (cursor_member(c, &key)) {
        receipt = receipt || cursor_string_is(key, SLICE_LIT("delivery"))
                  || cursor_string_is(key, SLICE_LIT("read"));
        message = message || cursor_string_is(key, SLICE_LIT("message"))
                  || cursor_string_is(key, SLICE_LIT("postback"));
        (void) cursor_value(c, &ignored);
    }

    return receipt && !message;
}


static bool
page_member(walk_t *w, entry_t *e, cursor_string_t key)
{
    slice_t  ignored;

    if (cursor_string_is(key, names[LIST_MESSAGING])) {
        e->receipts = list_walk_with(&w->c, &e->list[LIST_MESSAGING],
                                     receipt_walk);
        return true;
    }

    for (int i = LIST_MESSAGING + 1; i < LISTS; i++) {
        if (cursor_string_is(key, names[i])) {
            list_walk(&w->c, &e->list[i]);
            return true;
        }
    }

    if (cursor_string_is(key, SLICE_LIT("value"))) {
        (void) cursor_value(&w->c, &ignored);
        e->has_rest = true;
        return true;
    }

    return false;
}


static void
page_end(walk_t *w, entry_t *e)
{
    w->statuses += e->receipts;

    for (unsigned i = 0; i < LISTS; i++) {
        const list_t  *list = &e->list[i];

        if (list->n > 0) {
            item_add(w, (item_t) { list->json, SLICE_NULL,
                                   ENVELOPE_ENTRY + 1 + i }, list->n);
        }

        e->has_rest = e->has_rest || list_is_odd(list);
    }
}


/* ---- updates ---- */

typedef struct {
    scan_update_fn   emit;
    void            *data;
} with_field_t;


/* The field of a change, or of an entry, that is an object and has one. */

static bool
emit_with_field(void *data, const scan_update_t *update)
{
    const with_field_t  *with = data;
    scan_update_t        u = *update;
    slice_t              field;

    if (scan_member(u.element, "field", &field)) {
        (void) scan_plain_string(field, &u.field);
    }

    return with->emit(with->data, &u);
}


static bool
page_emit(const item_t *item, scan_update_fn emit, void *data)
{
    scan_update_t  update = { .kind = SCAN_CHANGE, .account = item->account,
                              .element = item->json };
    with_field_t   with = { emit, data };
    list_t         list = { .json = item->json, .n = 1, .is_array = true };

    switch (item->type) {

    case ENVELOPE_ENTRY + 1 + LIST_MESSAGING:
        update.kind = SCAN_MESSAGE;
        return list_emit(&list, update, emit, data);

    case ENVELOPE_ENTRY + 1 + LIST_STANDBY:
        update.field = names[LIST_STANDBY];
        return list_emit(&list, update, emit, data);

    case ENVELOPE_ENTRY + 1 + LIST_CHANGES:
        return list_emit(&list, update, emit_with_field, &with);

    default:
        return emit_with_field(&with, &update);
    }
}


static const envelope_t  messenger = {
    .object = SLICE_LIT("page"),
    .member = page_member,
    .end = page_end,
    .emit = page_emit,
};

static const envelope_t  instagram = {
    .object = SLICE_LIT("instagram"),
    .member = page_member,
    .end = page_end,
    .emit = page_emit,
};


scan_rc_t
scan_messenger_accounts(slice_t body, scan_accounts_t *ret_accounts)
{
    return envelope_accounts(&messenger, body, ret_accounts);
}


scan_rc_t
scan_messenger_updates(slice_t body, scan_update_fn emit, void *data)
{
    return envelope_updates(&messenger, body, emit, data);
}


scan_rc_t
scan_instagram_accounts(slice_t body, scan_accounts_t *ret_accounts)
{
    return envelope_accounts(&instagram, body, ret_accounts);
}


scan_rc_t
scan_instagram_updates(slice_t body, scan_update_fn emit, void *data)
{
    return envelope_updates(&instagram, body, emit, data);
}
