/* confidence - see confidence.h. */

#include "worker/answer/confidence.h"

#include <math.h>
#include <string.h>

#include "worker/jsonx.h"

static const double  weights[] = {
#define WEIGHT(name, w, help)  w,
#include "worker/answer/confidence.def"
#undef WEIGHT
};

static const char *const  names[] = {
#define WEIGHT(name, w, help)  #name,
#include "worker/answer/confidence.def"
#undef WEIGHT
};


static double
number(const json_t *hit, const char *key)
{
    return json_number_value(json_object_get(hit, key));
}


/* How far the first is ahead of the next that says something else. */

static double
margin(const json_t *hits)
{
    const json_t  *first = json_array_get(hits, 0);
    const char    *answer = jsonx_str(first, "answer");
    double         score = number(first, "score");

    for (size_t i = 1; i < json_array_size(hits); i++) {
        const json_t  *hit = json_array_get(hits, i);

        if (strcmp(jsonx_str(hit, "answer"), answer) != 0) {
            return score - number(hit, "score");
        }
    }

    return score;
}


void
confidence_features(const json_t *hits,
    double ret_features[CONFIDENCE_FEATURES])
{
    const json_t  *hit = json_array_get(hits, 0);

    const double  f[CONFIDENCE_FEATURES] = {
        [CONFIDENCE_bias] = 1,
        [CONFIDENCE_cover] = number(hit, "cover"),
        [CONFIDENCE_lit] = number(hit, "lit"),
        [CONFIDENCE_asked] = number(hit, "asked"),
        [CONFIDENCE_miss] = number(hit, "miss"),
        [CONFIDENCE_sim] = number(hit, "sim"),
        [CONFIDENCE_margin] = margin(hits),
        [CONFIDENCE_strange] = number(hit, "strange"),
        [CONFIDENCE_text] = strcmp(jsonx_str(hit, "kind"), "text") == 0,
        [CONFIDENCE_said] = number(hit, "said"),
        [CONFIDENCE_other] = jsonx_true(hit, "other_language")
    };

    memcpy(ret_features, f, sizeof(f));
}


double
confidence_of(const json_t *hits)
{
    double  f[CONFIDENCE_FEATURES], sum = 0;

    if (json_array_size(hits) == 0) {
        return 0;
    }

    confidence_features(hits, f);
    for (int i = 0; i < CONFIDENCE_FEATURES; i++) {
        sum += weights[i] * f[i];
    }

    return 1 / (1 + exp(-sum));
}


const char *
confidence_feature_name(confidence_feature_t f)
{
    return names[f];
}
