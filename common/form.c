/*
 * form - application/x-www-form-urlencoded, pair by pair; see form.h.
 */

#include "form.h"

#include "banned.h"


static int
hex_value(uint8_t ch)
{
    if (ch >= '0' && ch <= '9') {
        return ch - '0';
    }

    ch |= 0x20;

    return ch >= 'a' && ch <= 'f' ? ch - 'a' + 10 : -1;
}


/* Decodes text to *p, which moves on; false: a broken escape. */
static bool
form_decode(slice_t text, uint8_t **p, slice_t *ret_value)
{
    uint8_t  *start = *p, *end = start;

    for (size_t i = 0; i < text.len; i++) {
        uint8_t  ch = text.data[i];

        if (ch == '%') {
            int  high = i + 2 < text.len ? hex_value(text.data[i + 1]) : -1;
            int  low = i + 2 < text.len ? hex_value(text.data[i + 2]) : -1;

            if (high < 0 || low < 0) {
                return false;
            }

            ch = (uint8_t) (high << 4 | low);
            i += 2;

        } else if (ch == '+') {
            ch = ' ';
        }

        *end++ = ch;
    }

    *ret_value = slice_make(start, (size_t) (end - start));
    *p = end;

    return true;
}


/* Cuts *rest at the first ch; the whole of it when there is none. */
static slice_t
form_cut(slice_t *rest, uint8_t ch)
{
    const uint8_t  *at = rest->len == 0 ? NULL
                                        : memchr(rest->data, ch, rest->len);
    slice_t         part = *rest;

    if (at == NULL) {
        *rest = slice_make(rest->data + rest->len, 0);
        return part;
    }

    part.len = (size_t) (at - part.data);
    *rest = slice_make(at + 1, rest->len - part.len - 1);

    return part;
}


bool
form_parse(slice_t body, uint8_t *memory, form_t *ret_form)
{
    uint8_t  *p = memory;

    ret_form->n = 0;

    while (body.len > 0) {
        slice_t       value = form_cut(&body, '&'), name;
        form_pair_t  *pair = &ret_form->pair[ret_form->n];

        if (value.len == 0) {
            continue;
        }

        if (ret_form->n == FORM_PAIRS_MAX) {
            return false;
        }

        name = form_cut(&value, '=');

        if (!form_decode(name, &p, &pair->name)
            || !form_decode(value, &p, &pair->value))
        {
            return false;
        }

        ret_form->n++;
    }

    return true;
}


bool
form_get(const form_t *form, const char *name, slice_t *ret_value)
{
    for (unsigned i = 0; i < form->n; i++) {
        if (slice_eq(form->pair[i].name, slice_str(name))) {
            *ret_value = form->pair[i].value;
            return true;
        }
    }

    return false;
}
