/*
 * task - see task.h.
 */

#include "worker/nlu/task.h"

#include "worker/nlu/sentiment.h"
#include "worker/nlu/sentiment_features.h"

#define TASK_TOKENS    FOLD_WORDS_MAX
#define LANGUAGE_BYTES 600              /* of a text that tell its language */

const char *const  intent_names[] = {
    "order_status", "delivery_problem", "payment_issue", "refund_request",
    "cancel_service", "billing_dispute", "technical_support",
    "product_inquiry", "pricing_negotiation", "appointment_booking",
    "complaint", "human_agent", "greeting", "thanks_goodbye", "other", NULL
};

static const char *const  language_names[] = {
    "es", "en", "pt", "fr", "it", "other", NULL
};

static const char *const  sentiment_names[] = {
    "very_negative", "negative", "neutral", "positive", NULL
};

static const char *const  emotion_names[] = {
    "positive", "neutral", "confused", "frustrated", "angry", "negative", NULL
};

/* Reasons of worker/decide that a single message can show, and "none". */
static const char *const  escalation_names[] = {
    "none", "explicit_request", "manager_request", "anger_abuse",
    "accumulated_frustration", "payment_dispute", "fraud_security",
    "lost_damaged_wrong", "refund_request", "formal_complaint",
    "legal_threat", "safety_health", "vulnerable_urgent",
    "price_negotiation", "bot_limitation",
    "over",                             /* a trouble that is: nobody either */
    NULL
};

const task_t  tasks[TASKS] = {
    [TASK_LANGUAGE] = {
        "language", language_names,
        { .words = 2, .chars_min = 1, .chars_max = 4, .pairs = 0,
          .weight = { 0.7f, 1.0f, 0, 0 } }, 17, 1
    },
    [TASK_INTENT] = {
        "intent", intent_names,
        { .words = 3, .chars_min = 3, .chars_max = 5, .pairs = 10,
          .weight = { 1.0f, 1.0f, 1.0f, 0.2f } }, 18, 0.4
    },
    [TASK_SENTIMENT] = {
        "sentiment", sentiment_names,
        { .words = 3, .chars_min = 2, .chars_max = 5, .pairs = 10,
          .weight = { 1.0f, 1.0f, 1.0f, 3.0f } }, 18, 0.4
    },
    [TASK_EMOTION] = {
        "emotion", emotion_names,
        { .words = 3, .chars_min = 2, .chars_max = 5, .pairs = 10,
          .weight = { 1.0f, 1.0f, 1.0f, 3.0f } }, 18, 0.4
    },
    [TASK_ESCALATION] = {
        "escalation", escalation_names,
        { .words = 3, .chars_min = 3, .chars_max = 5, .pairs = 10,
          .weight = { 1.0f, 1.0f, 1.0f, 1.0f } }, 19, 0.8
    }
};


int
task_find(const char *name)
{
    for (int i = 0; i < TASKS; i++) {
        if (strcmp(tasks[i].name, name) == 0) {
            return i;
        }
    }

    return -1;
}


static void
language_features(const feature_spec_t *spec, slice_t text, features_t *f)
{
    char      blanked[LANGUAGE_BYTES], letters[2 * LANGUAGE_BYTES];
    token_t   word[TASK_TOKENS];
    unsigned  n;

    if (text.len > LANGUAGE_BYTES) {
        text.len = LANGUAGE_BYTES;
    }

    (void) text_blank(text, true, blanked);
    n = tokens_letters(slice_make(blanked, text.len), letters, word,
                       TASK_TOKENS);

    features_words(f, word, n, spec->words);
    features_close(f, FEATURES_WORDS);
    features_chars(f, word, n, spec->chars_min, spec->chars_max);
    features_close(f, FEATURES_CHARS);
}


/* Words of three letters or more that are all capitals. */

static unsigned
count_shouted(slice_t text)
{
    unsigned  n = 0, upper = 0;

    for (size_t i = 0; i <= text.len; i++) {
        uint8_t  c = i < text.len ? text.data[i] : ' ';

        if (c >= 'A' && c <= 'Z') {
            upper++;
        } else if (c >= 0x80) {
            continue;
        } else if (c >= 'a' && c <= 'z') {
            upper = 0;
        } else {
            n += upper >= 3;
            upper = 0;
        }
    }

    return n;
}


#define MARK(s)  { s, sizeof(s) - 1 }

static const struct {
    char    s[4];
    size_t  len;
} marks[] = {
    MARK("?"), MARK("!"), MARK("!!"), MARK("..."), MARK("$"), MARK("\u20ac"),
    MARK("\u00a3"), MARK("%"), MARK(":)"), MARK(":("), MARK("\""), MARK("#"),
    MARK("??"), MARK("?!"), MARK(":-)"), MARK(";)"), MARK(":'("), MARK("<3"),
    MARK("R$")
};

#define MARKS  (sizeof(marks) / sizeof(marks[0]))


/* Which of the marks stand in the text: bits. */

static uint32_t
marks_find(slice_t text)
{
    static const bool  begins[256] = {
        ['?'] = true, ['!'] = true, ['.'] = true, ['$'] = true, ['%'] = true,
        [':'] = true, ['"'] = true, ['#'] = true, [';'] = true, ['<'] = true,
        ['R'] = true, [0xe2] = true, [0xc2] = true
    };
    uint32_t  found = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (!begins[text.data[i]]) {
            continue;
        }

        for (size_t k = 0; k < MARKS; k++) {
            found |= text.data[i] == (uint8_t) marks[k].s[0]
                     && text.len - i >= marks[k].len
                     && memcmp(text.data + i, marks[k].s, marks[k].len) == 0
                     ? 1u << k : 0;
        }
    }

    return found;
}


void
task_style(slice_t text, unsigned words, bool stretched, features_t *f)
{
    const unsigned  shouted = count_shouted(text);
    const uint32_t  found = marks_find(text);

    for (size_t k = 0; k < MARKS; k++) {
        if ((found & 1u << k) != 0) {
            features_name(f, marks[k].s);
        }
    }

    if (shouted > 0) {
        features_name(f, shouted * 2 >= words ? "shouted" : "stressed");
    }

    if (stretched) {
        features_name(f, "stretched");
    }

    if (words < 4) {
        features_name(f, words == 0 ? "words:0" : words == 1 ? "words:1"
                         : words == 2 ? "words:2" : "words:3");
    } else {
        features_name(f, words < 8 ? "words:4" : words < 16 ? "words:8"
                         : "words:16");
    }
}


/* What every task but the language's takes, of n words. */

static void
words_features(const feature_spec_t *spec, const concepts_t *concepts,
    const token_t *word, unsigned n, features_t *f)
{
    features_begin(f);
    features_words(f, word, n, spec->words);
    features_close(f, FEATURES_WORDS);
    features_chars(f, word, n, spec->chars_min, spec->chars_max);
    features_close(f, FEATURES_CHARS);
    features_concepts(f, concepts, word, n, spec->pairs);
    features_close(f, FEATURES_CONCEPTS);
}


static void
text_features(const feature_spec_t *spec, const concepts_t *concepts,
    slice_t text, const fold_t *fold, features_t *f)
{
    token_t   word[TASK_TOKENS];
    unsigned  n = tokens_folded(fold, word, TASK_TOKENS);

    words_features(spec, concepts, word, n, f);
    task_style(text, fold->n, fold->stretched, f);
}


void
task_features_sentence(const tone_t *tone, const feature_spec_t *spec,
    const concepts_t *concepts, slice_t text, const fold_t *fold,
    const sentence_t *s, features_t *f)
{
    token_t  word[TASK_TOKENS];

    (void) tokens_folded(fold, word, TASK_TOKENS);
    words_features(spec, concepts, word + s->from, s->to - s->from, f);
    task_style(s->text, s->to - s->from,
               fold_stretched(text, &fold->word[s->to - 1]), f);
    sentiment_features(tone, f);
    features_close(f, FEATURES_EXTRA);
}


void
task_concepts(const feature_spec_t *spec, const concepts_t *concepts,
    const fold_t *fold, features_t *f)
{
    token_t   word[TASK_TOKENS];
    unsigned  n = tokens_folded(fold, word, TASK_TOKENS);

    features_begin(f);
    features_concepts(f, concepts, word, n, spec->pairs);
    features_close(f, FEATURES_CONCEPTS);
}


void
task_features_toned(const tone_t *tone, const feature_spec_t *spec,
    const concepts_t *concepts, slice_t text, const fold_t *fold,
    features_t *f)
{
    text_features(spec, concepts, text, fold, f);
    sentiment_features(tone, f);
    features_close(f, FEATURES_EXTRA);
}


void
task_features(task_id_t task, const feature_spec_t *spec,
    const concepts_t *concepts, slice_t text, const fold_t *fold,
    features_t *f)
{
    task_features_in(task, SENSE_ALL, spec, concepts, text, fold, f);
}


void
task_features_in(task_id_t task, unsigned languages,
    const feature_spec_t *spec, const concepts_t *concepts, slice_t text,
    const fold_t *fold, features_t *f)
{
    tone_t  tone;

    if (task == TASK_SENTIMENT || task == TASK_EMOTION) {
        tone_read(sentiment_lexicon(), text, fold, languages, &tone);
        task_features_toned(&tone, spec, concepts, text, fold, f);
        return;
    }

    if (task == TASK_LANGUAGE) {
        features_begin(f);
        language_features(spec, text, f);
    } else {
        text_features(spec, concepts, text, fold, f);
        features_close(f, FEATURES_EXTRA);
    }
}
