/*
 * scan - the general part of the scanner: one document, one member, one string.
 *
 * The grammar is in cursor.c, the WhatsApp envelope in scan_whatsapp.c, the
 * repair for other parsers in json_repair.c.
 */

#include "cursor.h"

#include "banned.h"


scan_rc_t
scan_json(slice_t body)
{
    cursor_t  c;
    slice_t   value;

    cursor_init(&c, body);
    (void) cursor_value(&c, &value);            /* an error sticks in c */

    return cursor_finish(&c);
}


unsigned
scan_depth(slice_t body)
{
    const uint8_t  *p = body.data, *end = slice_end(body);
    unsigned        depth = 0, most = 0;
    bool            quoted = false;

    for (; p < end; p++) {
        if (quoted) {
            if (*p == '\\') {
                p++;
            } else if (*p == '"') {
                quoted = false;
            }

        } else if (*p == '"') {
            quoted = true;

        } else if (*p == '{' || *p == '[') {
            depth++;
            most = depth > most ? depth : most;

        } else if (*p == '}' || *p == ']') {
            depth--;
        }
    }

    return most;
}


bool
scan_member(slice_t object, const char *name, slice_t *ret_value)
{
    const slice_t    wanted = slice_str(name);
    cursor_string_t  key;
    cursor_t         c;
    slice_t          value, found = SLICE_NULL;

    cursor_init(&c, object);

    if (!cursor_enter(&c, '{')) {
        return false;
    }

    while (cursor_member(&c, &key)) {
        if (cursor_value(&c, &value) && cursor_string_is(key, wanted)) {
            found = value;                      /* the last one wins */
        }
    }

    if (cursor_finish(&c) != SCAN_OK || found.data == NULL) {
        return false;
    }

    *ret_value = found;

    return true;
}


bool
scan_plain_string(slice_t value, slice_t *ret_content)
{
    cursor_string_t  string;

    if (!cursor_string(value, &string) || string.escaped) {
        return false;
    }

    *ret_content = string.text;

    return true;
}


/* ---- strings (cursor.h) ---- */

bool
cursor_string(slice_t value, cursor_string_t *ret_string)
{
    return value.len > 0 && scan_json(value) == SCAN_OK
           && value.data[value.len - 1] == '"'
           && cursor_passed_string(value, ret_string);
}


bool
cursor_passed_string(slice_t value, cursor_string_t *ret_string)
{
    if (value.len < 2 || value.data[0] != '"') {
        return false;
    }

    ret_string->text = slice_make(value.data + 1, value.len - 2);
    ret_string->escaped = memchr(value.data, '\\', value.len) != NULL;

    return true;
}


static int
hex_value(uint8_t ch)
{
    return ch <= '9' ? ch - '0' : (ch | 0x20) - 'a' + 10;
}


/* The character of an escape at p (behind the backslash); -1: not ASCII. */

static int
escape_value(const uint8_t *p)
{
    switch (*p) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'u': break;
    default:  return *p;
    }

    if (p[1] != '0' || p[2] != '0' || p[3] > '7') {
        return -1;
    }

    return hex_value(p[3]) << 4 | hex_value(p[4]);
}


/* The string was validated: an escape has all of its bytes. */

bool
cursor_string_spells(cursor_string_t string, slice_t name)
{
    const uint8_t  *p = string.text.data;
    const uint8_t  *end = p + string.text.len;
    size_t          i;

    for (i = 0; p < end && i < name.len; i++) {
        int  ch = *p++;

        if (ch == '\\') {
            ch = escape_value(p);
            p += *p == 'u' ? 5 : 1;
        }

        if (ch != name.data[i]) {
            return false;
        }
    }

    return p == end && i == name.len;
}
