/*
 * providers - the list of them, and words for what model.h counts.
 */

#include "worker/providers/providers.h"

static const provider_t *const  providers[] = {
    &provider_openai, &provider_anthropic, &provider_bedrock,
    &provider_comprehend, &provider_lex, &provider_speech,
    &provider_rekognition, &provider_textract, &provider_embeddings
};

#define PROVIDERS  (sizeof(providers) / sizeof(providers[0]))


const provider_t *
provider_find(const char *name)
{
    for (unsigned i = 0; i < PROVIDERS; i++) {
        if (strcmp(providers[i]->name, name) == 0) {
            return providers[i];
        }
    }

    return NULL;
}


const char *
model_failure_name(model_failure_t failure)
{
    static const char *const  names[] = {
        [MODEL_FINE] = "none", [MODEL_NO_PROVIDER] = "no_provider",
        [MODEL_NO_BUDGET] = "no_budget", [MODEL_BROKEN] = "breaker_open",
        [MODEL_BUSY] = "busy", [MODEL_STALLED] = "stalled",
        [MODEL_UNREACHABLE] = "unreachable", [MODEL_REFUSED] = "refused",
        [MODEL_FAILED] = "failed", [MODEL_LIED] = "lied",
    };

    return names[failure];
}


const char *
perceive_name(perceive_kind_t kind)
{
    static const char *const  names[] = {
        [PERCEIVE_SPEECH] = "transcribe", [PERCEIVE_LABELS] = "DetectLabels",
        [PERCEIVE_LINES] = "DetectText",
        [PERCEIVE_PAPER] = "DetectDocumentText",
        [PERCEIVE_EXPENSE] = "AnalyzeExpense",
    };

    return names[kind];
}


const char *
model_finish_name(model_finish_t finish)
{
    static const char *const  names[] = {
        [MODEL_STOP] = "stop", [MODEL_LENGTH] = "length",
        [MODEL_TOOL_CALLS] = "tool_calls", [MODEL_FILTERED] = "filtered",
    };

    return names[finish];
}
