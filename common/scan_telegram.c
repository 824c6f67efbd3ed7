/*
 * scan_telegram - see scan_telegram.h.
 *
 * One validating walk over the top of the object; what is inside a member is
 * checked by cursor_value() and read by admit alone.
 */

#include "scan_telegram.h"

#include "cursor.h"

#include "banned.h"


static bool
is_integer(slice_t value)
{
    size_t  i = value.len > 0 && value.data[0] == '-';

    if (i == value.len || value.len > 20) {
        return false;
    }

    for (; i < value.len; i++) {
        if (value.data[i] < '0' || value.data[i] > '9') {
            return false;
        }
    }

    return true;
}


/* A type is a plain word; the types we know are never spelled otherwise. */

static bool
is_field(cursor_string_t key)
{
    if (key.escaped || key.text.len == 0
        || key.text.len > TELEGRAM_FIELD_LEN)
    {
        return false;
    }

    for (size_t i = 0; i < key.text.len; i++) {
        if (key.text.data[i] < 0x21 || key.text.data[i] > 0x7e) {
            return false;
        }
    }

    return true;
}


static void
member_take(scan_telegram_t *u, cursor_string_t key, slice_t value)
{
    if (cursor_string_is(key, SLICE_LIT("update_id"))) {
        u->id = value;

    } else if (is_field(key)
               && (u->field.len == 0 || slice_eq(u->field, key.text)))
    {
        u->field = key.text;
        u->element = value;
    }
}


scan_rc_t
scan_telegram(slice_t body, scan_telegram_t *ret_update)
{
    scan_telegram_t  u = { .id = SLICE_NULL };
    cursor_string_t  key;
    cursor_t         c;
    slice_t          value;

    cursor_init(&c, body);

    if (cursor_enter(&c, '{')) {
        while (cursor_member(&c, &key) && cursor_value(&c, &value)) {
            member_take(&u, key, value);
        }

    } else {
        (void) cursor_value(&c, &value);
    }

    if (cursor_finish(&c) != SCAN_OK) {
        return c.rc;
    }

    if (!is_integer(u.id)) {
        return SCAN_SHAPE;
    }

    *ret_update = u;

    return SCAN_OK;
}
