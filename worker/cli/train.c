/*
 * train - `relevo train`: the built-in models, or a tenant's own intents.
 */

#include <stdio.h>
#include <sys/stat.h>

#include "worker/cli/cli.h"
#include "worker/engine/config.h"
#include "worker/nlu/language.h"
#include "worker/nlu/phrase.h"
#include "worker/share.h"
#include "worker/train/project.h"
#include "worker/train/tenant.h"

#define CORPORA  "config/nlu"

static const char  help[] =
    "usage: relevo train --tenant SLUG --intents FILE [--dry-run]\n"
    "       relevo train --tenant SLUG --use VERSION\n"
    "       relevo train --project DIR --out DIR [--task NAME] [--folds N]\n"
    "\n"
    "The first trains intents of a tenant from examples, on top of the\n"
    "built-in ones.  FILE has lines \"intent TAB text\" (.tsv), or objects\n"
    "{\"intent\": ..., \"text\": ...} (.jsonl); {a|b} in a text stands for\n"
    "either.  Prints the report of a cross-validation; running workers take\n"
    "the new model within a second.\n"
    "\n"
    "  --dry-run    only the report\n"
    "\n"
    "The second goes back to an earlier one of the last five.\n"
    "\n"
    "The third is what ./build.sh build does: the corpora of DIR become the\n"
    "models language, intent, sentiment and emotion.\n"
    "\n"
    "  --task NAME  one of them only\n"
    "  --folds N    cross-validation over N parts; default: one of ten\n";


static bool
has_dir(void)
{
    if (*config_str("nlu.dir") == '\0') {
        cli_error("nlu.dir is not set: the folder where the workers look for"
                  " models of tenants");
        return false;
    }

    return true;
}


static bool
tenant_known(const char *slug, char id[37])
{
    PGconn  *pg = cli_pg("postgres.worker");
    bool     known = pg != NULL && cli_tenant_id(pg, slug, id);

    PQfinish(pg);

    return known;
}


static int
use_tenant(const char *slug, unsigned version)
{
    char     id[37], err[512] = "";
    json_t  *done;

    if (!has_dir() || !tenant_known(slug, id)) {
        return EXIT_FAILED;
    }

    if (!tenant_use(config_str("nlu.dir"), id, version, err, sizeof(err))) {
        cli_error("%s", err);
        return EXIT_FAILED;
    }

    done = json_pack("{s:i}", "version", (int) version);
    cli_print_json(done);
    json_decref(done);
    return EXIT_OK;
}


static int
train_tenant(const char *slug, const char *intents, bool dry_run)
{
    char           corpora[SHARE_PATH_MAX], id[37], err[512] = "";
    tenant_plan_t  plan = {
        .tenant = id, .intents = intents, .corpora = corpora,
        .dir = config_str("nlu.dir"), .dry_run = dry_run
    };
    json_t        *report;

    if (!dry_run && !has_dir()) {
        return EXIT_FAILED;
    }

    if (!share_path(CORPORA, corpora)) {
        cli_error(CORPORA " is not beside the program: the built-in corpora"
                  " are needed to tell your intents from others");
        return EXIT_FAILED;
    }

    if (!tenant_known(slug, id)) {
        return EXIT_FAILED;
    }

    report = tenant_train(&plan, err, sizeof(err));
    if (report == NULL) {
        cli_error("%s", err);
        return EXIT_FAILED;
    }

    cli_print_json(report);
    json_decref(report);
    return EXIT_OK;
}


static int
train_project(const char *dir, const char *out, const char *only, long folds)
{
    const project_t  project = {
        .corpora = dir, .out = out,
        .folds = folds > 0 ? (unsigned) folds : 10,
        .rounds = folds > 0 ? (unsigned) folds : 1
    };
    json_t          *reports = json_object();
    char             err[512];

    (void) mkdir(out, 0755);            /* a failure shows when it is used */

    for (int i = 0; i < TASKS; i++) {
        json_t  *report;

        if (only != NULL && task_find(only) != i) {
            continue;
        }

        report = project_train(&project, (task_id_t) i, err, sizeof(err));
        if (report == NULL) {
            cli_error("%s", err);
            json_decref(reports);
            return EXIT_FAILED;
        }
        json_object_set_new(reports, tasks[i].name, report);
    }

    cli_print_json(reports);
    json_decref(reports);
    return EXIT_OK;
}


static int
train_run(args_t *args)
{
    const char  *tenant = cli_value(args, "--tenant");
    const char  *intents = cli_value(args, "--intents");
    const char  *project = cli_value(args, "--project");
    const char  *out = cli_value(args, "--out");
    const char  *task = cli_value(args, "--task");
    bool         dry_run = cli_flag(args, "--dry-run");
    long         folds = 0, use = 0;

    if (!cli_int(args, "--folds", 2, 20, &folds)
        || !cli_int(args, "--use", 1, 999999999, &use)
        || !cli_words(args, 0, 0))
    {
        return EXIT_USAGE;
    }

    if (task != NULL && task_find(task) < 0) {
        cli_error("--task: language, intent, sentiment or emotion, not"
                  " \"%s\"", task);
        return EXIT_USAGE;
    }

    if (tenant != NULL && use > 0 && intents == NULL && project == NULL) {
        return use_tenant(tenant, (unsigned) use);
    }

    phrase_init();
    language_init();

    if (project != NULL && out != NULL && tenant == NULL) {
        return train_project(project, out, task, folds);
    }

    if (tenant != NULL && intents != NULL && project == NULL) {
        return train_tenant(tenant, intents, dry_run);
    }

    cli_error("--tenant with --intents or --use, or --project with --out"
              " (see --help)");
    return EXIT_USAGE;
}


const command_t  cli_train = {
    .name = "train",
    .summary = "models of language, intents, sentiment; a tenant's intents",
    .help = help,
    .run = train_run
};
