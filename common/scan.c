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
