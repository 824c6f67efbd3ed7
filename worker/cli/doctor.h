/*
 * doctor - what the parts of `relevo doctor` share.
 */

#ifndef RELEVO_CLI_DOCTOR_H
#define RELEVO_CLI_DOCTOR_H

#include "worker/cli/cli.h"

/* A server's setting: want is "a|b|c", the first of them is advised. */
typedef struct {
    const char  *name;
    const char  *want;
    const char  *why;
    bool         serious;
} setting_t;

/* One line: what it is, why it matters, what to do. */
void finding(bool is_serious, const char *fmt, ...)
         __attribute__((format(printf, 2, 3)));

void setting_judge(const char *server, const setting_t *s, const char *have);

/* Seconds between a server's clock and ours. */
void clock_judge(const char *server, long long theirs);

/* doctor_redis.c, doctor_postgres.c */
void check_redis(void);
void check_postgres(void);

/* doctor_archive.c */
void check_archive(PGconn *pg);

/* doctor_models.c: prices of accounts, vectors. */
void check_models(PGconn *pg);

#endif
