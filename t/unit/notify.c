/*
 * Mails as bytes, SMS by templates, what becomes of answers: without I/O.
 * That others can read the mails is 83_notify.t's.
 */

#include "t/unit/tap.h"

#include <stdio.h>

#include "worker/answer/texts.h"
#include "worker/engine/config.h"
#include "worker/jsonx.h"
#include "worker/notify/message.h"
#include "worker/notify/mime.h"
#include "worker/notify/notify.h"

static pool_t  *pool;


static const char *
mail(const char *subject, const char *text, const char *from)
{
    const mime_t  m = {
        .from = from, .to = "a@b.example", .subject = subject, .text = text,
        .id = "id-1", .at = 1795290042,
    };
    slice_t       s = mime_write(pool, &m);

    return pool_printf(pool, "%.*s", (int) s.len, (const char *) s.data);
}


/* No bare line end, no line over 76, nothing beyond ASCII. */
static bool
is_clean(const char *bytes)
{
    size_t  line = 0;

    for (const char *p = bytes; *p != '\0'; p++, line++) {
        if (*p == '\n' || (unsigned char) *p >= 0x7f || line > 78) {
            return false;
        }

        if (p[0] == '\r' && p[1] == '\n') {
            line = (size_t) -1;
            p++;
        }
    }

    return true;
}


static void
test_headers(void)
{
    static const char *const  subjects[] = {
        "plain", "ñandú", "a\r\nBcc: x@y.example", "=?utf-8?B?eA==?=", "",
        "Peña Peña Peña Peña Peña Peña Peña Peña Peña Peña Peña Peña Peña Peña",
        "\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80"
        "\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80"
        "\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80",
        "0123456789 0123456789 0123456789 0123456789 0123456789 0123456789"
        " 0123456789 0123456789",
    };
    const char  *m;

    for (size_t i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
        m = mail(subjects[i], "text", "r@relevo.example");
        ok(is_clean(m), "a clean mail about \"%zu\"", i);
        ok(strstr(m, "\r\nBcc:") == NULL, "and no header of its subject's");
    }

    ok(strstr(mail("=?utf-8?B?eA==?=", "x", "r@x"), "Subject: =?utf-8?B?P"),
       "what looks like an encoded word is not one");
    m = mail("x", "x", "Re \"le\" vo <r@relevo.example>");
    ok(strstr(m, "From: \"Re  le  vo\" <r@relevo.example>\r\n") != NULL,
       "a name without quotes of its own");
    m = mail("x", "x", "Señal\r\nX: y <r@relevo.example>");
    ok(is_clean(m) && strstr(m, "\r\nX:") == NULL, "and without headers");
    ok(strstr(m, "Message-ID: <id-1@relevo.example>\r\n") != NULL,
       "the row's id is the mail's");
    ok(strstr(m, "Date: Sat, 21 Nov 2026 19:40:42 +0000\r\n") != NULL,
       "the date as mails have it");
    is_str(mime_address(pool, "R <r@x>"), "r@x", "the address of a name");
    ok(mime_address(pool, "nobody") == NULL, "what is none");
}


static const char *
body(const char *text)
{
    return strstr(mail("s", text, "r@x"), "\r\n\r\n") + 4;
}


static void
test_text(void)
{
    char  text[400];

    is_str(body("a\nb"), "a\r\nb\r\n", "lines end with CR LF");
    is_str(body("a=b ñ"), "a=3Db =C3=B1\r\n", "quoted-printable");
    is_str(body("a \nb\t"), "a=20\r\nb=09\r\n", "blanks at the end stay");
    is_str(body("a\r\nb\x01"), "a=0D\r\nb=01\r\n", "no bare CR, no controls");
    memset(text, 'x', sizeof(text));
    text[sizeof(text) - 1] = '\0';
    ok(is_clean(body(text)), "long lines are folded");
    memset(text, 0xc3, sizeof(text) - 1);
    ok(is_clean(body(text)), "of quoted bytes, too");
}


static http_request_t
sms(const char *settings, const char *text, const char *secret)
{
    json_t             *all = json_loads(settings, 0, NULL);
    json_t             *row = json_pack("{s:s, s:{s:s, s:[{s:s, s:s}]}}",
                                  "id", "1", "payload", "event", "manual",
                                  "items", "event", "manual", "text", text);
    channel_account_t   account = { .settings = all, .name = "t/r" };
    http_request_t      http = { 0 };
    const char         *error = NULL;

    account.token = secret == NULL ? SLICE_NULL : slice_str(secret);
    json_object_set_new(all, "target", json_string("+5215550001"));

    if (!notify_sms.request(pool_json(pool, row), &account, pool, &http,
                            &error))
    {
        http.url = error;
    }

    (void) pool_json(pool, all);

    return http;
}


static void
test_sms(void)
{
    http_request_t  h;

    h = sms("{\"url\": \"https://x.example/s\", \"body\":"
            " \"{\\\"t\\\": \\\"{text}\\\", \\\"n\\\": \\\"{to}\\\"}\"}",
            "a\"}\n{to}", NULL);
    is_str((const char *) h.body.data,
           "{\"t\": \"a\\\"}\\n{to}\", \"n\": \"+5215550001\"}",
           "a text stays inside its JSON string, and is filled in once");
    h = sms("{\"url\": \"https://x.example/s?to={to}&m={text}\"}", "a&b=c d",
            NULL);
    is_str(h.url, "https://x.example/s?to=%2B5215550001&m=a%26b%3Dc%20d",
           "and inside its parameter");
    is_str(h.method, "GET", "without a body it is a GET");
    h = sms("{\"url\": \"https://x.example/s\", \"body\": \"t={text}\","
            " \"content_type\": \"application/x-www-form-urlencoded\","
            " \"auth\": \"header\", \"header\": \"X-Key\","
            " \"max_length\": 12}", "abcdefghñandú", "k");
    is_str(h.headers[1], "X-Key: k", "a header of the provider's");
    is_str((const char *) h.body.data, "t=abcdefgh...",
           "cut between characters");
    h = sms("{\"url\": \"http://x.example/s\", \"body\": \"{text}\"}", "x",
            NULL);
    is_str(h.url, CHANNEL_NOT_CONFIGURED, "not in clear to the world");
    h = sms("{\"url\": \"https://x.example/s\", \"body\": \"{text}\","
            " \"auth\": \"bearer\"}", "x", NULL);
    is_str(h.url, CHANNEL_NOT_CONFIGURED, "not without its secret");
}


static void
test_verdicts(void)
{
    static const struct {
        const channel_t  *channel;
        rc_t              rc;
        int               status;
        http_stage_t      stage;
        send_class_t      cls;
    } rows[] = {
        { &notify_email, RC_OK, 250, HTTP_ANSWERED, SEND_SENT },
        { &notify_email, RC_RETRY, 550, HTTP_NOT_SENT, SEND_FAILED },
        { &notify_email, RC_RETRY, 451, HTTP_NOT_SENT, SEND_RETRY },
        { &notify_email, RC_RETRY, 554, HTTP_NO_ANSWER, SEND_FAILED },
        { &notify_email, RC_RETRY, 535, HTTP_NOT_SENT, SEND_PAUSE_ACCOUNT },
        { &notify_email, RC_RETRY, 354, HTTP_NO_ANSWER, SEND_AMBIGUOUS },
        { &notify_email, RC_RETRY, 0, HTTP_NOT_SENT, SEND_RETRY },
        { &notify_slack, RC_OK, 200, HTTP_ANSWERED, SEND_SENT },
        { &notify_slack, RC_OK, 429, HTTP_ANSWERED, SEND_RETRY },
        { &notify_slack, RC_OK, 400, HTTP_ANSWERED, SEND_FAILED },
        { &notify_slack, RC_OK, 404, HTTP_ANSWERED, SEND_PAUSE_ACCOUNT },
        { &notify_slack, RC_OK, 500, HTTP_ANSWERED, SEND_AMBIGUOUS },
        { &notify_slack, RC_RETRY, 0, HTTP_NO_ANSWER, SEND_AMBIGUOUS },
        { &notify_sms, RC_OK, 201, HTTP_ANSWERED, SEND_SENT },
        { &notify_sms, RC_OK, 422, HTTP_ANSWERED, SEND_FAILED },
        { &notify_sms, RC_OK, 401, HTTP_ANSWERED, SEND_PAUSE_ACCOUNT },
        { &notify_sms, RC_RETRY, 0, HTTP_NOT_SENT, SEND_RETRY },
        { &notify_webhook, RC_OK, 200, HTTP_ANSWERED, SEND_SENT },
        { &notify_webhook, RC_OK, 500, HTTP_ANSWERED, SEND_RETRY },
        { &notify_webhook, RC_OK, 410, HTTP_ANSWERED, SEND_PAUSE_ACCOUNT },
        { &notify_webhook, RC_RETRY, 0, HTTP_NO_ANSWER, SEND_RETRY }
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const op_t     op = { .rc = rows[i].rc, .status = rows[i].status,
                              .stage = rows[i].stage, .error = "e" };
        send_result_t  r;

        rows[i].channel->classify(&op, pool, &r);
        is(r.cls, rows[i].cls, "a verdict");
    }
}


int
main(void)
{
    char  err[512] = "";

    pool = pool_new(POOL_CAP_DEFAULT);
    ok(config_load(NULL, NULL, 0, err, sizeof(err)), "settings: %s", err);
    ok(texts_load("config/texts", err, sizeof(err)), "texts: %s", err);
    ok(notify_channel("email") == &notify_email
       && notify_channel("template") == NULL, "kinds by name");
    test_headers();
    test_text();
    test_sms();
    test_verdicts();
    texts_release();
    config_release();
    pool_free(pool);

    return done_testing();
}
