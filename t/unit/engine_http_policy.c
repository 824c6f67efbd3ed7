/*
 * What libcurl is told of every call, and what it is never told: a table.
 *
 * This program's curl_easy_setopt() stands before the library's and keeps
 * what it is given.
 */

#define CURL_DISABLE_TYPECHECK

#include <curl/curl.h>
#include <dlfcn.h>
#include <stdarg.h>
#include <stdint.h>

#include "t/unit/engine_http/server.h"
#include "t/unit/engine_test.h"
#include "worker/engine/http.h"

#undef curl_easy_setopt

#define OPTIONS_MAX  128

typedef struct {
    CURLoption  name;
    bool        is_text;
    intptr_t    number;                 /* or whether there is a pointer */
    char        text[64];
} option_t;

static option_t  options[OPTIONS_MAX];
static unsigned  noptions;
static bool      done;


static bool
holds_text(CURLoption name)
{
    static const CURLoption  list[] = {
        CURLOPT_PROTOCOLS_STR, CURLOPT_PROXY, CURLOPT_NOPROXY, CURLOPT_URL
    };

    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        if (list[i] == name) {
            return true;
        }
    }

    return false;
}


static void
keep(CURLoption name, intptr_t value)
{
    option_t  *o = &options[noptions < OPTIONS_MAX ? noptions++ : 0];

    *o = (option_t) { .name = name, .is_text = holds_text(name),
                      .number = value };

    if (o->is_text && value != 0) {
        snprintf(o->text, sizeof(o->text), "%s", (const char *) value);
    }
}


CURLcode
curl_easy_setopt(CURL *easy, CURLoption name, ...)
{
    typedef CURLcode  (*setopt_fn)(CURL *, CURLoption, ...);

    setopt_fn  real = (setopt_fn) (uintptr_t) dlsym(RTLD_NEXT,
                                                    "curl_easy_setopt");
    va_list    args;
    CURLcode   code;

    va_start(args, name);

    if (name >= CURLOPTTYPE_OFF_T && name < CURLOPTTYPE_BLOB) {
        curl_off_t  value = va_arg(args, curl_off_t);

        keep(name, (intptr_t) value);
        code = real(easy, name, value);

    } else if (name < CURLOPTTYPE_OBJECTPOINT) {
        long  value = va_arg(args, long);

        keep(name, value);
        code = real(easy, name, value);

    } else {
        void  *value = va_arg(args, void *);

        keep(name, (intptr_t) value);
        code = real(easy, name, value);
    }

    va_end(args);

    return code;
}


/* The last one counts, as for curl. */

static const option_t *
told(CURLoption name)
{
    const option_t  *found = NULL;

    for (unsigned i = 0; i < noptions; i++) {
        if (options[i].name == name) {
            found = &options[i];
        }
    }

    return found;
}


static bool
anywhere(const struct sockaddr *to)
{
    return to != NULL;
}


static rc_t
call_start(job_t *j)
{
    http_call(j, j->data);

    return RC_AGAIN;
}


static rc_t
call_finish(job_t *j)
{
    (void) j;
    done = true;

    return RC_OK;
}


static const phase_t  call[] = {
    { "call", call_start, call_finish, 10000 }, { NULL, NULL, NULL, 0 }
};


static void
test_told(void)
{
    static const struct {
        CURLoption   name;
        const char  *what;
        long         number;
        const char  *text;
    } rules[] = {
        { CURLOPT_PROTOCOLS_STR, "http and https only", 0, "http,https" },
        { CURLOPT_FOLLOWLOCATION, "no redirects", 0, NULL },
        { CURLOPT_PROXY, "no proxy", 0, "" },
        { CURLOPT_NOPROXY, "not even for one host", 0, "*" },
        { CURLOPT_NETRC, "no netrc", CURL_NETRC_IGNORED, NULL },
        { CURLOPT_DISALLOW_USERNAME_IN_URL, "no user in the URL", 1, NULL },
        { CURLOPT_HTTP09_ALLOWED, "no HTTP/0.9", 0, NULL },
        { CURLOPT_HTTP_VERSION, "HTTP/1.1", CURL_HTTP_VERSION_1_1, NULL },
        { CURLOPT_SSL_VERIFYPEER, "who it is, is verified", 1, NULL },
        { CURLOPT_SSL_VERIFYHOST, "and its name", 2, NULL },
        { CURLOPT_SSLVERSION, "TLS 1.2 at least", CURL_SSLVERSION_TLSv1_2,
          NULL },
        { CURLOPT_NOSIGNAL, "no signals", 1, NULL },
        { CURLOPT_FORBID_REUSE, "a URL of no known tenant: not kept", 1, NULL },
        { CURLOPT_FRESH_CONNECT, "nor on a kept one", 1, NULL }
    };

    for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
        const option_t  *o = told(rules[i].name);

        if (rules[i].text != NULL) {
            is_str(o == NULL ? "(not told)" : o->text, rules[i].text,
                   rules[i].what);
        } else {
            is(o == NULL ? -1 : o->number, rules[i].number, rules[i].what);
        }
    }

    ok(told(CURLOPT_OPENSOCKETFUNCTION) && told(CURLOPT_OPENSOCKETDATA),
       "we open its sockets");
    ok(told(CURLOPT_PREREQFUNCTION) && told(CURLOPT_PREREQDATA),
       "and are asked again before a request");
    ok(told(CURLOPT_CONNECTTIMEOUT_MS)->number > 0
       && told(CURLOPT_CONNECTTIMEOUT_MS)->number <= 5000, "connects in 5 s");
}


static void
test_never_told(void)
{
    static const struct {
        CURLoption   name;
        const char  *what;
    } never[] = {
        { CURLOPT_COOKIEFILE, "cookies" }, { CURLOPT_COOKIEJAR, "a jar" },
        { CURLOPT_COOKIE, "a cookie" }, { CURLOPT_SHARE, "a share" },
        { CURLOPT_UNIX_SOCKET_PATH, "a unix socket" },
        { CURLOPT_ABSTRACT_UNIX_SOCKET, "an abstract one" },
        { CURLOPT_CONNECT_TO, "another host" }, { CURLOPT_RESOLVE, "a name" },
        { CURLOPT_UNRESTRICTED_AUTH, "credentials for others" },
        { CURLOPT_ACCEPT_ENCODING, "decompression" },
        { CURLOPT_USERPWD, "a user" }, { CURLOPT_PROXYUSERPWD, "a proxy's" }
    };

    for (size_t i = 0; i < sizeof(never) / sizeof(never[0]); i++) {
        ok(told(never[i].name) == NULL, "never: %s", never[i].what);
    }
}


int
main(void)
{
    static char     url[64];
    int             port;
    pid_t           server;
    http_request_t  req = { .method = "GET", .url = url,
                            .may_connect = anywhere };

    signal(SIGPIPE, SIG_IGN);
    server = server_start(&port);
    snprintf(url, sizeof(url), "http://127.0.0.1:%d/ok", port);
    loop_init();
    http_init();

    job_new(call, &req, NULL);
    ok(UNTIL(done), "a call");
    ok(noptions > 20 && noptions < OPTIONS_MAX, "its options are known");
    is_str(told(CURLOPT_URL)->text, url, "of this call");
    test_told();
    test_never_told();

    http_release();
    loop_release();
    config_release();
    kill(-server, SIGKILL);
    waitpid(server, NULL, 0);
    test_dir_remove();

    return done_testing();
}
