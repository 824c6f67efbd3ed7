/*
 * fuzz_seal - any bytes are a key file or none, a box or none; our own boxes
 * open where they belong and nowhere else, with no byte changed.
 *
 * Input: edit (place, byte), key; the rest is secret, box, text and key file.
 */

#include "common/seal.h"
#include "t/fuzz/check.h"

#define PLACE  SLICE_LIT("endpoint t whatsapp/a secret")
#define OTHER  SLICE_LIT("endpoint t whatsapp/b secret")

static const char  lines[] =
    "# two keys\n"
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n"
    "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff000102030405060708090a0b0c0d0e0f\n";


static void
check_file(slice_t text)
{
    seal_keys_t   keys;
    const char   *error = NULL;

    if (!seal_keys_read(text, &keys, &error)) {
        check(error != NULL && error[0] != '\0');
        return;
    }

    check(keys.n > 0 && keys.n <= SEAL_KEYS_MAX);
    seal_keys_wipe(&keys);
}


/* What is base64 is spelled in one way. */
static void
check_text(slice_t text)
{
    uint8_t  *box = malloc(text.len / 4 * 3 + 1);
    char     *again = malloc(text.len + 4);
    size_t    n;

    check(box != NULL && again != NULL);

    if (seal_from_text(text, box, &n)) {
        check(n <= text.len / 4 * 3);
        check(seal_to_text(slice_make(box, n), again) == text.len);
        check(slice_eq(slice_make(again, text.len), text));
    }

    free(box);
    free(again);
}


/* A box of a stranger: nobody guesses a tag. */
static void
check_stranger(const seal_keys_t *keys, slice_t box)
{
    uint8_t   *plain = malloc(box.len + 1);
    size_t     n;
    seal_rc_t  rc;

    check(plain != NULL);
    rc = seal_open(keys, PLACE, box, plain, &n);
    check(rc != SEAL_OK && seal_reason(rc)[0] != '\0');
    (void) seal_is_current(keys, box);
    free(plain);
}


static void
check_own(const seal_keys_t *keys, slice_t secret, uint8_t place,
    uint8_t byte)
{
    uint8_t  *box = malloc(secret.len + SEAL_OVERHEAD);
    uint8_t  *plain = malloc(secret.len + 1);
    size_t    len, n, at;

    check(box != NULL && plain != NULL);
    check(seal_close(keys, PLACE, secret, box, &len) == SEAL_OK);
    check(len == secret.len + SEAL_OVERHEAD);
    check(seal_is_current(keys, slice_make(box, len)));
    check(seal_open(keys, PLACE, slice_make(box, len), plain, &n) == SEAL_OK);
    check(slice_eq(slice_make(plain, n), secret));

    check(seal_open(keys, OTHER, slice_make(box, len), plain, &n)
          == SEAL_CHANGED);
    check(seal_open(keys, PLACE, slice_make(box, len - 1), plain, &n)
          != SEAL_OK);

    at = place % len;

    if (box[at] != byte) {
        box[at] = byte;
        check(seal_open(keys, PLACE, slice_make(box, len), plain, &n)
              != SEAL_OK);
    }

    free(box);
    free(plain);
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static seal_keys_t  keys;
    const char         *error;
    slice_t             rest = slice_make(data, len);
    uint8_t             place = take_byte(&rest), byte = take_byte(&rest);

    if (keys.n == 0) {
        check(seal_keys_read(slice_str(lines), &keys, &error) && keys.n == 2);
    }

    check_file(rest);
    check_text(rest);
    check_stranger(&keys, rest);

    if (rest.len > 0 && rest.len <= SEAL_SECRET_MAX) {
        check_own(&keys, rest, place, byte);
    }

    return 0;
}
