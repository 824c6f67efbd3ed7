/* charset - see charset.h. */

#include "decode/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <strings.h>

#include "common/utf8_cut.h"
#include "worker/nlu/utf8.h"

#include "common/banned.h"

#define PROBE_BYTES  65536u             /* of a text that are looked at */

typedef struct {
    const char  *name;                  /* iconv's */
    const char  *also;                  /* " other names " */
    iconv_t      open;
} charset_t;

/* What the web calls Latin-1 is Windows-1252; so do we. */
static charset_t  charsets[] = {
    { "UTF-8", " utf8 unicode-1-1-utf-8 us-ascii ascii ", NULL },
    { "UTF-16LE", " utf-16 ucs-2 unicode ", NULL },
    { "UTF-16BE", " ", NULL },
    { "UTF-32LE", " utf-32 ucs-4 ", NULL },
    { "UTF-32BE", " ", NULL },
    { "WINDOWS-1252", " cp1252 1252 iso-8859-1 latin1 l1 iso_8859-1 iso8859-1"
      " unknown-8bit ansi x-ansi ", NULL },
    { "ISO-8859-15", " latin-9 latin9 iso8859-15 ", NULL },
    { "WINDOWS-1250", " cp1250 1250 ", NULL },
    { "ISO-8859-2", " latin2 iso8859-2 ", NULL },
    { "WINDOWS-1251", " cp1251 1251 ", NULL },
    { "KOI8-R", " koi8 koi8-u ", NULL },
    { "ISO-8859-5", " ", NULL },
    { "WINDOWS-1253", " cp1253 1253 ", NULL },
    { "ISO-8859-7", " ", NULL },
    { "WINDOWS-1254", " cp1254 1254 iso-8859-9 latin5 ", NULL },
    { "WINDOWS-1255", " cp1255 1255 iso-8859-8 ", NULL },
    { "WINDOWS-1256", " cp1256 1256 ", NULL },
    { "WINDOWS-1257", " cp1257 1257 ", NULL },
    { "WINDOWS-1258", " cp1258 1258 ", NULL },
    { "WINDOWS-874", " cp874 874 tis-620 ", NULL },
    { "MACINTOSH", " mac macroman x-mac-roman ", NULL },
    { "IBM437", " cp437 437 ", NULL },
    { "IBM850", " cp850 850 ", NULL },
    { "SHIFT_JIS", " sjis shift-jis cp932 932 windows-31j ", NULL },
    { "EUC-JP", " ", NULL },
    { "ISO-2022-JP", " ", NULL },
    { "GB18030", " gb2312 gbk cp936 936 ", NULL },
    { "BIG5", " cp950 950 big5-hkscs ", NULL },
    { "EUC-KR", " cp949 949 ks_c_5601-1987 ", NULL }
};

#define CHARSETS  (sizeof(charsets) / sizeof(charsets[0]))

/* Windows-1252 where it is not Latin-1: 0x80 to 0x9f. */
static const uint16_t  cp1252[32] = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
    0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178
};


void
charset_warm(void)
{
    for (size_t i = 0; i < CHARSETS; i++) {
        if (charsets[i].open == NULL) {
            charsets[i].open = iconv_open("UTF-8", charsets[i].name);
        }
    }
}


static bool
is_named(const charset_t *c, const char *name, size_t len)
{
    if (strlen(c->name) == len && strncasecmp(c->name, name, len) == 0) {
        return true;
    }

    for (const char *s = c->also; *s != '\0'; s++) {
        if (*s == ' ' && strncasecmp(s + 1, name, len) == 0
            && s[1 + len] == ' ')
        {
            return true;
        }
    }

    return false;
}


const char *
charset_known(const char *name, size_t len)
{
    while (len > 0 && strchr(" \t\"'", name[len - 1]) != NULL) {
        len--;
    }
    while (len > 0 && strchr(" \t\"'", *name) != NULL) {
        name++;
        len--;
    }

    for (size_t i = 0; i < CHARSETS && len > 0; i++) {
        if (is_named(&charsets[i], name, len)) {
            return charsets[i].name;
        }
    }

    return NULL;
}


/* How many sequences of several bytes there are, and how many bytes that are
 * in none. */

static void
utf8_count(slice_t text, size_t *ret_good, size_t *ret_bad)
{
    const uint8_t  *s = text.data, *end = s + text.len;

    *ret_good = *ret_bad = 0;

    while (s < end) {
        const uint8_t  *at = s;
        uint32_t        c = utf8_next(&s, end);

        /* three bytes that spell U+FFFD are one */

        *ret_bad += c == UTF8_BAD && s == at + 1;
        *ret_good += s > at + 1;
    }
}


/* One damaged byte in a page of it does not make it Latin. */

static bool
is_mostly_utf8(slice_t text)
{
    size_t  good, bad;

    utf8_count(utf8_cut(text, PROBE_BYTES), &good, &bad);

    return bad == 0 || good > bad * 10;
}


/* Zero bytes on one side only, and enough of them. */

static const char *
utf16_of(slice_t text)
{
    size_t  even = 0, odd = 0, n = text.len < PROBE_BYTES ? text.len
                                                         : PROBE_BYTES;

    for (size_t i = 0; i < n; i++) {
        if (text.data[i] == 0) {
            even += i % 2 == 0;
            odd += i % 2;
        }
    }

    if (odd > n / 5 && even < odd / 8) {
        return "UTF-16LE";
    }

    return even > n / 5 && odd < even / 8 ? "UTF-16BE" : NULL;
}


bool
charset_is_utf16(slice_t text)
{
    return utf16_of(text) != NULL;
}


const char *
charset_of(slice_t text, const char *named, size_t *ret_bom)
{
    static const struct { slice_t mark; const char *name; } boms[] = {
        { { (const uint8_t *) "\xef\xbb\xbf", 3 }, "UTF-8" },
        { { (const uint8_t *) "\xff\xfe\0", 4 }, "UTF-32LE" },
        { { (const uint8_t *) "\0\0\xfe\xff", 4 }, "UTF-32BE" },
        { { (const uint8_t *) "\xff\xfe", 2 }, "UTF-16LE" },
        { { (const uint8_t *) "\xfe\xff", 2 }, "UTF-16BE" }
    };

    const char  *known = named == NULL ? NULL
                         : charset_known(named, strlen(named));

    for (size_t i = 0; i < sizeof(boms) / sizeof(boms[0]); i++) {
        if (text.len >= boms[i].mark.len
            && memcmp(text.data, boms[i].mark.data, boms[i].mark.len) == 0)
        {
            *ret_bom = boms[i].mark.len;
            return boms[i].name;
        }
    }

    *ret_bom = 0;

    /* who says UTF-16 of bytes without a zero is wrong */

    if (known != NULL && strncmp(known, "UTF-", 4) != 0) {
        return known;
    }

    if (utf16_of(text) != NULL) {
        return utf16_of(text);
    }

    return is_mostly_utf8(text) ? "UTF-8" : "WINDOWS-1252";
}


/* ---- to UTF-8 ---- */

typedef struct {
    char    *text;
    size_t   len, room, max;
} out_t;


/* Room for `more`; false: full, or no memory. */

static bool
out_room(out_t *o, size_t more)
{
    size_t  room = o->room == 0 ? 4096 : o->room;
    char   *text;

    if (o->len + more > o->max) {
        return false;
    }

    while (room < o->len + more + 1) {
        room *= 2;
    }

    if (room == o->room) {
        return true;
    }

    text = realloc(o->text, room);
    if (text == NULL) {
        return false;
    }

    o->text = text;
    o->room = room;
    return true;
}


static bool
out_char(out_t *o, uint32_t c)
{
    if (!out_room(o, 4)) {
        return false;
    }

    o->len += utf8_put(c, o->text + o->len);
    return true;
}


static void
from_1252(out_t *o, slice_t text)
{
    for (size_t i = 0; i < text.len; i++) {
        uint8_t  c = text.data[i];

        if (!out_char(o, c >= 0x80 && c < 0xa0 ? cp1252[c - 0x80] : c)) {
            return;
        }
    }
}


static void
from_utf8(out_t *o, slice_t text)
{
    const uint8_t  *s = text.data, *end = s + text.len;

    while (s < end && out_char(o, utf8_next(&s, end))) {
        continue;
    }
}


static void
from_iconv(out_t *o, iconv_t cd, slice_t text)
{
    char    *in = (char *) text.data;   /* iconv does not write there */
    size_t   left = text.len;

    (void) iconv(cd, NULL, NULL, NULL, NULL);

    while (left > 0) {
        char    *to;
        size_t   room, n;

        if (!out_room(o, 16)) {
            return;
        }

        to = o->text + o->len;
        room = o->room - o->len - 1;
        room = room < o->max - o->len ? room : o->max - o->len;
        n = iconv(cd, &in, &left, &to, &room);
        o->len = (size_t) (to - o->text);

        if (n == (size_t) -1 && errno == EILSEQ) {
            in++;
            left--;
            if (!out_char(o, UTF8_BAD)) {
                return;
            }
        } else if (n == (size_t) -1 && errno == E2BIG) {
            size_t  more = o->max - o->len;

            more = more < o->room ? more : o->room;
            if (more < 16 || !out_room(o, more)) {
                return;
            }
        } else {
            return;                     /* all of it, or half a character */
        }
    }
}


static iconv_t
iconv_of(const char *charset)
{
    for (size_t i = 0; i < CHARSETS; i++) {
        if (strcmp(charsets[i].name, charset) == 0) {
            charset_t  *c = &charsets[i];

            if (c->open == NULL) {
                c->open = iconv_open("UTF-8", c->name);
            }

            return c->open;
        }
    }

    return (iconv_t) -1;
}


char *
charset_utf8(const char *charset, slice_t text, size_t max, size_t *ret_len)
{
    out_t  o = { .max = max };

    if (strcmp(charset, "UTF-8") == 0) {
        from_utf8(&o, text);

    } else if (strcmp(charset, "WINDOWS-1252") == 0
               || iconv_of(charset) == (iconv_t) -1)
    {
        from_1252(&o, text);

    } else {
        from_iconv(&o, iconv_of(charset), text);
    }

    if (o.text == NULL) {
        o.text = malloc(1);
        if (o.text == NULL) {
            return NULL;
        }
    }

    o.text[o.len] = '\0';
    *ret_len = o.len;

    return o.text;
}
