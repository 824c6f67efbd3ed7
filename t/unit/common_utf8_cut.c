/*
 * Texts cut between their characters: of one to four bytes, at every limit,
 * and bytes that are no UTF-8.
 */

#include "t/unit/tap.h"

#include "common/utf8_cut.h"

/* one, two, three, four bytes, one */
#define MIXED  "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z"


static const struct {
    const char  *name;
    const char  *text;
    size_t       max, len;
} table[] = {
    { "nothing of nothing",             "", 0, 0 },
    { "room for more",                  MIXED, 99, 11 },
    { "room for all",                   MIXED, 11, 11 },
    { "nothing of it",                  MIXED, 0, 0 },
    { "one byte",                       MIXED, 1, 1 },
    { "1 of 2 bytes",                   MIXED, 2, 1 },
    { "2 of 2 bytes",                   MIXED, 3, 3 },
    { "1 of 3 bytes",                   MIXED, 4, 3 },
    { "2 of 3 bytes",                   MIXED, 5, 3 },
    { "3 of 3 bytes",                   MIXED, 6, 6 },
    { "1 of 4 bytes",                   MIXED, 7, 6 },
    { "2 of 4 bytes",                   MIXED, 8, 6 },
    { "3 of 4 bytes",                   MIXED, 9, 6 },
    { "4 of 4 bytes",                   MIXED, 10, 10 },
    { "no room for the first",          "\xf0\x9f\x98\x80", 3, 0 },

    { "three behind a byte of their own", "a\x80\x80\x80z", 3, 0 },
    { "only continuation bytes",        "\x80\x80\x80\x80\x80\x80", 5, 5 },
    { "so many that it is no UTF-8",    "ab\x80\x80\x80\x80\x80", 6, 6 },
    { "a byte that begins nothing",     "ab\xff\xfe", 3, 3 },
    { "a character that is not whole",  "ab\xe2\x82", 4, 4 },
};


static const struct {
    const char  *name;
    const char  *text;
    size_t       max, len, chars;       /* chars: of the whole text */
} counted[] = {
    { "nothing of nothing",             "", 0, 0, 0 },
    { "no characters",                  MIXED, 0, 0, 5 },
    { "one of one byte",                MIXED, 1, 1, 5 },
    { "one of two bytes more",          MIXED, 2, 3, 5 },
    { "one of three bytes more",        MIXED, 3, 6, 5 },
    { "one of four bytes more",         MIXED, 4, 10, 5 },
    { "as many as it has",              MIXED, 5, 11, 5 },
    { "more than it has",               MIXED, 99, 11, 5 },

    { "none of continuation bytes",     "\x80\x80\x80\x80\x80", 0, 0, 2 },
    { "four of them are one",           "\x80\x80\x80\x80\x80", 1, 4, 2 },
    { "bytes that begin nothing",       "\xff\xfe\xff", 2, 2, 3 },
    { "a character that is not whole",  "ab\xe2\x82", 3, 4, 3 },
};


int
main(void)
{
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        slice_t  text = slice_str(table[i].text);
        slice_t  cut = utf8_cut(text, table[i].max);

        is(cut.len, table[i].len, table[i].name);
        ok(cut.data == text.data, "%s: borrowed", table[i].name);
    }

    for (size_t i = 0; i < sizeof(counted) / sizeof(counted[0]); i++) {
        slice_t  text = slice_str(counted[i].text);

        is(utf8_cut_chars(text, counted[i].max).len, counted[i].len,
           counted[i].name);
        is(utf8_chars(text), counted[i].chars, "and how many there are");
    }

    is(utf8_cut(SLICE_NULL, 3).len, 0, "no text is cut to none");
    is(utf8_chars(SLICE_NULL), 0, "which has no characters");

    return done_testing();
}
