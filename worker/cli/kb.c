/*
 * cli/kb - `relevo kb add|list|remove|search`: the tenant's answers.
 *
 * A document is a list of questions with their answers, replaced as a whole.
 * Two forms are read: Markdown ("## question", the text below it is the
 * answer) and JSON lines ({"question": ..., "answer": ...}).
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/cli.h"
#include "worker/cli/kb_file.h"

#define SEARCH_LIMIT  "5"

static const char  put_sql[] =
    "select core.kb_put($1::uuid, $2, $3, $4::jsonb)";
static const char  list_sql[] =
    "select jsonb_build_object('documents', coalesce(jsonb_agg("
    "jsonb_build_object('document', d.name, 'language', d.language, 'chunks',"
    " (select count(*) from core.kb_chunk c where c.tenant_id = d.tenant_id"
    " and c.document_id = d.id)) order by d.name, d.language), '[]'))"
    " from core.kb_document d where d.tenant_id = $1::uuid";

static const char  remove_sql[] =
    "with d as (select id from core.kb_document where tenant_id = $1::uuid"
    " and name = $2 and ($3::text is null or language = $3)),"
    " c as (delete from core.kb_chunk where tenant_id = $1::uuid"
    " and document_id in (select id from d)),"
    " gone as (delete from core.kb_document where tenant_id = $1::uuid"
    " and id in (select id from d) returning 1)"
    " select jsonb_build_object('removed', count(*)) from gone";
static const char  search_sql[] =
    "select core.search($1::uuid, $2, $3, " SEARCH_LIMIT ")";


/* "faq.es" of "/some/where/faq.es.md" */

static void
document_name(const char *path, char *buf, size_t len)
{
    const char  *base = strrchr(path, '/');
    char        *dot;

    snprintf(buf, len, "%s", base != NULL ? base + 1 : path);
    dot = strrchr(buf, '.');
    if (dot != NULL && dot != buf) {
        *dot = '\0';
    }
}


static int
kb_add(PGconn *pg, const char *tenant, args_t *args)
{
    const char  *language = cli_value(args, "--language");
    const char  *document = cli_value(args, "--document");
    char         name[256], *items_text;
    const char  *params[4];
    json_t      *items, *answer;
    size_t       n;

    if (!cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    if (language == NULL) {
        cli_error("--language is missing: es, en, pt, fr or it");
        return EXIT_USAGE;
    }

    if (!cli_language_ok(language)) {
        return EXIT_USAGE;
    }

    items = kb_file_read(args->argv[0]);
    if (items == NULL) {
        return EXIT_FAILED;
    }

    document_name(args->argv[0], name, sizeof(name));
    items_text = json_dumps(items, JSON_COMPACT);
    n = json_array_size(items);
    json_decref(items);

    params[0] = tenant;
    params[1] = language;
    params[2] = document != NULL ? document : name;
    params[3] = items_text;

    answer = cli_pg_json(pg, put_sql, 4, params);
    free(items_text);
    if (answer == NULL) {
        return EXIT_FAILED;
    }

    printf("%s: %zu answers in %s\n", params[2], n, language);
    json_decref(answer);
    return EXIT_OK;
}


static int
kb_list(PGconn *pg, const char *tenant, args_t *args)
{
    bool         as_json = cli_flag(args, "--json");
    const char  *params[] = { tenant };
    json_t      *list, *item;
    size_t       i;

    if (!cli_words(args, 0, 0)) {
        return EXIT_USAGE;
    }

    list = cli_pg_json(pg, list_sql, 1, params);
    if (list == NULL) {
        return EXIT_FAILED;
    }

    if (as_json) {
        cli_print_json(json_object_get(list, "documents"));
    } else {
        json_array_foreach(json_object_get(list, "documents"), i, item) {
            printf("%-30s %-3s %5lld answers\n", cli_str(item, "document"),
                   cli_str(item, "language"),
                   (long long) cli_num(item, "chunks"));
        }
    }

    json_decref(list);
    return EXIT_OK;
}


static int
kb_remove(PGconn *pg, const char *tenant, args_t *args)
{
    const char  *params[3] = { tenant, NULL, cli_value(args, "--language") };
    json_t      *answer;
    int64_t      removed;

    if (!cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    params[1] = args->argv[0];

    answer = cli_pg_json(pg, remove_sql, 3, params);
    if (answer == NULL) {
        return EXIT_FAILED;
    }

    removed = cli_num(answer, "removed");
    json_decref(answer);

    if (removed == 0) {
        cli_error("there is no document \"%s\"", params[1]);
        return EXIT_FAILED;
    }

    printf("%s: removed\n", params[1]);
    return EXIT_OK;
}


static int
kb_search(PGconn *pg, const char *tenant, args_t *args)
{
    const char  *language = cli_value(args, "--language");
    bool         as_json = cli_flag(args, "--json");
    const char  *params[3];
    json_t      *answer, *hits, *hit;
    size_t       i;

    if (!cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    params[0] = tenant;
    params[1] = args->argv[0];
    params[2] = language != NULL ? language : "en";
    if (!cli_language_ok(params[2])) {
        return EXIT_USAGE;
    }

    answer = cli_pg_json(pg, search_sql, 3, params);
    if (answer == NULL) {
        return EXIT_FAILED;
    }

    hits = json_object_get(answer, "hits");
    if (as_json) {
        cli_print_json(hits);
    } else {
        json_array_foreach(hits, i, hit) {
            printf("%.2f  %-8s %-3s %s\n",
                   json_number_value(json_object_get(hit, "score")),
                   cli_str(hit, "method"), cli_str(hit, "language"),
                   cli_str(hit, "question"));
        }
        if (json_array_size(hits) == 0) {
            puts("nothing found");
        }
    }

    json_decref(answer);
    return EXIT_OK;
}


static int
kb_run(args_t *args)
{
    static const char *const  actions[] = {
        "add", "list", "remove", "search", NULL
    };
    static int (*const  run[])(PGconn *, const char *, args_t *) = {
        kb_add, kb_list, kb_remove, kb_search
    };

    const char  *action = cli_action(args, actions);
    const char  *slug = cli_value(args, "--tenant");
    char         tenant[37];
    PGconn      *pg;
    int          rc = EXIT_FAILED;

    if (action == NULL) {
        return EXIT_USAGE;
    }

    if (slug == NULL) {
        if (!args->failed) {
            cli_error("--tenant SLUG is missing");
        }
        return EXIT_USAGE;
    }

    /* the search of the worker itself, with its rights; the rest may write */

    pg = cli_pg("postgres.worker");
    if (pg == NULL) {
        return EXIT_FAILED;
    }

    if (!cli_tenant_id(pg, slug, tenant)) {
        goto out;
    }

    if (action == actions[3]) {
        PQfinish(pg);
        pg = cli_pg("postgres.turn");
        if (pg == NULL) {
            return EXIT_FAILED;
        }
    }

    for (int i = 0; actions[i] != NULL; i++) {
        if (action == actions[i]) {
            rc = run[i](pg, tenant, args);
        }
    }

out:
    PQfinish(pg);
    return rc;
}


const command_t  cli_kb = {
    .name = "kb",
    .summary = "the answers of a tenant: add, list, remove, search",
    .help = "usage: relevo kb add --tenant SLUG --language es FILE"
            " [--document NAME]\n"
            "       relevo kb list --tenant SLUG [--json]\n"
            "       relevo kb remove --tenant SLUG DOCUMENT [--language es]\n"
            "       relevo kb search --tenant SLUG QUERY [--language es]"
            " [--json]\n\n"
            "FILE is Markdown (\"## question\", below it the answer) or JSON"
            " lines\n({\"question\": \"...\", \"answer\": \"...\"}).  Adding a"
            " document again replaces it.\nsearch shows what the bot would"
            " find, with scores; decide.threshold is\nwhere it stops trusting"
            " them.\n",
    .run = kb_run
};
