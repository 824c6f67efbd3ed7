/*
 * scheme_twilio - see scheme_twilio.h.
 *
 * The fields are sorted before anybody knows who has sent them: a heap sort
 * of at most FORM_FIELDS_MAX, whatever they look like.
 */

#include "scheme_twilio.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "form.h"

#include "banned.h"

#define HEADER_LEN  28                  /* base64 of 20 bytes, one = */
#define CHUNK       256

typedef struct {
    form_field_t  field[FORM_FIELDS_MAX];
    size_t        n;
} fields_t;


bool
twilio_header_parse(slice_t header, uint8_t ret_mac[SIGNATURE_SHA1_LEN])
{
    uint8_t  bytes[21];

    if (header.len != HEADER_LEN || header.data[HEADER_LEN - 1] != '='
        || memchr(header.data, '=', HEADER_LEN - 1) != NULL
        || EVP_DecodeBlock(bytes, header.data, HEADER_LEN)
           != (int) sizeof(bytes))
    {
        return false;
    }

    memcpy(ret_mac, bytes, SIGNATURE_SHA1_LEN);

    return true;
}


/* ---- the order of fields ---- */

static int
field_compare(const form_field_t *a, const form_field_t *b)
{
    int  diff = form_compare(a->name, b->name);

    return diff != 0 ? diff : form_compare(a->value, b->value);
}


static void
field_swap(form_field_t *a, form_field_t *b)
{
    form_field_t  c = *a;

    *a = *b;
    *b = c;
}


/* Lets the field at i sink to its place among the first n. */

static void
heap_sink(form_field_t *field, size_t i, size_t n)
{
    for (;;) {
        size_t  child = 2 * i + 1;

        if (child >= n) {
            return;
        }

        if (child + 1 < n
            && field_compare(&field[child], &field[child + 1]) < 0)
        {
            child++;
        }

        if (field_compare(&field[i], &field[child]) >= 0) {
            return;
        }

        field_swap(&field[i], &field[child]);
        i = child;
    }
}


static void
fields_sort(fields_t *fields)
{
    for (size_t i = fields->n / 2; i > 0; i--) {
        heap_sink(fields->field, i - 1, fields->n);
    }

    for (size_t n = fields->n; n > 1; n--) {
        field_swap(&fields->field[0], &fields->field[n - 1]);
        heap_sink(fields->field, 0, n - 1);
    }
}


static bool
fields_read(slice_t form, fields_t *fields)
{
    form_t  f;

    fields->n = 0;
    form_init(&f, form);

    /* the parser has the same limit */

    while (fields->n < FORM_FIELDS_MAX
           && form_next(&f, &fields->field[fields->n]))
    {
        fields->n++;
    }

    return f.rc == FORM_OK && f.p == f.end;
}


/* ---- the MAC ---- */

static bool
mac_decoded(signer_t *s, slice_t encoded)
{
    uint8_t  chunk[CHUNK];
    size_t   n;

    while ((n = form_decode_some(&encoded, chunk, sizeof(chunk))) > 0) {
        if (!signer_sha1_update(s, slice_make(chunk, n))) {
            return false;
        }
    }

    return true;
}


static bool
mac_fields(signer_t *s, const fields_t *fields)
{
    for (size_t i = 0; i < fields->n; i++) {
        const form_field_t  *field = &fields->field[i];

        if (i > 0 && field_compare(field - 1, field) == 0) {
            continue;                           /* values are unique */
        }

        if (!mac_decoded(s, field->name) || !mac_decoded(s, field->value)) {
            return false;
        }
    }

    return true;
}


bool
twilio_mac(signer_t *s, slice_t base, slice_t uri, slice_t form,
    uint8_t ret_mac[SIGNATURE_SHA1_LEN])
{
    fields_t  fields;                   /* 8 KB */

    if (!fields_read(form, &fields)) {
        return false;
    }

    fields_sort(&fields);

    return signer_sha1_begin(s) && signer_sha1_update(s, base)
           && signer_sha1_update(s, uri) && mac_fields(s, &fields)
           && signer_sha1_end(s, ret_mac);
}


bool
twilio_body_is(slice_t hex, slice_t body)
{
    static const char  digits[] = "0123456789abcdef";

    uint8_t  digest[32];
    char     text[TWILIO_BODY_HEX];

    if (hex.len != TWILIO_BODY_HEX
        || EVP_Digest(body.data, body.len, digest, NULL, EVP_sha256(), NULL)
           != 1)
    {
        return false;
    }

    for (size_t i = 0; i < sizeof(digest); i++) {
        text[2 * i] = digits[digest[i] >> 4];
        text[2 * i + 1] = digits[digest[i] & 15];
    }

    return CRYPTO_memcmp(text, hex.data, TWILIO_BODY_HEX) == 0;
}
