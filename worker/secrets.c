/*
 * secrets - see secrets.h.  The keys are read from the cached contents of the
 * key file each time: a few microseconds, and nothing more to wipe.
 */

#include "worker/secrets.h"

#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>

#include "worker/engine/config.h"


static const char *
keys_get(seal_keys_t *ret_keys)
{
    static char   reason[128];
    slice_t       text = config_secret("secrets.key_file");
    const char   *error;

    if (text.len == 0) {
        return "secrets.key_file is not set";
    }

    if (!seal_keys_read(text, ret_keys, &error)) {
        snprintf(reason, sizeof(reason), "secrets.key_file %s", error);
        return reason;
    }

    return NULL;
}


static size_t
place_write(const secret_place_t *place, char ret_place[SEAL_PLACE_MAX])
{
    return seal_place(ret_place, place->kind, slice_str(place->tenant),
                      slice_str(place->channel), slice_str(place->name),
                      place->what);
}


const char *
secret_open(const secret_place_t *place, slice_t text, uint8_t *ret_plain,
    size_t *ret_len)
{
    char          aad[SEAL_PLACE_MAX];
    uint8_t       box[SEAL_TEXT_MAX];
    size_t        len, n = place_write(place, aad);
    seal_keys_t   keys;
    seal_rc_t     rc;
    const char   *error;

    if (n == 0 || !seal_from_text(text, box, &len)) {
        return seal_reason(SEAL_BROKEN);
    }

    error = keys_get(&keys);
    if (error != NULL) {
        return error;
    }

    rc = seal_open(&keys, slice_make(aad, n), slice_make(box, len), ret_plain,
                   ret_len);
    seal_keys_wipe(&keys);

    return rc == SEAL_OK ? NULL : seal_reason(rc);
}


const char *
secret_open_new(const secret_place_t *place, slice_t text,
    uint8_t **ret_plain, size_t *ret_len)
{
    uint8_t     *plain = malloc(SEAL_SECRET_MAX + 1);
    const char  *error = plain == NULL ? "out of memory"
                         : secret_open(place, text, plain, ret_len);

    if (error != NULL) {
        free(plain);
        return error;
    }

    plain[*ret_len] = '\0';
    *ret_plain = plain;

    return NULL;
}


void
secret_free(uint8_t *plain, size_t len)
{
    if (plain != NULL) {
        OPENSSL_cleanse(plain, len);
        free(plain);
    }
}


bool
secret_is_current(slice_t text)
{
    uint8_t       box[SEAL_TEXT_MAX];
    size_t        len;
    seal_keys_t   keys;
    bool          current;

    if (!seal_from_text(text, box, &len) || keys_get(&keys) != NULL) {
        return false;
    }

    current = seal_is_current(&keys, slice_make(box, len));
    seal_keys_wipe(&keys);

    return current;
}


const char *
secret_seal(const secret_place_t *place, slice_t plain,
    char ret_text[SEAL_TEXT_MAX + 1])
{
    char          aad[SEAL_PLACE_MAX];
    uint8_t       box[SEAL_BOX_MAX];
    size_t        len, n = place_write(place, aad);
    seal_keys_t   keys;
    seal_rc_t     rc;
    const char   *error = keys_get(&keys);

    if (error != NULL) {
        return error;
    }

    rc = n == 0 ? SEAL_FAILED
         : seal_close(&keys, slice_make(aad, n), plain, box, &len);
    seal_keys_wipe(&keys);

    if (rc != SEAL_OK) {
        return seal_reason(rc);
    }

    ret_text[seal_to_text(slice_make(box, len), ret_text)] = '\0';

    return NULL;
}
