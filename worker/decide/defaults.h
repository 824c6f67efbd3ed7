/*
 * defaults - the packs and rules of the program, loaded once at start.
 *
 * decide.dir and decide.rules name them; a wrong file starts nothing.  A
 * tenant's own rules are kept beside them, by version.
 */

#ifndef RELEVO_DECIDE_DEFAULTS_H
#define RELEVO_DECIDE_DEFAULTS_H

#include "worker/decide/rules.h"

/* True when it is done, or was already; else a sentence. */
bool decide_init(char *err, size_t err_len);
void decide_release(void);

const patterns_t *decide_patterns(void);
const rules_t    *decide_rules(void);

/*
 * A tenant's rules: those of its {"version": n, "rules": {...}}, or ours when
 * it has none or they cannot be read (*ret_error then says why; else NULL).
 */
const rules_t    *decide_rules_of(const char *tenant, const json_t *own,
                      const char **ret_error);

#endif
