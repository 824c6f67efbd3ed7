/*
 * 30_understand - which language, and what the customer does.  No calls.
 *
 * In:   turn->context, turn->text.
 * Out:  turn->language, act, words, question, greeted, u; evidence begun.
 *
 * A guess of the language below LANGUAGE_SURE, or what the tenant calls sure,
 * gives way to what is known: the conversation's language, the one learned of
 * the customer (profile), the contact's, a weaker guess, the tenant's.
 * Evidence holds numbers, names of rules and offsets, never the text.
 */

#include "worker/answer/answer.h"
#include "worker/answer/context.h"
#include "worker/answer/files.h"
#include "worker/engine/loop.h"
#include "worker/jsonx.h"
#include "worker/nlu/act.h"
#include "worker/nlu/intent.h"
#include "worker/nlu/keyphrase.h"
#include "worker/nlu/language.h"
#include "worker/nlu/rating.h"
#include "worker/nlu/signals.h"
#include "worker/nlu/slots.h"
#include "worker/pipeline.h"

#define EVIDENCE_VERSION  1
#define DAY_US            86400000000u
#define LANGUAGE_WEAK     0.5           /* better than the tenant's default */

/* What a type is when the message has no text. */
static const struct { const char *type; words_t words; } wordless[] = {
    { "reaction", WORDS_NONE }, { "system", WORDS_NONE },
    { "edit", WORDS_NONE }, { "revoke", WORDS_NONE }, { "text", WORDS_NONE },
    { "request_welcome", WORDS_WELCOME },
};


static words_t
message_words(const turn_t *t, const json_t *message)
{
    const char  *type = jsonx_str(message, "type");
    const char  *text = jsonx_str(message, "text");

    if (strcmp(type, "order") == 0) {
        return WORDS_ORDER;
    }

    /* coordinates and cards are to be looked at: nobody asked in words */

    if (text[0] != '\0') {
        return strcmp(type, "location") == 0 || strcmp(type, "contacts") == 0
               ? WORDS_FILE : WORDS_TEXT;
    }

    for (size_t i = 0; i < sizeof(wordless) / sizeof(wordless[0]); i++) {
        if (strcmp(type, wordless[i].type) == 0) {
            return wordless[i].words;
        }
    }

    /* images, audio, what the channel cannot pass on, and what is new */

    return files_read(t, jsonx_int(message, "seq")) != NULL ? WORDS_FILE
                                                            : WORDS_UNREAD;
}


/* The most telling of the turn's messages decides. */

static words_t
turn_words(const turn_t *t)
{
    words_t  best = WORDS_NONE;
    size_t   i;
    json_t  *message;

    json_array_foreach(json_object_get(t->context, "messages"), i, message) {
        words_t  words = message_words(t, message);

        if (words == WORDS_ORDER) {
            return words;               /* whatever else was said */
        }

        best = words < best ? words : best;
    }

    return best;
}


/* What was spoken so far, else what was learned of the customer: an index,
 * and the object that says so; -1: nothing is known. */

static int
language_known(const turn_t *t, const char **ret_from)
{
    static const char *const  objects[] = {
        "conversation", "profile", "contact"
    };

    for (unsigned i = 0; i < sizeof(objects) / sizeof(objects[0]); i++) {
        int  language = lexicon_index(jsonx_str(json_object_get(t->context,
                                                objects[i]), "language"));

        if (language >= 0) {
            *ret_from = objects[i];
            return language;
        }
    }

    return -1;
}


static double
language_sure(const turn_t *t)
{
    const json_t  *own = context_setting(t, "language_sure");

    return json_is_integer(own) ? (double) json_integer_value(own) / 100
                                : LANGUAGE_SURE;
}


/* Which of the five it is, and where that is known from. */

static const char *
language_choose(const turn_t *t, const language_t *guess,
    const char **ret_from)
{
    double  score = guess->score[guess->best];
    int     i;

    *ret_from = "text";
    if (guess->best != LANGUAGE_OTHER && score >= language_sure(t)) {
        return language_name(guess->best);
    }

    i = language_known(t, ret_from);
    if (i >= 0) {
        return language_name(i);
    }

    if (guess->best != LANGUAGE_OTHER && score >= LANGUAGE_WEAK) {
        return language_name(guess->best);
    }

    i = lexicon_index(jsonx_str(json_object_get(t->context, "tenant"),
                                "default_language"));
    *ret_from = i >= 0 ? "tenant" : "built-in";
    return i >= 0 ? language_name(i) : "en";
}


static json_t *
language_evidence(const turn_t *t, const language_t *guess, const char *from)
{
    json_t  *scores = json_object();

    for (int i = 0; i <= LANGUAGES; i++) {
        json_object_set_new(scores, language_name(i),
                            json_real((int) (guess->score[i] * 1000) / 1000.0));
    }

    return json_pack("{s:s, s:s, s:s, s:o}", "used", t->language, "from", from,
                     "text", language_name(guess->best), "scores", scores);
}


static json_t *
act_evidence(const act_guess_t *guess)
{
    return json_pack("{s:s, s:f, s:s, s:[I,I], s:b, s:b}",
                     "name", act_name(guess->act), "score", guess->score,
                     "rule", guess->rule,
                     "span", (json_int_t) guess->from, (json_int_t) guess->to,
                     "greeted", guess->greeted,
                     "declined_person", guess->declined_person);
}


static json_t *
intent_evidence(const understanding_t *u)
{
    const intent_t  *i = &u->intent;

    return json_pack("{s:s, s:f, s:s?, s:f, s:I}", "name", i->name,
                     "score", (int) (i->score * 1000) / 1000.0,
                     "second", i->second[0] != '\0' ? i->second : NULL,
                     "second_score", (int) (i->second_score * 1000) / 1000.0,
                     "version", (json_int_t) u->model_version[2]);
}


/* "ok, thanks" is a yes to a question of ours, and thanks to anything else. */

static act_t
act_in_context(const turn_t *t, const act_guess_t *guess)
{
    const json_t  *conversation = json_object_get(t->context, "conversation");

    return guess->act == ACT_YES && guess->thanked
           && !jsonx_true(conversation, "asked_person")
           ? ACT_THANKS : guess->act;
}


/* A mark, where we have asked for one. */

static int
turn_rating(const turn_t *t)
{
    const json_t  *conversation = json_object_get(t->context, "conversation");

    return t->words == WORDS_TEXT && jsonx_true(conversation, "asked_rating")
           ? rating_of(t->text) : 0;
}


/* The tone of the text, and what the conversation shows with it.  Where the
 * tenant does not want it looked at: neutral, of no confidence. */

static void
tone_understand(turn_t *t, const fold_t *fold)
{
    int       language = lexicon_index(t->language);
    said_t    said[CONTEXT_SAID_MAX];
    unsigned  n = context_said(t, true, said);
    bool      looks = context_flag(t, "sentiment_analysis");

    t->u.sentiment = (sentiment_t) { .label = SENTIMENT_NEUTRAL };
    t->u.model_version[1] = 0;

    if (looks) {
        sentiment_guess(t->text, fold, language, &t->u.sentiment, NULL,
                        &t->u.model_version[1]);
    }

    signals_read(said, n, language, &t->u.sentiment, &t->u.signals);

    if (!looks) {
        t->u.signals.negatives = 0;
        t->u.signals.frustrated = 0;
    }
}


static json_t *
sentiment_evidence(const sentiment_t *s)
{
    json_t  *found = json_array();

    for (unsigned i = 0; i < s->n; i++) {
        const evidence_t  *e = &s->evidence[i];

        json_array_append_new(found, json_pack("{s:s, s:[I,I], s:f}",
            "rule", e->rule, "span", (json_int_t) e->from,
            (json_int_t) e->to, "weight", (double) e->weight));
    }

    return json_pack("{s:s, s:f, s:f, s:b, s:b, s:b, s:o}",
                     "label", sentiment_name(s->label), "score", s->score,
                     "polarity", s->polarity, "angry", s->angry,
                     "frustrated", s->frustrated, "confused", s->confused,
                     "found", found);
}


static json_t *
signals_evidence(const signals_t *s)
{
    return json_pack("{s:b, s:f, s:i, s:i, s:i, s:i, s:i, s:b}",
                     "repeated_question", s->repeated_question,
                     "overlap", s->overlap, "frustrated", (int) s->frustrated,
                     "questions", (int) s->questions,
                     "negatives", (int) s->negatives,
                     "messages", (int) s->messages,
                     "attempts", (int) s->attempts,
                     "same_answer", s->same_answer);
}


rc_t
understand_start(job_t *j)
{
    turn_t       *t = job_turn(j);
    fold_t        fold;
    language_t    language;
    act_guess_t   act;
    const char   *from;
    char          err[256];

    if (!answer_init(err, sizeof(err))) {
        return job_fail(j, RC_RETRY, "%s", err);
    }

    fold_text(t->text, &fold);
    language_guess(t->text, &fold, &language);
    language_lean(&language, language_known(t, &from));
    act_guess(&fold, &act);
    t->u.model_version[0] = language.model_version;
    intent_guess(t->text, &fold, &act, t->tenant, &t->u.intent,
                 &t->u.model_version[2]);
    t->u.nslots = slots_find(t->text, &fold, &(slot_facts_t) {
        .today = (int64_t) (unix_us() / DAY_US) }, t->u.slots);
    t->u.nphrases = keyphrases_find(&fold, t->u.phrases);

    t->words = turn_words(t);
    t->rating = turn_rating(t);
    t->act = act.act = act_in_context(t, &act);
    t->act_score = act.score;
    t->greeted = act.greeted;
    t->question = slice_make(t->text.data + act.content,
                             t->text.len - act.content);

    strcpy(t->language, language_choose(t, &language, &from));
    t->language_score = language.score[language.best];
    tone_understand(t, &fold);

    t->evidence = pool_json(j->pool, json_pack(
        "{s:i, s:o, s:o, s:o, s:o, s:o, s:b}", "version", EVIDENCE_VERSION,
        "language", language_evidence(t, &language, from),
        "act", act_evidence(&act), "intent", intent_evidence(&t->u),
        "sentiment", sentiment_evidence(&t->u.sentiment),
        "signals", signals_evidence(&t->u.signals),
        "truncated", fold.truncated));

    return t->evidence != NULL
           ? RC_OK : job_fail(j, RC_RETRY, "understand: out of memory");
}
