/*
 * cli/archive - `relevo archive ACTION`: conversations that are over and old,
 * out of the database and back.  An action is a file of its own.
 */

#include "worker/cli/archive.h"

static const cli_action_t  actions[] = {
    { .name = "run",     .run = archive_run },
    { .name = "list",    .run = archive_show_list },
    { .name = "verify",  .run = archive_verify },
    { .name = "restore", .run = archive_restore },
    { 0 }
};


const command_t  cli_archive = {
    .name = "archive",
    .summary = "old conversations: away into the store, verify, bring back",
    .help =
        "usage: relevo archive run [--tenant SLUG] [--conversation ID]\n"
        "                          [--limit N] [--orphans [--older HOURS]]\n"
        "                          [--dry-run] [--json]\n"
        "       relevo archive list [--tenant SLUG] [--conversation ID]\n"
        "                          [--from TIME] [--to TIME] [--limit N]"
        " [--json]\n"
        "       relevo archive verify [--tenant SLUG] [--conversation ID]\n"
        "                          [--from TIME] [--to TIME] [--older HOURS]"
        " [--json]\n"
        "       relevo archive restore --tenant SLUG [--conversation ID]\n"
        "                          [--from TIME] [--to TIME] [--hold DAYS]\n"
        "                          [--dry-run] [--json]\n"
        "\n"
        "run does what a worker does every archive.interval: conversations\n"
        "that are over and older than the tenant's days (retention."
        "archive_days,\n"
        "`relevo tenant set SLUG archive.days N|off`) are written to the"
        " object\n"
        "store, read back, and dropped here; at most --limit of them (1000)."
        "\n"
        "It also removes objects of erased contacts and of whoever died"
        " while\n"
        "writing; with --orphans those that no row names, which is right"
        " after\n"
        "an older database was restored, and where no other one uses the"
        " store,\nand only such of more than an hour, or --older.\n"
        "--dry-run only counts.\n"
        "\n"
        "list shows what is there, newest first. verify reads every object"
        " and\n"
        "compares it, and looks for objects that no row names; exit code 1"
        " when\n"
        "one is missing, damaged or unnamed.\n"
        "\n"
        "restore brings rows back as they were; the conversation is resolved\n"
        "then, and not archived again for --hold days (30). TIME is when it\n"
        "was archived: 2026-11-22, or with a time.\n",
    .actions = actions
};
