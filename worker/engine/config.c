/*
 * config - config.def made into a table, a file and overrides read into it.
 *
 * config_load() fills a candidate and takes it over only when everything in
 * it is right: a failed load leaves the settings as they were.  Before the
 * first load the getters answer the defaults.
 *
 * FILE settings are read here, once, so that a wrong one is found at start
 * and not at the first send; their contents are wiped by config_release().
 */

#include "worker/engine/config.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>

#include "worker/engine/config_value.h"

#define CONFIG_LINE_MAX  4096
#define CONFIG_NEAR      6              /* edits; farther is no suggestion */

static const setting_t  settings[] = {
#define FILE  FILE_
#define CONFIG(key, type, initial, help)  { key, type, initial, help },
#include "worker/engine/config.def"
#undef CONFIG
#undef FILE
};

#define NSETTINGS  (sizeof(settings) / sizeof(settings[0]))

static value_t  current[NSETTINGS];
static bool     loaded;

static struct {
    const char         *file;
    const char *const  *sets;
    unsigned            nsets;
} source;


/* ---- the nearest key ---- */

static unsigned
config_distance(const char *a, const char *b)
{
    size_t    n = strlen(b);
    unsigned  row[64];

    if (n >= 64) {
        return UINT_MAX;
    }

    for (unsigned i = 0; i <= n; i++) {
        row[i] = i;
    }

    for (unsigned i = 1; a[i - 1] != '\0'; i++) {
        unsigned  diagonal = row[0];

        row[0] = i;
        for (size_t k = 1; k <= n; k++) {
            unsigned  best = diagonal + (a[i - 1] != b[k - 1]);

            diagonal = row[k];
            best = row[k] + 1 < best ? row[k] + 1 : best;
            best = row[k - 1] + 1 < best ? row[k - 1] + 1 : best;
            row[k] = best;
        }
    }

    return row[n];
}


static const char *
config_nearest(const char *key)
{
    const char  *name = NULL;
    unsigned     best = CONFIG_NEAR + 1;

    for (size_t i = 0; i < NSETTINGS; i++) {
        unsigned  d = config_distance(key, settings[i].key);

        if (d < best) {
            best = d;
            name = settings[i].key;
        }
    }

    return name;
}


static int
config_find(const char *key)
{
    for (size_t i = 0; i < NSETTINGS; i++) {
        if (strcmp(settings[i].key, key) == 0) {
            return (int) i;
        }
    }

    return -1;
}


static bool
config_set(value_t *values, const char *where, const char *key,
    const char *text, const fault_t *e)
{
    int          at = config_find(key);
    char         why[512];
    fault_t      inner = { why, sizeof(why) };
    const char  *near;
    value_t     *v;

    if (at < 0) {
        near = config_nearest(key);
        return config_error(e, "%s: unknown setting \"%s\"%s%s%s", where, key,
                            near == NULL ? "; `relevo config` lists all"
                                         : "; did you mean \"",
                            near == NULL ? "" : near,
                            near == NULL ? "" : "\"?");
    }

    v = &values[at];
    free(v->text);
    v->text = strdup(text);
    if (v->text == NULL) {
        return config_error(e, "out of memory");
    }

    if (!config_parse(&settings[at], v, &inner)) {
        return config_error(e, "%s: %s", where, why);
    }

    return true;
}


/* ---- file, overrides ---- */

static char *
config_trim(char *s)
{
    char  *end;

    while (isspace((unsigned char) *s)) {
        s++;
    }

    end = s + strlen(s);
    while (end > s && isspace((unsigned char) end[-1])) {
        *--end = '\0';
    }

    return s;
}


/* Splits "key = value" in place at the first "="; false: there is none. */

static bool
config_split(char *line, char **ret_key, char **ret_value)
{
    char  *eq = strchr(line, '=');

    if (eq == NULL) {
        return false;
    }

    *eq = '\0';
    *ret_key = config_trim(line);
    *ret_value = config_trim(eq + 1);

    return **ret_key != '\0';
}


/* "#" opens a comment at the start of a line or behind a blank. */

static void
config_uncomment(char *line)
{
    for (char *p = line; *p != '\0'; p++) {
        if (*p == '#' && (p == line || isspace((unsigned char) p[-1]))) {
            *p = '\0';
            return;
        }
    }
}


static bool
config_line(value_t *values, char *line, const char *where, const fault_t *e)
{
    char  *key, *text;

    config_uncomment(line);
    line = config_trim(line);
    if (*line == '\0') {
        return true;
    }

    if (!config_split(line, &key, &text)) {
        return config_error(e, "%s: \"%s\" is not a setting; write "
                            "key = value", where, line);
    }

    return config_set(values, where, key, text, e);
}


static bool
config_file(value_t *values, const char *file, const fault_t *e)
{
    char      line[CONFIG_LINE_MAX], where[PATH_MAX + 32];
    bool      ok = true;
    FILE     *f = fopen(file, "re");
    unsigned  n = 0;

    if (f == NULL) {
        return config_error(e, "cannot read the configuration %s: %s", file,
                            strerror(errno));
    }

    while (ok && fgets(line, sizeof(line), f) != NULL) {
        (void) snprintf(where, sizeof(where), "%s line %u", file, ++n);

        if (strlen(line) == sizeof(line) - 1) {
            ok = config_error(e, "%s: longer than %u bytes", where,
                              CONFIG_LINE_MAX - 2);
        } else {
            ok = config_line(values, line, where, e);
        }
    }

    if (ok && ferror(f)) {
        ok = config_error(e, "cannot read the configuration %s: %s", file,
                          strerror(errno));
    }

    (void) fclose(f);                   /* was only read */

    return ok;
}


static bool
config_override(value_t *values, const char *set, const fault_t *e)
{
    char  *copy = strdup(set), *key, *text;
    bool   ok;

    if (copy == NULL) {
        return config_error(e, "out of memory");
    }

    ok = config_split(copy, &key, &text)
         ? config_set(values, "--set", key, text, e)
         : config_error(e, "--set \"%s\": write key=value", set);

    free(copy);

    return ok;
}


/* ---- secrets ---- */

static void
config_wipe(value_t *values)
{
    for (size_t i = 0; i < NSETTINGS; i++) {
        value_t  *v = &values[i];

        if (v->secret.data != NULL) {
            explicit_bzero((void *) v->secret.data, v->secret.len);
            free((void *) v->secret.data);
        }

        free(v->text);
        *v = (value_t) { .text = NULL };
    }
}


static bool
config_secrets(value_t *values, const fault_t *e)
{
    for (size_t i = 0; i < NSETTINGS; i++) {
        if (settings[i].type == FILE_ && values[i].text[0] != '\0'
            && !config_secret_read(&settings[i], &values[i], e))
        {
            return false;
        }
    }

    return true;
}


/* ---- public ---- */

/* A default that its own check refuses is a mistake in config.def. */

static void
config_defaults(value_t *values)
{
    char     why[256];
    fault_t  e = { why, sizeof(why) };

    for (size_t i = 0; i < NSETTINGS; i++) {
        if (!config_set(values, "config.def", settings[i].key,
                        settings[i].initial, &e))
        {
            (void) fprintf(stderr, "relevo: %s\n", why);
            abort();
        }
    }
}


/* What settings must be to each other. */

static bool
config_fit(const value_t *values, const fault_t *e)
{
    int64_t  ttl = values[config_find("lease.ttl")].num;
    int64_t  interval = values[config_find("lease.interval")].num;

    return ttl >= interval + CONFIG_SEND_LEASE_MS
           || config_error(e, "lease.ttl: %" PRId64 " ms is too short; use "
                           "lease.interval + %d ms or more, or no send could "
                           "ever start", ttl, CONFIG_SEND_LEASE_MS);
}


bool
config_load(const char *file, const char *const *sets, unsigned nsets,
    char *err, size_t err_len)
{
    bool     ok;
    fault_t  e = { err, err_len };
    value_t  values[NSETTINGS] = { { .text = NULL } };

    config_defaults(values);

    ok = file == NULL || config_file(values, file, &e);
    for (unsigned i = 0; ok && i < nsets; i++) {
        ok = config_override(values, sets[i], &e);
    }
    ok = ok && config_fit(values, &e) && config_secrets(values, &e);

    if (!ok) {
        config_wipe(values);
        return false;
    }

    config_wipe(current);
    memcpy(current, values, sizeof(current));
    loaded = true;
    source.file = file;
    source.sets = sets;
    source.nsets = nsets;

    return true;
}


const char *
config_source(const char *const **ret_sets, unsigned *ret_nsets)
{
    *ret_sets = source.sets;
    *ret_nsets = source.nsets;

    return source.file;
}


static const value_t *
config_get(const char *key, unsigned types)
{
    int  at = config_find(key);

    if (at < 0 || (types & (1u << settings[at].type)) == 0) {
        (void) fprintf(stderr, "relevo: no setting \"%s\" of this type\n",
                       key);
        abort();
    }

    if (!loaded) {
        config_defaults(current);
        loaded = true;
    }

    return &current[at];
}


const char *
config_str(const char *key)
{
    return config_get(key, ~0u)->text;
}


int64_t
config_int(const char *key)
{
    return config_get(key, 1u << INT | 1u << MS | 1u << BYTES)->num;
}


bool
config_bool(const char *key)
{
    return config_get(key, 1u << BOOL)->num != 0;
}


slice_t
config_secret(const char *key)
{
    return config_get(key, 1u << FILE_)->secret;
}


void
config_print(FILE *out)
{
    for (size_t i = 0; i < NSETTINGS; i++) {
        const setting_t  *s = &settings[i];

        (void) fprintf(out, "# %s (default: %s)\n%s = %s\n\n", s->help,
                       s->initial[0] == '\0' ? "empty" : s->initial, s->key,
                       config_str(s->key));
    }
}


void
config_release(void)
{
    config_wipe(current);
    loaded = false;
}
