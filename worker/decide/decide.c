/*
 * decide - the rules, in order.  Read the table; the code only walks it.
 */

#include "worker/decide/decide.h"

#define ANY       (-1)
#define HANDOFF   "pending_handoff"

typedef struct {
    const char  *rule;

    /* fits when */
    bool         person_has_it;         /* waiting for, or with, a person */
    int          words;                 /* words_t or ANY */
    int          act;                   /* act_t or ANY */
    int          asked;                 /* 0, 1 or ANY */

    /* then */
    outcome_t    outcome;
    text_id_t    text;
    bool         search;
    bool         ask_person;
    bool         keeps_question;        /* our question stays open */
    const char  *transition;
} rule_t;

static const rule_t  rules[] = {
    /* a person always wins: whatever is said, the bot is silent */
    { .rule = "person_has_it", .person_has_it = true, .words = ANY, .act = ANY,
      .asked = ANY, .outcome = OUTCOME_SILENT, .text = TEXT_NOTHING },

    { .rule = "nothing_said", .words = WORDS_NONE, .act = ANY, .asked = ANY,
      .outcome = OUTCOME_SILENT, .text = TEXT_NOTHING,
      .keeps_question = true },

    { .rule = "chat_opened", .words = WORDS_WELCOME, .act = ANY, .asked = ANY,
      .text = TEXT_GREETING },

    { .rule = "file", .words = WORDS_FILE, .act = ANY, .asked = ANY,
      .search = true, .text = TEXT_NOTHING },

    { .rule = "unreadable", .words = WORDS_UNREAD, .act = ANY, .asked = ANY,
      .text = TEXT_UNREADABLE, .ask_person = true },

    { .rule = "order", .words = WORDS_ORDER, .act = ANY, .asked = ANY,
      .search = true, .text = TEXT_NOTHING },

    { .rule = "wants_person", .words = ANY, .act = ACT_PERSON, .asked = ANY,
      .text = TEXT_HANDOFF, .transition = HANDOFF },

    { .rule = "accepts_person", .words = ANY, .act = ACT_YES, .asked = 1,
      .text = TEXT_HANDOFF, .transition = HANDOFF },

    { .rule = "agrees", .words = ANY, .act = ACT_YES, .asked = 0,
      .text = TEXT_ACKNOWLEDGE },

    { .rule = "declines_person", .words = ANY, .act = ACT_NO, .asked = 1,
      .text = TEXT_DECLINED },

    { .rule = "declines", .words = ANY, .act = ACT_NO, .asked = 0,
      .text = TEXT_DECLINED },

    { .rule = "thanks", .words = ANY, .act = ACT_THANKS, .asked = ANY,
      .text = TEXT_THANKS },

    { .rule = "greets", .words = ANY, .act = ACT_GREETING, .asked = ANY,
      .text = TEXT_GREETING },

    { .rule = "no_words", .words = ANY, .act = ACT_NONE, .asked = ANY,
      .text = TEXT_UNCLEAR, .keeps_question = true },

    { .rule = "asks", .words = ANY, .act = ANY, .asked = ANY,
      .search = true, .text = TEXT_NOTHING }
};


static bool
rule_fits(const rule_t *r, const facts_t *f, bool person_has_it)
{
    return (!r->person_has_it || person_has_it)
           && (r->words == ANY || r->words == (int) f->words)
           && (r->act == ANY || r->act == (int) f->act)
           && (r->asked == ANY || r->asked == (int) f->asked_person);
}


decision_t
decide(const facts_t *facts)
{
    bool           person_has_it = strcmp(facts->state, HANDOFF) == 0
                                   || strcmp(facts->state, "human") == 0;
    const rule_t  *r = rules;

    while (!rule_fits(r, facts, person_has_it)) {   /* the last fits always */
        r++;
    }

    return (decision_t) {
        .rule = r->rule, .outcome = r->outcome, .text = r->text,
        .search = r->search, .transition = r->transition,
        .ask_person = r->ask_person
                      || (r->keeps_question && facts->asked_person)
    };
}
