/* mail - see mail.h. */

#include "decode/mail.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "decode/charset.h"

#include "common/banned.h"

#define WORD_MAX  512                   /* an encoded word has 75 */


/* ---- fields ---- */

/* Length of the line with its end. */

static size_t
line_len(slice_t s)
{
    const uint8_t  *end = s.len == 0 ? NULL : memchr(s.data, '\n', s.len);

    return end == NULL ? s.len : (size_t) (end - s.data) + 1;
}


static slice_t
behind(slice_t s, size_t n)
{
    return slice_make(s.data + n, s.len - n);
}


mail_part_t
mail_part(slice_t bytes)
{
    slice_t  rest = bytes;

    while (rest.len > 0 && *rest.data != '\n'
           && !(rest.len > 1 && rest.data[0] == '\r' && rest.data[1] == '\n'))
    {
        rest = behind(rest, line_len(rest));
    }

    return (mail_part_t) {
        .head = slice_make(bytes.data, bytes.len - rest.len),
        .body = behind(rest, line_len(rest))
    };
}


static void
value_add(char *ret, size_t room, size_t *n, slice_t line)
{
    for (size_t i = 0; i < line.len && *n + 1 < room; i++) {
        uint8_t  c = line.data[i];

        if (c != '\r' && c != '\n' && c != '\0') {
            ret[(*n)++] = c == '\t' ? ' ' : (char) c;
        }
    }

    ret[*n] = '\0';
}


bool
mail_field(slice_t head, const char *name, char *ret, size_t room)
{
    size_t  len = strlen(name), n = 0;
    bool    found = false;

    while (head.len > 0) {
        size_t   used = line_len(head);
        slice_t  line = slice_make(head.data, used);

        head = behind(head, used);

        if (found) {
            if (*line.data != ' ' && *line.data != '\t') {
                return true;
            }
            value_add(ret, room, &n, line);

        } else if (used > len && line.data[len] == ':'
                   && strncasecmp((const char *) line.data, name, len) == 0)
        {
            found = true;
            line = behind(line, len + 1);
            while (line.len > 0 && (*line.data == ' ' || *line.data == '\t'))
            {
                line = behind(line, 1);
            }
            value_add(ret, room, &n, line);
        }
    }

    return found;
}


/* A value: a token, or quoted with \ before what is meant itself. */

static void
parameter_value(const char *s, char *ret, size_t room)
{
    bool    quoted = *s == '"';
    size_t  n = 0;

    s += quoted;
    for (; *s != '\0' && n + 1 < room; s++) {
        if (quoted ? *s == '"' : strchr("; \t", *s) != NULL) {
            break;
        }
        if (quoted && *s == '\\' && s[1] != '\0') {
            s++;
        }
        ret[n++] = *s;
    }

    ret[n] = '\0';
}


bool
mail_parameter(const char *value, const char *name, char *ret, size_t room)
{
    size_t  len = strlen(name);
    bool    quoted = false;

    for (const char *s = value; *s != '\0'; s++) {
        if (*s == '"') {
            quoted = !quoted;
        }

        if (quoted || *s != ';') {
            continue;
        }

        s += 1 + strspn(s + 1, " \t");
        if (strncasecmp(s, name, len) == 0) {
            const char  *at = s + len + strspn(s + len, " \t");

            if (*at == '=') {
                at += 1 + strspn(at + 1, " \t");
                parameter_value(at, ret, room);
                return true;
            }
        }
        s--;
    }

    return false;
}


/* ---- transfer encodings ---- */

static int
base64_value(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A'
           : c >= 'a' && c <= 'z' ? c - 'a' + 26
           : c >= '0' && c <= '9' ? c - '0' + 52
           : c == '+' || c == '-' ? 62
           : c == '/' || c == '_' ? 63 : -1;
}


/* Lenient: what is no digit of it is passed over, as mails have it. */

static size_t
base64_read(slice_t in, char *out)
{
    uint32_t  bits = 0;
    unsigned  have = 0;
    size_t    n = 0;

    for (size_t i = 0; i < in.len && in.data[i] != '='; i++) {
        int  value = base64_value(in.data[i]);

        if (value >= 0) {
            bits = bits << 6 | (uint32_t) value;
            have += 6;
        }

        if (have >= 8) {
            have -= 8;
            out[n++] = (char) (bits >> have);
        }
    }

    return n;
}


static int
hex_value(uint8_t c)
{
    return isdigit(c) ? c - '0' : isxdigit(c) ? (c | 0x20) - 'a' + 10 : -1;
}


/* Nothing but blanks up to the line's end: the line goes on behind it. */

static bool
ends_line(slice_t s)
{
    while (s.len > 0 && strchr(" \t\r", *s.data) != NULL && *s.data != '\0') {
        s = behind(s, 1);
    }

    return s.len == 0 || *s.data == '\n';
}


/* word: "_" is a blank, and there are no lines. */

static size_t
quoted_read(slice_t in, bool word, char *out)
{
    size_t  n = 0;

    for (size_t i = 0; i < in.len; i++) {
        uint8_t  c = in.data[i];

        if (c == '=' && i + 2 < in.len && hex_value(in.data[i + 1]) >= 0
            && hex_value(in.data[i + 2]) >= 0)
        {
            out[n++] = (char) (hex_value(in.data[i + 1]) << 4
                               | hex_value(in.data[i + 2]));
            i += 2;
        } else if (c == '=' && !word && ends_line(behind(in, i + 1))) {
            while (i + 1 < in.len && in.data[i] != '\n') {
                i++;
            }
        } else {
            out[n++] = c == '_' && word ? ' ' : (char) c;
        }
    }

    return n;
}


char *
mail_decoded(slice_t body, const char *encoding, size_t *ret_len)
{
    char  *out = malloc(body.len + 1);

    if (out == NULL) {
        return NULL;
    }

    if (strcasecmp(encoding, "base64") == 0) {
        *ret_len = base64_read(body, out);
    } else if (strcasecmp(encoding, "quoted-printable") == 0) {
        *ret_len = quoted_read(body, false, out);
    } else {
        *ret_len = body.len;
        if (body.len > 0) {
            memcpy(out, body.data, body.len);
        }
    }

    return out;
}


/* ---- encoded words ---- */

static void
bytes_add(const char *charset, slice_t bytes, prose_t *prose)
{
    size_t   bom, len;
    char    *text;

    charset = charset_of(bytes, charset, &bom);
    text = charset_utf8(charset, behind(bytes, bom), WORD_MAX * 4, &len);

    if (text != NULL) {
        prose_add(prose, text, len);
        free(text);
    }
}


/* "=?charset?Q?text?=" at s; how long it is, 0: it is none. */

static size_t
word_add(const char *s, prose_t *prose)
{
    char         charset[40], out[WORD_MAX];
    const char  *kind = strchr(s + 2, '?'), *text, *end;
    slice_t      in;
    size_t       n;

    if (kind == NULL || kind[1] == '\0' || kind[2] != '?') {
        return 0;
    }

    text = kind + 3;
    end = strstr(text, "?=");
    if (end == NULL || end - text >= WORD_MAX || kind - s >= 40) {
        return 0;
    }

    snprintf(charset, sizeof(charset), "%.*s",
             (int) strcspn(s + 2, "?*"), s + 2);        /* "*es": language */
    in = slice_make(text, (size_t) (end - text));

    n = toupper((unsigned char) kind[1]) == 'B' ? base64_read(in, out)
                                                : quoted_read(in, true, out);
    bytes_add(charset, slice_make(out, n), prose);

    return (size_t) (end + 2 - s);
}


/* Blanks between two encoded words are none. */

void
mail_words(const char *value, prose_t *prose)
{
    const char  *s = value;
    bool         behind_word = false;

    while (*s != '\0') {
        const char  *word = strstr(s, "=?");
        size_t       plain = word == NULL ? strlen(s) : (size_t) (word - s);
        size_t       used;

        if (!behind_word || word == NULL || strspn(s, " ") < plain) {
            bytes_add(NULL, slice_make(s, plain), prose);
        }

        if (word == NULL) {
            return;
        }

        used = word_add(word, prose);
        behind_word = used > 0;

        if (used == 0) {
            prose_add(prose, "=?", 2);
            used = 2;
        }

        s = word + used;
    }
}
