/*
 * scan_twilio - see scan_twilio.h.
 *
 * Form and JSON are walked by two functions that fill the same party_t; what
 * follows from it, account and kind, is decided in one place.
 */

#include "scan_twilio.h"

#include "cursor.h"
#include "form.h"

#include "banned.h"

#define STATUS_LEN  32                  /* bytes; longer is a status */

/* Who wrote to whom, as on the wire: encoded, or JSON values. */
typedef struct {
    slice_t  to;
    slice_t  from;
    slice_t  account_sid;
    slice_t  message_status;
    slice_t  sms_status;
    slice_t  type;
} party_t;

typedef struct {
    scan_accounts_t  *accounts;
    bool              any;              /* one has an account */
    size_t            n;
    scan_rc_t         rc;
} collect_t;


/* ---- what a party is ---- */

static bool
is_account(slice_t s)
{
    if (s.len == 0 || s.len > SCAN_ACCOUNT_LEN) {
        return false;
    }

    for (size_t i = 0; i < s.len; i++) {
        if (s.data[i] < 0x21 || s.data[i] > 0x7e || s.data[i] == '\\') {
            return false;
        }
    }

    return true;
}


/* The text of a party's member, in the body or in buf; empty: unusable. */

static slice_t
party_text(slice_t value, bool is_form, uint8_t *buf, size_t size)
{
    slice_t  text = SLICE_NULL;

    if (!is_form) {
        return scan_plain_string(value, &text) ? text : SLICE_NULL;
    }

    if (value.len == 0 || form_decoded_len(value) > size) {
        return SLICE_NULL;
    }

    return slice_make(buf, form_decode(value, buf));
}


static slice_t
party_account(const party_t *party, bool is_form, bool is_status,
    uint8_t *buf)
{
    const slice_t  *ours = is_status ? &party->from : &party->to;
    slice_t         account;

    account = party_text(*ours, is_form, buf, SCAN_ACCOUNT_LEN);

    if (!is_account(account)) {
        account = party_text(party->account_sid, is_form, buf,
                             SCAN_ACCOUNT_LEN);
    }

    return is_account(account) ? account : SLICE_LIT("");
}


static bool
party_is_status(const party_t *party, bool is_form)
{
    const slice_t  event = SLICE_LIT("com.twilio.messaging.message.");
    uint8_t        buf[STATUS_LEN];
    slice_t        status, type;

    if (scan_plain_string(party->type, &type) && type.len > event.len
        && memcmp(type.data, event.data, event.len) == 0)
    {
        return true;
    }

    status = party->message_status.len > 0 ? party->message_status
                                           : party->sms_status;
    if (status.len == 0) {
        return false;
    }

    status = party_text(status, is_form, buf, sizeof(buf));

    return !slice_eq(status, SLICE_LIT("received"))
           && !slice_eq(status, SLICE_LIT("receiving"));
}


static scan_twilio_t
update_of(const party_t *party, slice_t element, bool is_form, uint8_t *buf)
{
    scan_twilio_t  u = { .element = element, .is_form = is_form };

    (void) scan_plain_string(party->type, &u.type);
    u.is_status = party_is_status(party, is_form);
    u.account = party_account(party, is_form, u.is_status, buf);

    return u;
}


/* ---- forms ---- */

static scan_rc_t
form_walk(slice_t body, party_t *party)
{
    form_pair_t  field;
    form_reader_t  f;

    *party = (party_t) { .to = SLICE_NULL };
    form_init(&f, body);

    while (form_next(&f, &field)) {
        if (form_is(field.name, SLICE_LIT("To"))) {
            party->to = field.value;

        } else if (form_is(field.name, SLICE_LIT("From"))) {
            party->from = field.value;

        } else if (form_is(field.name, SLICE_LIT("AccountSid"))) {
            party->account_sid = field.value;

        } else if (form_is(field.name, SLICE_LIT("MessageStatus"))) {
            party->message_status = field.value;

        } else if (form_is(field.name, SLICE_LIT("SmsStatus"))) {
            party->sms_status = field.value;
        }
    }

    switch (f.rc) {
    case FORM_OK:        return f.n > 0 ? SCAN_OK : SCAN_SHAPE;
    case FORM_SYNTAX:    return SCAN_SYNTAX;
    case FORM_TOO_MANY:  return SCAN_TOO_MANY;
    }

    return SCAN_SYNTAX;
}


/* ---- JSON ---- */

/* Is it the name, or the name with a small first letter? */

static bool
key_is(cursor_string_t key, const char *name, const char *small)
{
    return cursor_string_is(key, slice_str(name))
           || cursor_string_is(key, slice_str(small));
}


static void
member_take(party_t *party, cursor_string_t key, slice_t value)
{
    if (key_is(key, "To", "to")) {
        party->to = value;

    } else if (key_is(key, "From", "from")) {
        party->from = value;

    } else if (key_is(key, "AccountSid", "accountSid")) {
        party->account_sid = value;

    } else if (key_is(key, "MessageStatus", "messageStatus")) {
        party->message_status = value;

    } else if (key_is(key, "SmsStatus", "smsStatus")) {
        party->sms_status = value;
    }
}


/* The members of one object; of an event's `data` they win over its own. */

static void
object_walk(cursor_t *c, party_t *party, bool is_data)
{
    party_t          data = { .to = SLICE_NULL };
    bool             has_data = false;
    cursor_string_t  key;
    slice_t          value;

    while (cursor_member(c, &key)) {
        if (!is_data && cursor_string_is(key, SLICE_LIT("data"))) {
            data = (party_t) { .to = SLICE_NULL };
            has_data = cursor_enter(c, '{');

            if (has_data) {
                object_walk(c, &data, true);
            } else {
                (void) cursor_value(c, &value);
            }

        } else if (cursor_value(c, &value)) {
            if (!is_data && cursor_string_is(key, SLICE_LIT("type"))) {
                party->type = value;
            } else {
                member_take(party, key, value);
            }
        }
    }

    if (has_data) {
        data.type = party->type;
        *party = data;
    }
}


/* One update at the cursor; what is no object has no account. */

static bool
element_walk(cursor_t *c, scan_twilio_fn emit, void *data)
{
    const uint8_t  *start = c->p;
    party_t         party = { .to = SLICE_NULL };
    scan_twilio_t   u;
    slice_t         value;

    if (cursor_enter(c, '{')) {
        object_walk(c, &party, false);
        value = slice_make(start, (size_t) (c->p - start));

    } else {
        (void) cursor_value(c, &value);
    }

    if (c->rc != SCAN_OK) {
        return false;
    }

    u = update_of(&party, value, false, NULL);

    return emit(data, &u);
}


static scan_rc_t
json_walk(slice_t body, scan_twilio_fn emit, void *data)
{
    cursor_t  c;

    cursor_init(&c, body);

    if (!cursor_enter(&c, '[')) {
        return element_walk(&c, emit, data) || c.rc != SCAN_OK
               ? cursor_finish(&c) : SCAN_OK;
    }

    while (cursor_element(&c)) {
        if (!element_walk(&c, emit, data) && c.rc == SCAN_OK) {
            return SCAN_OK;
        }
    }

    return cursor_finish(&c);
}


/* ---- both ---- */

static bool
is_json(slice_t body)
{
    for (size_t i = 0; i < body.len; i++) {
        if (memchr(" \t\r\n", body.data[i], 4) == NULL) {
            return body.data[i] == '{' || body.data[i] == '[';
        }
    }

    return false;
}


static scan_rc_t
body_walk(slice_t body, uint8_t *buf, scan_twilio_fn emit, void *data)
{
    party_t        party;
    scan_twilio_t  u;
    scan_rc_t      rc;

    if (is_json(body)) {
        return json_walk(body, emit, data);
    }

    rc = form_walk(body, &party);

    if (rc == SCAN_OK) {
        u = update_of(&party, body, true, buf);
        (void) emit(data, &u);
    }

    return rc;
}


static bool
accounts_have(const scan_accounts_t *accounts, slice_t account)
{
    for (unsigned i = accounts->n; i > 0; i--) {
        if (slice_eq(accounts->account[i - 1], account)) {
            return true;
        }
    }

    return false;
}


static bool
account_collect(void *data, const scan_twilio_t *u)
{
    collect_t  *c = data;

    if (++c->n > SCAN_UPDATES_MAX) {
        c->rc = SCAN_TOO_MANY;
        return true;                    /* its syntax is looked at anyway */
    }

    c->any = c->any || u->account.len > 0;

    if (accounts_have(c->accounts, u->account)) {
        return true;
    }

    if (c->accounts->n == SCAN_ACCOUNTS_MAX) {
        c->rc = SCAN_TOO_MANY;
        return true;
    }

    c->accounts->account[c->accounts->n++] = u->account;

    return true;
}


scan_rc_t
scan_twilio_accounts(slice_t body, scan_twilio_buf_t buf,
    scan_accounts_t *ret_accounts)
{
    collect_t  c = { .accounts = ret_accounts, .rc = SCAN_OK };
    scan_rc_t  rc;

    ret_accounts->n = 0;
    rc = body_walk(body, buf, account_collect, &c);

    if (rc == SCAN_OK) {
        rc = c.rc != SCAN_OK ? c.rc : c.any ? SCAN_OK : SCAN_SHAPE;
    }

    if (rc != SCAN_OK) {
        ret_accounts->n = 0;
    }

    return rc;
}


scan_rc_t
scan_twilio_updates(slice_t body, scan_twilio_buf_t buf, scan_twilio_fn emit,
    void *data)
{
    scan_accounts_t  accounts;
    scan_rc_t        rc = scan_twilio_accounts(body, buf, &accounts);

    return rc == SCAN_OK ? body_walk(body, buf, emit, data) : rc;
}
