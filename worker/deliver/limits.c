/*
 * limits - token buckets and silences; what they mean is in limits.h.
 *
 * One hash table of entries named "<account>" and "<length of the account's
 * name> <account>/<recipient>": none can be named so that it meets another.
 * A bucket is the time at which it was, or will be, full: taking one token
 * moves that time on by the price of a token, and a token is there while it
 * lies less than burst prices ahead.  No timer, no rounding.
 */

#include "worker/deliver/limits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/record.h"
#include "worker/engine/stats.h"

#define BUCKETS            1024
#define PURGE_EVERY        1024                 /* new entries */
#define NAME_MAX_LEN       (LIMITS_ACCOUNT_MAX * 2)
#define PAIR_QUIET_CAP_MS  (60u * 60 * 1000)
#define THROTTLED_MS       1000
#define PAUSE_MS           (30u * 1000)
#define PAUSE_CAP_MS       (10u * 60 * 1000)
#define TROUBLE_FROM       5                    /* failures in a row */
#define TROUBLE_MS         1000
#define TROUBLE_CAP_MS     5000                 /* recovery within 15 s */
#define MEMORY_MS          (60u * 60 * 1000)
#define PROBE_MS           6000                 /* answered by then */
#define PROBE_LOOK_MS      100

typedef struct entry_s  entry_t;

struct entry_s {
    entry_t   *next;
    uint64_t   full_us;         /* when the bucket is full again */
    uint64_t   quiet_until_ms;
    uint64_t   probe_until_ms;  /* a probe is under way until then, or 0 */
    bool       probe;           /* the end of the silence is a probe */
    unsigned   times;           /* pair: X; account: pauses or troubles */
    unsigned   failures;        /* account: in a row */
    char       name[];
};

struct limits_s {
    limits_conf_t   conf;
    unsigned        n;
    unsigned        since_purge;
    entry_t        *buckets[BUCKETS];
};


const char *
limits_account(const char *channel, const char *account)
{
    static char  name[LIMITS_ACCOUNT_MAX];

    snprintf(name, sizeof(name), "%s/%s", channel, account);

    return name;
}


limits_t *
limits_new(const limits_conf_t *conf)
{
    limits_t  *l = calloc(1, sizeof(limits_t));

    if (l != NULL) {
        l->conf = *conf;
        l->conf.number_rate += l->conf.number_rate == 0;
        l->conf.pair_burst += l->conf.pair_burst == 0;
    }

    return l;
}


/* --- the table ---------------------------------------------------------- */

static entry_t **
entry_place(limits_t *l, const char *name)
{
    entry_t  **at = &l->buckets[fnv1a64(slice_str(name)) % BUCKETS];

    while (*at != NULL && strcmp((*at)->name, name) != 0) {
        at = &(*at)->next;
    }

    return at;
}


/* Does it limit anything, or remember what happened within the hour? */
static bool
entry_matters(const entry_t *e, uint64_t now_ms)
{
    bool  remembers = e->probe || e->times > 0 || e->failures > 0;

    return e->full_us > now_ms * 1000 || e->quiet_until_ms > now_ms
           || (remembers && e->quiet_until_ms + MEMORY_MS > now_ms);
}


/* Drops the entries that do not matter any more. */
static void
limits_purge(limits_t *l, uint64_t now_ms)
{
    for (int i = 0; i < BUCKETS; i++) {
        entry_t  **at = &l->buckets[i];

        while (*at != NULL) {
            entry_t  *e = *at;

            if (entry_matters(e, now_ms)) {
                at = &e->next;
                continue;
            }

            *at = e->next;
            l->n--;
            free(e);
        }
    }

    l->since_purge = 0;
}


/* NULL when the table is full of entries that matter, or out of memory. */
static entry_t *
entry_get(limits_t *l, const char *name)
{
    entry_t  **at = entry_place(l, name);
    entry_t   *e;

    if (*at != NULL) {
        return *at;
    }

    l->since_purge++;
    e = l->n < LIMITS_MAX ? calloc(1, sizeof(entry_t) + strlen(name) + 1)
                          : NULL;
    if (e == NULL) {
        stat_add(limits_full, 1);
        return NULL;
    }

    strcpy(e->name, name);
    *at = e;
    l->n++;

    return e;
}


static const char *
pair_name(char *buf, const char *account, const char *recipient)
{
    snprintf(buf, NAME_MAX_LEN, "%zu %s/%s", strlen(account), account,
             recipient);

    return buf;
}


/* --- buckets ------------------------------------------------------------ */

/* ms until a token is there; 0 = now. */
static uint64_t
bucket_wait(const entry_t *e, uint64_t price_us, unsigned burst,
    uint64_t now_ms)
{
    uint64_t  now_us = now_ms * 1000;
    uint64_t  ahead = e->full_us > now_us ? e->full_us - now_us : 0;
    uint64_t  room = price_us * (burst - 1);

    return ahead <= room ? 0 : (ahead - room + 999) / 1000;
}


static void
bucket_take(entry_t *e, uint64_t price_us, uint64_t now_ms)
{
    uint64_t  now_us = now_ms * 1000;

    e->full_us = (e->full_us > now_us ? e->full_us : now_us) + price_us;
}


static uint64_t
quiet_wait(const entry_t *e, uint64_t now_ms)
{
    if (e->quiet_until_ms > now_ms) {
        return e->quiet_until_ms - now_ms;
    }

    return e->probe_until_ms > now_ms ? PROBE_LOOK_MS : 0;
}


static uint64_t
longer(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}


/* An account whose provider says itself when it is too fast. */
static uint64_t
account_take(entry_t *account, uint64_t now_ms)
{
    uint64_t  wait = account == NULL ? 0 : quiet_wait(account, now_ms);

    if (wait == 0 && account != NULL && account->probe) {
        account->probe_until_ms = now_ms + PROBE_MS;
    }

    return wait;
}


uint64_t
limits_take(limits_t *l, const char *account, const char *recipient,
    uint64_t now_ms)
{
    const limits_conf_t  *c = &l->conf;
    uint64_t              number_us, wait;
    entry_t              *number, *pair;
    char                  name[NAME_MAX_LEN];

    if (!c->on) {
        return 0;
    }

    /* only here, before any entry is looked up: entries go by this */

    if (l->since_purge >= PURGE_EVERY) {
        limits_purge(l, now_ms);
    }

    number_us = 1000000 / c->number_rate;
    number = entry_get(l, account);

    if (recipient == NULL) {
        return account_take(number, now_ms);
    }

    pair = entry_get(l, pair_name(name, account, recipient));

    if (number == NULL || pair == NULL) {
        return 0;
    }

    wait = longer(quiet_wait(number, now_ms), quiet_wait(pair, now_ms));
    wait = longer(wait, bucket_wait(number, number_us, c->number_rate,
                                    now_ms));
    wait = longer(wait, bucket_wait(pair, LIMITS_PAIR_MS * 1000,
                                    c->pair_burst, now_ms));
    if (wait > 0) {
        return wait;
    }

    bucket_take(number, number_us, now_ms);
    bucket_take(pair, LIMITS_PAIR_MS * 1000, now_ms);

    if (number->probe) {
        number->probe_until_ms = now_ms + PROBE_MS;
    }

    return 0;
}


/* --- what answers teach ------------------------------------------------- */

void
limits_answered(limits_t *l, const char *account)
{
    entry_t  *e = *entry_place(l, account);

    if (e != NULL) {
        e->probe = false;
        e->probe_until_ms = 0;
        e->failures = 0;
        e->times = 0;
    }
}


void
limits_accepted(limits_t *l, const char *account, const char *recipient)
{
    char      name[NAME_MAX_LEN];
    entry_t  *e = *entry_place(l, pair_name(name, account, recipient));

    if (e != NULL) {
        e->times = 0;
    }
}


/* base * factor^times, at most cap; counts up. */
static uint64_t
entry_quiet(entry_t *e, uint64_t base_ms, unsigned factor, uint64_t cap_ms,
    uint64_t now_ms)
{
    uint64_t  ms = base_ms;

    for (unsigned i = 0; i < e->times && ms < cap_ms; i++) {
        ms *= factor;
    }

    ms = ms < cap_ms ? ms : cap_ms;
    e->times++;
    e->quiet_until_ms = longer(e->quiet_until_ms, now_ms + ms);

    return e->quiet_until_ms - now_ms;
}


uint64_t
limits_pair(limits_t *l, const char *account, const char *recipient,
    uint64_t now_ms)
{
    char      name[NAME_MAX_LEN];
    entry_t  *e = entry_get(l, pair_name(name, account, recipient));

    if (e == NULL) {
        return 1000;
    }

    return entry_quiet(e, 1000, 4, PAIR_QUIET_CAP_MS, now_ms);
}


uint64_t
limits_throttled(limits_t *l, const char *account, uint64_t ms,
    uint64_t now_ms)
{
    entry_t  *e = entry_get(l, account);

    ms = ms > 0 ? ms : THROTTLED_MS;

    if (e == NULL) {
        return ms;
    }

    e->quiet_until_ms = longer(e->quiet_until_ms, now_ms + ms);
    e->probe = true;
    e->probe_until_ms = 0;

    return e->quiet_until_ms - now_ms;
}


uint64_t
limits_paused(limits_t *l, const char *account, uint64_t ms, uint64_t now_ms)
{
    entry_t  *e = entry_get(l, account);

    if (e == NULL) {
        return longer(ms, PAUSE_MS);
    }

    /* those that were under way when it began are not a second time */

    if (e->quiet_until_ms <= now_ms) {
        (void) entry_quiet(e, PAUSE_MS, 2, PAUSE_CAP_MS, now_ms);
    }

    e->quiet_until_ms = longer(e->quiet_until_ms, now_ms + ms);
    e->probe = true;
    e->probe_until_ms = 0;

    return e->quiet_until_ms - now_ms;
}


void
limits_resume(limits_t *l, const char *account)
{
    entry_t  *e = *entry_place(l, account);

    if (e != NULL) {
        e->quiet_until_ms = e->probe_until_ms = 0;
        e->probe = false;
        e->times = e->failures = 0;
    }
}


uint64_t
limits_trouble(limits_t *l, const char *account, uint64_t now_ms)
{
    entry_t  *e = entry_get(l, account);

    if (e == NULL) {
        return 0;
    }

    e->failures++;

    if (e->failures >= TROUBLE_FROM && e->quiet_until_ms <= now_ms) {
        (void) entry_quiet(e, TROUBLE_MS, 2, TROUBLE_CAP_MS, now_ms);
        e->probe = true;
        e->probe_until_ms = 0;
    }

    return e->quiet_until_ms > now_ms ? e->quiet_until_ms - now_ms : 0;
}


bool
limits_is_quiet(limits_t *l, const char *account, uint64_t now_ms)
{
    const entry_t  *e = *entry_place(l, account);

    return l->conf.on && e != NULL && quiet_wait(e, now_ms) > 0;
}


unsigned
limits_entries(const limits_t *l)
{
    return l->n;
}


void
limits_free(limits_t *l)
{
    if (l == NULL) {
        return;
    }

    for (int i = 0; i < BUCKETS; i++) {
        while (l->buckets[i] != NULL) {
            entry_t  *e = l->buckets[i];

            l->buckets[i] = e->next;
            free(e);
        }
    }

    free(l);
}
