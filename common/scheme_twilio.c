/*
 * scheme_twilio - what Twilio signs: the URL it called, and the form.
 *
 * HMAC-SHA1 over the public URL as it was called, query and all; a form's
 * pairs follow, decoded, sorted by name: name and value without anything
 * between.  A name that is there more than once gives each different value
 * once, sorted.  A body that is no form is not signed itself: the URL has
 * bodySHA256=<hex> in its query, and that has to be true.
 *
 * Twilio signs with or without the standard port, whichever it was given:
 * both spellings of the URL are tried.  The URL's scheme and host are
 * configured: behind a proxy the Host header proves nothing.
 */

#include "scheme_private.h"

#include <stdlib.h>

#include "decode.h"
#include "form.h"

#include "banned.h"


size_t
scheme_twilio_memory(size_t body_len)
{
    return sizeof(form_t) + body_len;
}


static int
slice_order(slice_t a, slice_t b)
{
    size_t  n = a.len < b.len ? a.len : b.len;
    int     order = n == 0 ? 0 : memcmp(a.data, b.data, n);

    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}


static int
pair_order(const void *one, const void *two)
{
    const form_pair_t  *a = one, *b = two;
    int                 order = slice_order(a->name, b->name);

    return order != 0 ? order : slice_order(a->value, b->value);
}


/* Decoded and sorted, in the input's memory; NULL: not a form after all. */
static form_t *
form_read(const scheme_input_t *input)
{
    form_t  *form = input->memory;

    if (!form_parse(input->body, (uint8_t *) (form + 1), form)) {
        return NULL;
    }

    qsort(form->pair, form->n, sizeof(form->pair[0]), pair_order);

    return form;
}


static bool
form_sign(signer_t *s, const form_t *form)
{
    for (unsigned i = 0; i < form->n; i++) {
        const form_pair_t  *pair = &form->pair[i];

        if (i > 0 && pair_order(pair - 1, pair) == 0) {
            continue;
        }

        if (!signer_update(s, pair->name) || !signer_update(s, pair->value)) {
            return false;
        }
    }

    return true;
}


/* The value of the URL's bodySHA256, whatever it is; false: it has none. */
static bool
url_hash(slice_t url, slice_t *ret_hash)
{
    const slice_t   name = SLICE_LIT("bodySHA256=");
    const uint8_t  *p, *to, *end = slice_end(url);

    p = url.len == 0 ? NULL : memchr(url.data, '?', url.len);

    while (p != NULL && (size_t) (end - ++p) >= name.len) {
        to = memchr(p, '&', (size_t) (end - p));

        if (memcmp(p, name.data, name.len) == 0) {
            p += name.len;
            *ret_hash = slice_make(p, (size_t) ((to != NULL ? to : end) - p));
            return true;
        }

        p = to;
    }

    return false;
}


/* Is the body the one the URL names?  Without a name it is a form, or there
 * is none.  (Who has seen a JSON webhook must not send its URL with a form
 * that has no fields.) */
static bool
body_is_named(const scheme_input_t *input)
{
    uint8_t  sent[SIGNATURE_SHA256_LEN], ours[sizeof(sent)];
    slice_t  hash;

    if (!url_hash(input->url, &hash)) {
        return input->form || input->body.len == 0;
    }

    return decode_hex(hash, sent, sizeof(sent))
           && signature_sha256(input->body, ours)
           && signature_equal(sent, ours, sizeof(sent));
}


/* Cuts the URL in front of and behind its port: "https://host" ":443" "/.." */
static void
url_cut(slice_t url, slice_t *ret_head, slice_t *ret_port, slice_t *ret_rest)
{
    size_t  i = 0, port;

    while (i + 2 < url.len && memcmp(url.data + i, "://", 3) != 0) {
        i++;
    }

    i = i + 3 < url.len ? i + 3 : url.len;
    port = url.len;

    while (i < url.len && url.data[i] != '/' && url.data[i] != '?') {
        if (url.data[i] == ':') {
            port = i;
        } else if (url.data[i] == ']') {        /* an IPv6 address so far */
            port = url.len;
        }

        i++;
    }

    port = port < i ? port : i;
    *ret_head = slice_make(url.data, port);
    *ret_port = slice_make(url.data + port, i - port);
    *ret_rest = slice_make(url.data + i, url.len - i);
}


static scheme_rc_t
spelling_check(signer_t *s, const scheme_proof_t *proof, const slice_t *url,
    const form_t *form)
{
    uint8_t  mac[SIGNATURE_MAC_MAX];

    if (!signer_begin(s) || !signer_update(s, url[0])
        || !signer_update(s, url[1]) || !signer_update(s, url[2])
        || (form != NULL && !form_sign(s, form)) || !signer_end_any(s, mac))
    {
        return SCHEME_ERROR;
    }

    return scheme_proof_holds(proof, mac, signer_len(s)) ? SCHEME_OK
                                                         : SCHEME_WRONG;
}


scheme_rc_t
scheme_twilio_check(signer_t *s, const scheme_proof_t *proof,
    const scheme_input_t *input)
{
    const form_t  *form = NULL;
    slice_t        url[3], given;
    scheme_rc_t    rc;

    if (!body_is_named(input)) {
        return SCHEME_WRONG;
    }

    if (input->form) {
        form = form_read(input);

        if (form == NULL) {
            return SCHEME_BROKEN;
        }
    }

    url_cut(input->url, &url[0], &given, &url[2]);
    url[1] = given;
    rc = spelling_check(s, proof, url, form);

    if (rc == SCHEME_WRONG) {
        url[1] = given.len > 0 ? SLICE_NULL
                 : url[0].len > 5 && url[0].data[4] == 's' ? SLICE_LIT(":443")
                 : SLICE_LIT(":80");
        rc = spelling_check(s, proof, url, form);
    }

    return rc;
}
