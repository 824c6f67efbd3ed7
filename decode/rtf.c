/*
 * rtf - Rich Text Format: paragraphs and table cells of its body.
 *
 * States: text, control word (\name-12 ), hex (\'e9), binary (\bin12 and as
 * many bytes).  A group { } keeps what was set before it; destinations that
 * hold no text (fonts, colours, pictures, \*) are left out as a whole.
 * Bytes are in the encoding of \ansicpg, or of the font's \fcharset; \u12 is
 * followed by \uc replacements for readers of before 1997.
 */

#include <ctype.h>
#include <stdlib.h>

#include "decode/charset.h"
#include "decode/decode.h"
#include "decode/handlers.h"
#include "decode/prose.h"
#include "worker/nlu/utf8.h"

#include "common/banned.h"

#define GROUPS_MAX  1000
#define FONTS_MAX   256
#define RUN_MAX     512                 /* bytes of an encoding together */

typedef struct {
    bool      skip;
    uint8_t   uc;                       /* replacements behind a \u */
    uint8_t   charset;                  /* index into charsets, of the font */
} group_t;

typedef struct {
    const uint8_t  *at, *end;
    prose_t         prose;
    group_t         group[GROUPS_MAX];
    unsigned        depth;
    bool            fonts;              /* within the table of fonts */
    unsigned        font;               /* that is being described */
    uint8_t         font_charset[FONTS_MAX];
    const char     *ansi;               /* encoding of the document */
    char            run[RUN_MAX];       /* bytes not yet converted */
    size_t          run_len;
    unsigned        replaced;           /* characters that are to be left out */
    bool            in_table;           /* this paragraph is in a cell */
    uint32_t        high;               /* first half of a \u pair */
    const char     *error;
} rtf_t;

/* \fcharset; 0 and 1 are the document's own */
static const struct { int number; const char *name; } charsets[] = {
    { 0, NULL }, { 77, "MACINTOSH" }, { 128, "SHIFT_JIS" }, { 129, "EUC-KR" },
    { 134, "GB18030" }, { 136, "BIG5" }, { 161, "WINDOWS-1253" },
    { 162, "WINDOWS-1254" }, { 163, "WINDOWS-1258" },
    { 177, "WINDOWS-1255" }, { 178, "WINDOWS-1256" },
    { 186, "WINDOWS-1257" }, { 204, "WINDOWS-1251" },
    { 222, "WINDOWS-874" }, { 238, "WINDOWS-1250" }
};

#define CHARSETS  (sizeof(charsets) / sizeof(charsets[0]))

static const char *const  destinations[] = {
    "colortbl", "stylesheet", "info", "pict", "object", "header",
    "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
    "listtable", "listoverridetable", "rsidtbl", "generator", "themedata",
    "colorschememapping", "datastore", "latentstyles", "xmlnstbl", "fldinst",
    "bkmkstart", "bkmkend", "filetbl", "revtbl", "annotation", "atnid",
    "atnauthor", "nonshppict", "pntext", NULL
};

static const struct { const char *word; uint32_t c; } characters[] = {
    { "emdash", 0x2014 }, { "endash", 0x2013 }, { "bullet", 0x2022 },
    { "lquote", 0x2018 }, { "rquote", 0x2019 }, { "ldblquote", 0x201c },
    { "rdblquote", 0x201d }, { "emspace", ' ' }, { "enspace", ' ' },
    { "tab", ' ' }
};


static group_t *
group_of(rtf_t *r)
{
    return &r->group[r->depth];
}


static void
run_end(rtf_t *r)
{
    const char  *name = charsets[group_of(r)->charset].name;
    char        *text;
    size_t       len;

    if (r->run_len == 0) {
        return;
    }

    text = charset_utf8(name != NULL ? name : r->ansi,
                        slice_make(r->run, r->run_len), RUN_MAX * 4, &len);
    if (text != NULL) {
        prose_add(&r->prose, text, len);
        free(text);
    }

    r->run_len = 0;
}


/* A byte of the text. */

static void
byte_add(rtf_t *r, char c)
{
    if (r->replaced > 0) {
        r->replaced--;
        return;
    }

    if (group_of(r)->skip || r->fonts) {
        return;
    }

    r->run[r->run_len++] = c;
    if (r->run_len == RUN_MAX) {
        run_end(r);
    }
}


static void
char_add(rtf_t *r, uint32_t c)
{
    char  out[4];

    if (!group_of(r)->skip && !r->fonts) {
        run_end(r);
        prose_add(&r->prose, out, utf8_put(c, out));
    }
}


/* \u-8217: UTF-16 in signed numbers */

static void
unicode_add(rtf_t *r, long number)
{
    uint32_t  c = (uint32_t) number & 0xffff;

    if (c >= 0xd800 && c < 0xdc00) {
        r->high = c;
    } else if (c >= 0xdc00 && c < 0xe000) {
        char_add(r, r->high == 0 ? UTF8_BAD
                    : 0x10000 + ((r->high - 0xd800) << 10) + (c - 0xdc00));
        r->high = 0;
    } else {
        char_add(r, c);
    }

    r->replaced = group_of(r)->uc;
}


static void
font_set(rtf_t *r, long number)
{
    r->font = number >= 0 && number < FONTS_MAX ? (unsigned) number : 0;

    if (!r->fonts) {
        run_end(r);
        group_of(r)->charset = r->font_charset[r->font];
    }
}


static void
font_charset(rtf_t *r, long number)
{
    for (size_t i = 0; i < CHARSETS; i++) {
        if (charsets[i].number == number) {
            r->font_charset[r->font] = (uint8_t) i;
        }
    }
}


static void
codepage_set(rtf_t *r, long number)
{
    char         name[16];
    size_t       n = 0;
    const char  *known;
    long         left = number < 0 ? 0 : number;

    for (long rest = left; rest > 0 && n < sizeof(name); rest /= 10) {
        n++;
    }
    for (size_t i = n; i > 0; left /= 10) {
        name[--i] = (char) ('0' + left % 10);
    }

    known = charset_known(name, n);
    r->ansi = known != NULL ? known : r->ansi;
}


static bool
word_breaks(rtf_t *r, const char *word)
{
    prose_t  *p = &r->prose;
    bool      told = !group_of(r)->skip && !r->fonts;

    if (strcmp(word, "par") == 0 || strcmp(word, "line") == 0
        || strcmp(word, "sect") == 0 || strcmp(word, "page") == 0)
    {
        if (told) {
            run_end(r);
            if (r->in_table) {
                prose_blank(p);
            } else {
                prose_line(p);
            }
        }
        return true;
    }

    if (strcmp(word, "cell") == 0 || strcmp(word, "nestcell") == 0) {
        if (told) {
            run_end(r);
            prose_tab(p);
        }
        return true;
    }

    if (strcmp(word, "row") == 0 || strcmp(word, "nestrow") == 0) {
        if (told) {
            run_end(r);
            prose_row_end(p);
        }
        return true;
    }

    return false;
}


static void
word_act(rtf_t *r, const char *word, bool has_number, long number)
{
    if (word_breaks(r, word)) {
        return;
    }

    if (strcmp(word, "u") == 0 && has_number) {
        unicode_add(r, number);
    } else if (strcmp(word, "uc") == 0) {
        group_of(r)->uc = (uint8_t) (number < 0 ? 0
                                     : number > 32 ? 32 : number);
    } else if (strcmp(word, "fonttbl") == 0) {
        r->fonts = true;
    } else if (strcmp(word, "f") == 0) {
        font_set(r, number);
    } else if (strcmp(word, "fcharset") == 0 && r->fonts) {
        font_charset(r, number);
    } else if (strcmp(word, "ansicpg") == 0) {
        codepage_set(r, number);
    } else if (strcmp(word, "pard") == 0 || strcmp(word, "intbl") == 0) {
        r->in_table = *word == 'i';
    } else if (strcmp(word, "mac") == 0) {
        r->ansi = "MACINTOSH";
    } else if (strcmp(word, "bin") == 0) {
        r->at += number < 0 ? 0 : number > r->end - r->at ? r->end - r->at
                                                          : number;
    } else if (strcmp(word, "v") == 0) {        /* hidden text */
        run_end(r);
        group_of(r)->skip = !has_number || number != 0;
    }

    for (size_t i = 0; i < sizeof(characters) / sizeof(characters[0]); i++) {
        if (strcmp(word, characters[i].word) == 0) {
            char_add(r, characters[i].c);
        }
    }

    for (const char *const *d = destinations; *d != NULL; d++) {
        if (strcmp(word, *d) == 0) {
            group_of(r)->skip = true;
        }
    }
}


/* Behind the backslash: \name, \name12, each with one blank that is its. */

static void
word_read(rtf_t *r)
{
    char    word[33];
    size_t  n = 0;
    bool    has_number = false, minus = false;
    long    number = 0;

    while (r->at < r->end && isalpha(*r->at)) {
        if (n < sizeof(word) - 1) {
            word[n++] = (char) *r->at;
        }
        r->at++;
    }
    word[n] = '\0';

    if (r->at < r->end && *r->at == '-') {
        minus = true;
        r->at++;
    }

    while (r->at < r->end && isdigit(*r->at)) {
        number = number < 100000000 ? number * 10 + (*r->at - '0') : number;
        has_number = true;
        r->at++;
    }

    if (r->at < r->end && *r->at == ' ') {
        r->at++;
    }

    word_act(r, word, has_number, minus ? -number : number);
}


static int
hex_of(uint8_t c)
{
    return isdigit(c) ? c - '0' : isxdigit(c) ? (c | 0x20) - 'a' + 10 : 0;
}


static void
symbol_read(rtf_t *r)
{
    uint8_t  c = *r->at++;

    if (c == '\'') {
        if (r->end - r->at >= 2) {
            byte_add(r, (char) (hex_of(r->at[0]) << 4 | hex_of(r->at[1])));
            r->at += 2;
        }
    } else if (c == '*') {
        group_of(r)->skip = true;
    } else if (c == '~') {
        char_add(r, ' ');
    } else if (c == '_') {
        char_add(r, '-');
    } else if (c == '\n' || c == '\r') {
        word_act(r, "par", false, 0);
    } else if (c == '\\' || c == '{' || c == '}') {
        byte_add(r, (char) c);
    }
}


static void
group_begin(rtf_t *r)
{
    run_end(r);

    if (r->depth + 1 == GROUPS_MAX) {
        r->error = DECODE_TOO_DEEP;
        return;
    }

    r->group[r->depth + 1] = r->group[r->depth];
    r->depth++;
    r->replaced = 0;
}


/* The table of fonts ends with its own group, which is at depth 2. */

static void
group_end(rtf_t *r)
{
    run_end(r);
    r->depth -= r->depth > 0;
    r->replaced = 0;
    r->fonts = r->fonts && r->depth > 1;
}


static void
rtf_read(rtf_t *r)
{
    while (r->at < r->end && r->error == NULL && !prose_is_full(&r->prose)) {
        uint8_t  c = *r->at++;

        if (c == '{') {
            group_begin(r);
        } else if (c == '}') {
            group_end(r);
        } else if (c == '\\' && r->at < r->end) {
            if (isalpha(*r->at)) {
                word_read(r);
            } else {
                symbol_read(r);
            }
        } else if (c != '\r' && c != '\n' && c != '\0') {
            byte_add(r, (char) c);
        }
    }

    run_end(r);
}


static const char *
rtf_decode(const decode_input_t *in, decode_result_t *out)
{
    rtf_t       *r = calloc(1, sizeof(*r));
    const char  *error;

    if (r == NULL) {
        return DECODE_MEMORY;
    }

    r->at = in->bytes.data;
    r->end = r->at + in->bytes.len;
    r->ansi = "WINDOWS-1252";
    r->group[0].uc = 1;
    prose_init(&r->prose, (size_t) limit(text));
    result_kind(out, "document");

    rtf_read(r);
    (void) result_page(out, slice_make(r->prose.text, r->prose.len), "layer",
                       100);
    if (r->prose.truncated) {
        result_truncated(out);
    }

    /* all groups of a whole file are closed */

    error = r->error != NULL || r->depth == 0 || r->prose.truncated
            ? r->error : DECODE_BROKEN;
    prose_release(&r->prose);
    free(r);

    return error;
}


static bool
rtf_warm(const char **ret_error)
{
    (void) ret_error;
    charset_warm();

    return true;
}


static const char *const  types[] = {
    "application/rtf", "text/rtf", NULL
};

const decode_handler_t  rtf_handler = {
    "rtf", types, rtf_warm, rtf_decode
};
