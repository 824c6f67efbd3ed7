/*
 * http_request - a request as options of a curl handle: what is refused in
 * URL and headers, the method, and the rules that every call keeps.
 */

#include "worker/engine/http_request.h"

#include <string.h>
#include <strings.h>

#include "worker/engine/config.h"

#define HTTP_AGENT          "relevo/1"
#define HTTP_IDLE_S         20L
#define HTTP_BUFFER         1024L       /* curl's default, 16 KB, is allocated
                                           for the whole wait of a call */


/* CR, LF and NUL would end a header; a URL has nothing below "!" at all. */

bool
http_is_clean(const char *s, unsigned char lowest)
{
    for ( ; *s != '\0'; s++) {
        unsigned char  c = (unsigned char) *s;

        if (c != '\t' && (c < lowest || c == 0x7f)) {
            return false;
        }
    }

    return true;
}


static bool
http_header(pool_t *pool, struct curl_slist ***tail, const char *text)
{
    struct curl_slist  *item = pool_alloc(pool, sizeof(*item));

    if (item == NULL) {
        return false;
    }

    item->data = (char *) text;         /* curl only reads */
    **tail = item;
    *tail = &item->next;

    return true;
}


/* curl's list, in the job's memory: nothing of it is copied or freed. */

bool
http_headers(job_t *j, const http_request_t *req, struct curl_slist **ret_list)
{
    struct curl_slist   *list = NULL, **tail = &list;
    bool                 typed = false;

    /* no "100 Continue" dialogue */

    if (!http_header(j->pool, &tail, "Expect:")) {
        return false;
    }

    for (const char **h = req->headers; h != NULL && *h != NULL; h++) {
        typed = typed || strncasecmp(*h, "Content-Type:", 13) == 0;
        if (!http_is_clean(*h, ' ') || !http_header(j->pool, &tail, *h)) {
            return false;
        }
    }

    *ret_list = list;

    /* a name without a value: curl leaves out its own (a form's) */

    return typed || http_header(j->pool, &tail, "Content-Type:");
}


void
http_set_method(CURL *easy, const http_request_t *req)
{
    bool  get = strcmp(req->method, "GET") == 0;
    bool  post = strcmp(req->method, "POST") == 0;

    if (req->read != NULL) {
        (void) curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
        (void) curl_easy_setopt(easy, CURLOPT_INFILESIZE_LARGE,
                                (curl_off_t) req->read_len);
        (void) curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, req->method);
        return;
    }

    if (!get || req->body.len > 0) {
        (void) curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                                (curl_off_t) req->body.len);
        (void) curl_easy_setopt(easy, CURLOPT_POSTFIELDS, req->body.len == 0
                                ? "" : (const char *) req->body.data);
    }

    if (strcmp(req->method, "HEAD") == 0) {
        (void) curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);

    } else if (!post && (!get || req->body.len > 0)) {
        (void) curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, req->method);
    }
}


/*
 * What every call has in common; each line is a rule of README.md.
 *
 * CAPATH NULL: only without a directory of certificates (Debian's curl has
 * one by default) does curl keep the parsed bundle between connections.  Else
 * each handshake parses it again: 300 KB and 13 ms per connection.
 */

bool
http_set_policy(CURL *easy)
{
    const char  *ca = config_str("http.ca_file");

    return curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https") == 0
        && curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L) == 0
        && curl_easy_setopt(easy, CURLOPT_PROXY, "") == 0
        && curl_easy_setopt(easy, CURLOPT_NOPROXY, "*") == 0
        && curl_easy_setopt(easy, CURLOPT_NETRC, (long) CURL_NETRC_IGNORED)
           == 0
        && curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L) == 0
        && curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L) == 0
        && curl_easy_setopt(easy, CURLOPT_HTTP_VERSION,
                            (long) CURL_HTTP_VERSION_1_1) == 0
        && curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L) == 0
        && curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L) == 0
        && curl_easy_setopt(easy, CURLOPT_SSLVERSION,
                            (long) CURL_SSLVERSION_TLSv1_2) == 0
        && curl_easy_setopt(easy, CURLOPT_CAPATH, NULL) == 0
        && (*ca == '\0' || curl_easy_setopt(easy, CURLOPT_CAINFO, ca) == 0)
        && curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) == 0
        && curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, HTTP_IDLE_S) == 0
        && curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, HTTP_BUFFER) == 0
        && curl_easy_setopt(easy, CURLOPT_USERAGENT, HTTP_AGENT) == 0;
}


/* No blanks, brackets or line ends: an address is one word of SMTP. */

static bool
http_mail_address(const char *address)
{
    return http_is_clean(address, '!') && strpbrk(address, "<>\t") == NULL
           && strchr(address, '@') != NULL;
}


bool
http_set_mail(CURL *easy, job_t *j, const http_request_t *req)
{
    const http_mail_t   *mail = req->mail;
    struct curl_slist   *list = NULL, **tail = &list;

    if (!http_mail_address(mail->from) || !http_mail_address(mail->to)
        || !http_header(j->pool, &tail, mail->to))
    {
        return false;
    }

    return curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps") == 0
        && curl_easy_setopt(easy, CURLOPT_MAIL_FROM, mail->from) == 0
        && curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, list) == 0
        && curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L) == 0
        && curl_easy_setopt(easy, CURLOPT_INFILESIZE_LARGE,
                            (curl_off_t) req->read_len) == 0
        && curl_easy_setopt(easy, CURLOPT_USE_SSL, (long)
                            (mail->starttls ? CURLUSESSL_ALL
                                            : CURLUSESSL_NONE)) == 0
        && (mail->user == NULL
            || (curl_easy_setopt(easy, CURLOPT_USERNAME, mail->user) == 0
                && curl_easy_setopt(easy, CURLOPT_PASSWORD, mail->password)
                   == 0));
}
