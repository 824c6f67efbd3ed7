/*
 * whatsapp_file - media of the Cloud API: an id is asked for a URL that lives
 * five minutes, the URL for the bytes, both with the bearer.
 *
 *   GET {base}/{version}/{id}?phone_number_id={account}
 *   -> {"url", "mime_type", "sha256", "file_size"}
 */

#include "worker/channels/file.h"
#include "worker/channels/graph.h"
#include "worker/channels/media.h"
#include "worker/channels/whatsapp.h"
#include "worker/channels/update.h"
#include "worker/engine/config.h"

#define ID_MAX       128
#define ANSWER_MAX   (64 * 1024)

static const graph_conf_t  conf = {
    "whatsapp.api_base", "whatsapp.api_version", "whatsapp.token_file"
};


static bool
file_locate(const json_t *entry, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error)
{
    const char  *id = update_str(entry, "ref");
    const char  *bearer = graph_bearer(&conf, account, pool), *url;

    if (bearer == NULL) {
        *ret_error = CHANNEL_NOT_CONFIGURED;
        return false;
    }

    if (!graph_is_name(id, ID_MAX) || !graph_is_name(account->name, ID_MAX)) {
        *ret_error = FILE_NO_FILE;
        return false;
    }

    url = pool_printf(pool, "%s/%s/%s?phone_number_id=%s",
                      graph_base(&conf, account),
                      config_str(conf.api_version), id, account->name);

    if (url == NULL || !file_get(pool, url, bearer, ret_http, ret_error)) {
        *ret_error = FILE_RETRY;
        return false;
    }

    ret_http->max_body = ANSWER_MAX;

    return true;
}


static const char *
file_located(const op_t *op, const channel_account_t *account, pool_t *pool,
    channel_file_t *ret_file)
{
    const json_t  *answer = update_json(pool, op->body);

    (void) account;
    *ret_file = (channel_file_t) {
        .url = update_str(answer, "url"),
        .mime = update_str(answer, "mime_type"),
        .sha256 = update_str(answer, "sha256"),
        .bytes = media_size(json_object_get(answer, "file_size")),
    };

    return ret_file->url != NULL ? NULL : FILE_RETRY;
}


/* The bearer goes to Graph and to Meta's own hosts, nowhere else. */
static bool
file_download(const channel_file_t *file, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error)
{
    const char  *bearer = graph_bearer(&conf, account, pool);

    if (bearer == NULL) {
        *ret_error = CHANNEL_NOT_CONFIGURED;
        return false;
    }

    if (file_is_of(file->url, graph_base(&conf, account))) {
        return file_get(pool, file->url, bearer, ret_http, ret_error);
    }

    if (!file_host_in(file->url, config_str("media.hosts"))) {
        *ret_error = FILE_UNSAFE;
        return false;
    }

    return file_get_guarded(pool, file->url, bearer, ret_http, ret_error);
}


const channel_files_t  whatsapp_files = {
    .locate = file_locate,
    .located = file_located,
    .download = file_download,
};
