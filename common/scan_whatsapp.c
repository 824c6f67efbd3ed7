/*
 * scan_whatsapp - accounts and updates of a WhatsApp Cloud API webhook.
 *
 * Before: the signature is right.  After: the module appends the body once per
 * partition of its accounts; admit takes the updates of its own accounts.
 *
 *   {object, entry: [{id, changes: [{field, value: {metadata:
 *       {phone_number_id}, contacts, messages: [...], statuses: [...]}}]}]}
 *
 * One validating walk collects the envelope's items, and both public functions
 * start with it: an update's account is always among the accounts, and both
 * give the same verdict on every body.  An item is a change, or a whole entry
 * that has none.  What is of an unknown shape is passed on whole:
 *
 *   - a change without elements in messages[] and statuses[], or with more
 *     than those carry (errors, a list that is not one): SCAN_CHANGE
 *   - an entry that is no object, or whose changes[] is missing, empty or no
 *     array: SCAN_CHANGE, the entry as its element
 *   - no usable account (no non-empty string): account "", which no tenant
 *     has; only an envelope without any account is SCAN_SHAPE
 *
 * A used id must be printable ASCII without escapes: json_repair() never
 * changes such bytes, so the repaired body has the same accounts.
 */

#include "cursor.h"

#include "banned.h"

typedef struct {
    slice_t  json;                      /* empty when there is no such member */
    size_t   n;                         /* elements, 0 when it is no array */
    bool     is_array;
} list_t;

typedef struct {
    slice_t  field;                     /* verbatim values, or empty */
    slice_t  metadata;
    slice_t  phone_number_id;
    slice_t  contacts;
    list_t   messages;
    list_t   statuses;
    list_t   errors;
} change_t;

typedef struct {
    slice_t  json;
    slice_t  account;                   /* verbatim until its entry ends */
    bool     is_change;                 /* else a whole entry */
} item_t;

/* Items never outnumber updates, but both are counted beyond what is kept:
 * a duplicated key may still take them back. */
typedef struct {
    cursor_t  c;
    slice_t   object;
    size_t    items;
    size_t    updates;
    size_t    statuses;                 /* of the updates */
    item_t    item[SCAN_UPDATES_MAX];
} walk_t;


/* Steps into the next value, or passes it when it opens with another one. */

static bool
enter_or_pass(cursor_t *c, uint8_t bracket)
{
    slice_t  ignored;

    if (cursor_enter(c, bracket)) {
        return true;
    }

    (void) cursor_value(c, &ignored);

    return false;
}


/* ---- a change ---- */

static void
list_walk(cursor_t *c, list_t *list)
{
    const uint8_t  *start = c->p;
    slice_t         ignored;

    *list = (list_t) { .is_array = enter_or_pass(c, '[') };

    if (list->is_array) {
        while (cursor_element(c) && cursor_value(c, &ignored)) {
            list->n++;
        }
    }

    list->json = slice_make(start, (size_t) (c->p - start));
}


static void
metadata_walk(cursor_t *c, change_t *change)
{
    const uint8_t   *start = c->p;
    cursor_string_t  key;
    slice_t          value;

    change->phone_number_id = SLICE_NULL;

    if (enter_or_pass(c, '{')) {
        while (cursor_member(c, &key) && cursor_value(c, &value)) {
            if (cursor_string_is(key, SLICE_LIT("phone_number_id"))) {
                change->phone_number_id = value;
            }
        }
    }

    change->metadata = slice_make(start, (size_t) (c->p - start));
}


static void
value_walk(cursor_t *c, change_t *change)
{
    cursor_string_t  key;
    slice_t          ignored;

    /* a second value replaces all of the first */
    *change = (change_t) { .field = change->field };

    if (!enter_or_pass(c, '{')) {
        return;
    }

    while (cursor_member(c, &key)) {
        if (cursor_string_is(key, SLICE_LIT("metadata"))) {
            metadata_walk(c, change);

        } else if (cursor_string_is(key, SLICE_LIT("messages"))) {
            list_walk(c, &change->messages);

        } else if (cursor_string_is(key, SLICE_LIT("statuses"))) {
            list_walk(c, &change->statuses);

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

    if (!enter_or_pass(c, '{')) {
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


/* Does a change hold more than its messages and statuses carry? */

static bool
change_has_rest(const change_t *change)
{
    return change->messages.n + change->statuses.n == 0
           || (change->messages.json.len > 0 && !change->messages.is_array)
           || (change->statuses.json.len > 0 && !change->statuses.is_array)
           || (change->errors.json.len > 0
               && (!change->errors.is_array || change->errors.n > 0));
}


/* ---- the envelope ---- */

static bool
is_usable_id(slice_t value)
{
    return value.len > 2 && value.data[0] == '"';
}


static void
item_add(walk_t *w, item_t item, size_t updates)
{
    if (w->items < SCAN_UPDATES_MAX) {
        w->item[w->items] = item;
    }

    w->items++;
    w->updates += updates;
}


/* items, updates, statuses: what there was before this entry */

static void
changes_walk(walk_t *w, size_t items, size_t updates, size_t statuses)
{
    const uint8_t  *start;
    change_t        change;
    slice_t         json;

    w->items = items;                           /* the last one wins */
    w->updates = updates;
    w->statuses = statuses;

    if (!enter_or_pass(&w->c, '[')) {
        return;
    }

    while (cursor_element(&w->c)) {
        start = w->c.p;
        change_walk(&w->c, &change);
        json = slice_make(start, (size_t) (w->c.p - start));

        item_add(w, (item_t) { json, change.phone_number_id, true },
                 change.messages.n + change.statuses.n
                 + change_has_rest(&change));
        w->statuses += change.statuses.n;
    }
}


/* Now that its id is known: the accounts of the items of an entry. */

static void
entry_settle(walk_t *w, size_t first, slice_t id)
{
    for (size_t i = first; i < w->items && i < SCAN_UPDATES_MAX; i++) {
        slice_t  *account = &w->item[i].account;

        if (!is_usable_id(*account)) {
            *account = id;
        }

        *account = is_usable_id(*account)
                   ? slice_make(account->data + 1, account->len - 2)
                   : SLICE_LIT("");
    }
}


static void
entry_walk(walk_t *w)
{
    const uint8_t   *start = w->c.p;
    const size_t     items = w->items, updates = w->updates;
    const size_t     statuses = w->statuses;
    cursor_string_t  key;
    slice_t          value, id = SLICE_NULL;

    if (enter_or_pass(&w->c, '{')) {
        while (cursor_member(&w->c, &key)) {
            if (cursor_string_is(key, SLICE_LIT("changes"))) {
                changes_walk(w, items, updates, statuses);

            } else if (cursor_value(&w->c, &value)
                       && cursor_string_is(key, SLICE_LIT("id")))
            {
                id = value;
            }
        }
    }

    if (w->items == items) {
        value = slice_make(start, (size_t) (w->c.p - start));
        item_add(w, (item_t) { value, SLICE_NULL, false }, 1);
    }

    entry_settle(w, items, id);
}


static void
entries_walk(walk_t *w)
{
    w->items = 0;                               /* the last one wins */
    w->updates = 0;
    w->statuses = 0;

    if (!enter_or_pass(&w->c, '[')) {
        return;
    }

    while (cursor_element(&w->c)) {
        entry_walk(w);
    }
}


static scan_rc_t
envelope_walk(walk_t *w, slice_t body)
{
    cursor_string_t  key, object;
    slice_t          value;

    cursor_init(&w->c, body);
    w->object = SLICE_NULL;
    w->items = 0;
    w->updates = 0;
    w->statuses = 0;

    if (enter_or_pass(&w->c, '{')) {
        while (cursor_member(&w->c, &key)) {
            if (cursor_string_is(key, SLICE_LIT("entry"))) {
                entries_walk(w);

            } else if (cursor_value(&w->c, &value)
                       && cursor_string_is(key, SLICE_LIT("object")))
            {
                w->object = value;
            }
        }
    }

    if (cursor_finish(&w->c) != SCAN_OK) {
        return w->c.rc;
    }

    if (!cursor_string(w->object, &object)
        || !cursor_string_is(object, SLICE_LIT("whatsapp_business_account")))
    {
        return SCAN_SHAPE;
    }

    return w->updates > SCAN_UPDATES_MAX ? SCAN_TOO_MANY : SCAN_OK;
}


/* ---- accounts ---- */

static bool
is_account(slice_t id)
{
    if (id.len > SCAN_ACCOUNT_LEN) {
        return false;
    }

    for (size_t i = 0; i < id.len; i++) {
        if (id.data[i] < 0x20 || id.data[i] > 0x7e || id.data[i] == '\\') {
            return false;
        }
    }

    return true;
}


static bool
accounts_have(const scan_accounts_t *accounts, slice_t account)
{
    for (unsigned i = accounts->n; i > 0; i--) {    /* most likely the last */
        if (slice_eq(accounts->account[i - 1], account)) {
            return true;
        }
    }

    return false;
}


static scan_rc_t
accounts_collect(const walk_t *w, scan_accounts_t *accounts)
{
    bool  any = false;

    accounts->n = 0;

    for (size_t i = 0; i < w->items; i++) {
        slice_t  account = w->item[i].account;

        if (!is_account(account)) {
            return SCAN_SHAPE;
        }

        any = any || account.len > 0;

        if (accounts_have(accounts, account)) {
            continue;
        }

        if (accounts->n == SCAN_ACCOUNTS_MAX) {
            return SCAN_TOO_MANY;
        }

        accounts->account[accounts->n++] = account;
    }

    return any ? SCAN_OK : SCAN_SHAPE;
}


/* The verdict of both public functions. */

static scan_rc_t
envelope_scan(walk_t *w, slice_t body, scan_accounts_t *accounts)
{
    scan_rc_t  rc = envelope_walk(w, body);

    return rc == SCAN_OK ? accounts_collect(w, accounts) : rc;
}


scan_rc_t
scan_whatsapp_accounts(slice_t body, scan_accounts_t *ret_accounts)
{
    scan_accounts_t  accounts;
    walk_t           w;                 /* 40 KB, of which little is touched */
    scan_rc_t        rc = envelope_scan(&w, body, &accounts);

    if (rc == SCAN_OK) {
        memcpy(ret_accounts->account, accounts.account,
               accounts.n * sizeof(slice_t));
        ret_accounts->n = accounts.n;
        ret_accounts->updates = (unsigned) w.updates;
        ret_accounts->statuses = (unsigned) w.statuses;
    }

    return rc;
}


/* ---- updates ---- */

static bool
list_emit(const list_t *list, scan_kind_t kind, scan_update_t update,
    scan_update_fn emit, void *data)
{
    cursor_t  c;

    if (list->n == 0) {
        return true;
    }

    update.kind = kind;
    cursor_init(&c, list->json);
    (void) cursor_enter(&c, '[');

    while (cursor_element(&c) && cursor_value(&c, &update.element)) {
        if (!emit(data, &update)) {
            return false;
        }
    }

    return true;
}


static bool
lists_emit(const change_t *change, scan_update_t update, scan_update_fn emit,
    void *data)
{
    const list_t  *messages = &change->messages;
    const list_t  *statuses = &change->statuses;

    /* in body order, whichever comes first */

    if (statuses->n > 0 && statuses->json.data < messages->json.data) {
        return list_emit(statuses, SCAN_STATUS, update, emit, data)
               && list_emit(messages, SCAN_MESSAGE, update, emit, data);
    }

    return list_emit(messages, SCAN_MESSAGE, update, emit, data)
           && list_emit(statuses, SCAN_STATUS, update, emit, data);
}


static bool
item_emit(const item_t *item, scan_update_fn emit, void *data)
{
    scan_update_t  update = { .kind = SCAN_CHANGE, .account = item->account,
                              .element = item->json };
    change_t       change;
    cursor_t       c;

    if (!item->is_change) {
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


scan_rc_t
scan_whatsapp_updates(slice_t body, scan_update_fn emit, void *data)
{
    scan_accounts_t  accounts;
    walk_t           w;
    scan_rc_t        rc = envelope_scan(&w, body, &accounts);

    if (rc != SCAN_OK) {
        return rc;
    }

    for (size_t i = 0; i < w.items; i++) {
        if (!item_emit(&w.item[i], emit, data)) {
            break;
        }
    }

    return SCAN_OK;
}
