/*
 * accounts - what a send needs to know of its account: credential, API base.
 *
 * Rows of core.account, read when first needed and again after
 * KNOWN_FRESH_MS or a refusal, so a rotated token is used without a
 * restart.  Credentials are sealed in the database and opened here.  To a
 * kind of worker/notify/ the "account" is a route: core.notify_target.
 */

#ifndef RELEVO_DELIVER_ACCOUNTS_H
#define RELEVO_DELIVER_ACCOUNTS_H

#include "worker/channels/channel.h"

/* Asks the database unless the row is known and fresh; then NULL. */
op_t *accounts_load(job_t *j, const char *channel, const char *account);

/* Takes in what accounts_load() got; false when it was no answer. */
bool  accounts_loaded(const char *channel, const char *account,
          const op_t *op);

/* For request(): the account as it is known, copied into the pool; one that
 * has no row has a name only.  NULL with a reason: its credential cannot be
 * opened, or no memory. */
const channel_account_t *accounts_get(pool_t *pool, const char *channel,
          const char *account, const char **ret_error);

/* Does its tenant want marks of reading and typing?  True where nothing is
 * known of it. */
bool  accounts_receipts(const char *channel, const char *account);

/* The provider has refused it: look again before the next send. */
void  accounts_forget(const char *channel, const char *account);
void  accounts_release(void);

#endif
