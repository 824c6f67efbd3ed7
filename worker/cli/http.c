/*
 * http - one HTTP call of a command, by libcurl: no redirects, no proxy,
 * verified TLS.
 */

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/channel.h"
#include "worker/engine/config.h"

#define TIMEOUT_MS  15000L
#define ANSWER_MAX  (256 * 1024)        /* 25 templates, all escaped */

typedef struct {
    char    bytes[ANSWER_MAX + 1];
    size_t  len;
} answer_t;


static size_t
answer_add(char *bytes, size_t size, size_t n, void *data)
{
    answer_t  *a = data;

    if (a->len + size * n > ANSWER_MAX) {
        return 0;
    }

    memcpy(a->bytes + a->len, bytes, size * n);
    a->len += size * n;
    a->bytes[a->len] = '\0';

    return size * n;
}


static void
request_set(CURL *curl, const cli_request_t *request,
    struct curl_slist *headers, answer_t *answer)
{
    const char  *ca = config_str("http.ca_file");

    curl_easy_setopt(curl, CURLOPT_URL, request->url);
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request->method);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "relevo");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, TIMEOUT_MS);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, answer_add);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, answer);

    if (*ca != '\0') {
        curl_easy_setopt(curl, CURLOPT_CAINFO, ca);
    }

    if (request->body.data != NULL) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE,
                         (long) request->body.len);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request->body.data);
    }
}


json_t *
cli_http(const cli_request_t *request, long *ret_status)
{
    CURL               *curl = curl_easy_init();
    struct curl_slist  *headers = NULL;
    answer_t           *answer = calloc(1, sizeof(answer_t));
    json_t             *json = NULL;
    CURLcode            rc = CURLE_OUT_OF_MEMORY;

    for (const char **h = request->headers; h != NULL && *h != NULL; h++) {
        headers = curl_slist_append(headers, *h);
    }

    if (curl != NULL && answer != NULL) {
        request_set(curl, request, headers, answer);
        rc = curl_easy_perform(curl);
    }

    if (rc == CURLE_OK) {
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, ret_status);
        json = json_loads(answer->bytes, JSON_DECODE_ANY, NULL);
        json = json != NULL ? json : json_stringn(answer->bytes, answer->len);
        json = json != NULL ? json : json_string("(not text)");

    } else {

        /* the URL may hold a token (Telegram's): not in the message */

        cli_error("no answer: %s", curl_easy_strerror(rc));
    }

    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    free(answer);

    return json;
}
