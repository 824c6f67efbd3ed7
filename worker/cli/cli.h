/*
 * cli - what the subcommands of `relevo` share.
 *
 * A subcommand is one file with one command_t; main.c lists them.  They are
 * short-lived and synchronous (plain libpq and hiredis, no loop).  Messages
 * for the operator go to stderr as one sentence, results to stdout.
 */

#ifndef RELEVO_CLI_H
#define RELEVO_CLI_H

#include <jansson.h>
#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "worker/engine/redis_sync.h"

#define EXIT_OK     0
#define EXIT_FAILED 1                   /* it ran, and the answer is no */
#define EXIT_USAGE  2                   /* it was asked wrongly */

#define CLI_ANY_CONFIG  0x1u            /* runs with a broken configuration */

/* Arguments behind the subcommand; options are taken out as they are read. */
typedef struct {
    int          argc;
    char       **argv;
    bool         failed;                /* an option without its value */
    const char  *config_file;           /* --config, or NULL */
    const char  *config_error;          /* only with CLI_ANY_CONFIG */
} args_t;

typedef struct {
    const char  *name;
    const char  *summary;               /* one line for `relevo --help` */
    const char  *help;                  /* synopsis and options */
    unsigned     flags;
    int        (*run)(args_t *args);    /* or */
    const struct cli_action_s  *actions;
} command_t;

extern const command_t  cli_worker, cli_migrate, cli_tenant, cli_channel,
                        cli_provider, cli_usage, cli_kb, cli_catalog,
                        cli_contact, cli_train, cli_eval, cli_rules,
                        cli_explain, cli_media, cli_replay, cli_dlq,
                        cli_audit, cli_doctor, cli_config, cli_agent,
                        cli_team, cli_desk, cli_ticket, cli_key, cli_notify,
                        cli_limit, cli_archive;

/* "relevo: <sentence>" on stderr. */
void cli_error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Nearest of names (NULL-terminated) to word, or NULL when none is near. */
const char *cli_nearest(const char *word, const char *const *names);


/* ---- arguments ---- */

bool        cli_flag(args_t *args, const char *name);
const char *cli_value(args_t *args, const char *name);     /* NULL: absent */
bool        cli_int(args_t *args, const char *name, long min, long max,
                long *ret_value);       /* untouched when absent */

/* After the options: between min and max words are left, and no option. */
bool        cli_words(args_t *args, int min, int max);

/* Takes the first word (an action: "add", "list"); NULL with a message. */
const char *cli_action(args_t *args, const char *const *actions);

/* The slug of --tenant; NULL, told. */
const char *cli_tenant_slug(args_t *args);


/* ---- actions ---- */

/* A row of a subcommand's table, which ends with a row without a name.  One
 * of the three is set; role: the setting of the connection, postgres.worker
 * unless told; after: when it went well. */
typedef struct cli_action_s {
    const char  *name;
    int        (*run)(PGconn *pg, args_t *args);
    int        (*run_for)(PGconn *pg, const char *tenant, args_t *args);
    int        (*run_alone)(args_t *args);
    const char  *role;                  /* with run_for */
    void       (*after)(void);
} cli_action_t;

int         cli_actions(args_t *args, const cli_action_t *table);

/* [--tenant SLUG] [--json]: what sql ($1: a tenant, or null) answers, by its
 * arrays; parts end with a row without a key. */
typedef struct {
    const char  *key;
    void       (*print)(const json_t *item);
} cli_part_t;

int         cli_list(PGconn *pg, args_t *args, const char *sql,
                const cli_part_t *parts);


/* ---- servers ---- */

/* Connection of the role whose conninfo is in setting `key`; NULL, told. */
PGconn *cli_pg(const char *key);

/* First column of the first row as JSON; NULL, told.  SQL NULL: json null. */
json_t *cli_pg_json(PGconn *pg, const char *sql, int n,
            const char *const *params);

/* The same as a string in buf; false, told. */
bool    cli_pg_text(PGconn *pg, const char *sql, int n,
            const char *const *params, char *buf, size_t len);

void    cli_pg_error(PGconn *pg, const PGresult *res, const char *what);

/* A transaction of several statements.  cli_pg_end() is true when what was
 * done in it stands; false, told, when it should and does not. */
void    cli_pg_begin(PGconn *pg);
bool    cli_pg_end(PGconn *pg, bool commit);

/* One server or a cluster; NULL, told. */
redis_sync_t *cli_redis(void);

/* NULL, told, when there was no answer or an error. */
redisReply   *cli_redis_do(redis_sync_t *redis, int argc, const char **argv,
                  const size_t *lens);
redisReply   *cli_redis_words(redis_sync_t *redis, const char *first, ...)
                  __attribute__((sentinel));


/* ---- output ---- */

void        cli_print_json(const json_t *value);            /* indented */

/* A list, indented or item by item, and given up; NULL, which is told: the
 * command has failed. */
int         cli_print_list(json_t *list, bool as_json,
                void (*print)(const json_t *item));
const char *cli_str(const json_t *object, const char *key); /* "" if absent */
int64_t     cli_num(const json_t *object, const char *key); /* 0 if absent */

/* Tenant id of a slug (or of a uuid, unchanged); false, told. */
bool        cli_tenant_id(PGconn *pg, const char *slug, char ret_id[37]);

/* One of es en pt fr it; false, told. */
bool        cli_language_ok(const char *language);

/* Migrations beside the program that are not applied; false, told. */
bool        migrate_pending(unsigned *ret_pending);

/* Writes what rules may name, for the API's check of them; false, told. */
bool        migrate_words(PGconn *pg);

/* Whole file; NULL, told.  The caller frees it. */
char       *cli_read_file(const char *path, size_t max, size_t *ret_len);

#endif
