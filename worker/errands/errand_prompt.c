/*
 * errand_prompt - what a model would be told to be, before it is anybody's.
 *
 * Input: {"language"?, "persona"?, "prompt"?}; else the tenant's own.
 * Result: {"language", "own", "system", "tokens", "version"}: the very text
 * that think sends, without what it knows of a customer, and our own.  With a
 * "text" (and "history") it is a turn, see errand_pasted.c: then there are the
 * "messages" of the request, too.
 */

#include "worker/answer/answer.h"
#include "worker/answer/prompt.h"
#include "worker/errands/errand.h"
#include "worker/jsonx.h"
#include "worker/nlu/lexicon.h"


const char *
errand_language(const json_t *input, const json_t *tenant)
{
    const char  *asked = jsonx_str(input, "language");

    if (*asked == '\0') {
        asked = jsonx_str(tenant, "default_language");
    }

    return lexicon_index(asked) >= 0 ? asked : "en";
}


void
errand_prompt(errand_t *e)
{
    const json_t   *tenant = errand_tenant(e);
    const json_t   *settings = json_object_get(tenant, "settings");
    const json_t   *own = json_object_get(errand_input(e), "persona");
    const json_t   *prompt = json_object_get(errand_input(e), "prompt");
    prompt_facts_t  facts = { .language = errand_language(errand_input(e),
                                                         errand_tenant(e)) };
    pool_t         *pool = pool_new(1 << 20);
    slice_t         text = SLICE_NULL;
    char            err[256];
    json_t         *result = NULL;

    if (*jsonx_str(errand_input(e), "text") != '\0') {
        pool_free(pool);
        errand_told(e);
        return;
    }

    facts.tenant = slice_str(jsonx_str(tenant, "name"));
    facts.persona = slice_str(own != NULL ? json_string_value(own)
                                          : jsonx_str(settings, "persona"));
    facts.own = slice_str(prompt != NULL ? json_string_value(prompt)
        : jsonx_str(json_object_get(json_object_get(settings, "prompts"),
                                    facts.language), "text"));

    if (!answer_init(err, sizeof(err))) {
        errand_done(e, NULL, err);
        pool_free(pool);
        return;
    }

    text = prompt_system(pool, &facts);

    if (text.data != NULL) {
        result = json_pack("{s:s, s:s, s:s%, s:i, s:s}",
            "language", facts.language,
            "own", prompt_text(facts.language, PROMPT_SYSTEM),
            "system", (const char *) text.data, text.len,
            "tokens", (int) prompt_tokens(text),
            "version", prompt_version(facts.language));
    }

    errand_done(e, result, result == NULL ? "out of memory" : NULL);
    pool_free(pool);
}
