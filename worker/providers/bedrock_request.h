/*
 * bedrock_request - a model_request_t as a body of Converse.
 */

#ifndef RELEVO_PROVIDERS_BEDROCK_REQUEST_H
#define RELEVO_PROVIDERS_BEDROCK_REQUEST_H

#include "worker/providers/provider.h"

rc_t bedrock_request_write(provider_call_t *call,
         const provider_account_t *account, http_request_t *ret_http);

#endif
