/*
 * openai_request - a model_request_t as a body of chat/completions.
 */

#ifndef RELEVO_PROVIDERS_OPENAI_REQUEST_H
#define RELEVO_PROVIDERS_OPENAI_REQUEST_H

#include "worker/providers/provider.h"

#define OPENAI_BASE_URL  "https://api.openai.com/v1"

rc_t openai_request_write(provider_call_t *call,
         const provider_account_t *account, http_request_t *ret_http);

#endif
