/*
 * scene_json - a scene as JSON and back: what explain and replay start from.
 * Members that are zero are left out; what is missing is read as zero.
 */

#include <stdio.h>

#include "worker/decide/scene.h"
#include "worker/jsonx.h"
#include "worker/nlu/sentiment.h"


static json_t *
mark_json(const patterns_t *p, const mark_t *m)
{
    return json_pack("{s:s, s:s, s:i, s:b, s:b, s:i, s:[i,i]}",
                     "pack", patterns_pack_name(p, m->pack),
                     "phrase", m->phrase, "age", (int) m->age,
                     "ours", m->ours, "no", m->negated,
                     "sentence", (int) m->sentence,
                     "span", (int) m->from, (int) m->to);
}


static json_t *
sentiment_json(const scene_t *s)
{
    return json_pack("{s:s, s:f, s:f, s:b, s:b, s:b}",
                     "label", sentiment_name(s->sentiment),
                     "score", s->sentiment_score, "polarity", s->polarity,
                     "angry", s->angry, "frustrated", s->frustrated,
                     "confused", s->confused);
}


json_t *
scene_json(const patterns_t *p, const scene_t *s)
{
    json_t  *marks = json_array(), *signals = json_object(), *json;

    for (unsigned i = 0; i < s->nmarks; i++) {
        json_array_append_new(marks, mark_json(p, &s->marks[i]));
    }

    for (unsigned i = 0; i < SIGNALS; i++) {
        if (s->signals[i] != 0) {
            json_object_set_new(signals, signal_names[i],
                                json_real(s->signals[i]));
        }
    }

    json = json_pack("{s:o, s:o, s:s, s:f, s:i, s:I, s:[I,I,I,I]}",
                     "marks", marks, "signals", signals, "act", s->act,
                     "confidence", s->confidence, "failures",
                     (int) s->failures, "patterns", (json_int_t) s->patterns,
                     "models", (json_int_t) s->models[0],
                     (json_int_t) s->models[1], (json_int_t) s->models[2],
                     (json_int_t) s->models[3]);

    if (s->learned) {
        json_object_set_new(json, "learned", json_pack("{s:s, s:f}",
            "reason", s->reason, "score", s->reason_score));
    }

    if (s->understood) {
        json_object_set_new(json, "sentiment", sentiment_json(s));
        json_object_set_new(json, "intent", json_pack("{s:s, s:f, s:s, s:f}",
            "name", s->intent, "score", s->intent_score,
            "second", s->second, "second_score", s->second_score));
    }

    return json;
}


static double
number(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}


/* False: the pack is gone. */

static bool
mark_load(const patterns_t *p, const json_t *json, scene_t *s)
{
    const json_t  *span = json_object_get(json, "span");
    int            pack = patterns_pack(p, jsonx_str(json, "pack"));
    mark_t        *m;

    if (pack < 0 || s->nmarks == SCENE_MARKS_MAX) {
        return pack >= 0;
    }

    m = &s->marks[s->nmarks++];
    *m = (mark_t) {
        .pack = (uint8_t) pack, .age = (uint8_t) jsonx_int(json, "age"),
        .ours = jsonx_true(json, "ours"), .negated = jsonx_true(json, "no"),
        .sentence = (uint8_t) jsonx_int(json, "sentence"),
        .from = (uint32_t) json_integer_value(json_array_get(span, 0)),
        .to = (uint32_t) json_integer_value(json_array_get(span, 1))
    };
    snprintf(m->phrase, sizeof(m->phrase), "%s", jsonx_str(json, "phrase"));
    return true;
}


static void
understanding_load(const json_t *json, scene_t *s)
{
    const json_t  *sentiment = json_object_get(json, "sentiment");
    const json_t  *intent = json_object_get(json, "intent");
    const json_t  *learned = json_object_get(json, "learned");
    const char    *label = jsonx_str(sentiment, "label");

    s->understood = sentiment != NULL;
    for (unsigned i = 0; i <= SENTIMENT_MIXED; i++) {
        if (strcmp(label, sentiment_name((sentiment_label_t) i)) == 0) {
            s->sentiment = (sentiment_label_t) i;
        }
    }

    s->sentiment_score = number(sentiment, "score");
    s->polarity = number(sentiment, "polarity");
    s->angry = jsonx_true(sentiment, "angry");
    s->frustrated = jsonx_true(sentiment, "frustrated");
    s->confused = jsonx_true(sentiment, "confused");

    s->learned = learned != NULL;
    s->reason_score = number(learned, "score");
    snprintf(s->reason, sizeof(s->reason), "%s", jsonx_str(learned,
                                                           "reason"));

    snprintf(s->intent, sizeof(s->intent), "%s", jsonx_str(intent, "name"));
    snprintf(s->second, sizeof(s->second), "%s", jsonx_str(intent, "second"));
    s->intent_score = number(intent, "score");
    s->second_score = number(intent, "second_score");
}


bool
scene_load(const patterns_t *p, const json_t *json, scene_t *s,
    const char **ret_gone)
{
    const json_t  *marks = json_object_get(json, "marks");
    const json_t  *signals = json_object_get(json, "signals");
    const json_t  *models = json_object_get(json, "models");
    json_t        *mark;
    size_t         i;

    memset(s, 0, sizeof(*s));
    *ret_gone = NULL;
    if (!json_is_array(marks) || !json_is_object(signals)) {
        return false;
    }

    json_array_foreach((json_t *) marks, i, mark) {
        if (!mark_load(p, mark, s)) {
            *ret_gone = jsonx_str(mark, "pack");
        }
    }

    for (unsigned k = 0; k < SIGNALS; k++) {
        s->signals[k] = number(signals, signal_names[k]);
    }

    for (unsigned k = 0; k < 4; k++) {
        s->models[k] = (uint32_t) json_integer_value(json_array_get(models,
                                                                    k));
    }

    snprintf(s->act, sizeof(s->act), "%s", jsonx_str(json, "act"));
    s->confidence = number(json, "confidence");
    s->failures = (unsigned) jsonx_int(json, "failures");
    s->patterns = (uint32_t) jsonx_int(json, "patterns");
    understanding_load(json, s);

    return true;
}
