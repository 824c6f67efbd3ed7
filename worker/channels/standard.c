/*
 * standard - see standard.h.  The scheme is common/scheme's own: what it
 * would not take as a key does not sign either.
 */

#include "worker/channels/standard.h"

#include <openssl/evp.h>
#include <stdio.h>

#include "common/decode.h"
#include "common/scheme.h"

#define LINES_MAX  2
#define MAC_TEXT   (4 * ((SIGNATURE_SHA256_LEN + 2) / 3) + 1)


/* The next line of secrets, which are left with the rest. */
static slice_t
line_take(slice_t *secrets)
{
    const uint8_t  *end = secrets->len == 0 ? NULL
                          : memchr(secrets->data, '\n', secrets->len);
    size_t          len = end == NULL ? secrets->len
                                      : (size_t) (end - secrets->data);
    slice_t         line = slice_make(secrets->data, len);

    len += end != NULL;
    *secrets = slice_make(secrets->data + len, secrets->len - len);

    return line;
}


/* What is in front of a space; is its time over? */
static slice_t
secret_of(slice_t line, uint64_t now_s, bool *ret_over)
{
    const uint8_t  *space = line.len == 0 ? NULL
                            : memchr(line.data, ' ', line.len);
    uint64_t        until;
    size_t          len;

    *ret_over = false;

    if (space == NULL) {
        return line;
    }

    len = (size_t) (space - line.data);
    *ret_over = !decode_decimal(slice_make(space + 1, line.len - len - 1),
                                &until) || until <= now_s;

    return slice_make(line.data, len);
}


static scheme_key_t *
key_of(slice_t secret, const char **ret_error)
{
    const scheme_conf_t  conf = {
        .scheme = scheme_find(SLICE_LIT("standard"))
    };

    return scheme_key_new(&conf, secret, ret_error);
}


const char *
standard_problem(slice_t secrets)
{
    const char    *error = NULL;
    bool           over;
    scheme_key_t  *key = key_of(secret_of(line_take(&secrets), 0, &over),
                                &error);

    if (key == NULL) {
        return error;
    }

    scheme_key_free(key);

    return NULL;
}


/* "v1,<base64>" of the pieces; false: not a secret. */
static bool
mac_write(slice_t secret, const slice_t *pieces, size_t n,
    char ret_text[MAC_TEXT])
{
    const char    *error;
    scheme_key_t  *key = key_of(secret, &error);
    signer_t      *signer;
    uint8_t        mac[SIGNATURE_SHA256_LEN];
    bool           ok;

    if (key == NULL) {
        return false;
    }

    signer = scheme_key_signer(key);
    ok = signer_begin(signer);

    for (size_t i = 0; ok && i < n; i++) {
        ok = signer_update(signer, pieces[i]);
    }

    ok = ok && signer_end(signer, mac);

    if (ok) {
        (void) EVP_EncodeBlock((uint8_t *) ret_text, mac, sizeof(mac));
    }

    scheme_key_free(key);

    return ok;
}


bool
standard_sign(pool_t *pool, slice_t secrets, const char *id, uint64_t now_s,
    slice_t body, const char *ret_headers[STANDARD_HEADERS])
{
    char           timestamp[24], mac[MAC_TEXT];
    const char    *signature = NULL;
    const slice_t  pieces[] = {
        slice_str(id), SLICE_LIT("."),
        slice_make(timestamp, (size_t) snprintf(timestamp, sizeof(timestamp),
                                    "%llu", (unsigned long long) now_s)),
        SLICE_LIT("."), body
    };

    for (int i = 0; i < LINES_MAX && secrets.len > 0; i++) {
        bool     over;
        slice_t  secret = secret_of(line_take(&secrets), now_s, &over);

        if (over) {
            continue;
        }

        if (!mac_write(secret, pieces, sizeof(pieces) / sizeof(pieces[0]),
                       mac))
        {
            return false;
        }

        signature = pool_printf(pool, "%s%sv1,%s", signature != NULL
                                ? signature : "webhook-signature: ",
                                signature != NULL ? " " : "", mac);
    }

    ret_headers[0] = pool_printf(pool, "webhook-id: %s", id);
    ret_headers[1] = pool_printf(pool, "webhook-timestamp: %s", timestamp);
    ret_headers[2] = signature;

    return signature != NULL && ret_headers[0] != NULL
           && ret_headers[1] != NULL;
}
