/* confidence - see confidence.h. */

#include "worker/answer/confidence.h"

#include <math.h>
#include <string.h>

#include "worker/engine/config.h"
#include "worker/jsonx.h"

#define STEEP  15.0                     /* of the logistic, per cosine of 1 */
#define AHEAD  0.05                     /* so much nearer than the next: sure */
#define DOUBT  1.5                      /* when the next is just as near */

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


/* By meaning alone: 0.6 at embed.sure, less when the next other answer is as
 * near.  Every model has cosines of its own: a setting, which `relevo kb
 * calibrate` fits to questions of the tenant's. */

double
confidence_meant(const json_t *hits, double sure)
{
    const json_t  *first = json_array_get(hits, 0), *hit;
    double         near = number(first, "near"), ahead = AHEAD;
    size_t         i;

    if (near <= 0) {
        return 0;
    }

    json_array_foreach((json_t *) hits, i, hit) {
        if (strcmp(jsonx_str(hit, "answer"), jsonx_str(first, "answer")) != 0)
        {
            ahead = fmin(ahead, near - number(hit, "near"));
        }
    }

    return 1 / (1 + exp(-(log(0.6 / 0.4) + STEEP * (near - sure)
                          - DOUBT * (AHEAD - ahead) / AHEAD)));
}


double
confidence_words(const json_t *hits)
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


double
confidence_of(const json_t *hits)
{
    return fmax(confidence_words(hits), confidence_meant(hits,
                (double) config_int("embed.sure") / 100));
}


json_t *
confidence_weights(void)
{
    json_t  *all = json_object();

    for (int i = 0; i < CONFIDENCE_FEATURES; i++) {
        json_object_set_new(all, names[i], json_real(weights[i]));
    }

    return all;
}
