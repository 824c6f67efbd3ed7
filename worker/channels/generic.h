/*
 * generic - what the files of the channel share.
 *
 * generic.c reads envelopes and everything else, generic_send.c posts to the
 * account's callback and reads its answer.  The envelope is the same in both
 * directions; docs/GENERIC.md has it.
 */

#ifndef RELEVO_CHANNELS_GENERIC_H
#define RELEVO_CHANNELS_GENERIC_H

#include "worker/channels/channel.h"

#define GENERIC_TEXT_MAX  4096          /* code points of one message */
#define GENERIC_ID_MAX    255           /* bytes: of messages, of contacts */

extern const channel_files_t  generic_files;

bool generic_request(const json_t *row, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error);

void generic_classify(const op_t *op, pool_t *pool,
    send_result_t *ret_result);

#endif
