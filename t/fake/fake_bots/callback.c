/*
 * callback - Twilio's status callbacks, signed as Twilio signs.
 *
 *   X-Twilio-Signature: base64(HMAC-SHA1(auth token,
 *                       URL + sorted names and values))
 *
 * One chain per accepted message: its statuses one after the other, each after
 * the delay.  A post that is not answered with 2xx is repeated after it, too,
 * up to ATTEMPTS times.  curl runs on libuv's threads: nobody waits for it.
 */

#include "t/fake/fake_bots/bots.h"

#include <curl/curl.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>
#include <string.h>

#include "common/form.h"

#define ATTEMPTS  100
#define FIELDS    6

typedef struct {
    uv_timer_t   timer;
    uv_work_t    work;
    char         url[1024];
    char         sid[40], from[64], to[64];
    const char  *left;                  /* of the statuses */
    char         status[16];
    int          code;                  /* of a failure, or -1 */
    unsigned     attempts;
    bool         done;
} chain_t;

typedef struct {
    const char  *name;
    const char  *value;
} field_t;

static uv_loop_t  *loop;
static size_t      pending;

static void chain_wait(chain_t *c);


void
callback_init(uv_loop_t *on)
{
    loop = on;
    curl_global_init(CURL_GLOBAL_DEFAULT);
}


size_t
callback_pending(void)
{
    return pending;
}


/* --- one post, on a thread ---------------------------------------------- */

/* Names come in the order of a sort already. */
static void
sign(const char *url, const field_t *fields, char *ret_header, size_t size)
{
    char           text[2048];
    size_t         n;
    unsigned char  mac[EVP_MAX_MD_SIZE], base64[64];
    unsigned       len = 0;

    n = (size_t) snprintf(text, sizeof(text), "%s", url);

    for (int i = 0; i < FIELDS; i++) {
        if (fields[i].value != NULL) {
            n += (size_t) snprintf(text + n, sizeof(text) - n, "%s%s",
                                   fields[i].name, fields[i].value);
        }
    }

    HMAC(EVP_sha1(), bots.auth_token, (int) strlen(bots.auth_token),
         (unsigned char *) text, n, mac, &len);
    (void) EVP_EncodeBlock(base64, mac, (int) len);
    snprintf(ret_header, size, "X-Twilio-Signature: %s", base64);
}


static size_t
body_write(const field_t *fields, char *body)
{
    size_t  n = 0;

    for (int i = 0; i < FIELDS; i++) {
        if (fields[i].value != NULL) {
            n += (size_t) sprintf(body + n, "%s%s=", n > 0 ? "&" : "",
                                  fields[i].name);
            n += form_encode(slice_str(fields[i].value),
                             (uint8_t *) body + n);
        }
    }

    return n;
}


static size_t
on_answer(char *bytes, size_t size, size_t n, void *data)
{
    (void) bytes;
    (void) data;

    return size * n;
}


static void
chain_post(uv_work_t *work)
{
    chain_t            *c = work->data;
    CURL               *easy = curl_easy_init();
    struct curl_slist  *headers = NULL;
    char                code[16], header[128], body[2048];
    long                status = 0;
    const field_t       fields[FIELDS] = {
        { "AccountSid", bots.account_sid },
        { "ErrorCode", c->code >= 0 ? code : NULL }, { "From", c->from },
        { "MessageSid", c->sid }, { "MessageStatus", c->status },
        { "To", c->to },
    };

    snprintf(code, sizeof(code), "%d", c->code);
    sign(c->url, fields, header, sizeof(header));
    headers = curl_slist_append(headers, header);
    curl_easy_setopt(easy, CURLOPT_URL, c->url);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "TwilioProxy/1.1");
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE,
                     (long) body_write(fields, body));
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, 10000L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_answer);

    if (curl_easy_perform(easy) == CURLE_OK) {
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    }

    c->done = status >= 200 && status < 300;
    curl_slist_free_all(headers);
    curl_easy_cleanup(easy);
}


/* --- the chain ---------------------------------------------------------- */

static void
on_closed(uv_handle_t *h)
{
    free(h->data);
}


/* The next status; false when there is none. */
static bool
chain_next(chain_t *c)
{
    size_t  n = strcspn(c->left, ",");

    if (n == 0 || n >= sizeof(c->status)) {
        return false;
    }

    snprintf(c->status, sizeof(c->status), "%.*s", (int) n, c->left);
    c->left += n + (c->left[n] == ',');
    c->attempts = 0;

    return true;
}


static void
chain_posted(uv_work_t *work, int error)
{
    chain_t  *c = work->data;
    bool      again = !c->done && ++c->attempts < ATTEMPTS;

    (void) error;

    if (again || chain_next(c)) {
        chain_wait(c);
        return;
    }

    pending--;
    uv_close((uv_handle_t *) &c->timer, on_closed);
}


static void
on_timer(uv_timer_t *timer)
{
    chain_t  *c = timer->data;

    uv_queue_work(loop, &c->work, chain_post, chain_posted);
}


static void
chain_wait(chain_t *c)
{
    uv_timer_start(&c->timer, on_timer, (uint64_t) opt.status_delay_ms, 0);
}


void
callback_accepted(const char *url, const char *sid, const char *from,
    const char *to, int fail_code)
{
    chain_t  *c;

    if (*url == '\0' || strcmp(bots.statuses, "none") == 0) {
        return;
    }

    c = calloc(1, sizeof(chain_t));
    if (c == NULL) {
        die("out of memory");
    }

    snprintf(c->url, sizeof(c->url), "%s", url);
    snprintf(c->sid, sizeof(c->sid), "%s", sid);
    snprintf(c->from, sizeof(c->from), "%s", from);
    snprintf(c->to, sizeof(c->to), "%s", to);
    c->code = fail_code;
    c->left = fail_code >= 0 ? "failed" : bots.statuses;
    c->timer.data = c->work.data = c;
    uv_timer_init(loop, &c->timer);
    pending++;

    if (chain_next(c)) {
        chain_wait(c);
    }
}
