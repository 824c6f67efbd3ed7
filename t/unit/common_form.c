/*
 * Forms: what is one, what is not, and what its fields say.
 */

#include "t/unit/tap.h"

#include "common/form.h"


static const struct {
    const char  *name;
    const char  *body;
    form_rc_t    rc;
    const char  *fields;                /* decoded: name=value|... */
} table[] = {
    { "empty",              "",                 FORM_OK, "" },
    { "one",                "a=1",              FORM_OK, "a=1|" },
    { "two",                "a=1&b=2",          FORM_OK, "a=1|b=2|" },
    { "no value",           "a=&b=2",           FORM_OK, "a=|b=2|" },
    { "no equals sign",     "a&b=2",            FORM_OK, "a=|b=2|" },
    { "an equals sign in the value", "a=b=c",   FORM_OK, "a=b=c|" },
    { "plus is a space",    "a=x+y%2B",         FORM_OK, "a=x y+|" },
    { "escapes",            "%41=%e2%82%AC",    FORM_OK, "A=\xe2\x82\xac|" },
    { "an escaped & and =", "a=%26%3D",         FORM_OK, "a=&=|" },
    { "the same name twice", "a=1&a=2",         FORM_OK, "a=1|a=2|" },

    { "a half escape",      "a=%4",             FORM_SYNTAX, "" },
    { "a lone percent",     "a=%",              FORM_SYNTAX, "" },
    { "no hex digits",      "a=%zz",            FORM_SYNTAX, "" },
    { "an escape over the &", "a=%4&1=2",       FORM_SYNTAX, "" },
    { "a broken name",      "a%4=1",            FORM_SYNTAX, "" },

    { "raw bytes",          "a=\xc3\xa9 \r\n", FORM_OK, "a=\xc3\xa9 \r\n|" },
    { "no name",            "=1",               FORM_OK, "=1|" },
    { "nothing between",    "a=1&&b=2",         FORM_OK, "a=1|b=2|" },
    { "nothing around",     "&a=1&",            FORM_OK, "a=1|" },
    { "only separators",    "&&",               FORM_OK, "" },
};


static void
fields_of(const char *body, form_rc_t *ret_rc, char *text, size_t size)
{
    form_pair_t  field;
    form_reader_t  f;
    size_t        n = 0;

    form_init(&f, slice_str(body));

    while (form_next(&f, &field)) {
        if (n + form_decoded_len(field.name) + form_decoded_len(field.value)
            + 3 > size)
        {
            break;
        }

        n += form_decode(field.name, (uint8_t *) text + n);
        text[n++] = '=';
        n += form_decode(field.value, (uint8_t *) text + n);
        text[n++] = '|';
    }

    text[n] = '\0';
    *ret_rc = f.rc;
}


static void
test_table(void)
{
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        char       text[256];
        uint8_t    memory[64];
        form_t     form;
        form_rc_t  rc;

        fields_of(table[i].body, &rc, text, sizeof(text));
        is_int(rc, table[i].rc, table[i].name);
        is_str(text, table[i].fields, table[i].name);
        ok(form_parse(slice_str(table[i].body), memory, &form)
           == (table[i].rc == FORM_OK), "%s, parsed", table[i].name);
    }
}


static void
test_limits(void)
{
    static char  body[8192], text[8192];
    size_t       n = 0;
    form_rc_t    rc;

    for (int i = 0; i < FORM_PAIRS_MAX; i++) {
        n += (size_t) snprintf(body + n, sizeof(body) - n, "%sa=%d",
                               i > 0 ? "&" : "", i);
    }

    fields_of(body, &rc, text, sizeof(text));
    is_int(rc, FORM_OK, "as many as there may be");
    snprintf(body + n, sizeof(body) - n, "&b=1");
    fields_of(body, &rc, text, sizeof(text));
    is_int(rc, FORM_TOO_MANY, "one more");
}


static void
test_is(void)
{
    ok(form_is(SLICE_LIT("T%6f"), SLICE_LIT("To")), "escaped, the same name");
    ok(form_is(SLICE_LIT("a+b"), SLICE_LIT("a b")), "plus");
    ok(!form_is(SLICE_LIT("T%6f"), SLICE_LIT("to")), "case matters");
    ok(!form_is(SLICE_LIT("To"), SLICE_LIT("T")), "longer");
    ok(!form_is(SLICE_LIT("T"), SLICE_LIT("To")), "shorter");
    ok(form_is(SLICE_LIT(""), SLICE_LIT("")), "nothing is nothing");
}


static void
test_encode(void)
{
    uint8_t  wire[256 * 3], back[256], all[256];
    size_t   n;

    for (int i = 0; i < 256; i++) {
        all[i] = (uint8_t) i;
    }

    n = form_encode(SLICE_LIT("aZ9-._~ +&="), wire);
    is_mem(wire, n, "aZ9-._~%20%2B%26%3D", 19, "encoded");

    n = form_encode(slice_make(all, 256), wire);
    is_int((long) form_decode(slice_make(wire, n), back), 256, "every byte");
    is_mem(back, 256, all, 256, "comes back");
}


int
main(void)
{
    test_encode();
    test_table();
    test_limits();
    test_is();

    return done_testing();
}
