/*
 * config_value - one setting's text made into its value.  Private to config*.c.
 */

#ifndef RELEVO_CONFIG_VALUE_H
#define RELEVO_CONFIG_VALUE_H

#include "worker/engine/config.h"

typedef enum { STR, INT, MS, BYTES, BOOL, FILE_ } type_t;

typedef struct {
    const char  *key;
    type_t       type;
    const char  *initial;
    const char  *help;
} setting_t;

typedef struct {
    char     *text;
    int64_t   num;
    slice_t   secret;                   /* owned */
} value_t;

typedef struct {
    char    *buf;
    size_t   len;
} fault_t;

/* Writes the sentence for the operator; always returns false. */
bool config_error(const fault_t *e, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Fills v->num from v->text and checks it; FILE settings are read later. */
bool config_parse(const setting_t *s, value_t *v, const fault_t *e);

/* Fills v->secret (malloc'ed, NUL behind it) from the file v->text names,
 * trailing newlines removed; v owns it also where this fails. */
bool config_secret_read(const setting_t *s, value_t *v, const fault_t *e);

#endif
