/*
 * seal - see seal.h.  OpenSSL 3 EVP; keys and secrets never leave the
 * caller's buffers.
 */

#include "seal.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <stdio.h>

#include "decode.h"

#include "banned.h"

#define VERSION_AT  0
#define ID_AT       1
#define NONCE_AT    5
#define BODY_AT     17
#define NONCE_LEN   12
#define TAG_LEN     16
#define VERSION     1


const char *
seal_reason(seal_rc_t rc)
{
    switch (rc) {
    case SEAL_OK:      return "opened";
    case SEAL_NO_KEY:  return "sealed with a key that is not in the key file";
    case SEAL_CHANGED: return "was not sealed for this row, or was changed";
    case SEAL_BROKEN:  return "is not a sealed secret";
    case SEAL_FAILED:  break;
    }

    return "cannot be sealed or opened";
}


/* --- the key file ------------------------------------------------------- */

static int
hex_value(uint8_t c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }

    c |= 0x20;

    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}


static bool
key_id(const uint8_t key[SEAL_KEY_LEN], uint8_t ret_id[4])
{
    uint8_t   text[6 + SEAL_KEY_LEN] = "relevo", hash[EVP_MAX_MD_SIZE];
    unsigned  len;
    int       ok;

    memcpy(text + 6, key, SEAL_KEY_LEN);
    ok = EVP_Digest(text, sizeof(text), hash, &len, EVP_sha256(), NULL);
    OPENSSL_cleanse(text, sizeof(text));
    memcpy(ret_id, hash, 4);

    return ok == 1;
}


static const char *
key_line(slice_t line, seal_keys_t *keys)
{
    uint8_t  *key;

    if (line.len == 0 || line.data[0] == '#') {
        return NULL;
    }

    if (keys->n == SEAL_KEYS_MAX) {
        return "holds more than 4 keys";
    }

    if (line.len != SEAL_KEY_TEXT) {
        return "has a line that is not 64 hex digits";
    }

    key = keys->key[keys->n];

    for (size_t i = 0; i < SEAL_KEY_LEN; i++) {
        int  high = hex_value(line.data[2 * i]);
        int  low = hex_value(line.data[2 * i + 1]);

        if (high < 0 || low < 0) {
            return "has a line that is not 64 hex digits";
        }

        key[i] = (uint8_t) (high << 4 | low);
    }

    return key_id(key, keys->id[keys->n++]) ? NULL
           : "cannot be used: OpenSSL has no SHA-256";
}


bool
seal_keys_read(slice_t text, seal_keys_t *ret_keys, const char **ret_error)
{
    seal_keys_t   keys = { .n = 0 };
    const char   *error = NULL;

    while (text.len > 0 && error == NULL) {
        const uint8_t  *end = memchr(text.data, '\n', text.len);
        size_t          len = end != NULL ? (size_t) (end - text.data)
                                          : text.len;
        slice_t         line = { text.data, len };

        if (line.len > 0 && line.data[line.len - 1] == '\r') {
            line.len--;
        }

        error = key_line(line, &keys);
        len += end != NULL;
        text = slice_make(text.data + len, text.len - len);
    }

    if (error == NULL && keys.n == 0) {
        error = "holds no key";
    }

    if (error == NULL) {
        *ret_keys = keys;
    } else {
        *ret_error = error;
    }

    seal_keys_wipe(&keys);

    return error == NULL;
}


void
seal_keys_wipe(seal_keys_t *keys)
{
    OPENSSL_cleanse(keys, sizeof(*keys));
}


/* --- boxes -------------------------------------------------------------- */

static EVP_CIPHER_CTX *
cipher_new(const uint8_t *key, const uint8_t *nonce, slice_t aad, int enc)
{
    EVP_CIPHER_CTX  *ctx = EVP_CIPHER_CTX_new();
    int              len;

    if (ctx != NULL
        && EVP_CipherInit_ex(ctx, EVP_aes_256_gcm(), NULL, key, nonce, enc)
        && EVP_CipherUpdate(ctx, NULL, &len, aad.data, (int) aad.len))
    {
        return ctx;
    }

    EVP_CIPHER_CTX_free(ctx);

    return NULL;
}


seal_rc_t
seal_close(const seal_keys_t *keys, slice_t aad, slice_t plain,
    uint8_t *ret_box, size_t *ret_len)
{
    EVP_CIPHER_CTX  *ctx;
    int              len;
    bool             ok;

    if (keys->n == 0 || plain.len == 0 || plain.len > SEAL_SECRET_MAX
        || RAND_bytes(ret_box + NONCE_AT, NONCE_LEN) != 1)
    {
        return SEAL_FAILED;
    }

    ret_box[VERSION_AT] = VERSION;
    memcpy(ret_box + ID_AT, keys->id[0], sizeof(keys->id[0]));

    ctx = cipher_new(keys->key[0], ret_box + NONCE_AT, aad, 1);
    ok = ctx != NULL
         && EVP_CipherUpdate(ctx, ret_box + BODY_AT, &len, plain.data,
                             (int) plain.len)
         && EVP_CipherFinal_ex(ctx, ret_box + BODY_AT + len, &len)
         && EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_GCM_GET_TAG, TAG_LEN,
                                ret_box + BODY_AT + plain.len);
    EVP_CIPHER_CTX_free(ctx);

    if (!ok) {
        return SEAL_FAILED;
    }

    *ret_len = plain.len + SEAL_OVERHEAD;

    return SEAL_OK;
}


static seal_rc_t
box_open(const uint8_t *key, slice_t aad, slice_t box, uint8_t *ret_plain)
{
    size_t           n = box.len - SEAL_OVERHEAD;
    uint8_t          tag[TAG_LEN];
    EVP_CIPHER_CTX  *ctx = cipher_new(key, box.data + NONCE_AT, aad, 0);
    seal_rc_t        rc = SEAL_FAILED;
    int              len;

    memcpy(tag, box.data + BODY_AT + n, TAG_LEN);

    if (ctx != NULL
        && EVP_CipherUpdate(ctx, ret_plain, &len, box.data + BODY_AT, (int) n)
        && EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_GCM_SET_TAG, TAG_LEN, tag))
    {
        rc = EVP_CipherFinal_ex(ctx, ret_plain + len, &len) == 1
             ? SEAL_OK : SEAL_CHANGED;
    }

    EVP_CIPHER_CTX_free(ctx);

    if (rc != SEAL_OK) {
        OPENSSL_cleanse(ret_plain, n);      /* not authentic: nobody's */
    }

    return rc;
}


seal_rc_t
seal_open(const seal_keys_t *keys, slice_t aad, slice_t box,
    uint8_t *ret_plain, size_t *ret_len)
{
    seal_rc_t  rc = SEAL_NO_KEY;

    if (box.len <= SEAL_OVERHEAD || box.len > SEAL_BOX_MAX
        || box.data[VERSION_AT] != VERSION)
    {
        return SEAL_BROKEN;
    }

    for (unsigned i = 0; i < keys->n && rc != SEAL_OK; i++) {
        if (memcmp(keys->id[i], box.data + ID_AT, 4) == 0) {
            rc = box_open(keys->key[i], aad, box, ret_plain);
        }
    }

    if (rc == SEAL_OK) {
        *ret_len = box.len - SEAL_OVERHEAD;
    }

    return rc;
}


bool
seal_is_current(const seal_keys_t *keys, slice_t box)
{
    return keys->n > 0 && box.len > SEAL_OVERHEAD
           && memcmp(keys->id[0], box.data + ID_AT, 4) == 0;
}


/* --- text --------------------------------------------------------------- */

size_t
seal_to_text(slice_t box, char *ret_text)
{
    return (size_t) EVP_EncodeBlock((unsigned char *) ret_text, box.data,
                                    (int) box.len);
}


bool
seal_from_text(slice_t text, uint8_t *ret_box, size_t *ret_len)
{
    return text.len >= 4 && text.len <= SEAL_TEXT_MAX
           && decode_base64(text, ret_box, SEAL_BOX_MAX, ret_len);
}


size_t
seal_place(char ret_place[SEAL_PLACE_MAX], const char *kind, slice_t tenant,
    slice_t channel, slice_t name, const char *what)
{
    int  n;

    n = snprintf(ret_place, SEAL_PLACE_MAX, "%s %.*s %.*s/%.*s %s", kind,
                 (int) tenant.len, (const char *) tenant.data,
                 (int) channel.len, (const char *) channel.data,
                 (int) name.len, (const char *) name.data, what);

    return n > 0 && n < SEAL_PLACE_MAX ? (size_t) n : 0;
}
