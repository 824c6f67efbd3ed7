/*
 * fuzz_bots - Telegram's and Twilio's envelopes: accounts and updates have one
 * verdict, and are those of a walk over the jansson tree
 * (reference_bots.h).  What is a form is only held against itself.
 */

#include "t/fuzz/check.h"
#include "t/fuzz/reference_bots.h"

typedef struct {
    const scan_accounts_t  *accounts;
    slice_t                 body;
    const json_t           *root;       /* NULL: nothing to compare with */
    bool                    seen[SCAN_ACCOUNTS_MAX];
    size_t                  n;
} walk_t;


static json_t *
load(slice_t text)
{
    uint8_t  *copy = malloc(text.len + 1);
    json_t   *json;

    check(copy != NULL);

    if (text.len > 0) {
        memcpy(copy, text.data, text.len);
    }

    (void) json_repair(copy, text.len);
    json = json_loadb((char *) copy, text.len, JSON_DECODE_ANY, NULL);
    free(copy);

    return json;
}


/* Is it spelled as the tree shows it? */
static bool
is_plain(slice_t body)
{
    for (size_t i = 0; i < body.len; i++) {
        if (body.data[i] == '\\' || body.data[i] >= 0x7f) {
            return false;
        }
    }

    return true;
}


/* ---- Telegram ---- */

static void
check_telegram(slice_t body, json_t *root)
{
    scan_telegram_t  update;
    scan_rc_t        rc = scan_telegram(body, &update);
    const json_t    *id = json_object_get(root, "update_id");
    const char      *field = reference_telegram_field(root);
    json_t          *element;

    if (rc != SCAN_OK) {
        check(rc == SCAN_SHAPE ? scan_json(body) == SCAN_OK
                               : scan_json(body) == rc);
        check(rc != SCAN_SHAPE || !is_plain(body) || !json_is_integer(id));
        return;
    }

    check(scan_json(body) == SCAN_OK);
    check_inside(update.id, body);
    check_inside(update.field, body);
    check_inside(update.element, body);
    check(update.field.len <= TELEGRAM_FIELD_LEN);

    /* 20 digits are more than jansson holds: the repair made it null */

    check(json_is_integer(id) || json_is_null(id));

    if (is_plain(body)) {
        check(slice_eq(update.field, slice_str(field)));
        element = update.element.len == 0 ? NULL : load(update.element);
        check(field == NULL ? element == NULL
              : json_equal(element, json_object_get(root, field)));
        json_decref(element);
    }
}


/* ---- Twilio ---- */

static bool
on_update(void *data, const scan_twilio_t *u)
{
    walk_t        *w = data;
    const json_t  *element;
    const char    *account;
    bool           status, ambiguous = false;
    unsigned       i;

    check_inside(u->element, w->body);
    check(u->account.len <= SCAN_ACCOUNT_LEN);

    for (i = 0; i < w->accounts->n; i++) {
        if (slice_eq(w->accounts->account[i], u->account)) {
            break;
        }
    }

    check(i < w->accounts->n);
    w->seen[i] = true;
    element = json_is_array(w->root) ? json_array_get(w->root, w->n)
                                     : w->root;
    w->n++;

    if (w->root == NULL || u->is_form) {
        return true;
    }

    account = reference_twilio(element, &status, &ambiguous);

    if (!ambiguous) {
        check(u->is_status == status);
        check(slice_eq(u->account, slice_str(account)));
    }

    return true;
}


/* Refused as a shape: no update has an account. */
static void
check_shape(slice_t body, const json_t *root)
{
    size_t  n = json_is_array(root) ? json_array_size(root) : 1;

    if (root == NULL || !is_plain(body)
        || !(json_is_array(root) || json_is_object(root)))
    {
        return;
    }

    for (size_t i = 0; i < n; i++) {
        bool         status, ambiguous = false;
        const char  *account;

        account = reference_twilio(json_is_array(root)
                                   ? json_array_get(root, i) : root,
                                   &status, &ambiguous);
        check(ambiguous || account[0] == '\0');
    }
}


static void
check_twilio(slice_t body, const json_t *root)
{
    scan_twilio_buf_t  buf, buf2;
    scan_accounts_t    accounts;
    scan_rc_t          rc = scan_twilio_accounts(body, buf, &accounts);
    walk_t             w = { &accounts, body, is_plain(body) ? root : NULL,
                             { false }, 0 };

    check(scan_twilio_updates(body, buf2, on_update, &w) == rc);
    check((rc == SCAN_OK) == (w.n > 0) && w.n <= SCAN_UPDATES_MAX);
    check((rc == SCAN_OK) == (accounts.n > 0));

    for (unsigned i = 0; i < accounts.n; i++) {
        check(w.seen[i]);
    }

    if (json_is_array(root) && rc == SCAN_OK) {
        check(w.n == json_array_size(root));
    }

    if (rc == SCAN_SHAPE) {
        check_shape(body, root);
    }

    if (json_is_array(root) || json_is_object(root)) {
        check(rc != SCAN_SYNTAX && rc != SCAN_DEPTH);
        check(rc != SCAN_TOO_MANY || json_array_size(root) > 64);
    }
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    slice_t   body = slice_make(data, len);
    json_t   *root = scan_json(body) == SCAN_OK ? load(body) : NULL;

    check_telegram(body, root);
    check_twilio(body, root);
    json_decref(root);

    return 0;
}
