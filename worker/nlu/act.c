/*
 * act - see act.h.  Order: a person, then full coverage, then question.
 */

#include "worker/nlu/act.h"

#include <stdio.h>

#define NEGATION_REACH  5               /* words between "no" and the wish */

typedef struct {
    unsigned        n[PHRASE_KINDS];    /* words covered by kind */
    phrase_match_t  first[PHRASE_KINDS];
    unsigned        open;               /* words nothing covers */
    unsigned        greeting_end;       /* words of the greeting in front */
} cover_t;


const char *
act_name(act_t act)
{
    static const char *const  names[] = {
        "none", "greeting", "thanks", "person", "yes", "no", "question",
        "other"
    };

    return names[act];
}


static void
guess_set(act_guess_t *ret, const fold_t *text, act_t act, double score,
    const phrase_match_t *m)
{
    ret->act = act;
    ret->score = score;

    if (m != NULL) {
        ret->from = text->word[m->from].from;
        ret->to = text->word[m->to - 1].to;
        phrase_name(m, ret->rule);
    }
}


/* Does an innocent phrase share a word with the match? */

static bool
is_innocent(const fold_t *text, const phrase_match_t *m)
{
    unsigned  i = m->from > 4 ? m->from - 4 : 0;

    for (; i < m->to; i++) {
        phrase_match_t  block;

        if (phrase_at(text, i, PHRASE_BLOCK, &block) && block.to > m->from
            && block.language == m->language)
        {
            return true;
        }
    }

    return false;
}


/* "no", directly before the match or with only little words between. */

static bool
is_negated(const fold_t *text, const phrase_match_t *m)
{
    unsigned  i = m->from;

    for (unsigned k = m->from + 1; k < m->to; k++) {
        if (phrase_word(text, k, PHRASE_NEGATOR, m->language)
            && k + 1 < m->to)
        {
            return true;
        }
    }

    for (unsigned k = 0; k <= NEGATION_REACH && i > 0; k++) {
        if (text->word[i].gap >= GAP_CLAUSE) {
            return false;
        }

        i--;
        if (phrase_word(text, i, PHRASE_NEGATOR, m->language)) {
            return true;
        }

        if (!phrase_word(text, i, PHRASE_NEGFILL, m->language)) {
            return false;
        }
    }

    return false;
}


/* A wish for a person; a negated one is noted, the search goes on. */

static bool
person_find(const fold_t *text, phrase_match_t *ret_match,
    phrase_match_t *ret_declined, bool *ret_is_declined)
{
    *ret_is_declined = false;

    for (unsigned i = 0; i < text->n; i++) {
        phrase_match_t  m;

        if (phrase_at(text, i, PHRASE_PERSON_NO, &m)) {
            *ret_match = m;
            return true;
        }

        if (!phrase_at(text, i, PHRASE_PERSON, &m) || is_innocent(text, &m)) {
            continue;
        }

        if (is_negated(text, &m)) {
            *ret_declined = m;
            *ret_is_declined = true;
            i = m.to - 1;
            continue;
        }

        *ret_match = m;
        return true;
    }

    return false;
}


/* The longest phrase of the covering kinds at word i. */

static bool
cover_at(const fold_t *text, unsigned i, phrase_match_t *ret)
{
    static const phrase_kind_t  kinds[] = {
        PHRASE_NO, PHRASE_YES, PHRASE_THANKS, PHRASE_GREETING,
        PHRASE_COURTESY, PHRASE_FILLER
    };

    bool  found = false;

    for (unsigned k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
        phrase_match_t  m;

        if (!phrase_at(text, i, kinds[k], &m)) {
            continue;
        }

        /* "tudo bem" agrees, "tudo bem?" greets */

        if (!found || m.to > ret->to
            || (m.to == ret->to && text->question && ret->kind == PHRASE_YES
                && m.kind == PHRASE_GREETING))
        {
            *ret = m;
            found = true;
        }
    }

    return found;
}


static void
cover(const fold_t *text, const phrase_match_t *declined, cover_t *c)
{
    bool  front = true;

    memset(c, 0, sizeof(*c));

    for (unsigned i = 0; i < text->n;) {
        phrase_match_t  m;

        if (declined != NULL && i >= declined->from && i < declined->to) {
            i = declined->to;
            continue;
        }

        if (declined != NULL && i < declined->from
            && (phrase_word(text, i, PHRASE_NEGATOR, declined->language)
                || phrase_word(text, i, PHRASE_NEGFILL, declined->language)))
        {
            i++;
            continue;
        }

        if (!cover_at(text, i, &m)) {
            /* an unknown emoji says nothing */
            c->open += text->word[i].kind != WORD_EMOJI;
            front = false;
            i++;
            continue;
        }

        if (c->n[m.kind] == 0) {
            c->first[m.kind] = m;
        }
        c->n[m.kind] += m.to - m.from;

        if (front && m.kind == PHRASE_GREETING) {
            c->greeting_end = m.to;
        } else if (m.kind != PHRASE_FILLER || c->greeting_end == 0) {
            front = false;
        }

        i = m.to;
    }
}


/* Everything is covered: by what?  The strongest says it. */

static bool
covered_act(const fold_t *text, const cover_t *c, act_guess_t *ret)
{
    static const struct { phrase_kind_t kind; act_t act; } order[] = {
        { PHRASE_NO, ACT_NO }, { PHRASE_YES, ACT_YES },
        { PHRASE_THANKS, ACT_THANKS }, { PHRASE_GREETING, ACT_GREETING },
        { PHRASE_COURTESY, ACT_YES }
    };

    if (c->n[PHRASE_NO] > 0 && c->n[PHRASE_YES] > 0) {
        return false;                   /* both: better ask */
    }

    for (unsigned i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
        if (c->n[order[i].kind] > 0) {
            guess_set(ret, text, order[i].act, 0.9, &c->first[order[i].kind]);
            return true;
        }
    }

    return false;
}


static bool
is_question(const fold_t *text, unsigned from)
{
    phrase_match_t  m;

    return text->question
           || (from < text->n && phrase_at(text, from, PHRASE_ASKS, &m));
}


void
act_guess(fold_t *text, act_guess_t *ret)
{
    phrase_match_t  match, declined;
    cover_t         c;

    memset(ret, 0, sizeof(*ret));
    phrase_ids(text);

    if (text->n == 0) {
        return;                                         /* ACT_NONE */
    }

    if (person_find(text, &match, &declined, &ret->declined_person)) {
        guess_set(ret, text, ACT_PERSON, 1, &match);
        return;
    }

    cover(text, ret->declined_person ? &declined : NULL, &c);

    ret->thanked = c.n[PHRASE_THANKS] > 0;

    if (c.greeting_end > 0) {
        ret->greeted = true;
        ret->content = c.greeting_end < text->n
                       ? text->word[c.greeting_end].from : 0;
    }

    if (c.open == 0) {
        if (ret->declined_person) {
            guess_set(ret, text, ACT_NO, 0.9, &declined);
            return;
        }
        if (covered_act(text, &c, ret)) {
            return;
        }
    }

    if (is_question(text, c.greeting_end)) {
        guess_set(ret, text, ACT_QUESTION, 0.6, NULL);
    } else {
        guess_set(ret, text, ACT_OTHER, 0.5, NULL);
    }
}
