/*
 * scan_generic - a body of anybody's: any JSON document.
 *
 *   {"id", "contact": {"id", ...}, "text", ...}      an envelope, one update
 *   {"messages": [{...}, ...]}                       a list of them
 *   anything else                                    one update, an event
 *
 * A list is one when at least one of its elements is an envelope, that is an
 * object with a contact that has an id; then each of its elements is an
 * update.  Else the body is one, whole: nothing of it is taken apart.  The
 * last of a duplicated member wins, as in jansson.
 *
 * The account is not in the body: it is the endpoint of the URL, else what
 * nginx says (relevo_account), else GENERIC_ACCOUNT.  So module and admit have
 * to agree only about what is JSON and how many updates it has.
 */

#ifndef RELEVO_SCAN_GENERIC_H
#define RELEVO_SCAN_GENERIC_H

#include "scan.h"

#define GENERIC_ACCOUNT   "default"

typedef struct {
    slice_t  element;                   /* verbatim JSON of the update */
    bool     has_contact;               /* an envelope */
    bool     is_listed;                 /* an element of messages[] */
} scan_generic_t;

/* Called once per update, in body order; false stops the walk (SCAN_OK). */
typedef bool (*scan_generic_fn)(void *data, const scan_generic_t *update);


/* SCAN_OK and the number of updates, or why there are none. */
scan_rc_t scan_generic(slice_t body, unsigned *ret_updates);

/* Every update; emits nothing unless the verdict, always that of
 * scan_generic(), is SCAN_OK. */
scan_rc_t scan_generic_updates(slice_t body, scan_generic_fn emit,
    void *data);

/* May it be an account: 1 to SCAN_ACCOUNT_LEN bytes of printable ASCII? */
bool scan_generic_is_account(slice_t account);

#endif
