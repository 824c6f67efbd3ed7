/*
 * errors - the table; see errors.h and docs/MEDIA.md, which repeats it.
 */

#include "worker/media/errors.h"

#include <stddef.h>
#include <string.h>

#include "worker/media/task.h"

static const media_error_t  errors[] = {
    { MEDIA_UNSUPPORTED,      "unsupported", "unsupported", true },
    { "UnsupportedMediaType", "unsupported", "unsupported", true },
    { MEDIA_TOO_LARGE,        "too_large",   "failed",      true },
    { MEDIA_BROKEN,           "broken",      "failed",      true },
    { MEDIA_ENCRYPTED,        "encrypted",   "failed",      true },
    { MEDIA_UNSAFE,           "unsafe",      "failed",      true },
    { MEDIA_GONE,             "gone",        "failed",      true },
    { MEDIA_QUOTA,            "quota",       "failed",      true },
    { MEDIA_MISMATCH,         "mismatch",    "failed",      true },
    { MEDIA_TIMEOUT,          "timeout",     "failed",      false },
    { "States.Crashed",       "crashed",     "failed",      false },
    { MEDIA_FAILED,           "failed",      "failed",      false }
};

#define ERRORS  (sizeof(errors) / sizeof(errors[0]))

static const struct { const char *code, *name; } codes[] = {
    { "unsupported",    MEDIA_UNSUPPORTED },
    { "broken",         MEDIA_BROKEN },
    { "encrypted",      MEDIA_ENCRYPTED },
    { "too_large",      MEDIA_TOO_LARGE },
    { "too_many_pages", MEDIA_TOO_LARGE },
    { "too_deep",       MEDIA_UNSAFE },
    { "unsafe",         MEDIA_UNSAFE },
    { "memory",         MEDIA_UNSAFE },
    { "timeout",        MEDIA_TIMEOUT }
};


const media_error_t *
media_error(const char *name)
{
    for (size_t i = 0; i < ERRORS; i++) {
        if (strcmp(errors[i].name, name) == 0) {
            return &errors[i];
        }
    }

    return &errors[ERRORS - 1];
}


const char *
media_error_of_code(const char *code)
{
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        if (strcmp(codes[i].code, code) == 0) {
            return codes[i].name;
        }
    }

    return MEDIA_FAILED;
}
