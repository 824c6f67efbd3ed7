/*
 * channel_templates - `relevo channel templates`: the message templates of a
 * WhatsApp business account, as WhatsApp has them.
 *
 *   GET /{waba}/message_templates?fields=...&limit=25&after=CURSOR
 *
 * with the account's token, page after page; core.template_sync() makes ours
 * of all of them at once, or, when a page fails, of none.
 */

#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/channel.h"
#include "worker/engine/config.h"
#include "worker/jsonx.h"

#define FIELDS      "name,language,status,category,components"
#define PAGE        "25"                /* of them fit into http.c's answer */
#define PAGES_MAX   80
#define ID_MAX      32
#define CURSOR_MAX  512

static const char  sync_sql[] = "select core.template_sync($1, $2, $3)";

typedef struct {
    char         base[256];
    char         bearer[SEAL_SECRET_MAX + 32];
    const char  *waba;
    char         after[CURSOR_MAX + 1];     /* "" is the first page */
} pages_t;


/* What stands behind this page, into p->after; false: that was the last. */

static bool
page_next(pages_t *p, const json_t *answer, bool *ret_failed)
{
    static const char  plain[] = "0123456789-_=abcdefghijklmnopqrstuvwxyz"
                                 "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    const json_t  *paging = json_object_get(answer, "paging");
    const char    *after = cli_str(json_object_get(paging, "cursors"),
                                   "after");
    size_t         n = strlen(after);

    if (*cli_str(paging, "next") == '\0') {
        return false;
    }

    if (n == 0 || n > CURSOR_MAX || strspn(after, plain) != n
        || strcmp(after, p->after) == 0)
    {
        cli_error("templates: a page without a way to the next one");
        *ret_failed = true;
        return false;
    }

    memcpy(p->after, after, n + 1);

    return true;
}


/* One page; NULL, told. */

static json_t *
page_get(const pages_t *p)
{
    const char  *headers[] = { p->bearer, NULL };
    char         url[CURSOR_MAX + 512];
    long         status = 0;
    json_t      *answer;

    snprintf(url, sizeof(url), "%s/%s/%s/message_templates?fields=" FIELDS
             "&limit=" PAGE "%s%s", p->base, config_str("whatsapp.api_version"),
             p->waba, *p->after != '\0' ? "&after=" : "", p->after);
    answer = cli_http(&(cli_request_t) { "GET", url, headers, SLICE_NULL },
                      &status);

    if (answer != NULL && (status != 200
            || !json_is_array(json_object_get(answer, "data"))))
    {
        cli_error("templates: refused with %ld: %.200s", status,
                  cli_str(json_object_get(answer, "error"), "message"));
        json_decref(answer);
        answer = NULL;
    }

    return answer;
}


/* All of them; NULL, told. */

static json_t *
pages_get(pages_t *p)
{
    json_t  *all = json_array(), *answer;
    bool     failed = false, more = true;

    for (int n = 0; more && !failed; n++) {
        answer = n < PAGES_MAX ? page_get(p) : NULL;
        failed = answer == NULL
                 || json_array_extend(all, json_object_get(answer, "data"))
                    != 0;
        more = !failed && page_next(p, answer, &failed);
        json_decref(answer);

        if (n == PAGES_MAX) {
            cli_error("templates: more than %d pages", PAGES_MAX);
        }
    }

    if (failed) {
        json_decref(all);
        all = NULL;
    }

    return all;
}


static int
templates_store(PGconn *pg, const char *account, const char *waba,
    const json_t *all)
{
    char        *text = json_dumps(all, JSON_COMPACT);
    const char  *params[] = { account, waba, text };
    json_t      *done = text == NULL ? NULL
                        : cli_pg_json(pg, sync_sql, 3, params);
    int          rc = done == NULL ? EXIT_FAILED : EXIT_OK;

    if (json_is_false(json_object_get(done, "ok"))) {
        rc = channel_missing("account", "whatsapp", account);
    } else if (done != NULL) {
        cli_print_json(done);
    }

    json_decref(done);
    jsonx_free(text);

    return rc;
}


int
channel_templates(PGconn *pg, args_t *args)
{
    pages_t      p = { .waba = cli_value(args, "--waba") };
    secret_t     token = { .len = 0 };
    const char  *account;
    json_t      *all;
    size_t       n = p.waba == NULL ? 0 : strlen(p.waba);
    int          rc = EXIT_FAILED;

    if (!cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    if (n == 0 || n > ID_MAX || strspn(p.waba, "0123456789") != n) {
        cli_error("--waba ID, the id of the business account, is missing or"
                  " no number");
        return EXIT_USAGE;
    }

    account = args->argv[0];
    if (!account_token(pg, "whatsapp", account, &token, p.base,
                       sizeof(p.base)))
    {
        return EXIT_FAILED;
    }

    if (*p.base == '\0') {
        snprintf(p.base, sizeof(p.base), "%s", config_str("whatsapp.api_base"));
    }

    snprintf(p.bearer, sizeof(p.bearer), "Authorization: Bearer %s",
             (const char *) token.bytes);
    secret_wipe(&token);
    all = pages_get(&p);
    OPENSSL_cleanse(p.bearer, sizeof(p.bearer));

    if (all != NULL) {
        rc = templates_store(pg, account, p.waba, all);
    }

    json_decref(all);

    return rc;
}
