/*
 * scan - a validating JSON scanner that builds nothing.
 *
 * The module asks it for the accounts of a webhook (hot path, < 1 us per KB);
 * admit asks it for the verbatim bytes of every update.  Both use the same
 * walk, so they can never disagree about which account an update belongs to.
 *
 * WhatsApp Cloud API: entry[] -> changes[] -> value.  The account of a change
 * is value.metadata.phone_number_id, else the entry's id.  Messenger and
 * Instagram: entry[] -> messaging[], standby[], changes[]; the account is the
 * entry's id.  The last one of a duplicated key wins, as in jansson.  Bytes
 * >= 0x80 pass unexamined inside strings; admit repairs them with
 * json_repair().  Depth is capped (64).
 *
 * No I/O, no allocation, O(n).
 */

#ifndef RELEVO_SCAN_H
#define RELEVO_SCAN_H

#include "slice.h"

#define SCAN_DEPTH_MAX      64
#define SCAN_ACCOUNTS_MAX   64          /* distinct accounts in one webhook */
#define SCAN_ACCOUNT_LEN    128         /* bytes of one account id */
#define SCAN_UPDATES_MAX    1000        /* updates in one webhook */

typedef enum {
    SCAN_OK = 0,
    SCAN_SYNTAX,                        /* not JSON, trailing bytes, BOM */
    SCAN_DEPTH,
    SCAN_SHAPE,                         /* JSON, but not this channel's */
    SCAN_TOO_MANY                       /* accounts or updates over the cap */
} scan_rc_t;

typedef struct {
    slice_t   account[SCAN_ACCOUNTS_MAX];       /* distinct, body order */
    unsigned  n;
    unsigned  updates;                          /* 0: the walk counts none */
    unsigned  statuses;                         /* of them */
} scan_accounts_t;

typedef enum {
    SCAN_MESSAGE,                       /* one element of value.messages[],
                                           or of messaging[] */
    SCAN_STATUS,                        /* one element of value.statuses[] */
    SCAN_ECHO,                          /* of value.message_echoes[] */
    SCAN_CHANGE                         /* anything else: the whole change,
                                           an entry that has no changes, an
                                           element of standby[] */
} scan_kind_t;

typedef struct {
    scan_kind_t  kind;
    slice_t      account;               /* "": none; a dead letter */
    slice_t      field;                 /* changes[].field, plain, "standby",
                                           or empty */
    slice_t      element;               /* verbatim JSON of the update */
    slice_t      contacts;              /* verbatim value.contacts, or empty */
    slice_t      metadata;              /* verbatim value.metadata, or empty */
} scan_update_t;

/* Called once per update, in body order; false stops the walk (SCAN_OK). */
typedef bool (*scan_update_fn)(void *data, const scan_update_t *update);


/* Is body one well-formed JSON value (RFC 8259) within the depth cap? */
scan_rc_t scan_json(slice_t body);

/* The most containers open at once in a well-formed body. */
unsigned scan_depth(slice_t body);

/* Accounts of a WhatsApp envelope.  Slices point into body (printable ASCII
 * only: an id with an escape or longer than SCAN_ACCOUNT_LEN is SCAN_SHAPE).
 * An update without any id has the account "", which is then in the list; an
 * envelope where all are "" is SCAN_SHAPE. */
scan_rc_t scan_whatsapp_accounts(slice_t body, scan_accounts_t *ret_accounts);

/* Every update of a WhatsApp envelope; emits nothing unless the verdict, always
 * that of scan_whatsapp_accounts(), is SCAN_OK. */
scan_rc_t scan_whatsapp_updates(slice_t body, scan_update_fn emit, void *data);

/* The same two of a Messenger (object "page") and an Instagram envelope. */
scan_rc_t scan_messenger_accounts(slice_t body, scan_accounts_t *ret_accounts);
scan_rc_t scan_messenger_updates(slice_t body, scan_update_fn emit, void *data);
scan_rc_t scan_instagram_accounts(slice_t body, scan_accounts_t *ret_accounts);
scan_rc_t scan_instagram_updates(slice_t body, scan_update_fn emit, void *data);

/* Raw value of one member of an object (verbatim, strings with their quotes);
 * false when object is not one or has no such member. */
bool scan_member(slice_t object, const char *name, slice_t *ret_value);

/* Content of a JSON string value without escapes; false when it is not a
 * string or holds an escape. */
bool scan_plain_string(slice_t value, slice_t *ret_content);

/*
 * Makes a well-formed document acceptable to jansson and PostgreSQL, in place
 * and without changing its length: lone \uD800-\uDFFF escapes and \u0000
 * become \ufffd, bytes that are not UTF-8 become '?', numbers out of range
 * become null.  Returns the number of repairs.
 */
size_t json_repair(uint8_t *data, size_t len);

#endif
