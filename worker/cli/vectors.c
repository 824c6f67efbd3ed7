/*
 * cli/vectors - knowledge found by meaning, as far as commands have to do with
 * it: taking pgvector into use (migrate), saying what there is (kb list,
 * doctor), asking for what is missing (kb embed).
 */

#include <stdio.h>
#include <string.h>

#include "worker/cli/vectors.h"

static const char  has_sql[] =
    "select to_json(to_regprocedure('core.vectors_enable()') is not null)";
static const char  enable_sql[] = "select core.vectors_enable()";
static const char  state_sql[] = "select core.vectors_state($1::uuid)";
static const char  want_sql[] =
    "select to_json(core.vectors_want_all($1::uuid))";
static const char  on_sql[] = "select to_json(core.vectors_on())";

static const struct { const char *why, *text; } reasons[] = {
    { "not_installed", "pgvector is not installed in PostgreSQL" },
    { "no_right", "pgvector is installed, but only a superuser may take it"
      " into use: create extension vector schema ext; in this database" },
    { "other_schema", "pgvector is in another schema than ext: alter extension"
      " vector set schema ext; as a superuser" },
    { "too_old", "pgvector is older than 0.8: update it, then alter extension"
      " vector update; as a superuser" },
};


static const char *
reason_text(const json_t *answer)
{
    const char  *why = cli_str(answer, "why");

    for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
        if (strcmp(reasons[i].why, why) == 0) {
            return reasons[i].text;
        }
    }

    return why;
}


bool
migrate_vectors(PGconn *pg)
{
    json_t  *has = cli_pg_json(pg, has_sql, 0, NULL), *answer;
    bool     ok = has != NULL;

    if (json_is_true(has)) {
        answer = cli_pg_json(pg, enable_sql, 0, NULL);
        ok = answer != NULL;

        if (json_is_true(json_object_get(answer, "on"))) {
            puts("vectors: on, by pgvector");
        } else if (ok) {
            printf("vectors: off, full text only: %s\n", reason_text(answer));
        }
        json_decref(answer);
    }

    json_decref(has);

    return ok;
}


/* Labels and how many of each: "text-embedding-3-small@512: 12". */

static void
labels_print(const json_t *labels, int64_t chunks)
{
    const char  *label;
    json_t      *n;

    json_object_foreach((json_t *) labels, label, n) {
        printf("found by words and by meaning: %lld of %lld have a vector of"
               " %s\n", (long long) json_integer_value(n), (long long) chunks,
               label);
    }
}


bool
vectors_print(PGconn *pg, const char *tenant)
{
    json_t      *state = cli_pg_json(pg, state_sql, 1, &tenant);
    json_t      *labels = json_object_get(state, "labels");
    json_t      *task = json_object_get(state, "task");
    bool         on = json_is_true(json_object_get(state, "on"));
    bool         account = json_is_true(json_object_get(state, "account"));

    if (state == NULL) {
        return false;
    }

    if (!on || !account) {
        printf("full text only: %s\n", on ? "no account of kind embeddings"
               : "PostgreSQL has no pgvector, or migrate could not use it");
    } else if (json_object_size(labels) == 0) {
        printf("full text only: no vectors yet\n");
    } else {
        labels_print(labels, cli_num(state, "chunks"));
    }

    if (on && account && json_is_object(task)
        && strcmp(cli_str(task, "state"), "done") != 0)
    {
        const char  *error = cli_str(task, "error");

        printf("the last task that makes them: %s%s%s\n",
               cli_str(task, "state"), *error == '\0' ? "" : ": ", error);
    }

    json_decref(state);

    return true;
}


int
kb_embed(PGconn *pg, const char *tenant, args_t *args)
{
    json_t  *on, *n;
    int      rc = EXIT_FAILED;

    if (!cli_words(args, 0, 0)) {
        return EXIT_USAGE;
    }

    on = cli_pg_json(pg, on_sql, 0, NULL);
    n = on == NULL ? NULL : cli_pg_json(pg, want_sql, 1, &tenant);

    if (n != NULL && !json_is_true(on)) {
        cli_error("PostgreSQL has no pgvector; relevo migrate says why");
    } else if (n != NULL) {
        puts(json_integer_value(n) > 0 ? "the worker makes what is missing"
             : "nothing was asked for: no knowledge, no account of kind"
               " embeddings, or a task is waiting already");
        rc = EXIT_OK;
    }

    json_decref(on);
    json_decref(n);

    return rc;
}


bool
vectors_are_on(PGconn *pg)
{
    json_t  *on = cli_pg_json(pg, on_sql, 0, NULL);
    bool     is = json_is_true(on);

    json_decref(on);

    return is;
}
