/*
 * scene - see scene.h.  The customer's newest messages are matched with the
 * packs; of ours it only matters how many there are and whether they said
 * that nothing was known.  What the conversation shows beyond phrases is
 * counted by nlu/signals.c.
 */

#include "worker/decide/scene.h"

#include <stdio.h>

#include "worker/nlu/act.h"
#include "worker/nlu/language.h"
#include "worker/nlu/models.h"
#include "worker/nlu/signals.h"
#include "worker/nlu/votes.h"

#define SHOUT_LETTERS   10
#define SHOUT_SHARE     0.7
#define SHOUT_MARKS     3
#define LANGUAGE_BYTES  600
#define LANGUAGE_NEAR   0.2

const char *const  signal_names[SIGNALS + 1] = {
    "tries", "same_answer", "useless_answers", "repeated_question",
    "negatives", "frustrated", "questions", "shouting", "offered", "unable",
    "messages", "words",
    NULL
};


/* ---- reading ---- */

/*
 * In which languages the packs are asked: the conversation's, the likeliest
 * of the last message, others that are nearly as likely.  Bits.
 */

static unsigned
languages_of(const said_t *said, unsigned n, int language)
{
    char        text[LANGUAGE_BYTES];
    size_t      len = 0;
    unsigned    bits = language >= 0 ? 1u << language : 0;
    language_t  guess;
    fold_t      fold;

    for (unsigned i = n; i-- > 0 && len < sizeof(text) - 1;) {
        size_t  more = sizeof(text) - 1 - len;

        if (!said[i].customer) {
            continue;
        }
        if (said[i].text.len < more) {
            more = said[i].text.len;
        }
        memcpy(text + len, said[i].text.data, more);
        len += more;
        text[len++] = '\n';
        if (language >= 0) {
            break;                      /* what was before is known */
        }
    }

    fold_text(slice_make(text, len), &fold);
    language_guess(slice_make(text, len), &fold, &guess);

    for (unsigned i = 0; i < LANGUAGES; i++) {
        bits |= i == (unsigned) guess.best
                || guess.score[i] >= LANGUAGE_NEAR ? 1u << i : 0;
    }

    return bits != 0 ? bits : (1u << LANGUAGES) - 1;
}


static bool
is_shouting(slice_t text)
{
    unsigned  upper = 0, lower = 0, marks = 0;

    for (size_t i = 0; i < text.len; i++) {
        uint8_t  c = text.data[i];

        upper += c >= 'A' && c <= 'Z';
        lower += c >= 'a' && c <= 'z';
        marks += c == '!';
    }

    return marks >= SHOUT_MARKS
           || (upper >= SHOUT_LETTERS
               && upper >= SHOUT_SHARE * (upper + lower));
}


/* How many sentences end before word `at`. */

static uint8_t
sentence_of(const fold_t *fold, unsigned at)
{
    unsigned  n = 0;

    for (unsigned i = 1; i <= at && n < UINT8_MAX; i++) {
        n += fold->word[i].gap == GAP_SENTENCE;
    }

    return (uint8_t) n;
}


static void
marks_add(const patterns_t *p, const fold_t *fold, unsigned languages,
    unsigned age, bool ours, scene_t *scene)
{
    pattern_hit_t  hits[PATTERN_HITS_MAX];
    unsigned       n = patterns_match(p, fold, languages, hits,
                                      PATTERN_HITS_MAX);

    for (unsigned i = 0; i < n && scene->nmarks < SCENE_MARKS_MAX; i++) {
        mark_t  *m = &scene->marks[scene->nmarks++];

        *m = (mark_t) {
            .pack = hits[i].pack, .age = (uint8_t) age, .ours = ours,
            .negated = hits[i].negated,
            .sentence = sentence_of(fold, hits[i].from),
            .from = fold->word[hits[i].from].from,
            .to = fold->word[hits[i].to - 1].to
        };
        snprintf(m->phrase, sizeof(m->phrase), "%s.%u",
                 lexicons[hits[i].language]->language, hits[i].line);
    }
}


static bool
marks_have(const patterns_t *p, const scene_t *scene, const char *pack,
    unsigned age, bool ours)
{
    int  id = patterns_pack(p, pack);

    for (unsigned i = 0; i < scene->nmarks; i++) {
        const mark_t  *m = &scene->marks[i];

        if (m->pack == id && m->age == age && m->ours == ours) {
            return true;
        }
    }

    return false;
}


/* What the model has learned of such messages; without one: nothing.  Nobody
 * is needed where nothing is asked of one, or where the trouble is over. */

static void
reason_learn(slice_t text, const fold_t *fold, scene_t *scene)
{
    /* measured, docs/NLU.md */
    static const votes_t  votes = { .text = .35f, .last = .15f, .each = .25f,
                                    .most = .25f };

    const model_t  *m = models_get(TASK_ESCALATION);
    float           score[MODEL_CLASSES_MAX];
    int             over, best = 1;

    if (m == NULL || fold->n == 0) {
        return;
    }

    votes_predict(m, TASK_ESCALATION, &votes, text, fold, score);
    over = model_class(m, "over");

    for (int i = 2; i < (int) model_classes(m); i++) {      /* 0 is "none" */
        best = i != over && score[i] > score[best] ? i : best;
    }

    scene->learned = true;
    scene->reason_score = 1 - (double) score[0]
                          - (over > 0 ? (double) score[over] : 0);
    scene->models[3] = m->header->version;
    snprintf(scene->reason, sizeof(scene->reason), "%s", m->name[best]);
}


/* The customer's messages, newest first. */

static void
customer_read(const patterns_t *p, const said_t *said, unsigned n,
    unsigned languages, scene_t *scene)
{
    fold_t    last, fold;
    unsigned  age = 0;

    for (unsigned i = n; i-- > 0 && age < SCENE_CUSTOMER_MAX;) {
        if (!said[i].customer) {
            continue;
        }

        if (age == 0) {
            act_guess_t  act;

            fold_text(said[i].text, &last);
            marks_add(p, &last, languages, 0, false, scene);
            act_guess(&last, &act);
            snprintf(scene->act, sizeof(scene->act), "%s", act_name(act.act));
            scene->signals[SIGNAL_SHOUTING] = is_shouting(said[i].text);
            scene->signals[SIGNAL_WORDS] = last.n;
            reason_learn(said[i].text, &last, scene);
        } else {
            fold_text(said[i].text, &fold);
            marks_add(p, &fold, languages, age, false, scene);
        }
        age++;
    }
}


/* Our messages: how many, and what the last two are worth. */

static void
ours_read(const patterns_t *p, const said_t *said, unsigned n,
    unsigned languages, scene_t *scene)
{
    fold_t    fold;
    unsigned  seen = 0;

    for (unsigned i = n; i-- > 0;) {
        if (said[i].customer) {
            continue;
        }

        scene->signals[SIGNAL_TRIES]++;
        if (seen == 2) {
            continue;
        }

        fold_text(said[i].text, &fold);
        marks_add(p, &fold, languages, seen, true, scene);
        scene->signals[SIGNAL_USELESS] += marks_have(p, scene, "useless",
                                                     seen, true);
        seen++;
    }

    scene->signals[SIGNAL_OFFERED] = marks_have(p, scene, "offer", 0, true);
    scene->signals[SIGNAL_UNABLE] = marks_have(p, scene, "unable", 0, true);
}


static void
signals_take(const signals_t *s, scene_t *scene)
{
    scene->signals[SIGNAL_SAME_ANSWER] = s->same_answer;
    scene->signals[SIGNAL_REPEATED] = s->repeated_question;
    scene->signals[SIGNAL_NEGATIVES] = s->negatives;
    scene->signals[SIGNAL_FRUSTRATED] = s->frustrated;
    scene->signals[SIGNAL_CONFUSED] = s->questions;
}


static void
understanding_take(const understanding_t *u, scene_t *scene)
{
    scene->understood = true;
    scene->sentiment = u->sentiment.label;
    scene->sentiment_score = u->sentiment.score;
    scene->polarity = u->sentiment.polarity;
    scene->angry = u->sentiment.angry;
    scene->frustrated = u->sentiment.frustrated;
    scene->confused = u->sentiment.confused;
    scene->intent_score = u->intent.score;
    scene->second_score = u->intent.second_score;
    snprintf(scene->intent, sizeof(scene->intent), "%s", u->intent.name);
    snprintf(scene->second, sizeof(scene->second), "%s", u->intent.second);
    memcpy(scene->models, u->model_version, sizeof(u->model_version));
}


void
scene_read(const patterns_t *p, const said_t *said, unsigned n, int language,
    const understanding_t *u, scene_t *scene)
{
    unsigned   older = n > SCENE_MESSAGES_MAX ? n - SCENE_MESSAGES_MAX : 0;
    unsigned   languages;
    signals_t  signals;

    memset(scene, 0, sizeof(*scene));
    scene->confidence = -1;
    scene->patterns = patterns_version(p);
    scene->signals[SIGNAL_MESSAGES] = n;

    languages = languages_of(said + older, n - older, language);
    customer_read(p, said + older, n - older, languages, scene);
    ours_read(p, said + older, n - older, languages, scene);

    if (u != NULL) {
        understanding_take(u, scene);
        signals_take(&u->signals, scene);
    } else {
        signals_read(said + older, n - older, language, NULL, &signals);
        signals_take(&signals, scene);
    }
}
