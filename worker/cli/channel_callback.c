/*
 * channel_callback - where the answers of a generic account are posted, and
 * the secret that signs them (worker/channels/standard.h).
 *
 * While a secret is replaced both sign: the receiver takes its time.
 */

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "worker/channels/callback.h"
#include "worker/channels/standard.h"
#include "worker/cli/channel.h"

#define MADE_BYTES  32

static const char  secret_sql[] = "select core.account_secret($1, $2)";


bool
callback_options_ok(const channel_kind_t *kind, const account_options_t *o)
{
    const char  *problem;

    if (strcmp(kind->name, "generic") != 0) {
        if (o->callback != NULL || o->make_token) {
            cli_error("%s belongs to channel generic, not to %s",
                      o->callback != NULL ? "--callback" : "--make-token",
                      kind->name);
            return false;
        }

        return true;
    }

    if (o->make_token && o->token_file != NULL) {
        cli_error("--make-token or --token-file, not both");
        return false;
    }

    problem = o->callback != NULL ? callback_problem(o->callback) : NULL;

    if (problem != NULL) {
        cli_error("--callback %s", problem);
    }

    return problem == NULL;
}


bool
callback_token_make(secret_t *ret_token)
{
    uint8_t  bytes[MADE_BYTES];
    int      n;

    if (RAND_priv_bytes(bytes, sizeof(bytes)) != 1) {
        cli_error("OpenSSL has no random bytes");
        return false;
    }

    memcpy(ret_token->bytes, "whsec_", 6);
    n = EVP_EncodeBlock(ret_token->bytes + 6, bytes, sizeof(bytes));
    ret_token->len = 6 + (size_t) n;
    ret_token->made = true;
    OPENSSL_cleanse(bytes, sizeof(bytes));

    return true;
}


/* The one line of the file; false, told. */

static bool
token_read(const char *file, secret_t *ret_token)
{
    const char  *problem;

    if (!secret_read(file, ret_token)) {
        return false;
    }

    problem = memchr(ret_token->bytes, '\n', ret_token->len) != NULL
              || memchr(ret_token->bytes, ' ', ret_token->len) != NULL
              ? "is not one word"
              : standard_problem(slice_make(ret_token->bytes,
                                            ret_token->len));

    if (problem != NULL) {
        cli_error("%s: the secret %s", file, problem);
    }

    return problem == NULL;
}


/* The first line of what signs now goes on behind the new one. */

static void
token_append(secret_t *token, const secret_t *old, long keep_s)
{
    const uint8_t  *end = memchr(old->bytes, '\n', old->len);
    size_t          len = end != NULL ? (size_t) (end - old->bytes)
                                      : old->len;
    char            tail[SEAL_SECRET_MAX + 1];
    int             n;

    n = snprintf(tail, sizeof(tail), "\n%.*s %lld", (int) len,
                 (const char *) old->bytes, (long long) time(NULL) + keep_s);

    if (n > 0 && token->len + (size_t) n <= SEAL_SECRET_MAX) {
        memcpy(token->bytes + token->len, tail, (size_t) n);
        token->len += (size_t) n;
        token->bytes[token->len] = '\0';
    }

    OPENSSL_cleanse(tail, sizeof(tail));
}


static json_t *
account_row(PGconn *pg, const char *channel, const char *account)
{
    const char  *params[] = { channel, account };

    return cli_pg_json(pg, secret_sql, 2, params);
}


bool
callback_has_token(PGconn *pg, const char *channel, const char *account)
{
    json_t  *row = account_row(pg, channel, account);
    bool     has = *cli_str(row, "credential") != '\0';

    json_decref(row);

    return has;
}


bool
callback_token(PGconn *pg, const secret_place_t *place,
    const account_options_t *o, secret_t *ret_token)
{
    secret_t     old = { .len = 0 };
    json_t      *row;
    const char  *box;
    bool         ok;

    if (o->make_token ? !callback_token_make(ret_token)
                      : !token_read(o->token_file, ret_token))
    {
        return false;
    }

    if (o->keep_s == 0) {
        return true;
    }

    row = account_row(pg, place->channel, place->name);
    box = cli_str(row, "credential");
    ok = row != NULL && (*box == '\0' || secret_unbox(place, box, &old));

    if (ok && old.len > 0) {
        token_append(ret_token, &old, o->keep_s);
    }

    secret_wipe(&old);
    json_decref(row);

    return ok;
}
