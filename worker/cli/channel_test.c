/*
 * channel_test - `relevo channel test`: is this channel really set up?
 *
 *   1  WhatsApp: does the Graph API know the number with our token?
 *   2  a webhook, signed as the provider would, to the URL nginx serves
 *   3  its message row, in the tenant's account
 *
 * WhatsApp's test message is a reaction from nobody, which the bot does not
 * answer; a web chat visitor writes "test" and is answered, as any visitor.
 */

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "common/signature.h"
#include "worker/cli/channel.h"
#include "worker/engine/config.h"

#define WAIT_MS    15000
#define LOOK_MS    100

static const char  find_sql[] = "select core.message_find($1, $2, $3)";

typedef struct {
    const char  *channel, *account;
    const char  *url;                   /* of the endpoint, no slash behind */
    const char  *secret_file;
    const char  *endpoint;
    char         id[40];                /* provider id of the message */
} test_t;


static bool
uuid_make(char ret_id[37])
{
    uint8_t  b[16];

    if (RAND_bytes(b, sizeof(b)) != 1) {
        cli_error("OpenSSL has no random bytes");
        return false;
    }

    b[6] = (uint8_t) ((b[6] & 0x0f) | 0x40);
    b[8] = (uint8_t) ((b[8] & 0x3f) | 0x80);
    snprintf(ret_id, 37, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-"
             "%02x%02x%02x%02x%02x%02x", b[0], b[1], b[2], b[3], b[4], b[5],
             b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);

    return true;
}


/* --- the token ---------------------------------------------------------- */

static int
token_check(PGconn *pg, const test_t *t)
{
    secret_t     token = { .len = 0 };
    char         url[512], base[256], bearer[SEAL_SECRET_MAX + 32];
    const char  *headers[] = { bearer, NULL };
    long         status = 0;
    json_t      *answer;
    int          rc = EXIT_FAILED;

    if (!account_token(pg, t->channel, t->account, &token, base,
                       sizeof(base)))
    {
        return EXIT_FAILED;
    }

    snprintf(url, sizeof(url),
             "%s/%s/%s?fields=display_phone_number,verified_name",
             *base != '\0' ? base : config_str("whatsapp.api_base"),
             config_str("whatsapp.api_version"), t->account);
    snprintf(bearer, sizeof(bearer), "Authorization: Bearer %s",
             (const char *) token.bytes);
    secret_wipe(&token);

    answer = cli_http(&(cli_request_t) { "GET", url, headers, SLICE_NULL },
                      &status);
    OPENSSL_cleanse(bearer, sizeof(bearer));

    if (answer != NULL && status == 200) {
        printf("token: good for %s\n",
               cli_str(answer, "display_phone_number"));
        rc = EXIT_OK;

    } else if (answer != NULL) {
        cli_error("token: refused with %ld: %s", status,
                  cli_str(json_object_get(answer, "error"), "message"));
    }

    json_decref(answer);

    return rc;
}


/* --- the webhook -------------------------------------------------------- */

static json_t *
whatsapp_envelope(const test_t *t)
{
    char  now[24];

    snprintf(now, sizeof(now), "%lld", (long long) time(NULL));

    return json_pack("{s:s, s:[{s:s, s:[{s:s, s:{s:s, s:{s:s, s:s},"
        " s:[{s:{s:s}, s:s}], s:[{s:s, s:s, s:s, s:s, s:{s:s, s:s}}]}}]}]}",
        "object", "whatsapp_business_account", "entry", "id", "relevo-test",
        "changes", "field", "messages", "value", "messaging_product",
        "whatsapp", "metadata", "display_phone_number", t->account,
        "phone_number_id", t->account, "contacts", "profile", "name",
        "Relevo test", "user_id", "RELEVO.TEST", "messages",
        "from_user_id", "RELEVO.TEST", "id", t->id, "timestamp", now,
        "type", "reaction", "reaction", "message_id", "wamid.RELEVO",
        "emoji", "*");
}


static bool
meta_sign(const secret_t *secret, slice_t body, char ret_header[128])
{
    uint8_t    mac[SIGNATURE_SHA256_LEN];
    signer_t  *signer = signer_new(slice_make(secret->bytes, secret->len));
    bool       ok = signer != NULL && signer_begin(signer)
                    && signer_update(signer, body) && signer_end(signer, mac);
    int        n = snprintf(ret_header, 128, "X-Hub-Signature-256: sha256=");

    for (size_t i = 0; i < sizeof(mac) && ok; i++) {
        snprintf(ret_header + n + 2 * i, 3, "%02x", mac[i]);
    }

    signer_free(signer);

    return ok;
}


static int
webhook_judge(json_t *answer, long status, const char *url)
{
    if (answer == NULL) {
        return EXIT_FAILED;
    }

    json_decref(answer);

    if (status != 200) {
        cli_error("webhook: %s answers %ld%s", url, status,
                  status == 401 ? ": another secret is in use there"
                  : status == 404 ? ": nginx does not know the endpoint"
                  : status == 503 ? ": Redis is away, or the endpoint cannot"
                    " be used (see nginx's error log)" : "");
        return EXIT_FAILED;
    }

    printf("webhook: accepted\n");

    return EXIT_OK;
}


static int
whatsapp_send(test_t *t, const secret_t *secret)
{
    json_t      *envelope = whatsapp_envelope(t);
    char        *text, header[128];
    const char  *headers[] = { "Content-Type: application/json", header,
                               NULL };
    json_t      *answer;
    long         status = 0;
    int          rc = EXIT_FAILED;

    text = json_dumps(envelope, JSON_COMPACT | JSON_ENSURE_ASCII);

    if (text != NULL && meta_sign(secret, slice_str(text), header)) {
        answer = cli_http(&(cli_request_t) { "POST", t->url, headers,
                          slice_str(text) }, &status);
        rc = webhook_judge(answer, status, t->url);
    }

    json_decref(envelope);
    free(text);

    return rc;
}


/* A session, then one message of the visitor. */

static int
webchat_send(test_t *t, const secret_t *secret)
{
    char         url[512], bearer[VISITOR_TOKEN_MAX + 32], body[96];
    const char  *headers[] = { "Content-Type: application/json", bearer,
                               NULL };
    json_t      *session, *answer;
    long         status = 0;

    (void) secret;                      /* nginx signs the visitor's token */

    snprintf(url, sizeof(url), "%s/session", t->url);
    session = cli_http(&(cli_request_t) { "POST", url, NULL, SLICE_LIT("") },
                       &status);
    snprintf(bearer, sizeof(bearer), "Authorization: Bearer %s",
             cli_str(session, "token"));

    if (session == NULL || status != 200) {
        return webhook_judge(session, status, url);
    }

    json_decref(session);
    snprintf(url, sizeof(url), "%s/messages", t->url);
    snprintf(body, sizeof(body), "{\"id\":\"%s\",\"text\":\"test\"}", t->id);

    answer = cli_http(&(cli_request_t) { "POST", url, headers,
                      slice_str(body) }, &status);

    return webhook_judge(answer, status, url);
}


static const struct {
    const char  *channel;
    const char  *prefix;                /* of the message's id */
    int        (*token)(PGconn *pg, const test_t *t);
    int        (*send)(test_t *t, const secret_t *secret);
} senders[] = {
    { "whatsapp", "wam", token_check, whatsapp_send },
    { "webchat",  "",    NULL,        webchat_send },
};


/* --- the row ------------------------------------------------------------ */

static int
row_wait(PGconn *pg, const test_t *t)
{
    const char       *params[] = { t->channel, t->account, t->id };
    struct timespec   pause = { 0, LOOK_MS * 1000000L };

    for (int ms = 0; ms < WAIT_MS; ms += LOOK_MS) {
        json_t  *row = cli_pg_json(pg, find_sql, 3, params);
        bool     found = json_is_true(json_object_get(row, "found"));

        if (row == NULL) {
            return EXIT_FAILED;
        }

        if (found) {
            printf("message: %s of %s\n", cli_str(row, "message"),
                   cli_str(row, "slug"));
        }

        json_decref(row);
        if (found) {
            return EXIT_OK;
        }

        nanosleep(&pause, NULL);
    }

    cli_error("the webhook was accepted, but there is no message of it after"
              " %d s: does a worker run?  relevo dlq list", WAIT_MS / 1000);

    return EXIT_FAILED;
}


static int
test_run(PGconn *pg, test_t *t, size_t i)
{
    secret_t   secret = { .len = 0 }, verify = { .len = 0 };
    json_t    *row = NULL;
    char       uuid[37];
    int        rc = EXIT_FAILED;
    bool       ready;

    if (!uuid_make(uuid)) {
        return EXIT_FAILED;
    }

    snprintf(t->id, sizeof(t->id), "%s%s", senders[i].prefix, uuid);

    if (senders[i].token != NULL && senders[i].token(pg, t) != EXIT_OK) {
        return EXIT_FAILED;
    }

    if (t->secret_file != NULL) {
        ready = secret_read(t->secret_file, &secret);

    } else if (t->endpoint != NULL) {
        row = endpoint_open(pg, t->channel, t->endpoint, &secret, &verify);
        ready = row != NULL;

    } else {
        ready = senders[i].token == NULL;
        if (!ready) {
            cli_error("--endpoint NAME or --secret-file FILE is missing");
        }
    }

    if (ready) {
        rc = senders[i].send(t, &secret);
    }

    secret_wipe(&secret);
    secret_wipe(&verify);
    json_decref(row);

    return rc == EXIT_OK ? row_wait(pg, t) : rc;
}


int
channel_test(PGconn *pg, args_t *args)
{
    test_t                 t = {
        .url = cli_value(args, "--url"),
        .endpoint = cli_value(args, "--endpoint"),
        .secret_file = cli_value(args, "--secret-file"),
    };
    const channel_kind_t  *kind;

    if (!cli_words(args, 2, 2)) {
        return EXIT_USAGE;
    }

    kind = channel_kind(args->argv[0]);
    if (kind == NULL) {
        return EXIT_USAGE;
    }

    if (t.url == NULL) {
        cli_error("--url URL is missing");
        return EXIT_USAGE;
    }

    t.channel = kind->name;
    t.account = args->argv[1];

    for (size_t i = 0; i < sizeof(senders) / sizeof(senders[0]); i++) {
        if (strcmp(senders[i].channel, kind->name) == 0) {
            return test_run(pg, &t, i);
        }
    }

    cli_error("there is no test webhook for %s", kind->name);

    return EXIT_FAILED;
}
