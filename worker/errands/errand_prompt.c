/*
 * errand_prompt - what a model would be told to be, before it is anybody's.
 *
 * Input: {"language"?, "persona"?}; without a persona the tenant's own.
 * Result: {"language", "system", "tokens", "version"}: the very text that
 * think sends, without what it knows of a customer.
 */

#include "worker/answer/answer.h"
#include "worker/answer/prompt.h"
#include "worker/errands/errand.h"
#include "worker/jsonx.h"
#include "worker/nlu/lexicon.h"


/* One of the five; else English. */
static const char *
language_of(const errand_t *e)
{
    const char  *asked = jsonx_str(errand_input(e), "language");

    if (*asked == '\0') {
        asked = jsonx_str(errand_tenant(e), "default_language");
    }

    return lexicon_index(asked) >= 0 ? asked : "en";
}


void
errand_prompt(errand_t *e)
{
    const json_t   *tenant = errand_tenant(e);
    const json_t   *settings = json_object_get(tenant, "settings");
    const json_t   *own = json_object_get(errand_input(e), "persona");
    prompt_facts_t  facts = { .language = language_of(e) };
    pool_t         *pool = pool_new(1 << 20);
    slice_t         text = SLICE_NULL;
    char            err[256];
    json_t         *result = NULL;

    facts.tenant = slice_str(jsonx_str(tenant, "name"));
    facts.persona = slice_str(own != NULL ? json_string_value(own)
                                          : jsonx_str(settings, "persona"));

    if (!answer_init(err, sizeof(err))) {
        errand_done(e, NULL, err);
        pool_free(pool);
        return;
    }

    text = prompt_system(pool, &facts);

    if (text.data != NULL) {
        result = json_pack("{s:s, s:s%, s:i, s:s}",
            "language", facts.language,
            "system", (const char *) text.data, text.len,
            "tokens", (int) prompt_tokens(text),
            "version", prompt_version(facts.language));
    }

    errand_done(e, result, result == NULL ? "out of memory" : NULL);
    pool_free(pool);
}
