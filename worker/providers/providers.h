/*
 * providers - the list of them; providers.c is the only place that names all.
 */

#ifndef RELEVO_PROVIDERS_H
#define RELEVO_PROVIDERS_H

#include "worker/providers/provider.h"

extern const provider_t  provider_openai, provider_anthropic,
                         provider_bedrock, provider_comprehend, provider_lex,
                         provider_speech, provider_rekognition,
                         provider_textract, provider_embeddings;

#endif
