/*
 * twilio - what the files of the channel share.
 *
 * twilio.c reads webhooks, twilio_send.c builds requests and reads their
 * answers.  An address is what Twilio calls it: "+5215550001" for SMS,
 * "whatsapp:+5215550001" through its WhatsApp senders; ours is the account,
 * the customer's the identity of kind "address".
 */

#ifndef RELEVO_CHANNELS_TWILIO_H
#define RELEVO_CHANNELS_TWILIO_H

#include "worker/channels/channel.h"

#define TWILIO_TEXT_MAX     1600
#define TWILIO_ADDRESS_MAX  128

extern const channel_files_t  twilio_files;

/* "Authorization: Basic ..." of an account, and its sid; false: none. */
bool twilio_credentials(const channel_account_t *account, pool_t *pool,
    const char **ret_header, const char **ret_sid);
const char *twilio_base(const channel_account_t *account);

bool twilio_request(const json_t *row, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error);

void twilio_classify(const op_t *op, pool_t *pool, send_result_t *ret_result);

#endif
