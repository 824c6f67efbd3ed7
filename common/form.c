/*
 * form - fields of a form, see form.h.
 *
 * One pass over a field checks every byte of it, so that the decoders need
 * not: an escape that form_next() has passed is whole.
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


/* Bytes of the item at p: 1, or 3 for an escape; 0 when it is wrong. */

static size_t
item_len(const uint8_t *p, const uint8_t *end)
{
    if (*p == '%') {
        return end - p >= 3 && hex_value(p[1]) >= 0 && hex_value(p[2]) >= 0
               ? 3 : 0;
    }

    return *p > 0x20 && *p < 0x7f ? 1 : 0;
}


/* The byte that the item at *p stands for; steps over it. */

static uint8_t
item_take(const uint8_t **p, const uint8_t *end)
{
    const uint8_t  *at = *p;

    if (*at == '%' && end - at >= 3) {
        *p = at + 3;
        return (uint8_t) (hex_value(at[1]) << 4 | hex_value(at[2]));
    }

    *p = at + 1;

    return *at == '+' ? ' ' : *at;
}


static bool
form_fail(form_t *f, form_rc_t rc)
{
    f->rc = rc;
    f->p = f->end;

    return false;
}


void
form_init(form_t *f, slice_t body)
{
    f->p = body.data;
    f->end = body.len > 0 ? body.data + body.len : body.data;
    f->n = 0;
    f->rc = FORM_OK;
}


/* Passes the items up to '&', to '=' when it stops there, or to the end. */

static bool
items_pass(form_t *f, bool is_name, slice_t *ret_items, size_t *ret_n)
{
    const uint8_t  *start = f->p;
    size_t          len;

    for (*ret_n = 0; f->p < f->end; (*ret_n)++) {
        if (*f->p == '&' || (is_name && *f->p == '=')) {
            break;
        }

        len = item_len(f->p, f->end);
        if (len == 0) {
            return form_fail(f, FORM_SYNTAX);
        }

        f->p += len;
    }

    *ret_items = slice_make(start, (size_t) (f->p - start));

    return true;
}


bool
form_next(form_t *f, form_field_t *ret_field)
{
    slice_t  name, value = SLICE_NULL;
    size_t   n, ignored;

    if (f->p == f->end) {
        return false;
    }

    if (!items_pass(f, true, &name, &n)) {
        return false;
    }

    if (n == 0) {
        return form_fail(f, FORM_SYNTAX);
    }

    if (n > FORM_NAME_LEN || f->n == FORM_FIELDS_MAX) {
        return form_fail(f, FORM_TOO_MANY);
    }

    if (f->p < f->end && *f->p == '=') {
        f->p++;

        if (!items_pass(f, false, &value, &ignored)) {
            return false;
        }
    }

    if (f->p < f->end) {
        f->p++;                                 /* the & */

        if (f->p == f->end) {
            return form_fail(f, FORM_SYNTAX);
        }
    }

    f->n++;
    *ret_field = (form_field_t) { name, value };

    return true;
}


form_rc_t
form_check(slice_t body)
{
    form_field_t  field;
    form_t        f;

    form_init(&f, body);

    while (form_next(&f, &field)) {
        /* void */
    }

    return f.rc;
}


size_t
form_decoded_len(slice_t encoded)
{
    const uint8_t  *p = encoded.data;
    const uint8_t  *end = p + encoded.len;
    size_t          n;

    for (n = 0; p < end; n++) {
        (void) item_take(&p, end);
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
        ret_bytes[n] = item_take(&p, end);
    }

    return n;
}


bool
form_is(slice_t encoded, slice_t plain)
{
    const uint8_t  *p = encoded.data;
    const uint8_t  *end = p + encoded.len;
    size_t          n;

    for (n = 0; p < end; n++) {
        if (n == plain.len || item_take(&p, end) != plain.data[n]) {
            return false;
        }
    }

    return n == plain.len;
}


int
form_compare(slice_t a, slice_t b)
{
    const uint8_t  *p = a.data, *p_end = a.data + a.len;
    const uint8_t  *q = b.data, *q_end = b.data + b.len;

    while (p < p_end && q < q_end) {
        int  diff = item_take(&p, p_end) - item_take(&q, q_end);

        if (diff != 0) {
            return diff;
        }
    }

    return (p < p_end) - (q < q_end);
}


size_t
form_decode_some(slice_t *rest, uint8_t *ret_bytes, size_t size)
{
    const uint8_t  *p = rest->data;
    const uint8_t  *end = p + rest->len;
    size_t          n;

    for (n = 0; n < size && p < end; n++) {
        ret_bytes[n] = item_take(&p, end);
    }

    *rest = slice_make(p, (size_t) (end - p));

    return n;
}


static bool
is_unreserved(uint8_t ch)
{
    return (ch >= '0' && ch <= '9') || ((ch | 0x20) >= 'a'
           && (ch | 0x20) <= 'z') || memchr("-._~", ch, 4) != NULL;
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
