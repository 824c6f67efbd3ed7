/*
 * circuits - channel accounts that this child leaves alone just now, for who
 * looks after the installation (GET /api/v1/system/health).
 *
 * limits.c decides when an account may be sent to again; here stands why, by
 * tenant, channel and account:
 *
 *   paused     the provider wants its operator to act (token, payment, ..)
 *   throttled  the provider said "too fast"
 *   trouble    it does not answer, or with 5xx, five times in a row
 *
 * Opened and closed by outcomes of sends; forgotten when its partition goes.
 */

#ifndef RELEVO_DELIVER_CIRCUITS_H
#define RELEVO_DELIVER_CIRCUITS_H

#include <jansson.h>
#include <stdint.h>

#define CIRCUITS_MAX  256       /* what is more is counted, not named */

typedef struct {
    int          partition;
    const char  *tenant, *channel, *account;
} circuit_of_t;

/* why: a static text.  Until then it is open, afterwards it is tried. */
void    circuits_open(const circuit_of_t *of, const char *why,
            uint64_t until_ms);

/* An answer came, or its operator has acted. */
void    circuits_close(const char *channel, const char *account);

void    circuits_leave(int partition);

/* {"<tenant> <channel> <account>": "open paused"|"half trouble"|..}, at most
 * so many. */
json_t *circuits_json(unsigned most, uint64_t now_ms);

#endif
