/*
 * cli/kb - `relevo kb import|add|list|show|search|...`: what the bot knows.
 *
 * A document is replaced as a whole, by a new version; kb_import.c reads the
 * files.  search asks as the worker does: the same function, the same role,
 * the same confidence, and a vector of the question where somebody makes them.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/answer/confidence.h"
#include "worker/cli/cli.h"
#include "worker/cli/kb_calibrate.h"
#include "worker/cli/kb_import.h"
#include "worker/cli/meaning.h"
#include "worker/cli/vectors.h"
#include "worker/engine/config.h"

#define SEARCH_LIMIT  "5"

static const char  list_sql[] = "select core.kb_list($1::uuid)";
static const char  show_sql[] = "select core.kb_show($1::uuid, $2, $3)";
static const char  remove_sql[] = "select core.kb_remove($1::uuid, $2, $3)";
static const char  search_sql[] =
    "select core.search($1::uuid, $2, $3, " SEARCH_LIMIT ")";
static const char  both_sql[] =
    "select core.search_both($1::uuid, $2, $3, " SEARCH_LIMIT ", $4, $5)";


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
            printf("%-30s %-3s %5lld answers  version %lld\n",
                   cli_str(item, "document"), cli_str(item, "language"),
                   (long long) cli_num(item, "chunks"),
                   (long long) cli_num(item, "version"));
        }
    }

    json_decref(list);
    return as_json || vectors_print(pg, tenant) ? EXIT_OK : EXIT_FAILED;
}


static int
kb_show(PGconn *pg, const char *tenant, args_t *args)
{
    bool         as_json = cli_flag(args, "--json");
    const char  *params[3] = { tenant, NULL, cli_value(args, "--language") };
    json_t      *list, *item;
    size_t       i;

    if (!cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    params[1] = args->argv[0];

    list = cli_pg_json(pg, show_sql, 3, params);
    if (list == NULL) {
        return EXIT_FAILED;
    }

    if (json_array_size(list) == 0) {
        cli_error("there is no document \"%s\"", params[1]);
        json_decref(list);
        return EXIT_FAILED;
    }

    if (as_json) {
        cli_print_json(list);
    } else {
        json_array_foreach(list, i, item) {
            const char  *path = cli_str(item, "path");

            printf("%s[%s] %s%s%s\n%s\n", i > 0 ? "\n" : "",
                   cli_str(item, "language"), path,
                   path[0] != '\0' ? ": " : "", cli_str(item, "question"),
                   cli_str(item, "answer"));
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


/* How far the first one is believed; the others' scores.  near: of those that
 * were looked for by meaning. */

static void
hits_print(const json_t *hits)
{
    json_t  *hit;
    size_t   i;

    json_array_foreach((json_t *) hits, i, hit) {
        double   score = json_number_value(json_object_get(hit, "score"));
        json_t  *near = json_object_get(hit, "near");
        char     text[32] = "";

        if (json_is_number(near)) {
            snprintf(text, sizeof(text), "  near %.2f",
                     json_number_value(near));
        }

        printf("%.2f  %-4s %-3s %s%s\n", i == 0 ? confidence_of(hits) : score,
               cli_str(hit, "kind"), cli_str(hit, "language"),
               cli_str(hit, "question"), text);
        if (i == 0) {
            printf("      %s\n", cli_str(hit, "answer"));
        }
    }

    if (json_array_size(hits) == 0) {
        puts("nothing found");
    }
}


/* By words and by meaning where that can be had, else by words; a service that
 * does not answer is told. */

static json_t *
hits_find(PGconn *pg, const char *params[5], bool words)
{
    meaning_t   m = {
        .tenant = params[0], .texts = &params[1], .n = 1,
        .total_ms = (uint64_t) config_int("embed.timeout")
    };
    bool        on = !words && *params[1] != '\0' && vectors_are_on(pg);
    json_t     *answer;

    if (on && meaning_ask(&m)) {
        params[3] = m.label;
        params[4] = m.vectors[0];
    } else if (on && m.label[0] != '\0') {
        cli_error("by words only: %s", m.why);
    }

    answer = cli_pg_json(pg, params[4] != NULL ? both_sql : search_sql,
                         params[4] != NULL ? 5 : 3, params);
    meaning_release(&m);

    return answer;
}


static int
kb_search(PGconn *pg, const char *tenant, args_t *args)
{
    const char  *language = cli_value(args, "--language");
    bool         as_json = cli_flag(args, "--json");
    bool         words = cli_flag(args, "--words");
    const char  *params[5] = { NULL };
    json_t      *answer;

    if (!cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    params[0] = tenant;
    params[1] = args->argv[0];
    params[2] = language != NULL ? language : "en";
    if (!cli_language_ok(params[2])) {
        return EXIT_USAGE;
    }

    answer = hits_find(pg, params, words);
    if (answer == NULL) {
        return EXIT_FAILED;
    }

    if (as_json) {
        cli_print_json(json_object_get(answer, "hits"));
    } else {
        hits_print(json_object_get(answer, "hits"));
    }

    json_decref(answer);
    return EXIT_OK;
}


/* search as the worker does it, with its rights; the rest may write */

static const cli_action_t  actions[] = {
    { .name = "search", .run_for = kb_search, .role = "postgres.turn" },
    { .name = "calibrate", .run_for = kb_calibrate, .role = "postgres.turn" },
    { .name = "import", .run_for = kb_import },
    { .name = "add",    .run_for = kb_add },
    { .name = "list",   .run_for = kb_list },
    { .name = "show",   .run_for = kb_show },
    { .name = "remove", .run_for = kb_remove },
    { .name = "embed",  .run_for = kb_embed },
    { 0 }
};


const command_t  cli_kb = {
    .name = "kb",
    .summary = "what the bot knows: import, list, show, search, remove",
    .help = "usage: relevo kb import --tenant SLUG FILE|FOLDER"
            " [--language auto|es]\n"
            "                 [--document NAME] [--faq] [--dry-run]\n"
            "       relevo kb add --tenant SLUG --language es FILE"
            " [--document NAME]\n"
            "       relevo kb list --tenant SLUG [--json]\n"
            "       relevo kb show --tenant SLUG DOCUMENT [--language es]"
            " [--json]\n"
            "       relevo kb remove --tenant SLUG DOCUMENT [--language es]\n"
            "       relevo kb search --tenant SLUG QUERY [--language es]"
            " [--words] [--json]\n"
            "       relevo kb calibrate --tenant SLUG FILE.jsonl\n"
            "       relevo kb embed --tenant SLUG\n\n"
            "Files are Markdown (.md), HTML, text (.txt), CSV"
            " (question,answer[,language])\nor JSON lines ({\"question\":"
            " \"...\", \"answer\": \"...\"}).  A heading that is a\n"
            "question is answered by the text below it; other text is cut"
            " into passages.\nWith --faq, and for add, every heading is a"
            " question.  The same content again\nchanges nothing; other"
            " content is a new version.\n\nsearch shows what the bot would"
            " find: how far it believes the first, and the\nscores of the"
            " others; decide.threshold is where it stops believing; --words"
            " without asking\nfor a vector.  calibrate asks questions whose"
            " answers are known and says what\nembed.sure should be.  list ends"
            " with what\nknowledge is found by; embed has vectors made that are"
            " missing (an account of\nkind embeddings, and pgvector in"
            " PostgreSQL; docs/KNOWLEDGE.md).\n",
    .actions = actions
};
