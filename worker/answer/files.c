/*
 * files - see files.h.  Reads only; nothing is copied.
 */

#include "worker/answer/files.h"

#include <string.h>

#include "worker/jsonx.h"

/* Codes of core.media.error -> what the customer is told. */
static const struct { const char *code; text_id_t text; } problems[] = {
    { "unsupported", TEXT_FILE_UNSUPPORTED },
    { "too_large",   TEXT_FILE_TOO_LARGE },
    { "encrypted",   TEXT_FILE_ENCRYPTED },
    { "unsafe",      TEXT_FILE_REFUSED },
    { "broken",      TEXT_FILE_BROKEN },
    { "mismatch",    TEXT_FILE_BROKEN },
    { "gone",        TEXT_FILE_BROKEN }
};


static bool
is_open(const json_t *file)
{
    static const char *const  open[] = {
        "queued", "downloading", "stored", "analysing"
    };

    for (size_t i = 0; i < sizeof(open) / sizeof(open[0]); i++) {
        if (strcmp(jsonx_str(file, "state"), open[i]) == 0) {
            return true;
        }
    }

    return false;
}


static bool
of_turn(const turn_t *t, const json_t *file)
{
    int64_t  seq = jsonx_int(file, "seq");

    return seq >= t->from_seq && seq <= t->to_seq;
}


static const json_t *
files_of(const turn_t *t)
{
    return json_object_get(t->context, "files");
}


uint64_t
files_left_ms(const turn_t *t)
{
    uint64_t  most = 0;
    size_t    i;
    json_t   *file;

    json_array_foreach(files_of(t), i, file) {
        uint64_t  left = (uint64_t) jsonx_int(file, "left_ms");

        if (of_turn(t, file) && left > most) {
            most = left;
        }
    }

    return most;
}


bool
files_are_late(const turn_t *t)
{
    size_t   i;
    json_t  *file;

    json_array_foreach(files_of(t), i, file) {
        if (of_turn(t, file) && is_open(file)) {
            return true;
        }
    }

    return false;
}


static bool
is_sound(const json_t *file)
{
    const char  *kind = jsonx_str(file, "kind");

    return strcmp(kind, "voice") == 0 || strcmp(kind, "audio") == 0;
}


bool
file_is_read(const json_t *file)
{
    return strcmp(jsonx_str(file, "state"), "done") == 0
           && (!is_sound(file) || jsonx_true(file, "transcribed"))
           && (jsonx_str(file, "text")[0] != '\0'
               || jsonx_str(file, "description")[0] != '\0');
}


const json_t *
files_read(const turn_t *t, int64_t seq)
{
    size_t   i;
    json_t  *file;

    json_array_foreach(files_of(t), i, file) {
        if (jsonx_int(file, "seq") == seq && file_is_read(file)) {
            return file;
        }
    }

    return NULL;
}


bool
files_unheard(const turn_t *t)
{
    size_t   i;
    json_t  *file;

    json_array_foreach(files_of(t), i, file) {
        if (of_turn(t, file) && is_sound(file)
            && !jsonx_true(file, "transcribed")
            && !jsonx_true(file, "silent"))
        {
            return true;
        }
    }

    return false;
}


static text_id_t
problem_of(const json_t *file)
{
    const char  *error = jsonx_str(file, "error");

    if (is_open(file)) {
        return TEXT_FILE_LATE;
    }

    for (size_t i = 0; i < sizeof(problems) / sizeof(problems[0]); i++) {
        if (strcmp(error, problems[i].code) == 0) {
            return problems[i].text;
        }
    }

    return !is_sound(file) ? TEXT_UNREADABLE
           : jsonx_true(file, "silent") ? TEXT_VOICE_EMPTY
           : TEXT_VOICE_UNHEARD;
}


text_id_t
files_problem(const turn_t *t)
{
    size_t   i;
    json_t  *file;

    json_array_foreach(files_of(t), i, file) {
        if (of_turn(t, file)) {
            return problem_of(file);
        }
    }

    return TEXT_UNREADABLE;
}
