/*
 * 45_search - the knowledge base and the catalogue, when decide wants them.
 *
 * In:   turn->look_up, question, language, words, context (tenant, messages);
 *       vector, when embed has one.
 * Out:  turn->hits, local_text, confidence, impersonal, products in u.slots;
 *       and, by local_apply(), the reply or the hand-over.  The think phase may
 *       take another reply.
 *
 * Waits for core.search unless the answer is in the cache, and for the texts
 * of the conversation's files when it has some; for core.catalog_order when
 * the customer sent an order.  Reads only.
 */

#include "worker/answer/context.h"
#include "worker/answer/files_answer.h"
#include "worker/answer/local.h"
#include "worker/answer/products.h"
#include "worker/answer/search.h"
#include "worker/jsonx.h"
#include "worker/pipeline.h"

#define FILE_CHARS  "100000"             /* of one file that are looked in */

static const pg_stmt_t  order_stmt = {
    "catalog_order", "select core.catalog_order($1::uuid, $2::jsonb)", 2
};

static const pg_stmt_t  texts_stmt = {
    "media_texts", "select core.media_texts($1::uuid, $2::uuid, "
    FILE_CHARS "::int)", 2
};


/* The items of every order in the turn; NULL when there is none. */

static json_t *
order_items(const turn_t *t)
{
    json_t  *items = json_array(), *message;
    size_t   i;

    json_array_foreach(json_object_get(t->context, "messages"), i, message) {
        json_t  *content = json_object_get(message, "content");
        json_t  *order = json_object_get(content, "order");

        if (strcmp(jsonx_str(message, "type"), "order") == 0) {
            (void) json_array_extend(items, json_object_get(
                order != NULL ? order : content, "product_items"));
        }
    }

    return items;
}


static json_t *
order_skus(const json_t *items)
{
    json_t  *skus = json_array(), *item;
    size_t   i;

    json_array_foreach((json_t *) items, i, item) {
        json_t  *sku = json_object_get(item, "product_retailer_id");

        if (json_is_string(sku)) {
            json_array_append(skus, sku);
        }
    }

    return skus;
}


static rc_t
order_start(job_t *j)
{
    turn_t      *t = job_turn(j);
    json_t      *items = pool_json(j->pool, order_items(t));
    json_t      *skus = pool_json(j->pool, order_skus(items));
    slice_t      text = pool_json_dump(j->pool, skus);
    pg_param_t   params[2];

    if (text.data == NULL) {
        return job_fail(j, RC_RETRY, "search: out of memory");
    }

    params[0] = PG_TEXT(t->tenant);
    params[1] = PG_SLICE(text);

    return pg_call(j, worker.pg_turn, &order_stmt, params) != NULL
           ? RC_AGAIN : job_fail(j, RC_RETRY, "search: out of memory");
}


/* Numbers, addresses and the customer's own ids make an answer personal; where
 * the tenant wants no cache every answer is. */

static bool
question_is_impersonal(const turn_t *t)
{
    for (unsigned i = 0; i < t->u.nslots; i++) {
        slot_kind_t  kind = t->u.slots[i].kind;

        if (kind == SLOT_ORDER_ID || kind == SLOT_PHONE || kind == SLOT_EMAIL) {
            return false;
        }
    }

    return context_flag(t, "response_cache") && cache_may(t->question);
}


/* What the customer's own files say, when that is the better answer. */

static void
files_take(job_t *j)
{
    turn_t          *t = job_turn(j);
    files_answer_t   answer;
    json_t          *files;

    if (t->read == NULL || t->read->rc != RC_OK) {
        return;                         /* a file less, not the turn */
    }

    files = pool_json(j->pool, jsonx_load(t->read->body));
    files_answer(j->pool, files, t->question, t->language, &answer);

    if (answer.text == NULL || answer.confidence < t->confidence) {
        return;
    }

    t->local_text = answer.text;
    t->confidence = answer.confidence;
    json_object_set_new(t->evidence, "files", json_pack("[{s:s, s:s, s:f}]",
        "file", answer.file, "how", answer.how, "confidence",
        answer.confidence));
}


static rc_t
found_take(job_t *j, slice_t body, bool cached)
{
    turn_t  *t = job_turn(j);
    json_t  *found = pool_json(j->pool, jsonx_load(body));

    if (!json_is_array(json_object_get(found, "hits"))) {
        return job_fail(j, RC_RETRY, "search: an answer without hits");
    }

    products_note(j->pool, t, found);

    if (!local_take(j, found, cached)) {
        return job_fail(j, RC_RETRY, "search: pool is full");
    }

    files_take(j);
    local_apply(t);

    return RC_OK;
}


static void
texts_call(job_t *j)
{
    turn_t            *t = job_turn(j);
    const pg_param_t   params[] = {
        PG_TEXT(t->tenant), PG_TEXT(t->conversation)
    };

    t->read = pg_call(j, worker.pg_turn, &texts_stmt, params);
}


rc_t
search_start(job_t *j)
{
    turn_t    *t = job_turn(j);
    slice_t    body;
    search_t   what;

    t->hits = NULL;
    t->local_text = NULL;
    t->confidence = 0;
    t->impersonal = false;
    t->found = t->read = NULL;

    if (!t->look_up) {
        return RC_DECLINED;
    }

    if (t->words == WORDS_FILE) {
        return files_receive(j) ? RC_OK : job_fail(j, RC_RETRY,
                                                   "search: pool is full");
    }

    if (t->words == WORDS_ORDER) {
        return order_start(j);
    }

    t->impersonal = !files_to_ask(t) && question_is_impersonal(t);
    what = (search_t) {
        .tenant = t->tenant, .language = t->language,
        .question = t->question, .impersonal = t->impersonal,
        .label = t->vector_label, .vector = t->vector,
        .knowledge = jsonx_int(json_object_get(t->context, "tenant"),
                               "knowledge")
    };

    if (search_cached(j, &what, &body)) {
        return found_take(j, body, true);
    }

    if (files_to_ask(t)) {
        texts_call(j);
    }

    t->found = search_call(j, &what);

    return RC_AGAIN;
}


rc_t
search_finish(job_t *j)
{
    turn_t        *t = job_turn(j);
    const op_t    *op = t->words == WORDS_ORDER ? j->ops : t->found;
    json_t        *items, *found;

    if (op->rc != RC_OK) {
        return job_fail(j, op->rc, "search: %s", op->error);
    }

    if (t->words != WORDS_ORDER) {
        return found_take(j, op->body, false);
    }

    items = pool_json(j->pool, order_items(t));
    found = pool_json(j->pool, jsonx_load(op->body));

    return local_order(j, items, found)
           ? RC_OK : job_fail(j, RC_RETRY, "search: pool is full");
}
