/*
 * Sealed secrets: the key file, boxes, their places, what does not open.
 */

#include "t/unit/tap.h"

#include "common/seal.h"

#define KEY_A  "000102030405060708090a0b0c0d0e0f"                            \
               "101112131415161718191A1B1C1D1E1F"
#define KEY_B  "ffffffffffffffffffffffffffffffff"                            \
               "ffffffffffffffffffffffffffffffff"

static seal_keys_t  keys;


static bool
keys_of(const char *text, const char **ret_error)
{
    *ret_error = "";

    return seal_keys_read(slice_str(text), &keys, ret_error);
}


static void
test_key_file(void)
{
    static const struct {
        const char  *text, *error;
        unsigned     n;
    } cases[] = {
        { KEY_A, NULL, 1 },
        { KEY_A "\n", NULL, 1 },
        { KEY_A "\r\n" KEY_B "\r\n", NULL, 2 },
        { "# of 2026\n\n" KEY_A "\n# old\n" KEY_B, NULL, 2 },
        { "", "holds no key", 0 },
        { "# nothing\n", "holds no key", 0 },
        { KEY_A "0", "has a line that is not 64 hex digits", 0 },
        { " " KEY_A, "has a line that is not 64 hex digits", 0 },
        { "g" KEY_A, "has a line that is not 64 hex digits", 0 },
        { KEY_A "\n" KEY_A "\n" KEY_A "\n" KEY_A "\n" KEY_A,
          "holds more than 4 keys", 0 },
    };
    const char  *error;

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        bool  good = keys_of(cases[i].text, &error);

        ok(good == (cases[i].error == NULL), "key file %zu", i);
        if (good) {
            is_int(keys.n, cases[i].n, "its keys");
        } else {
            is_str(error, cases[i].error, "why not");
        }
    }

}


static void
test_boxes(void)
{
    uint8_t      box[SEAL_BOX_MAX], again[SEAL_BOX_MAX], plain[SEAL_BOX_MAX];
    uint8_t      big[SEAL_SECRET_MAX + 1] = { 0 };
    slice_t      here = SLICE_LIT("endpoint t whatsapp/shop secret");
    const char  *error;
    size_t       len, n;

    ok(keys_of(KEY_A, &error), "a key");
    ok(seal_close(&keys, here, SLICE_LIT("app secret"), box, &len) == SEAL_OK,
       "sealed");
    is_int(len, 10 + SEAL_OVERHEAD, "its length");
    ok(memmem(box, len, "app secret", 10) == NULL, "not in clear text");
    ok(seal_close(&keys, here, SLICE_LIT("app secret"), again, &n) == SEAL_OK
       && memcmp(box, again, len) != 0, "never the same twice");

    ok(seal_open(&keys, here, slice_make(box, len), plain, &n) == SEAL_OK,
       "opened");
    is_mem(plain, n, "app secret", 10, "what it was");

    ok(seal_open(&keys, SLICE_LIT("endpoint u whatsapp/shop secret"),
                 slice_make(box, len), plain, &n) == SEAL_CHANGED,
       "not in another place");

    for (size_t i = 5; i < len; i++) {
        memcpy(again, box, len);
        again[i] ^= 1;
        if (seal_open(&keys, here, slice_make(again, len), plain, &n)
            != SEAL_CHANGED)
        {
            ok(false, "byte %zu may not change", i);
        }
    }

    for (size_t i = 0; i < SEAL_OVERHEAD + 1; i++) {
        if (seal_open(&keys, here, slice_make(box, i), plain, &n)
            != SEAL_BROKEN)
        {
            ok(false, "%zu bytes are no box", i);
        }
    }

    ok(seal_close(&keys, here, SLICE_NULL, box, &n) == SEAL_FAILED,
       "nothing cannot be sealed");
    ok(seal_close(&keys, here, slice_make(big, sizeof(big)), again, &n)
       == SEAL_FAILED, "nor too much");
    ok(seal_close(&keys, here, slice_make(big, SEAL_SECRET_MAX), again, &n)
       == SEAL_OK && n == SEAL_BOX_MAX, "4096 bytes can");
}


static void
test_rotation(void)
{
    uint8_t      box[128], plain[128];
    slice_t      here = SLICE_LIT("here");
    const char  *error;
    size_t       len = 0, n;

    ok(keys_of(KEY_A, &error)
       && seal_close(&keys, here, SLICE_LIT("x"), box, &len) == SEAL_OK,
       "sealed with the old key");
    ok(seal_is_current(&keys, slice_make(box, len)), "which is current");

    ok(keys_of(KEY_B, &error), "the new key alone");
    ok(seal_open(&keys, here, slice_make(box, len), plain, &n) == SEAL_NO_KEY,
       "does not open it");
    is_str(seal_reason(SEAL_NO_KEY),
           "sealed with a key that is not in the key file", "and says why");

    ok(keys_of(KEY_B "\n" KEY_A, &error), "both");
    ok(seal_open(&keys, here, slice_make(box, len), plain, &n) == SEAL_OK,
       "open it");
    ok(!seal_is_current(&keys, slice_make(box, len)), "to be sealed anew");
}


static void
test_text(void)
{
    uint8_t  box[64], back[SEAL_TEXT_MAX];
    char     text[SEAL_TEXT_MAX + 1], place[SEAL_PLACE_MAX], name[600];
    size_t   n, len;

    for (len = 1; len < sizeof(box); len++) {
        memset(box, (int) len, len);
        n = seal_to_text(slice_make(box, len), text);
        if (!seal_from_text(slice_make(text, n), back, &n) || n != len
            || memcmp(back, box, len) != 0)
        {
            ok(false, "%zu bytes as text and back", len);
        }
    }

    ok(!seal_from_text(SLICE_LIT("abc"), back, &n), "not a multiple of 4");
    ok(!seal_from_text(SLICE_LIT("ab!d"), back, &n), "not base64");
    ok(!seal_from_text(SLICE_LIT("=bvt"), back, &n), "padding in front");
    ok(!seal_from_text(SLICE_LIT("  YWJj  "), back, &n), "blanks around it");
    ok(!seal_from_text(SLICE_NULL, back, &n), "nothing");

    memset(text, 'A', SEAL_TEXT_MAX);
    back[SEAL_BOX_MAX] = 1;
    ok(!seal_from_text(slice_make(text, SEAL_TEXT_MAX), back, &n)
       && back[SEAL_BOX_MAX] == 1, "more than a box has bytes");

    n = seal_place(place, "endpoint", SLICE_LIT("t"), SLICE_LIT("whatsapp"),
                   SLICE_LIT("shop"), "secret");
    is_mem(place, n, "endpoint t whatsapp/shop secret", 31, "a place");
    memset(name, 'a', sizeof(name));
    is_int(seal_place(place, "endpoint", SLICE_LIT("t"), SLICE_LIT("c"),
                      slice_make(name, sizeof(name)), "secret"), 0,
           "one that is too long");
}


int
main(void)
{
    test_key_file();
    test_boxes();
    test_rotation();
    test_text();
    seal_keys_wipe(&keys);
    is_int(keys.n, 0, "wiped");

    return done_testing();
}
