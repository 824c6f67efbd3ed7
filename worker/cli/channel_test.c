/*
 * channel_test - `relevo channel test`: is this channel really set up?
 *
 *   1  does the provider know our token? (WhatsApp, Telegram)
 *   2  a webhook, signed as the provider would, to the URL nginx serves
 *   3  its message row, in the tenant's account
 *   4  web chat: what the bot answers
 *
 * The test message is from nobody and of a kind that is not answered
 * (channel_probe.h); a web chat visitor writes "test" and is answered, as any
 * visitor.
 */

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "common/signature.h"
#include "worker/cli/channel_probe.h"
#include "worker/engine/config.h"

#define WAIT_MS    15000
#define LOOK_MS    100

static const char  find_sql[] = "select core.message_find($1, $2, $3)";

typedef struct {
    const char  *channel, *account;
    const char  *url;                   /* of the endpoint, no slash behind */
    const char  *public_url;            /* as the provider calls it */
    const char  *secret_file;
    const char  *endpoint;
    bool         is_chat;
    char         id[48];                /* provider id of the message */
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

/* Steals answer, whose words name and why are; NULL: told already. */

static int
token_told(json_t *answer, long status, const char *name, const char *why)
{
    bool  good = answer != NULL && status == 200;

    if (good) {
        printf("token: good for %s\n", name);

    } else if (answer != NULL) {
        cli_error("token: refused with %ld: %s", status, why);
    }

    json_decref(answer);

    return good ? EXIT_OK : EXIT_FAILED;
}


static int
whatsapp_token(PGconn *pg, const test_t *t)
{
    secret_t     token = { .len = 0 };
    char         url[512], base[256], bearer[SEAL_SECRET_MAX + 32];
    const char  *headers[] = { bearer, NULL };
    long         status = 0;
    json_t      *answer;

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

    return token_told(answer, status,
                      cli_str(answer, "display_phone_number"),
                      cli_str(json_object_get(answer, "error"), "message"));
}


static int
telegram_token(PGconn *pg, const test_t *t)
{
    secret_t     token = { .len = 0 };
    char         url[SEAL_SECRET_MAX + 300], base[256];
    long         status = 0;
    json_t      *answer;

    if (!account_token(pg, t->channel, t->account, &token, base,
                       sizeof(base)))
    {
        return EXIT_FAILED;
    }

    snprintf(url, sizeof(url), "%s/bot%s/getMe",
             *base != '\0' ? base : config_str("telegram.api_base"),
             (const char *) token.bytes);
    secret_wipe(&token);
    answer = cli_http(&(cli_request_t) { "GET", url, NULL, SLICE_NULL },
                      &status);
    OPENSSL_cleanse(url, sizeof(url));

    return token_told(answer, status,
                      cli_str(json_object_get(answer, "result"), "username"),
                      cli_str(answer, "description"));
}


static int
token_check(PGconn *pg, const test_t *t)
{
    return strcmp(t->channel, "whatsapp") == 0 ? whatsapp_token(pg, t)
           : strcmp(t->channel, "telegram") == 0 ? telegram_token(pg, t)
           : EXIT_OK;
}


/* --- the webhook -------------------------------------------------------- */

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
probe_send(test_t *t, const json_t *endpoint, const secret_t *secret)
{
    channel_probe_t  probe;
    channel_proof_t  proof;
    json_t          *answer;
    long             status = 0;
    int              rc = EXIT_FAILED;

    if (channel_probe(t->channel, t->account, t->public_url, &probe)
        && channel_sign(endpoint, secret, &probe, &proof))
    {
        snprintf(t->id, sizeof(t->id), "%s", probe.id);
        answer = cli_http(&(cli_request_t) { "POST", t->url, proof.headers,
                          slice_str(probe.body) }, &status);
        rc = webhook_judge(answer, status, t->url);
        channel_proof_wipe(&proof);
    }

    channel_probe_free(&probe);

    return rc;
}


/* A session, then one message of the visitor. */

static int
chat_send(test_t *t)
{
    char         url[512], bearer[VISITOR_TOKEN_MAX + 32], body[96];
    const char  *headers[] = { "Content-Type: application/json", bearer,
                               NULL };
    json_t      *session, *answer;
    long         status = 0;

    if (!uuid_make(t->id)) {
        return EXIT_FAILED;
    }

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


/* --- the row ------------------------------------------------------------ */

/* Looks until the row has it: "found", later "reply".  NULL: it did not come
 * in time, or, told, the database failed. */
static json_t *
row_wait(PGconn *pg, const test_t *t, const char *what, bool *ret_failed)
{
    const char       *params[] = { t->channel, t->account, t->id };
    struct timespec   pause = { 0, LOOK_MS * 1000000L };

    for (int ms = 0; ms < WAIT_MS; ms += LOOK_MS) {
        json_t  *row = cli_pg_json(pg, find_sql, 3, params);

        *ret_failed = row == NULL;

        if (row == NULL || json_is_true(json_object_get(row, what))) {
            return row;
        }

        json_decref(row);
        nanosleep(&pause, NULL);
    }

    return NULL;
}


static int
row_look(PGconn *pg, const test_t *t)
{
    bool     failed;
    json_t  *row = row_wait(pg, t, "found", &failed);

    if (row == NULL) {
        if (!failed) {
            cli_error("the webhook was accepted, but there is no message of"
                      " it after %d s: does a worker run?  relevo dlq list",
                      WAIT_MS / 1000);
        }
        return EXIT_FAILED;
    }

    printf("message: %s of %s\n", cli_str(row, "message"),
           cli_str(row, "slug"));
    json_decref(row);

    return EXIT_OK;
}


static int
reply_look(PGconn *pg, const test_t *t)
{
    bool     failed;
    json_t  *row;

    if (!t->is_chat) {
        printf("answer: none, as it should be: nobody wrote this\n");
        return EXIT_OK;
    }

    row = row_wait(pg, t, "reply", &failed);

    if (row == NULL) {
        if (!failed) {
            cli_error("the message was stored, but there is no answer to it"
                      " after %d s", WAIT_MS / 1000);
        }
        return EXIT_FAILED;
    }

    printf("answer: given\n");
    json_decref(row);

    return EXIT_OK;
}


/* The row of the endpoint, or of a file's secret by the channel's own scheme;
 * NULL, told. */
static json_t *
endpoint_of(PGconn *pg, const test_t *t, secret_t *ret_secret)
{
    secret_t   verify = { .len = 0 };
    json_t    *row = NULL;

    if (t->secret_file != NULL) {
        if (secret_read(t->secret_file, ret_secret)) {
            row = json_object();
        }

    } else if (t->endpoint != NULL) {
        row = endpoint_open(pg, t->channel, t->endpoint, ret_secret, &verify);
        secret_wipe(&verify);

    } else if (t->is_chat) {
        row = json_object();            /* nginx signs the visitor's token */

    } else {
        cli_error("--endpoint NAME or --secret-file FILE is missing");
    }

    return row;
}


static bool
account_is_there(PGconn *pg, const test_t *t)
{
    const char  *params[] = { t->channel, t->account };
    json_t      *row = cli_pg_json(pg, "select core.account_secret($1, $2)",
                                   2, params);
    bool         found = json_is_true(json_object_get(row, "found"));

    if (row != NULL && !found) {
        (void) channel_missing("account", t->channel, t->account);
    }

    json_decref(row);

    return found;
}


/* A token that is missing says nothing about webhooks: they are tried. */
static int
test_run(PGconn *pg, test_t *t)
{
    secret_t   secret = { .len = 0 };
    int        token, rc = EXIT_FAILED;
    json_t    *row;

    if (!account_is_there(pg, t)) {
        return EXIT_FAILED;
    }

    token = token_check(pg, t);
    row = endpoint_of(pg, t, &secret);

    if (row != NULL) {
        rc = t->is_chat ? chat_send(t) : probe_send(t, row, &secret);
    }

    secret_wipe(&secret);
    json_decref(row);

    rc = rc == EXIT_OK ? row_look(pg, t) : rc;
    rc = rc == EXIT_OK ? reply_look(pg, t) : rc;

    return rc == EXIT_OK ? token : rc;
}


int
channel_test(PGconn *pg, args_t *args)
{
    test_t                 t = {
        .url = cli_value(args, "--url"),
        .public_url = cli_value(args, "--public-url"),
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
    t.is_chat = strcmp(kind->name, "webchat") == 0;
    t.public_url = t.public_url != NULL ? t.public_url : t.url;

    return test_run(pg, &t);
}
