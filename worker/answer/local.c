/* local - see local.h. */

#include "worker/answer/local.h"

#include <string.h>

#include "worker/answer/catalog.h"
#include "worker/answer/confidence.h"
#include "worker/answer/fill.h"
#include "worker/answer/texts.h"
#include "worker/engine/config.h"
#include "worker/jsonx.h"

#define HANDOFF  "pending_handoff"


static const json_t *
answer_settings(const turn_t *t)
{
    const json_t  *tenant = json_object_get(t->context, "tenant");

    return json_object_get(json_object_get(tenant, "settings"), "answer");
}


double
local_threshold(const turn_t *t)
{
    const json_t  *own = json_object_get(answer_settings(t), "threshold");
    double         percent = json_is_number(own) ? json_number_value(own)
                             : (double) config_int("decide.threshold");

    return percent / 100;
}


static bool
hands_over(const turn_t *t)
{
    const char  *own = jsonx_str(answer_settings(t), "below");

    return strcmp(own[0] != '\0' ? own : config_str("answer.below"),
                  "handover") == 0;
}


/* Which chunks and products were found, how well; numbers and ids only. */

static json_t *
search_evidence(const turn_t *t, const json_t *found, bool cached)
{
    static const char *const  keys[] = { "chunk", "document", "language",
        "score", "cover", "lit", "strange", "asked", "miss", "sim", "said",
        "n", "near", "fused" };

    json_t  *hits = json_array(), *products = json_array(), *item;
    size_t   i;

    json_array_foreach(json_object_get(found, "hits"), i, item) {
        json_t  *hit = json_object();

        for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
            json_object_set(hit, keys[k], json_object_get(item, keys[k]));
        }

        json_array_append_new(hits, hit);
    }

    json_array_foreach(json_object_get(found, "products"), i, item) {
        json_array_append_new(products, json_pack("{s:O?, s:O?, s:O?}",
            "product", json_object_get(item, "product"),
            "fit", json_object_get(item, "fit"),
            "left", json_object_get(item, "left")));
    }

    return json_pack("{s:f, s:f, s:O?, s:b, s:o, s:o}",
                     "threshold", local_threshold(t),
                     "confidence", t->confidence,
                     "knowledge", json_object_get(found, "knowledge"),
                     "cached", cached, "hits", hits, "products", products);
}


/* The best hit's answer, as the customer gets to see it. */

static const char *
hit_text(pool_t *pool, const turn_t *t, const json_t *hit)
{
    const char  *text = jsonx_str(hit, "answer");

    if (jsonx_true(hit, "other_language")) {
        text = pool_printf(pool, "%s %s", texts_get(t->language,
                           TEXT_OTHER_LANGUAGE), text);
    }

    if (text != NULL && jsonx_true(answer_settings(t), "cite")) {
        const char  *source = fill_text(pool, texts_get(t->language,
            TEXT_SOURCE), (fill_t[]) { { "title", jsonx_str(hit, "title") } },
            1);

        text = source == NULL ? NULL
               : pool_printf(pool, "%s\n\n%s", text, source);
    }

    return text;
}


bool
local_take(job_t *j, const json_t *found, bool cached)
{
    turn_t            *t = job_turn(j);
    catalog_answer_t   product;

    t->hits = json_object_get(found, "hits");
    t->local_text = NULL;
    t->confidence = confidence_of(t->hits);
    catalog_answer(j->pool, found, t->language, &product);

    if (product.text != NULL && product.confidence >= t->confidence) {
        t->local_text = product.text;
        t->confidence = product.confidence;

    } else if (json_array_size(t->hits) > 0) {
        t->local_text = hit_text(j->pool, t, json_array_get(t->hits, 0));

        if (t->local_text == NULL) {
            return false;
        }
    }

    json_object_set_new(t->evidence, "search",
                        search_evidence(t, found, cached));

    return true;
}


bool
local_order(job_t *j, const json_t *items, const json_t *found)
{
    turn_t  *t = job_turn(j);

    t->reply_text = catalog_order(j->pool, items, found, t->language);
    t->reason = "order";
    t->ask_person = true;
    t->impersonal = false;
    json_object_set_new(t->evidence, "order", json_pack("{s:I, s:I}",
        "items", (json_int_t) json_array_size(items), "known",
        (json_int_t) json_array_size(json_object_get(found, "products"))));

    return t->reply_text != NULL;
}


static void
decided(turn_t *t, const char *rule, text_id_t text)
{
    t->reason = rule;
    json_object_set_new(t->evidence, "rule", json_string(rule));
    json_object_set_new(t->evidence, "text", json_string(texts_key(text)));
}


void
local_apply(turn_t *t)
{
    const char  *rule = t->local_text != NULL ? "not_sure" : "not_found";

    t->outcome = OUTCOME_OK;
    t->ask_person = false;
    t->transition = NULL;

    if (t->local_text != NULL && t->confidence > 0
        && t->confidence >= local_threshold(t))
    {
        t->reply_text = t->local_text;
        decided(t, "found", TEXT_ANSWER);
        return;
    }

    if (hands_over(t)) {
        t->reply_text = texts_get(t->language, TEXT_UNKNOWN_HANDOFF);
        t->transition = HANDOFF;
        decided(t, rule, TEXT_UNKNOWN_HANDOFF);
        return;
    }

    t->reply_text = texts_get(t->language, TEXT_DONT_KNOW);
    t->ask_person = true;
    decided(t, rule, TEXT_DONT_KNOW);
}
