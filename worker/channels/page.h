/*
 * page - what Messenger and Instagram share: their webhooks have one form,
 * and so have their sends.
 *
 * page.c reads an update, page_send.c builds requests and reads answers; a
 * channel of this kind is a page_t, its scanner and thin wrappers.
 */

#ifndef RELEVO_CHANNELS_PAGE_H
#define RELEVO_CHANNELS_PAGE_H

#include "worker/channels/graph.h"
#include "worker/channels/meta.h"

#define PAGE_MIDS_MAX  1000             /* ids in one delivery */

typedef struct {
    meta_format_t   format;             /* first: found from it */
    const char     *id_kind;            /* of a customer: "psid", "igsid" */
    graph_conf_t    conf;
    size_t          text_max;
    text_unit_t     text_unit;
    bool            echoes_metadata;    /* message.metadata comes back */
    bool            takes_files;
} page_t;


/* meta_format_t.update of both; w->format is that of a page_t. */
void page_update(meta_walk_t *w, const scan_update_t *u, json_t *element);

/* Without credentials: the URLs are signed. */
extern const channel_files_t  page_files;

bool page_request(const page_t *page, const json_t *row,
    const channel_account_t *account, pool_t *pool, http_request_t *ret_http,
    const char **ret_error);

void page_classify(const op_t *op, pool_t *pool, send_result_t *ret_result);

unsigned page_read_receipt(const page_t *page,
    const channel_account_t *account, const char *sender, bool is_typing,
    pool_t *pool, http_request_t ret_http[RECEIPT_REQUESTS_MAX]);

#endif
