/*
 * page_file - attachments of Messenger and Instagram: a webhook has their
 * URLs, signed by Meta's delivery network; no credential goes there.
 */

#include "worker/channels/file.h"
#include "worker/channels/page.h"
#include "worker/engine/config.h"


static bool
file_download(const channel_file_t *file, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error)
{
    if (*account->api_base != '\0'
        && file_is_of(file->url, account->api_base))
    {
        return file_get(pool, file->url, NULL, ret_http, ret_error);
    }

    if (!file_host_in(file->url, config_str("media.hosts"))) {
        *ret_error = FILE_UNSAFE;
        return false;
    }

    return file_get_guarded(pool, file->url, NULL, ret_http, ret_error);
}


const channel_files_t  page_files = { .download = file_download };
