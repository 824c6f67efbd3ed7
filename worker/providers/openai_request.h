/*
 * openai_request - a model_request_t as a body of chat/completions; keys,
 * URLs and errors as OpenAI has them, for whoever speaks like it.
 */

#ifndef RELEVO_PROVIDERS_OPENAI_REQUEST_H
#define RELEVO_PROVIDERS_OPENAI_REQUEST_H

#include "worker/providers/request.h"

#define OPENAI_BASE_URL  "https://api.openai.com/v1"

rc_t openai_request_write(provider_call_t *call,
         const provider_account_t *account, http_request_t *ret_http);

/* The account's key as its setting `auth` says. */
void openai_key_add(const provider_call_t *call,
         const provider_account_t *account, headers_t *headers);

/* The account's URL of path, with its api_version; NULL: no memory. */
char *openai_url(provider_call_t *call, const provider_account_t *account,
         const char *path);

/* An answer that is not 2xx: by the code in its error. */
rc_t openai_status(provider_call_t *call, int status, slice_t body);

#endif
