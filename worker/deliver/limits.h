/*
 * limits - when may the next message to this recipient leave?
 *
 * Three limits, each a row of a table, checked together by limits_take():
 *
 *   pair     one message per LIMITS_PAIR_MS after a burst; silent for 4^X s
 *            after the provider said "too many for this pair" X times
 *   number   so many a second from one account
 *   quiet    the account waits: throttled, in trouble, or its operator has to
 *            act.  When the time is over one send goes ahead as a probe; the
 *            others follow when it was answered.
 *
 * "account" is everywhere what limits_account() makes of it: accounts of two
 * channels, or of two tenants, may have the same name.
 *
 * One limits_t per owned partition: an account has one owner.  The clock is
 * the caller's (monotonic ms).  Bounded: LIMITS_MAX entries; those that limit
 * nothing any more are dropped first, beyond that a pair goes unlimited (the
 * provider's own answer is then the limit) and is counted.
 */

#ifndef RELEVO_DELIVER_LIMITS_H
#define RELEVO_DELIVER_LIMITS_H

#include <stdbool.h>
#include <stdint.h>

#define LIMITS_PAIR_MS      6000
#define LIMITS_MAX          50000

typedef struct {
    bool      on;               /* deliver.limits; off: everything may go */
    unsigned  number_rate;      /* messages per second of an account */
    unsigned  pair_burst;
} limits_conf_t;

typedef struct limits_s limits_t;

#define LIMITS_ACCOUNT_MAX  640         /* 23 + "/" + 128 characters + NUL */

/* "<channel>/<account>"; the next call overwrites it. */
const char *limits_account(const char *channel, const char *account);

limits_t *limits_new(const limits_conf_t *conf);        /* NULL: no memory */
void      limits_free(limits_t *l);                     /* NULL-safe */

/* 0: go (one of each was taken); else ask again in so many ms.  recipient
 * NULL: neither pair nor number is limited, only a quiet account waits. */
uint64_t  limits_take(limits_t *l, const char *account, const char *recipient,
              uint64_t now_ms);

/* The provider answered for this message: the account is well. */
void      limits_answered(limits_t *l, const char *account);

/* It was accepted: the pair's silence starts at 1 s again. */
void      limits_accepted(limits_t *l, const char *account,
              const char *recipient);

/* Those below return how long to wait from now on, in ms. */

/* Too many for this pair: 4^X s. */
uint64_t  limits_pair(limits_t *l, const char *account, const char *recipient,
              uint64_t now_ms);

/* The account is throttled for ms; 0: 1 s. */
uint64_t  limits_throttled(limits_t *l, const char *account, uint64_t ms,
              uint64_t now_ms);

/* An operator has to act: 30 s, doubled up to 10 min; at least ms. */
uint64_t  limits_paused(limits_t *l, const char *account, uint64_t ms,
              uint64_t now_ms);

/* They have acted: it is as if the account had never been quiet. */
void      limits_resume(limits_t *l, const char *account);

/* No answer, or a 5xx.  From the fifth in a row on the account is quiet for
 * 1 s, doubled up to 5 s; 0 while it is not. */
uint64_t  limits_trouble(limits_t *l, const char *account, uint64_t now_ms);

bool      limits_is_quiet(limits_t *l, const char *account, uint64_t now_ms);

unsigned  limits_entries(const limits_t *l);

#endif
