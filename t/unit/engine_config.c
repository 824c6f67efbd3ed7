/*
 * Settings: defaults, file, overrides; every error names setting and fix.
 */

#include "t/unit/engine_test.h"

static char  err[512];
static char  path[160];


static bool
load(const char *text, const char *set)
{
    FILE  *f = fopen(path, "w");

    fputs(text, f);
    fclose(f);
    err[0] = '\0';

    return config_load(path, set == NULL ? NULL : &set, set != NULL, err,
                       sizeof(err));
}


static void
refuses(const char *text, const char *why)
{
    bool  refused = !load(text, NULL);

    ok(refused && strstr(err, why) != NULL, "%s", why);
    if (!refused || strstr(err, why) == NULL) {
        diag("said: %s", err);
    }
}


static void
test_values(void)
{
    is(config_int("partitions"), 16, "a default before any load");

    ok(load("", NULL), "an empty file");
    ok(load("# comment\n\n  worker.processes = 4   # four\n"
            "lease.ttl=20s\npostgres.worker = host=/run dbname=x user=y\n"
            "ingress.batch_bytes = 2m\nturn.speculate = off\n"
            "worker.processes = 3\n", NULL), "a good file");
    is(config_int("worker.processes"), 3, "the later line wins");
    is(config_int("lease.ttl"), 20000, "seconds");
    is(config_int("ingress.batch_bytes"), 2 << 20, "megabytes");
    is(config_bool("turn.speculate"), false, "off");
    is_str(config_str("postgres.worker"), "host=/run dbname=x user=y",
           "a value with = in it");

    ok(load("worker.processes = 4\n", "worker.processes=5"), "--set");
    is(config_int("worker.processes"), 5, "wins over the file");
    is(config_int("lease.ttl"), 10000, "what is not named is the default");

    ok(!load("worker.processes = 7\nnonsense\n", NULL), "a bad file");
    is(config_int("worker.processes"), 5, "changes nothing");
}


static void
test_errors(void)
{
    refuses("worker.procesess = 4\n",
            "unknown setting \"worker.procesess\"; did you mean "
            "\"worker.processes\"?");
    refuses("zzzzzzzzzzzzzzzzzzzz = 4\n", "`relevo config` lists all");
    refuses("nonsense\n", "line 1: \"nonsense\" is not a setting");
    refuses("\n\nlease.ttl = soon\n", "line 3: lease.ttl: \"soon\" is not a "
            "duration; write 250, 250ms");
    refuses("worker.processes = 4x\n", "is not a number");
    refuses("worker.processes = -1\n", "is not a number");
    refuses("worker.processes = 0\n", "too small; use 1 or more");
    refuses("partitions = 5000\n", "too large; use 1024 or less");
    refuses("partitions = 99999999999999999999\n", "is not a number");
    refuses("lease.ttl = 9999999999999999h\n", "is not a duration");
    refuses("lease.ttl = 5s\n", "lease.interval + 6000 ms or more");
    refuses("lease.interval = 5s\n", "lease.ttl: 10000 ms is too short");
    refuses("dedup.keep_days = 6\n", "too small; use 7 or more");
    refuses("redis.max_inflight = 1\n", "too small; use 2 or more");
    refuses("ingress.batch_bytes = 2g\n", "too large; use 1073741824 or less");
    refuses("health.interval = 0\n", "too small; use 100 or more");
    refuses("media.interval = 0\n", "too small; use 10 or more");
    refuses("media.lease = 0\n", "too small; use 1000 or more");
    refuses("media.jobs = 0\n", "too small; use 1 or more");
    refuses("task.processes = 0\n", "too small; use 1 or more");
    refuses("whatsapp.api_base = graph.example.com\n", "write https://host");
    refuses("telegram.api_base = ftp://example.com\n", "write https://host");
    refuses("twilio.api_base = https://\n", "write https://host");
    refuses("whatsapp.api_base = https://user@example.com\n", "no address");
    refuses("smtp.url = mail.example.com:587\n", "write smtp://host:587");
    refuses("smtp.url = smtp://me:secret@mail.example.com\n", "no relay");
    refuses("smtp.from = Relevo\n", "Name <address>");
    refuses("notify.public_url = bot.example.com\n", "write https://host");
    refuses("turn.speculate = maybe\n", "neither on nor off");
    refuses("log.level = loud\n", "not one of: debug info warn error");
    refuses("postgres.worker = user=x password=y\n", "passfile=");
    refuses("whatsapp.token_file = /nowhere/token\n",
            "whatsapp.token_file: cannot read /nowhere/token");
    refuses("whatsapp.token_file = /tmp\n", "not a regular file");

    ok(!load("", "worker.processes"), "--set without =");
    ok(strstr(err, "write key=value") != NULL, "says how");
    ok(!config_load("/nowhere/relevo.conf", NULL, 0, err, sizeof(err))
       && strstr(err, "/nowhere/relevo.conf") != NULL, "a missing file");
}


static void
test_secret(void)
{
    char      secret[160], text[256];
    slice_t   s;
    FILE     *f;

    snprintf(secret, sizeof(secret), "%s/token", test_dir());
    snprintf(text, sizeof(text), "whatsapp.token_file = %s\n", secret);
    f = fopen(secret, "w");
    fputs("tok en\r\n", f);
    fclose(f);

    chmod(secret, 0644);
    refuses(text, "is open to everybody; chmod 600 it");
    chmod(secret, 0640);
    ok(load(text, NULL), "a group may read it");
    s = config_secret("whatsapp.token_file");
    is_mem(s.data, s.len, "tok en", 6, "its line end is removed");
    ok(config_secret("redis.password_file").len == 0, "none is empty");

    ok(truncate(secret, 0) == 0, "the file becomes empty");
    refuses(text, "is empty");
}


static void
test_print(void)
{
    char    *text;
    size_t   len;
    FILE    *f = open_memstream(&text, &len);

    config_print(f);
    fclose(f);
    ok(strstr(text, "lease.ttl = 10s") != NULL, "the table prints");
    ok(strstr(text, "tok en") == NULL, "without secrets");
    free(text);
}


int
main(void)
{
    snprintf(path, sizeof(path), "%s/relevo.conf", test_dir());

    test_values();
    test_errors();
    test_secret();
    test_print();

    config_release();
    test_dir_remove();

    return done_testing();
}
