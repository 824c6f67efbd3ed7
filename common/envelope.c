/*
 * envelope - the walk that Meta's webhooks share; see envelope.h.
 *
 * The last one of a duplicated key wins on every level: what an earlier one
 * has added is taken back.  No usable account (no non-empty string) is the
 * account "", which no tenant has; only an envelope without any account is
 * SCAN_SHAPE.  A used id must be printable ASCII without escapes:
 * json_repair() never changes such bytes, so the repaired body has the same
 * accounts.
 */

#include "envelope.h"

#include "banned.h"


bool
envelope_enter(cursor_t *c, uint8_t bracket)
{
    slice_t  ignored;

    if (cursor_enter(c, bracket)) {
        return true;
    }

    (void) cursor_value(c, &ignored);

    return false;
}


/* ---- lists ---- */

void
list_walk(cursor_t *c, list_t *ret_list)
{
    const uint8_t  *start = c->p;
    slice_t         ignored;

    *ret_list = (list_t) { .is_array = envelope_enter(c, '[') };

    if (ret_list->is_array) {
        while (cursor_element(c) && cursor_value(c, &ignored)) {
            ret_list->n++;
        }
    }

    ret_list->json = slice_make(start, (size_t) (c->p - start));
}


size_t
list_walk_with(cursor_t *c, list_t *ret_list, bool (*element)(cursor_t *c))
{
    const uint8_t  *start = c->p;
    size_t          counted = 0;

    *ret_list = (list_t) { .is_array = envelope_enter(c, '[') };

    if (ret_list->is_array) {
        while (cursor_element(c)) {
            counted += element(c);
            ret_list->n++;
        }
    }

    ret_list->json = slice_make(start, (size_t) (c->p - start));

    return counted;
}


bool
list_is_odd(const list_t *list)
{
    return list->json.len > 0 && !list->is_array;
}


bool
list_emit(const list_t *list, scan_update_t update, scan_update_fn emit,
    void *data)
{
    cursor_t  c;

    if (list->n == 0) {
        return true;
    }

    cursor_init(&c, list->json);
    (void) cursor_enter(&c, '[');

    while (cursor_element(&c) && cursor_value(&c, &update.element)) {
        if (!emit(data, &update)) {
            return false;
        }
    }

    return true;
}


/* ---- entries ---- */

void
item_add(walk_t *w, item_t item, size_t updates)
{
    if (w->items < SCAN_UPDATES_MAX) {
        w->item[w->items] = item;
    }

    w->items++;
    w->updates += updates;
}


static bool
is_usable_id(slice_t value)
{
    return value.len > 2 && value.data[0] == '"';
}


/* Now that its id is known: the accounts of the items of an entry. */

static void
entry_settle(walk_t *w, const entry_t *e)
{
    for (size_t i = e->items; i < w->items && i < SCAN_UPDATES_MAX; i++) {
        slice_t  *account = &w->item[i].account;

        if (!is_usable_id(*account)) {
            *account = e->id;
        }

        *account = is_usable_id(*account)
                   ? slice_make(account->data + 1, account->len - 2)
                   : SLICE_LIT("");
    }
}


static void
entry_walk(walk_t *w, const envelope_t *format)
{
    const uint8_t   *start = w->c.p;
    entry_t          e = { .items = w->items, .updates = w->updates,
                          .statuses = w->statuses };
    cursor_string_t  key;
    slice_t          value;

    if (envelope_enter(&w->c, '{')) {
        while (cursor_member(&w->c, &key)) {
            if (!format->member(w, &e, key)
                && cursor_value(&w->c, &value)
                && cursor_string_is(key, SLICE_LIT("id")))
            {
                e.id = value;
            }
        }
    }

    if (format->end != NULL) {
        format->end(w, &e);
    }

    if (w->items == e.items || e.has_rest) {
        value = slice_make(start, (size_t) (w->c.p - start));
        item_add(w, (item_t) { value, SLICE_NULL, ENVELOPE_ENTRY }, 1);
    }

    entry_settle(w, &e);
}


static void
entries_walk(walk_t *w, const envelope_t *format)
{
    w->items = 0;                               /* the last one wins */
    w->updates = 0;
    w->statuses = 0;

    if (!envelope_enter(&w->c, '[')) {
        return;
    }

    while (cursor_element(&w->c)) {
        entry_walk(w, format);
    }
}


static scan_rc_t
envelope_walk(walk_t *w, const envelope_t *format, slice_t body)
{
    cursor_string_t  key, object;
    slice_t          value;

    cursor_init(&w->c, body);
    w->object = SLICE_NULL;
    w->items = 0;
    w->updates = 0;
    w->statuses = 0;

    if (envelope_enter(&w->c, '{')) {
        while (cursor_member(&w->c, &key)) {
            if (cursor_string_is(key, SLICE_LIT("entry"))) {
                entries_walk(w, format);

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

    if (!cursor_passed_string(w->object, &object)
        || !cursor_string_is(object, format->object))
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
envelope_scan(walk_t *w, const envelope_t *format, slice_t body,
    scan_accounts_t *accounts)
{
    scan_rc_t  rc = envelope_walk(w, format, body);

    return rc == SCAN_OK ? accounts_collect(w, accounts) : rc;
}


scan_rc_t
envelope_accounts(const envelope_t *format, slice_t body,
    scan_accounts_t *ret_accounts)
{
    scan_accounts_t  accounts;
    walk_t           w;                 /* 40 KB, of which little is touched */
    scan_rc_t        rc = envelope_scan(&w, format, body, &accounts);

    if (rc == SCAN_OK) {
        memcpy(ret_accounts->account, accounts.account,
               accounts.n * sizeof(slice_t));
        ret_accounts->n = accounts.n;
        ret_accounts->updates = (unsigned) w.updates;
        ret_accounts->statuses = (unsigned) w.statuses;
    }

    return rc;
}


scan_rc_t
envelope_updates(const envelope_t *format, slice_t body, scan_update_fn emit,
    void *data)
{
    scan_accounts_t  accounts;
    walk_t           w;
    scan_rc_t        rc = envelope_scan(&w, format, body, &accounts);

    if (rc != SCAN_OK) {
        return rc;
    }

    for (size_t i = 0; i < w.items; i++) {
        if (!format->emit(&w.item[i], emit, data)) {
            break;
        }
    }

    return SCAN_OK;
}
