/*
 * instagram - an Instagram account; both directions are page.c and page_send.c.
 *
 * Customers have Instagram-scoped ids.  A text is at most 1000 bytes long.
 * Echoes carry nothing of ours: they are known by mid, or by the text of the
 * row that waits for its answer.
 */

#include "worker/channels/page.h"

static const page_t  page = {
    .format = {
        .channel = "instagram",
        .scan = scan_instagram_updates,
        .update = page_update,
    },
    .id_kind = "igsid",
    .conf = {
        "instagram.api_base", "instagram.api_version", "instagram.token_file"
    },
    .text_max = 1000,
    .text_unit = TEXT_BYTES,
};


static const char *
instagram_parse(const record_t *r, unsigned p, unsigned partitions,
    pool_t *pool, channel_emit_fn emit, void *data)
{
    return meta_parse(&page.format, r, p, partitions, pool, emit, data);
}


static bool
instagram_request(const json_t *row, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error)
{
    return page_request(&page, row, account, pool, ret_http, ret_error);
}


static unsigned
instagram_read_receipt(const channel_account_t *account,
    const char *message_id, const char *sender, bool is_typing, pool_t *pool,
    http_request_t *ret_http)
{
    (void) message_id;                  /* the actions are about a person */

    return page_read_receipt(&page, account, sender, is_typing, pool,
                             ret_http);
}


const channel_t  channel_instagram = {
    .name = "instagram",
    .text_max = 1000,
    .text_unit = TEXT_BYTES,
    .window_hours = 24,
    .parse = instagram_parse,
    .files = &page_files,
    .request = instagram_request,
    .classify = page_classify,
    .read_receipt = instagram_read_receipt,
};
