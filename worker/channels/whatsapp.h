/*
 * whatsapp - what the files of the channel share.
 *
 * whatsapp.c walks webhooks, whatsapp_message.c reads one message of them,
 * whatsapp_send.c builds requests and reads their answers.
 */

#ifndef RELEVO_CHANNELS_WHATSAPP_H
#define RELEVO_CHANNELS_WHATSAPP_H

#include "worker/channels/meta.h"

#define WHATSAPP_GROUP     "wa_group"   /* kind of a group's id */
#define WHATSAPP_TEXT_MAX  4096         /* code points */

/* New [["bsuid", ...], ["wa_id", ...]] of what is not NULL. */
json_t *whatsapp_ids(const char *bsuid, const char *wa_id);

/* New {"ids": [...], "name": ...}; NULL when nothing names the sender. */
json_t *whatsapp_contact(const json_t *contacts, const json_t *message);

/* The same of the customer an echo was said to. */
json_t *whatsapp_echo_contact(const json_t *message);

/* The words of a message, borrowed or pool-owned; NULL when it has none. */
const char *whatsapp_text(pool_t *pool, const json_t *message);

/* New list of what it carries (media.h), or NULL. */
json_t *whatsapp_media(const json_t *message);

/* Provider id of the message it answers or reacts to, or NULL. */
const char *whatsapp_reply_to(const json_t *message);


/* Sets type, its object and context of a message; NULL, or why not. */
const char *whatsapp_payload(pool_t *pool, const json_t *row, json_t *body);

extern const channel_files_t  whatsapp_files;

bool whatsapp_request(const json_t *row, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error);

bool whatsapp_upload(const json_t *row, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error);
const char *whatsapp_uploaded(const op_t *op, pool_t *pool);
void whatsapp_classify(const op_t *op, pool_t *pool,
    send_result_t *ret_result);

unsigned whatsapp_read_receipt(const channel_account_t *account,
    const char *message_id, const char *sender, bool is_typing, pool_t *pool,
    http_request_t *ret_http);

#endif
