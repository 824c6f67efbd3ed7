/*
 * guard - the checks of a reply, cheapest first; see guard.h.
 *
 * What is known (the conversation, the knowledge shown to the model) is
 * searched as it is: the price of a reply is its length times theirs, a few
 * ten kilobytes at most.
 */

#include "worker/answer/guard.h"

#include <ctype.h>
#include <string.h>

#include "worker/answer/scan_data.h"
#include "worker/channels/channel.h"
#include "worker/nlu/fold.h"
#include "worker/nlu/language.h"

#define LANGUAGE_WORDS   6              /* fewer tell nothing */
#define LANGUAGE_CERTAIN 0.9
#define LEAK_BYTES       32             /* of letters and digits in a row */
#define LEAK_STEP        8
#define LEAK_TABLE       4096           /* a power of two */

static const char *const  names[GUARD_VERDICTS] = {
    [GUARD_OK] = "ok", [GUARD_EMPTY] = "empty", [GUARD_LENGTH] = "length",
    [GUARD_NO_TEXT] = "no_text", [GUARD_LANGUAGE] = "language",
    [GUARD_PROMPT] = "prompt", [GUARD_SECRET] = "secret",
    [GUARD_PERSONAL] = "personal", [GUARD_LINK] = "link",
    [GUARD_BANNED] = "banned"
};


const char *
guard_name(guard_verdict_t verdict)
{
    return names[verdict];
}


/* --- language ------------------------------------------------------------ */

/* Only what is certain to be another language is refused: names, numbers and
 * quotations are in any. */

static bool
language_differs(slice_t reply, const char *wanted)
{
    fold_t      fold;
    language_t  guess;
    int         i = lexicon_index(wanted);
    unsigned    words = 0;

    fold_text(reply, &fold);

    for (unsigned k = 0; k < fold.n; k++) {
        words += fold.word[k].kind == WORD_LETTERS;
    }

    if (i < 0 || (words < LANGUAGE_WORDS && fold.foreign < LANGUAGE_WORDS)) {
        return false;
    }

    language_guess(reply, &fold, &guess);

    return guess.best != i && guess.score[guess.best] >= LANGUAGE_CERTAIN;
}


/* --- the instructions ---------------------------------------------------- */

/* Letters and digits only, lower case; bytes beyond ASCII stay.  data NULL: no
 * memory. */

static slice_t
squeeze(slice_t text, bool backwards, pool_t *pool)
{
    uint8_t  *out = pool_alloc(pool, text.len + 1);
    size_t    n = 0;

    for (size_t i = 0; out != NULL && i < text.len; i++) {
        uint8_t  c = text.data[backwards ? text.len - 1 - i : i];

        if (isalnum(c) || c >= 0x80) {
            out[n++] = (uint8_t) tolower(c);
        }
    }

    return slice_make(out, n);
}


static unsigned
window_hash(const uint8_t *at)
{
    uint64_t  h = 1469598103934665603ull;

    for (unsigned i = 0; i < LEAK_BYTES; i++) {
        h = (h ^ at[i]) * 1099511628211ull;
    }

    return (unsigned) (h ^ h >> 32) & (LEAK_TABLE - 1);
}


/* Any LEAK_BYTES + LEAK_STEP bytes in common hold an aligned window. */

static bool
shares_window(slice_t reply, slice_t secret)
{
    static const uint8_t  *table[LEAK_TABLE];   /* one thread; cleared here */

    memset(table, 0, sizeof(table));

    for (size_t i = 0; i + LEAK_BYTES <= secret.len; i += LEAK_STEP) {
        unsigned  h = window_hash(secret.data + i);

        while (table[h] != NULL) {
            h = (h + 1) & (LEAK_TABLE - 1);
        }

        table[h] = secret.data + i;
    }

    for (size_t i = 0; i + LEAK_BYTES <= reply.len; i++) {
        unsigned  h = window_hash(reply.data + i);

        for (; table[h] != NULL; h = (h + 1) & (LEAK_TABLE - 1)) {
            if (memcmp(table[h], reply.data + i, LEAK_BYTES) == 0) {
                return true;
            }
        }
    }

    return false;
}


bool
guard_leaks_prompt(slice_t reply, slice_t instructions, pool_t *pool)
{
    slice_t  secret = squeeze(instructions, false, pool);
    slice_t  forth = squeeze(reply, false, pool);
    slice_t  back = squeeze(reply, true, pool);
    size_t   max = (size_t) LEAK_TABLE / 2 * LEAK_STEP;

    if (secret.data == NULL || forth.data == NULL || back.data == NULL) {
        return true;
    }

    secret.len = secret.len < max ? secret.len : max;

    return shares_window(forth, secret) || shares_window(back, secret);
}


/* --- secrets ------------------------------------------------------------- */

/* How keys and the like begin; `more` bytes of a key must follow. */
static const struct { const char *prefix; unsigned more; }  secrets[] = {
    { "sk-", 12 }, { "sk_live_", 8 }, { "rk_live_", 8 }, { "sk_test_", 8 },
    { "AKIA", 12 }, { "ASIA", 12 }, { "ghp_", 12 }, { "gho_", 12 },
    { "github_pat_", 12 }, { "glpat-", 12 }, { "xoxb-", 8 }, { "xoxp-", 8 },
    { "AIza", 20 }, { "ya29.", 12 }, { "eyJ", 20 }, { "SG.", 16 },
    { "EAA", 24 }, { "Bearer ", 12 }, { "-----BEGIN", 0 },
    { "postgres://", 1 }, { "postgresql://", 1 }, { "redis://", 1 },
    { "mongodb://", 1 }, { "mysql://", 1 }, { "password=", 1 },
    { "passwd=", 1 }, { "api_key=", 1 }, { "apikey=", 1 }, { "secret=", 1 },
    { "token=", 8 }
};


static bool
is_key_byte(uint8_t c)
{
    return isalnum(c) || c == '_' || c == '-' || c == '.' || c == '/'
           || c == '+' || c == '=';
}


static bool
begins_secret(slice_t text, size_t i)
{
    for (size_t k = 0; k < sizeof(secrets) / sizeof(secrets[0]); k++) {
        size_t  len = strlen(secrets[k].prefix), n = 0;

        if (text.len - i < len + secrets[k].more
            || memcmp(text.data + i, secrets[k].prefix, len) != 0)
        {
            continue;
        }

        while (n < secrets[k].more && is_key_byte(text.data[i + len + n])) {
            n++;
        }

        if (n == secrets[k].more) {
            return true;
        }
    }

    return false;
}


bool
guard_has_secret(slice_t reply, const slice_t *known, unsigned n)
{
    size_t   i = 0;
    slice_t  run;

    for (size_t k = 0; k < reply.len; k++) {
        if ((k == 0 || !isalnum(reply.data[k - 1])) && begins_secret(reply, k))
        {
            return true;
        }
    }

    while (data_next_opaque(reply, &i, &run)) {
        if (!data_is_in(run, known, n)) {
            return true;
        }
    }

    return false;
}


/* --- data of others ------------------------------------------------------ */

bool
guard_knows_numbers(slice_t reply, const slice_t *known, unsigned n)
{
    size_t         i = 0;
    data_number_t  number;
    slice_t        mail;

    while (data_next_number(reply, &i, &number)) {
        if (!data_number_is_in(&number, known, n)) {
            return false;
        }
    }

    for (i = 0; data_next_mail(reply, &i, &mail); ) {
        if (!data_is_in(mail, known, n)) {
            return false;
        }
    }

    return true;
}


bool
guard_knows_links(slice_t reply, const slice_t *known, unsigned n)
{
    size_t   i = 0;
    slice_t  host;

    while (data_next_host(reply, &i, &host)) {
        if (!data_is_in(host, known, n)) {
            return false;
        }
    }

    return true;
}


/* --- banned phrases ------------------------------------------------------ */

static bool
words_at(const fold_t *text, unsigned i, const fold_t *phrase)
{
    if (i + phrase->n > text->n) {
        return false;
    }

    for (unsigned k = 0; k < phrase->n; k++) {
        const word_t  *a = &text->word[i + k], *b = &phrase->word[k];

        if (a->len != b->len
            || memcmp(fold_bytes(text, a), fold_bytes(phrase, b), a->len) != 0)
        {
            return false;
        }
    }

    return true;
}


static bool
says_phrase(slice_t reply, const fold_t *phrase)
{
    fold_t  text;

    /* longer than a fold: on from a word that is well inside of it */

    for (;;) {
        fold_text(reply, &text);

        for (unsigned i = 0; i < text.n; i++) {
            if (words_at(&text, i, phrase)) {
                return true;
            }
        }

        if (!text.truncated || text.n < 2) {
            return false;
        }

        uint32_t  on = text.word[text.n / 2].from;
        reply = slice_make(reply.data + on, reply.len - on);
    }
}


static bool
says_banned(slice_t reply, const json_t *banned)
{
    size_t   i;
    json_t  *phrase;

    json_array_foreach((json_t *) banned, i, phrase) {
        fold_t  fold;

        fold_text(slice_make(json_string_value(phrase),
                             json_string_length(phrase)), &fold);
        if (fold.n > 0 && says_phrase(reply, &fold)) {
            return true;
        }
    }

    return false;
}


/* ------------------------------------------------------------------------- */

static bool
is_blank(slice_t text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (!isspace(text.data[i])) {
            return false;
        }
    }

    return true;
}


/* NUL, or bytes that are not UTF-8. */

static bool
is_no_text(slice_t text)
{
    json_t  *s = json_stringn((const char *) text.data, text.len);
    bool     bad = s == NULL || memchr(text.data, '\0', text.len) != NULL;

    json_decref(s);

    return bad;
}


guard_verdict_t
guard_check(slice_t reply, const guard_t *g, pool_t *pool)
{
    size_t  max = g->max == 0 ? GUARD_LENGTH_MAX : g->max;

    if (is_blank(reply)) {
        return GUARD_EMPTY;
    }

    if (text_length(reply, TEXT_CODE_POINTS) > max) {
        return GUARD_LENGTH;
    }

    if (is_no_text(reply)) {
        return GUARD_NO_TEXT;
    }

    if (guard_leaks_prompt(reply, g->instructions, pool)) {
        return GUARD_PROMPT;
    }

    if (guard_has_secret(reply, g->known, g->nknown)) {
        return GUARD_SECRET;
    }

    if (!guard_knows_numbers(reply, g->known, g->nknown)) {
        return GUARD_PERSONAL;
    }

    if (!guard_knows_links(reply, g->known, g->nknown)) {
        return GUARD_LINK;
    }

    if (says_banned(reply, g->banned)) {
        return GUARD_BANNED;
    }

    return language_differs(reply, g->language) ? GUARD_LANGUAGE : GUARD_OK;
}
