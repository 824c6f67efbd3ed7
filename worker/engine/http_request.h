/*
 * http_request - an http_request_t as options of a curl handle.  The inside
 * of http.
 */

#ifndef RELEVO_HTTP_REQUEST_H
#define RELEVO_HTTP_REQUEST_H

#include <curl/curl.h>

#include "worker/engine/http.h"

/* No control characters, and nothing below `lowest`. */
bool  http_is_clean(const char *s, unsigned char lowest);

/* curl's list in the job's memory: nothing of it is copied or freed.  False:
 * an illegal header, or no memory. */
bool  http_headers(job_t *j, const http_request_t *req,
          struct curl_slist **ret_list);

void  http_set_method(CURL *easy, const http_request_t *req);
bool  http_set_policy(CURL *easy);

/* What makes a mail of the call; its list is the job's memory.  False: an
 * address that would be more than one, or no memory. */
bool  http_set_mail(CURL *easy, job_t *j, const http_request_t *req);

#endif
