/*
 * fuzz_form - any bytes are a form or are refused; what is one is encoded
 * again to the same fields, and both ways to read it agree.
 */

#include "common/form.h"
#include "t/fuzz/check.h"


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


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    fuzz_fields(slice_make(data, len));

    return 0;
}
