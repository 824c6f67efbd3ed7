/*
 * aws - what Bedrock, Comprehend, Lex, Rekognition and Textract have in
 * common: region and host of an account, a signed POST, the names of errors.
 *
 * An account's key is "id:secret" or "id:secret:token" (signed), else a
 * Bedrock API key (Bearer).  Settings: region (us-east-1).
 */

#ifndef RELEVO_PROVIDERS_AWS_H
#define RELEVO_PROVIDERS_AWS_H

#include "worker/providers/request.h"

typedef struct {
    const char  *service;               /* of the signature: "bedrock" */
    const char  *prefix;                /* of the host: "bedrock-runtime" */
    const char  *path;                  /* as sent: encoded */
    const char  *content_type;
    const char  *target;                /* X-Amz-Target, or NULL */
} aws_request_t;

/* Takes body.  RC_REJECT: it cannot be written, or the key is none. */
rc_t    aws_post(provider_call_t *call, const provider_account_t *account,
            const aws_request_t *request, json_t *body,
            http_request_t *ret_http);

/* "com.amazonaws.x#ThrottlingException:http..." -> "ThrottlingException" */
slice_t aws_error_name(slice_t text);

/* By name, else by status. */
rc_t    aws_fail(provider_call_t *call, int status, slice_t name);

/* The error's name from x-amzn-ErrorType, kept from the headers, else from
 * the body's __type. */
rc_t    aws_status(provider_call_t *call, int status, slice_t header,
            slice_t body);

/* A header of the answer: keeps the error's name. */
void    aws_header(provider_call_t *call, slice_t *name_kept, slice_t name,
            slice_t value);


/* ---- answers in one piece: all but Bedrock ---- */

typedef struct {
    buffer_t  body;
    slice_t   error_name;               /* x-amzn-ErrorType */
} aws_answer_t;

/* Sets call->state; RC_RETRY, told: no memory. */
rc_t    aws_answer_in(provider_call_t *call);

/* As header and feed of a provider_t. */
void    aws_answer_header(provider_call_t *call, slice_t name, slice_t value);
rc_t    aws_answer_feed(provider_call_t *call, slice_t bytes);


/* ---- files: Rekognition, Textract ---- */

/* {"Bytes": base64} or {"S3Object": {"Bucket", "Name"}}; a new reference. */
json_t *aws_file(const perceive_request_t *request);

/* As finish of a provider_t: the answer as it came, when it has that list. */
rc_t    aws_perceived(provider_call_t *call, int status, slice_t body,
            const char *list);

#endif
