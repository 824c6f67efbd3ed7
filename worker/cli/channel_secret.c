/*
 * channel_secret - secrets of `relevo channel`: read, made, sealed, shown.
 *
 * They come from files or stdin, never from arguments, which everybody on the
 * machine can read; they are wiped when done with.
 */

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/channel.h"

#define MADE_BYTES  32


void
secret_wipe(secret_t *secret)
{
    OPENSSL_cleanse(secret, sizeof(*secret));
}


bool
secret_read(const char *path, secret_t *ret_secret)
{
    bool     is_stdin = strcmp(path, "-") == 0;
    size_t   len;
    char    *text = cli_read_file(is_stdin ? "/dev/stdin" : path,
                                  SEAL_SECRET_MAX, &len);

    if (text == NULL) {
        return false;
    }

    /* the last line end is the editor's, as in every secret file */

    len -= len > 0 && text[len - 1] == '\n';
    len -= len > 0 && text[len - 1] == '\r';

    memcpy(ret_secret->bytes, text, len);
    ret_secret->bytes[len] = '\0';
    ret_secret->len = len;
    ret_secret->made = false;
    OPENSSL_cleanse(text, len);
    free(text);

    if (len == 0) {
        cli_error("%s: is empty", is_stdin ? "stdin" : path);
    }

    return len > 0;
}


bool
secret_make(secret_t *ret_secret)
{
    uint8_t  bytes[MADE_BYTES];

    if (RAND_priv_bytes(bytes, sizeof(bytes)) != 1) {
        cli_error("OpenSSL has no random bytes");
        return false;
    }

    for (size_t i = 0; i < sizeof(bytes); i++) {
        snprintf((char *) ret_secret->bytes + 2 * i, 3, "%02x", bytes[i]);
    }

    ret_secret->len = 2 * sizeof(bytes);
    ret_secret->made = true;
    OPENSSL_cleanse(bytes, sizeof(bytes));

    return true;
}


bool
secret_box(const secret_place_t *place, const secret_t *secret,
    char ret_text[SEAL_TEXT_MAX + 1])
{
    const char  *error;

    error = secret_seal(place, slice_make(secret->bytes, secret->len),
                        ret_text);
    if (error != NULL) {
        cli_error("the %s cannot be kept: %s", place->what, error);
    }

    return error == NULL;
}


bool
secret_unbox(const secret_place_t *place, const char *text,
    secret_t *ret_secret)
{
    const char  *error = secret_open(place, slice_str(text),
                                     ret_secret->bytes, &ret_secret->len);

    if (error != NULL) {
        cli_error("the %s of %s %s: %s", place->what, place->channel,
                  place->name, error);
        return false;
    }

    ret_secret->bytes[ret_secret->len] = '\0';
    ret_secret->made = false;

    return true;
}


void
secret_show(const char *label, const secret_t *secret)
{
    if (secret->made) {
        printf("%s: %.*s\n", label,
               (int) strcspn((const char *) secret->bytes, "\n"),
               (const char *) secret->bytes);
    }
}
