/*
 * cli/doctor - `relevo doctor`: settings that void a promise, with the fix.
 *
 * One line per finding: what it is, why it matters, what to do.  "serious"
 * findings void a promise of docs/ARCHITECTURE.md and make the exit code 1;
 * "note" is worth knowing.  It looks and changes nothing.  What is asked of
 * the servers is in doctor_redis.c and doctor_postgres.c.
 */

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "worker/answer/texts.h"
#include "worker/cli/doctor.h"
#include "worker/engine/config.h"
#include "worker/providers/prices.h"
#include "worker/share.h"

#define CLOCK_NOTE_S   2
#define CLOCK_LIMIT_S  30
#define RECOVERY_MS    15000            /* promised, after any crash */
#define STATUS_MS      5000             /* a provider's status takes so long */

static unsigned  serious, notes;


void
finding(bool is_serious, const char *fmt, ...)
{
    va_list  ap;

    *(is_serious ? &serious : &notes) += 1;
    printf("%-8s", is_serious ? "serious" : "note");
    va_start(ap, fmt);
    vprintf(fmt, ap);
    va_end(ap);
    putchar('\n');
}


/* Is have one of "a|b|c"? */

static bool
is_one_of(const char *have, const char *want)
{
    size_t  n = strlen(have);

    for (const char *s = want; s != NULL; s = strchr(s, '|')) {
        s += *s == '|';
        if (strncmp(s, have, n) == 0 && (s[n] == '\0' || s[n] == '|')) {
            return true;
        }
    }

    return false;
}


void
setting_judge(const char *server, const setting_t *s, const char *have)
{
    if (!is_one_of(have, s->want)) {
        finding(s->serious, "%s: %s is %s: %s; set it to %.*s", server,
                s->name, have, s->why, (int) strcspn(s->want, "|"), s->want);
    }
}


/* Seconds between a server's clock and ours. */

void
clock_judge(const char *server, long long theirs)
{
    long long  off = theirs - (long long) time(NULL);

    off = off < 0 ? -off : off;
    if (off >= CLOCK_NOTE_S) {
        finding(off >= CLOCK_LIMIT_S, "%s: its clock is %lld s away from"
                " ours: ages, timers and tokens are wrong by that; run an NTP"
                " client on both", server, off);
    }
}


static void
check_files(void)
{
    static const char *const  secrets[] = {
        "redis.password_file", "whatsapp.token_file"
    };

    char         err[512];
    struct stat  st;

    if (!texts_load(config_str("texts.dir"), err, sizeof(err))) {
        finding(true, "%s: no worker starts; complete the texts", err);
    }
    texts_release();

    if (!prices_load(config_str("provider.prices"), err, sizeof(err))) {
        finding(false, "provider.prices: %s: what models cost is not counted"
                " and budgets do not hold; repair the list", err);
    }
    prices_release();

    for (size_t i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++) {
        const char  *path = config_str(secrets[i]);

        if (path[0] != '\0' && stat(path, &st) == 0
            && (st.st_mode & (S_IRWXO | S_IWGRP)) != 0)
        {
            finding(true, "%s: others may read or write %s: the secret is no"
                    " secret; chmod 600 %s", secrets[i], path, path);
        }
    }

    if (config_str("whatsapp.token_file")[0] == '\0') {
        finding(false, "whatsapp.token_file is not set: WhatsApp replies are"
                " not sent; name the file with the access token");
    }
}


/* Access token and messages in clear, unless they stay on this machine. */

static void
base_judge(const char *key)
{
    static const char *const  local[] = { "127.", "localhost", "[::1]" };
    const char               *base = config_str(key);

    if (strncmp(base, "http://", 7) != 0) {
        return;
    }

    for (size_t i = 0; i < sizeof(local) / sizeof(local[0]); i++) {
        if (strncmp(base + 7, local[i], strlen(local[i])) == 0) {
            return;
        }
    }

    finding(true, "%s: %s: access token and messages go over the network in"
            " clear; use https", key, base);
}


static void
check_choices(void)
{
    static const char *const  bases[] = {
        "whatsapp.api_base", "messenger.api_base", "instagram.api_base",
        "telegram.api_base", "twilio.api_base"
    };

    for (size_t i = 0; i < sizeof(bases) / sizeof(bases[0]); i++) {
        base_judge(bases[i]);
    }

    if (config_int("lease.ttl") + config_int("lease.interval")
        + config_int("sweep.interval") > RECOVERY_MS)
    {
        finding(true, "lease.ttl, lease.interval and sweep.interval are more"
                " than %d s together: a machine that is gone is replaced later"
                " than promised; lower lease.ttl", RECOVERY_MS / 1000);
    }

    if (config_int("deliver.ambiguous_wait") < STATUS_MS) {
        finding(false, "deliver.ambiguous_wait is below %d s: replies in doubt"
                " are repeated before their status can come; raise it",
                STATUS_MS / 1000);
    }

    if (!config_bool("deliver.limits")) {
        finding(false, "deliver.limits is off: providers block accounts that"
                " send faster than they allow; switch it on");
    }

    if (config_int("ingress.keep") == 0) {
        finding(false, "ingress.keep is 0: a PostgreSQL that fails over to an"
                " asynchronous standby would lose admitted records; with one,"
                " set it above the replication lag");
    }

    if (config_int("lease.ttl") < 3 * config_int("lease.interval")) {
        finding(true, "lease.ttl is below three lease.interval: one slow"
                " heartbeat loses every partition; raise lease.ttl");
    }
}


static int
doctor_run(args_t *args)
{
    if (!cli_words(args, 0, 0)) {
        return EXIT_USAGE;
    }

    serious = notes = 0;

    if (args->config_error != NULL) {
        finding(true, "configuration: %s; nothing starts with it; correct"
                " that setting", args->config_error);
    } else {
        check_choices();
        check_files();
        check_redis();
        check_postgres();
    }

    if (serious + notes == 0) {
        puts("nothing to complain about");
    } else {
        printf("%u serious, %u to know\n", serious, notes);
    }

    return serious == 0 ? EXIT_OK : EXIT_FAILED;
}


const command_t  cli_doctor = {
    .name = "doctor",
    .summary = "find settings that void a promise, and say the fix",
    .help = "usage: relevo doctor\n\n"
            "Looks at the configuration, Redis, PostgreSQL, files and clocks;"
            " changes nothing.\nExit code 1 when something is serious.\n",
    .flags = CLI_ANY_CONFIG,
    .run = doctor_run
};
