/*
 * body - see body.h.  What is cut off is known by the lexicons' phrases
 * ("opening", "closing", "thanks") and by its layout; places are words.
 */

#include "worker/nlu/body.h"

#include "worker/nlu/phrase.h"

#define SALUTATION_WORDS  6             /* "Dear Sir or Madam," */
#define CLOSING_WORDS     16            /* with name, place and number */
#define THANKS_WORDS      5             /* "Many thanks, Ben" */
#define NAME_WORDS        4             /* on a line of their own */

typedef struct {
    slice_t        text;
    const fold_t  *fold;
    unsigned       from, to;            /* words that remain */
} cut_t;


static bool
has_byte(const cut_t *b, uint32_t from, uint32_t to, char c)
{
    return memchr(b->text.data + from, c, to - from) != NULL;
}


/* Where the text before word i ends. */

static uint32_t
gap_from(const cut_t *b, unsigned i)
{
    return i == 0 ? 0 : b->fold->word[i - 1].to;
}


/* Is word i the first one of a line? */

static bool
line_begins(const cut_t *b, unsigned i)
{
    return i == 0 || has_byte(b, gap_from(b, i), b->fold->word[i].from, '\n');
}


/* "> ...": word i is the first of a quoted line. */

static bool
is_quoted(const cut_t *b, unsigned i)
{
    uint32_t  at = b->fold->word[i].from;

    if (!line_begins(b, i)) {
        return false;
    }

    while (at > gap_from(b, i) && b->text.data[at - 1] != '\n') {
        at--;
    }

    while (b->text.data[at] == ' ' || b->text.data[at] == '\t') {
        at++;
    }

    return b->text.data[at] == '>';
}


static unsigned
line_end(const cut_t *b, unsigned i)
{
    do {
        i++;
    } while (i < b->to && !line_begins(b, i));

    return i;
}


/* Quoted lines in front, and from the first one behind them on. */

static void
quotes_cut(cut_t *b)
{
    unsigned  line, last;

    while (b->from < b->to && is_quoted(b, b->from)) {
        b->from = line_end(b, b->from);
    }

    for (line = last = b->from; line < b->to; line = line_end(b, line)) {
        if (is_quoted(b, line)) {
            const word_t  *w = &b->fold->word[line - 1];

            /* "On Monday Ellie wrote:" goes with what she wrote */
            b->to = line > b->from
                    && has_byte(b, w->to, b->fold->word[line].from, ':')
                    ? last : line;
            return;
        }
        last = line;
    }
}


/* "Dear team, ...": up to the clause's end, when that is near. */

static void
salutation_cut(cut_t *b)
{
    phrase_match_t  m;
    unsigned        i = b->from;

    if (!phrase_at(b->fold, i, PHRASE_OPENING, &m)
        && !phrase_at(b->fold, i, PHRASE_GREETING, &m))
    {
        return;
    }

    for (i = m.to; i < b->to && i <= b->from + SALUTATION_WORDS; i++) {
        if (b->fold->word[i].gap >= GAP_CLAUSE) {
            b->from = i;
            return;
        }
    }
}


/* Is everything from word i on what a letter ends with? */

static bool
closes(const cut_t *b, unsigned i)
{
    phrase_match_t  m;

    if (has_byte(b, b->fold->word[i].from, (uint32_t) b->text.len, '?')) {
        return false;
    }

    return phrase_at(b->fold, i, PHRASE_CLOSING, &m)
           || (b->to - i <= THANKS_WORDS
               && phrase_at(b->fold, i, PHRASE_THANKS, &m));
}


/* A last line of names: "R. Achebe", "Maureen Hart". */

static bool
is_name(const cut_t *b, unsigned i)
{
    if (i == 0 || !line_begins(b, i) || b->to - i > NAME_WORDS) {
        return false;
    }

    for (unsigned k = i; k < b->to; k++) {
        const word_t  *w = &b->fold->word[k];
        uint8_t        c = b->text.data[w->from];

        if (w->kind != WORD_LETTERS || (c >= 'a' && c <= 'z')
            || (w->len > 1 && b->text.data[w->from + 1] < 'a'))
        {
            return false;
        }
    }

    return true;
}


static void
closing_cut(cut_t *b)
{
    unsigned  first = b->to > b->from + CLOSING_WORDS ? b->to - CLOSING_WORDS
                                                      : b->from;
    unsigned  name = b->to;

    for (unsigned i = b->to; i-- > first;) {
        name = is_name(b, i) ? i : name;
    }
    b->to = name;

    for (unsigned i = first + 1; i < b->to; i++) {
        if ((b->fold->word[i].gap >= GAP_SENTENCE || line_begins(b, i))
            && closes(b, i))
        {
            b->to = i;
            return;
        }
    }
}


bool
body_find(slice_t text, const fold_t *fold, body_t *ret)
{
    fold_t    own;
    cut_t     b = { .text = text, .fold = &own, .to = fold->n };
    uint32_t  from, to;

    *ret = (body_t) { .text = text, .to = fold->n };
    if (fold->n < BODY_TEXT_MIN || fold->truncated) {
        return false;
    }

    own = *fold;
    phrase_ids(&own);
    quotes_cut(&b);
    if (b.to < b.from + BODY_MIN) {
        return false;
    }

    salutation_cut(&b);
    closing_cut(&b);
    closing_cut(&b);                    /* "Thanks, Ben / Sent from my phone" */
    if (b.to < b.from + BODY_MIN || (b.from == 0 && b.to == fold->n)) {
        return false;
    }

    from = fold->word[b.from].from;
    to = b.to < fold->n ? fold->word[b.to].from : (uint32_t) text.len;
    *ret = (body_t) { slice_make(text.data + from, to - from), b.from, b.to };

    return true;
}
