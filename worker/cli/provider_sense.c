/*
 * provider_sense - `relevo provider test NAME --sense WORD [--file FILE]`: the
 * question to an account that hears or sees, and what it said.
 *
 * Sound is a WAV file of 16 kHz, mono, 16 bits, as relevo-decode makes it for
 * the worker; without a file it is a second of a tone, in which nobody speaks.
 */

#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "worker/cli/provider.h"
#include "worker/providers/provider.h"

#define FILE_MAX_BYTES  (5u << 20)      /* that services take inline */
#define WAV_HEADER      44
#define TONE_HZ         440.0
#define TONE_PEAK       3000

static const struct {
    const char       *word;
    perceive_kind_t   kind;
} senses[] = {
    { "hear",    PERCEIVE_SPEECH }, { "labels",  PERCEIVE_LABELS },
    { "lines",   PERCEIVE_LINES },  { "paper",   PERCEIVE_PAPER },
    { "expense", PERCEIVE_EXPENSE }
};


static bool
tone_make(sense_t *sense)
{
    int16_t  tone[PERCEIVE_RATE];
    int      fd = memfd_create("tone", MFD_CLOEXEC);

    for (int i = 0; i < PERCEIVE_RATE; i++) {
        tone[i] = (int16_t) (TONE_PEAK * sin(2 * M_PI * TONE_HZ * i
                                             / PERCEIVE_RATE));
    }

    if (fd == -1 || write(fd, tone, sizeof(tone)) != sizeof(tone)) {
        cli_error("no memory for a second of sound");
        return false;
    }

    sense->request.fd = fd;
    sense->request.bytes = sizeof(tone);
    sense->request.units = 1;

    return true;
}


static unsigned
le(const uint8_t *at, unsigned bytes)
{
    unsigned  value = 0;

    while (bytes > 0) {
        value = value << 8 | at[--bytes];
    }

    return value;
}


/* The samples, without the header, in memory that can be read from. */
static bool
wav_take(sense_t *sense, const char *path)
{
    const uint8_t  *w = sense->bytes.data;
    size_t          len = sense->bytes.len;
    int             fd;

    if (len <= WAV_HEADER || memcmp(w, "RIFF", 4) != 0
        || memcmp(w + 8, "WAVEfmt ", 8) != 0 || le(w + 20, 2) != 1
        || le(w + 22, 2) != 1 || le(w + 24, 4) != PERCEIVE_RATE
        || le(w + 34, 2) != 16)
    {
        cli_error("%s: not a WAV file of 16 kHz, mono, 16 bits", path);
        return false;
    }

    fd = memfd_create("sound", MFD_CLOEXEC);
    len -= WAV_HEADER;

    if (fd == -1 || write(fd, w + WAV_HEADER, len) != (ssize_t) len) {
        cli_error("%s: no memory for it", path);
        return false;
    }

    sense->request.fd = fd;
    sense->request.bytes = len;
    sense->request.units = (unsigned) (len / (2 * PERCEIVE_RATE)) + 1;

    return true;
}


static bool
picture_take(sense_t *sense, const char *path)
{
    slice_t  b = sense->bytes;

    sense->image.bytes = sense->request.file = b;
    sense->request.units = 1;
    sense->image.mime = b.len > 4 && memcmp(b.data, "\x89PNG", 4) == 0
                        ? "image/png"
                        : b.len > 3 && memcmp(b.data, "\xff\xd8\xff", 3) == 0
                        ? "image/jpeg" : NULL;

    if (sense->image.mime == NULL && sense->request.kind != PERCEIVE_PAPER
        && sense->request.kind != PERCEIVE_EXPENSE)
    {
        cli_error("%s: neither a JPEG nor a PNG", path);
        return false;
    }

    return true;
}


static bool
word_read(const char *word, sense_t *sense)
{
    for (size_t i = 0; i < sizeof(senses) / sizeof(senses[0]); i++) {
        if (strcmp(word, senses[i].word) == 0) {
            sense->request.kind = senses[i].kind;
            return true;
        }
    }

    sense->sees = strcmp(word, "see") == 0;
    sense->request.kind = PERCEIVE_LABELS;

    if (!sense->sees) {
        cli_error("--sense: hear, see, labels, lines, paper or expense");
    }

    return sense->sees;
}


bool
sense_read(args_t *args, const char *language, sense_t *ret)
{
    const char  *word = cli_value(args, "--sense");
    const char  *path = cli_value(args, "--file");
    bool         hears;
    size_t       len;

    *ret = (sense_t) { .request = { .fd = -1 } };

    if (word == NULL) {
        return true;
    }

    if (!word_read(word, ret)) {
        return false;
    }

    ret->on = true;
    ret->request.language = language;
    hears = !ret->sees && ret->request.kind == PERCEIVE_SPEECH;

    if (path == NULL) {
        if (!hears) {
            cli_error("--sense %s needs --file FILE", word);
        }
        return hears && tone_make(ret);
    }

    ret->bytes.data = (uint8_t *) cli_read_file(path, FILE_MAX_BYTES, &len);

    if (ret->bytes.data == NULL) {
        return false;
    }

    ret->bytes.len = len;

    return hears ? wav_take(ret, path) : picture_take(ret, path);
}


/* What was said of a file that the operator has chosen is shown. */
json_t *
sense_json(rc_t rc, const char *error, const perceive_reply_t *r)
{
    return json_pack("{ss ss ss? ss ss ss so}", "result", rc_name(rc),
                     "failure", model_failure_name(r->failure), "error",
                     *error == '\0' ? NULL : error, "account", r->account,
                     "provider", r->provider, "model", r->model, "answer",
                     r->json == NULL ? json_null() : json_deep_copy(r->json));
}


void
sense_release(sense_t *sense)
{
    if (sense->request.fd != -1) {
        (void) close(sense->request.fd);
    }
    free((uint8_t *) (uintptr_t) sense->bytes.data);
}
