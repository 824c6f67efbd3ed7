/*
 * scan_telegram - one update of the Bot API:
 *
 *   {"update_id": 9, "<type>": {...}}
 *
 * A bot's updates do not name the bot: their account is the endpoint of the
 * URL, so all that module and admit have to agree about is whether a body is
 * an update.  It is one when it is an object with an integral update_id;
 * which members it has besides, known or not, is passed on.  At most one is
 * to be expected; of several the first is the type, the last of duplicates
 * its value.
 *
 * A location without an endpoint in the URL is the account TELEGRAM_ACCOUNT.
 */

#ifndef RELEVO_SCAN_TELEGRAM_H
#define RELEVO_SCAN_TELEGRAM_H

#include "scan.h"

#define TELEGRAM_ACCOUNT    "default"
#define TELEGRAM_FIELD_LEN  64          /* bytes of a type; longer is none */

typedef struct {
    slice_t  id;                        /* update_id, verbatim digits */
    slice_t  field;                     /* "message", ...; or empty */
    slice_t  element;                   /* its verbatim value, or empty */
} scan_telegram_t;

/* SCAN_OK, or why the body is no update. */
scan_rc_t scan_telegram(slice_t body, scan_telegram_t *ret_update);

#endif
