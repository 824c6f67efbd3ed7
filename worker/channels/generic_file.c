/*
 * generic_file - files of anybody's messages: a link, asked without
 * credentials, at public addresses and generic.private_networks only.
 */

#include "worker/channels/file.h"
#include "worker/channels/generic.h"


static bool
file_download(const channel_file_t *file, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error)
{
    (void) account;

    if (strstr(file->url, "://") == NULL) {
        *ret_error = FILE_NO_FILE;      /* an id of nobody's */
        return false;
    }

    return file_get_guarded(pool, file->url, NULL, ret_http, ret_error);
}


const channel_files_t  generic_files = { .download = file_download };
