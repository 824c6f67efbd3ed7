/*
 * form - application/x-www-form-urlencoded, pair by pair; see form.h.
 *
 * form_next() checks every escape of a pair, so that what decodes it need
 * not.
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


/* --- encoded text ------------------------------------------------------- */

static bool
escapes_are_whole(slice_t text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] != '%') {
            continue;
        }

        if (i + 2 >= text.len || hex_value(text.data[i + 1]) < 0
            || hex_value(text.data[i + 2]) < 0)
        {
            return false;
        }

        i += 2;
    }

    return true;
}


/* The byte that *p stands for; steps over it. */
static uint8_t
byte_take(const uint8_t **p, const uint8_t *end)
{
    const uint8_t  *at = *p;

    if (*at == '%' && end - at >= 3) {
        *p = at + 3;
        return (uint8_t) (hex_value(at[1]) << 4 | hex_value(at[2]));
    }

    *p = at + 1;

    return *at == '+' ? ' ' : *at;
}


bool
form_is(slice_t encoded, slice_t plain)
{
    const uint8_t  *p = encoded.data;
    const uint8_t  *end = p + encoded.len;
    size_t          n;

    for (n = 0; p < end; n++) {
        if (n == plain.len || byte_take(&p, end) != plain.data[n]) {
            return false;
        }
    }

    return n == plain.len;
}


size_t
form_decoded_len(slice_t encoded)
{
    const uint8_t  *p = encoded.data;
    const uint8_t  *end = p + encoded.len;
    size_t          n;

    for (n = 0; p < end; n++) {
        (void) byte_take(&p, end);
    }

    return n;
}


size_t
form_decode(slice_t encoded, uint8_t *ret_bytes)
{
    const uint8_t  *p = encoded.data;
    const uint8_t  *end = p + encoded.len;
    size_t          n;

    for (n = 0; p < end; n++) {
        ret_bytes[n] = byte_take(&p, end);
    }

    return n;
}


static bool
is_unreserved(uint8_t ch)
{
    return (ch >= '0' && ch <= '9')
           || ((ch | 0x20) >= 'a' && (ch | 0x20) <= 'z')
           || memchr("-._~", ch, 4) != NULL;
}


size_t
form_encode(slice_t plain, uint8_t *ret_encoded)
{
    static const char  hex[] = "0123456789ABCDEF";

    size_t  n = 0;

    for (size_t i = 0; i < plain.len; i++) {
        uint8_t  ch = plain.data[i];

        if (is_unreserved(ch)) {
            ret_encoded[n++] = ch;
            continue;
        }

        ret_encoded[n++] = '%';
        ret_encoded[n++] = (uint8_t) hex[ch >> 4];
        ret_encoded[n++] = (uint8_t) hex[ch & 15];
    }

    return n;
}


/* --- pairs -------------------------------------------------------------- */

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


void
form_init(form_reader_t *r, slice_t body)
{
    *r = (form_reader_t) { .rest = body };
}


static bool
form_fail(form_reader_t *r, form_rc_t rc)
{
    r->rc = rc;
    r->rest.len = 0;

    return false;
}


bool
form_next(form_reader_t *r, form_pair_t *ret_pair)
{
    slice_t  name, value = { .len = 0 };

    while (r->rest.len > 0 && value.len == 0) {
        value = form_cut(&r->rest, '&');
    }

    if (value.len == 0) {
        return false;
    }

    if (r->n == FORM_PAIRS_MAX) {
        return form_fail(r, FORM_TOO_MANY);
    }

    if (!escapes_are_whole(value)) {
        return form_fail(r, FORM_SYNTAX);
    }

    name = form_cut(&value, '=');
    *ret_pair = (form_pair_t) { name, value };
    r->n++;

    return true;
}


bool
form_parse(slice_t body, uint8_t *memory, form_t *ret_form)
{
    form_reader_t  r;
    form_pair_t    wire;
    size_t         n = 0, len;

    ret_form->n = 0;
    form_init(&r, body);

    while (form_next(&r, &wire)) {
        form_pair_t  *pair = &ret_form->pair[ret_form->n++];

        len = form_decode(wire.name, memory + n);
        pair->name = slice_make(memory + n, len);
        n += len;

        len = form_decode(wire.value, memory + n);
        pair->value = slice_make(memory + n, len);
        n += len;
    }

    return r.rc == FORM_OK;
}
