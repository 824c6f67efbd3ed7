/*
 * prices - what a token costs, from the file provider.prices (config/prices.tsv
 * says its form).  Money is in micros: millionths of the list's unit.  A price
 * per million tokens is just as many micros per token.
 */

#ifndef RELEVO_PROVIDERS_PRICES_H
#define RELEVO_PROVIDERS_PRICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

typedef struct {
    double  in, out, cached;            /* micros per token */
    time_t  checked;                    /* the day somebody compared it, or 0 */
} price_t;

/* Of the first line that fits; false: none does, what it costs is not known
 * (and all is 0). */
bool    price_find(const char *provider, const char *model,
            price_t *ret_price);

/* Rounded up: a budget must not leak. */
int64_t price_of(const price_t *price, uint64_t in, uint64_t out,
            uint64_t cached);

/* Reads the file; false and a sentence when it is wrong.  Done at the first
 * price_find() too, which then only warns. */
bool    prices_load(const char *path, char *err, size_t err_len);
void    prices_release(void);

#endif
