/*
 * manage - callbacks and subscriptions, and what is known of a number.
 *
 *   POST /vNN.N/<app>/subscriptions     as the app: <app id>|<app secret>
 *   POST /vNN.N/<waba>/subscribed_apps  with the token
 *   GET  /vNN.N/<number>?fields=...     with the token
 *   GET  /vNN.N/<waba>/message_templates?...   the same: templates.c
 *
 * Like Graph it asks the callback for the challenge before it says yes; that
 * call blocks, nothing else is waiting here when it is made.
 */

#include "t/fake/fake_graph/fake.h"

#include <curl/curl.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define URL_MAX       200
#define TEMPLATES     "/message_templates"
#define CHALLENGE     "1158201444"
#define TIMEOUT_MS    5000L

typedef struct {
    char    text[128];
    size_t  len;
} echo_t;

static const char *const  objects[] = {
    "whatsapp_business_account", "page", "instagram", NULL
};


static const char *
text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}


static size_t
echo_add(char *bytes, size_t size, size_t n, void *data)
{
    echo_t  *e = data;

    if (e->len + size * n >= sizeof(e->text)) {
        return 0;
    }

    memcpy(e->text + e->len, bytes, size * n);
    e->len += size * n;
    e->text[e->len] = '\0';

    return size * n;
}


/* The GET that Graph fires when a callback is set; NULL, or what is wrong. */
static const char *
callback_verify(const char *url, const char *verify_token)
{
    CURL        *curl = curl_easy_init();
    char        *token = curl_easy_escape(curl, verify_token, 0);
    char         full[2048];
    long         status = 0;
    echo_t       echo = { .len = 0 };
    CURLcode     rc;

    snprintf(full, sizeof(full), "%s?hub.mode=subscribe&hub.challenge="
             CHALLENGE "&hub.verify_token=%s", url, token);
    curl_easy_setopt(curl, CURLOPT_URL, full);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, TIMEOUT_MS);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "facebookplatform/1.0");
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, echo_add);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &echo);
    rc = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_free(token);
    curl_easy_cleanup(curl);

    return rc == CURLE_OK && status == 200
           && strcmp(echo.text, CHALLENGE) == 0
           ? NULL : "The URL couldn't be validated";
}


static const char *
callback_problem(const char *url, const char *verify_token)
{
    if (url == NULL || verify_token == NULL || *verify_token == '\0') {
        return "A callback and its verify_token are required";
    }

    if (strncmp(url, "https://", 8) != 0
        && strncmp(url, "http://127.0.0.1:", 17) != 0)
    {
        return "The callback must be an https URL";
    }

    if (strlen(url) > URL_MAX) {
        return "The callback is longer than 200 characters";
    }

    return callback_verify(url, verify_token);
}


static const char *
subscription_problem(const json_t *m)
{
    const char  *object = text_of(m, "object"), *fields = text_of(m, "fields");
    size_t       i = 0;

    while (object != NULL && objects[i] != NULL
           && strcmp(objects[i], object) != 0)
    {
        i++;
    }

    if (object == NULL || objects[i] == NULL) {
        return "The parameter object is required";
    }

    if (fields == NULL || strspn(fields, "abcdefghijklmnopqrstuvwxyz_,")
                          != strlen(fields) || strstr(fields, ",,") != NULL)
    {
        return "The parameter fields is required";
    }

    return callback_problem(text_of(m, "callback_url"),
                            text_of(m, "verify_token"));
}


static void
manage_record(const request_t *r, const reply_t *reply, const char *kind,
    const char *id, const json_t *m)
{
    const char  *url = text_of(m, "callback_url");
    json_t      *line = json_pack("{s:f, s:s, s:s, s:s, s:s, s:i}", "time",
        (double) unix_ms() / 1000, "method", r->method, "path", r->path,
        "kind", kind, "account", id, "status", reply->status);

    url = url != NULL ? url : text_of(m, "override_callback_uri");
    if (url != NULL) {
        json_object_set_new(line, "url", json_string(url));
    }
    json_object_set(line, "fields", json_object_get(m, "fields"));
    history_add(line);
}


static void
manage_answer(const request_t *r, const char *kind, const char *id,
    const json_t *m, const char *problem, reply_t *ret)
{
    if (problem != NULL) {
        graph_error(ret, 400, strstr(problem, "validated") != NULL ? 2200
                    : 100, problem);
    } else {
        ret->status = 200;
        ret->body = strdup("{\"success\":true}");
    }

    manage_record(r, ret, kind, id, m);
}


/* Is it the app itself?  "<id>|<secret>" */
static bool
is_app(const request_t *r, const char *id)
{
    char  bearer[1100];

    snprintf(bearer, sizeof(bearer), "Bearer %s|%s", id,
             opt.app_secret != NULL ? opt.app_secret : "");

    return opt.app_secret != NULL && strcmp(r->authorization, bearer) == 0;
}


static void
number_answer(const request_t *r, const char *id, reply_t *ret)
{
    json_t  *answer = json_pack("{s:s, s:s, s:s}", "id", id,
        "display_phone_number", "+1 555-0100", "verified_name", "Demo shop");

    ret->status = 200;
    ret->body = json_dumps(answer, JSON_COMPACT);
    json_decref(answer);
    manage_record(r, ret, "number", id, NULL);
}


bool
manage_handle(const request_t *r, bool has_token, const char *id,
    const char *rest, reply_t *ret)
{
    bool     app = strcmp(rest, "/subscriptions") == 0;
    bool     waba = strcmp(rest, "/subscribed_apps") == 0;
    bool     post = strcmp(r->method, "POST") == 0;
    bool     texts = strncmp(rest, TEMPLATES, strlen(TEMPLATES)) == 0;
    bool     known = app || waba || texts || strncmp(rest, "?fields=", 8) == 0;
    json_t  *m;

    if (!known || (!app && !has_token)) {
        return false;                   /* somebody else's, or refused */
    }

    if (app && !is_app(r, id)) {
        graph_error(ret, 401, 190, "Invalid OAuth access token");
        manage_record(r, ret, "subscription", id, NULL);
        return true;
    }

    if (texts) {
        if (strcmp(r->method, "GET") == 0) {
            templates_answer(id, rest + strlen(TEMPLATES), ret);
        } else {
            graph_error(ret, 400, 100, "Unsupported method");
        }
        rule_apply(rules_match("templates", r->path, "", "", false), ret);
        manage_record(r, ret, "templates", id, NULL);
        return true;
    }

    if (!app && !waba) {
        number_answer(r, id, ret);
        return true;
    }

    m = json_loadb(r->body, r->body_len, JSON_REJECT_DUPLICATES, NULL);
    manage_answer(r, app ? "subscription" : "subscribed_app", id, m,
                  !post ? "Unsupported method"
                  : !json_is_object(m) ? "The body is not a JSON object"
                  : app ? subscription_problem(m)
                  : callback_problem(text_of(m, "override_callback_uri"),
                                     text_of(m, "verify_token")), ret);
    json_decref(m);

    return true;
}
