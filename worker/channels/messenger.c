/*
 * messenger - a page on Messenger; both directions are page.c and page_send.c.
 *
 * Customers have page-scoped ids.  A text is at most 2000 code points long; an
 * echo carries our id back.
 */

#include "worker/channels/page.h"

static const page_t  page = {
    .format = {
        .channel = "messenger",
        .scan = scan_messenger_updates,
        .update = page_update,
    },
    .id_kind = "psid",
    .conf = {
        "messenger.api_base", "messenger.api_version", "messenger.token_file"
    },
    .text_max = 2000,
    .text_unit = TEXT_CODE_POINTS,
    .echoes_metadata = true,
    .takes_files = true,
};


static const char *
messenger_parse(const record_t *r, unsigned p, unsigned partitions,
    pool_t *pool, channel_emit_fn emit, void *data)
{
    return meta_parse(&page.format, r, p, partitions, pool, emit, data);
}


static bool
messenger_request(const json_t *row, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error)
{
    return page_request(&page, row, account, pool, ret_http, ret_error);
}


static unsigned
messenger_read_receipt(const channel_account_t *account,
    const char *message_id, const char *sender, bool is_typing, pool_t *pool,
    http_request_t *ret_http)
{
    (void) message_id;                  /* the actions are about a person */

    return page_read_receipt(&page, account, sender, is_typing, pool,
                             ret_http);
}


const channel_t  channel_messenger = {
    .name = "messenger",
    .text_max = 2000,
    .text_unit = TEXT_CODE_POINTS,
    .window_hours = 24,
    .parse = messenger_parse,
    .files = &page_files,
    .request = messenger_request,
    .classify = page_classify,
    .read_receipt = messenger_read_receipt,
};
