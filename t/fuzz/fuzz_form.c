/*
 * fuzz_form - any bytes are a form or are refused; what is one is encoded
 * again to the same fields, and both ways to read it agree.  As bodies of
 * Twilio and Telegram they have the accounts their updates have, and one
 * verdict.
 */

#include <stdlib.h>

#include "common/form.h"
#include "common/scan_telegram.h"
#include "common/scan_twilio.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

typedef struct {
    const scan_accounts_t  *accounts;
    slice_t                 body;
    size_t                  n;
} seen_t;


static void
check(bool right)
{
    if (!right) {
        abort();
    }
}


static void
check_inside(slice_t part, slice_t whole)
{
    check(part.len == 0 || (part.data >= whole.data
          && part.data + part.len <= whole.data + whole.len));
}


/* decode, encode, decode: the same bytes, and the order says so */
static void
check_text(slice_t encoded)
{
    size_t    len = form_decoded_len(encoded), n;
    uint8_t  *plain = malloc(len + 1), *wire = malloc(3 * len + 1);
    slice_t   again;

    check(plain != NULL && wire != NULL);
    check(form_decode(encoded, plain) == len);
    check(form_is(encoded, slice_make(plain, len)));

    n = form_encode(slice_make(plain, len), wire);
    again = slice_make(wire, n);
    check(form_decoded_len(again) == len);
    check(form_is(again, slice_make(plain, len)));

    plain[len] = 'x';
    check(!form_is(encoded, slice_make(plain, len + 1)));
    free(plain);
    free(wire);
}


static void
fuzz_fields(slice_t body)
{
    form_pair_t  field;
    form_reader_t  f;
    uint8_t      *memory = malloc(body.len + 1);
    form_t        all;
    bool          ok = form_parse(body, memory, &all);
    unsigned      n = 0;

    form_init(&f, body);

    while (form_next(&f, &field)) {
        check_inside(field.name, body);
        check_inside(field.value, body);
        check(!ok || (form_is(field.name, all.pair[n].name)
                      && form_is(field.value, all.pair[n].value)));
        n++;
        check_text(field.name);
        check_text(field.value);
    }

    check(n <= FORM_PAIRS_MAX && (f.rc == FORM_OK) == ok);
    check(!ok || n == all.n);
    free(memory);
}


static bool
on_update(void *data, const scan_twilio_t *u)
{
    seen_t  *seen = data;

    check_inside(u->element, seen->body);
    check(u->account.len <= SCAN_ACCOUNT_LEN);
    seen->n++;

    for (unsigned i = 0; i < seen->accounts->n; i++) {
        if (slice_eq(seen->accounts->account[i], u->account)) {
            return true;
        }
    }

    abort();
}


static void
fuzz_scan(slice_t body)
{
    scan_twilio_buf_t  buf, buf2;
    scan_accounts_t    accounts;
    scan_telegram_t    update;
    seen_t             seen = { &accounts, body, 0 };
    scan_rc_t          rc = scan_twilio_accounts(body, buf, &accounts);

    check(scan_twilio_updates(body, buf2, on_update, &seen) == rc);
    check((rc == SCAN_OK) == (seen.n > 0) && seen.n <= SCAN_UPDATES_MAX);
    check(rc != SCAN_OK || accounts.n > 0);

    if (scan_telegram(body, &update) == SCAN_OK) {
        check(scan_json(body) == SCAN_OK);
        check_inside(update.element, body);
        check(update.field.len <= TELEGRAM_FIELD_LEN);
    }
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    slice_t  body = slice_make(data, len);

    fuzz_fields(body);
    fuzz_scan(body);

    return 0;
}
