/*
 * config - the settings: one table, one file, overrides by --set.
 *
 * File: "key = value" lines, # comments, later lines win.  Unknown keys and
 * bad values are errors naming the setting, the nearest known key and the
 * fix; nothing starts with a wrong configuration.  Values are read through
 * the typed getters; asking for a key that is not in the table aborts.
 * Durations: "250", "250ms", "10s", "5m", "2h" (bare = ms).  Sizes: "8k", "4m".
 * Secrets are never values: keys ending in _file name a file.
 */

#ifndef RELEVO_CONFIG_H
#define RELEVO_CONFIG_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "common/slice.h"

/* A send starts only with so much of its partition's lease left. */
#define CONFIG_SEND_LEASE_MS  6000

/* False with a message for the operator in err (one sentence). */
bool config_load(const char *file, const char *const *sets, unsigned nsets,
         char *err, size_t err_len);

const char *config_str(const char *key);
int64_t     config_int(const char *key);        /* also ms and bytes */
bool        config_bool(const char *key);

/* What the last config_load() was given, borrowed, for a program that is
 * started with the same settings; NULL: no file. */
const char *config_source(const char *const **ret_sets,
                unsigned *ret_nsets);

/* Contents of the file that key names, trailing newline removed, cached until
 * config_release(); SLICE_NULL when the setting is empty.  Unreadable or
 * world-readable files are an error at config_load(). */
slice_t     config_secret(const char *key);

void        config_print(FILE *out);            /* the table, documented */
void        config_release(void);

#endif
