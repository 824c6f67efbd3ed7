/*
 * scan_twilio - webhooks of Twilio: a form, or JSON.
 *
 *   form   one update: an incoming message, or a status callback
 *   {}     one update with the same members
 *   [{}]   events of an event stream; members in `data`, kind in `type`
 *
 * Which of them it is says the first byte.  Names of JSON members may begin
 * with a small letter (`messageSid`).
 *
 * The account is our address, "+15550001111" or "whatsapp:+15550001111": To
 * of a message, From of a status callback, so that both are of one partition
 * and a reply knows which address to leave from.  Without a usable one it is
 * AccountSid; without that "", which no tenant has.  A body where no update
 * has an account is SCAN_SHAPE.
 *
 * It is a status when it has a MessageStatus (or SmsStatus) other than
 * received and receiving, or is an event "com.twilio.messaging.message.*".
 */

#ifndef RELEVO_SCAN_TWILIO_H
#define RELEVO_SCAN_TWILIO_H

#include "scan.h"

typedef struct {
    slice_t  element;                   /* the form, or one object, verbatim */
    slice_t  account;
    slice_t  type;                      /* of an event, plain; or empty */
    bool     is_form;
    bool     is_status;
} scan_twilio_t;

/* False stops the walk. */
typedef bool (*scan_twilio_fn)(void *data, const scan_twilio_t *update);

/* Where the account of a form is decoded to; lives as long as the slices. */
typedef uint8_t scan_twilio_buf_t[SCAN_ACCOUNT_LEN];

scan_rc_t scan_twilio_accounts(slice_t body, scan_twilio_buf_t buf,
    scan_accounts_t *ret_accounts);

/* Emits nothing unless the verdict is that of scan_twilio_accounts(): OK. */
scan_rc_t scan_twilio_updates(slice_t body, scan_twilio_buf_t buf,
    scan_twilio_fn emit, void *data);

#endif
