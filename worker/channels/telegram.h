/*
 * telegram - what the files of the channel share.
 *
 * telegram.c reads updates, telegram_message.c one message of them,
 * telegram_send.c builds requests, telegram_answer.c reads their answers.
 *
 * A message's number is unique in its chat only: its id here, and in the
 * database, is "<chat>:<message>".  A pressed button is "callback:<id>".
 */

#ifndef RELEVO_CHANNELS_TELEGRAM_H
#define RELEVO_CHANNELS_TELEGRAM_H

#include "worker/channels/channel.h"

#define TELEGRAM_TEXT_MAX    4096       /* UTF-16 units */
#define TELEGRAM_CAPTION_MAX 1024       /* the same */
#define TELEGRAM_CALLBACK    "callback:"

/* What a message is. */
typedef struct {
    const char  *type;                  /* ours; NULL: says what became of
                                           the chat */
    const char  *text;                  /* borrowed or pool-owned, or NULL */
} telegram_content_t;

telegram_content_t telegram_content(pool_t *pool, const json_t *message);

/* New list of what it carries (media.h), or NULL. */
json_t *telegram_media(const json_t *message);

/* "<chat>:<message>", or NULL when it has no such numbers. */
const char *telegram_message_id(pool_t *pool, const json_t *message);

/* The chat's number as text, or NULL. */
const char *telegram_chat(pool_t *pool, const json_t *chat);

/* Name of a chat that is a group, else of the person; NULL: none. */
const char *telegram_name(pool_t *pool, const json_t *chat,
    const json_t *from);

/* What is on the button that was pressed, else its data; or NULL. */
const char *telegram_button(const json_t *query);


extern const channel_files_t  telegram_files;

/* The token of an account, or empty when it has none that is shaped so. */
slice_t     telegram_token(const channel_account_t *account);
const char *telegram_base(const channel_account_t *account);

bool telegram_request(const json_t *row, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error);

void telegram_classify(const op_t *op, pool_t *pool,
    send_result_t *ret_result);

unsigned telegram_read_receipt(const channel_account_t *account,
    const char *message_id, const char *sender, bool is_typing, pool_t *pool,
    http_request_t *ret_http);

#endif
