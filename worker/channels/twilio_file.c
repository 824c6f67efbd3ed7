/*
 * twilio_file - media of Twilio's messages: the webhook has the URL, below
 * the API itself (basic authentication), which redirects to a store that gets
 * no credential.
 */

#include "worker/channels/file.h"
#include "worker/channels/twilio.h"

#define HOSTS  ".twilio.com"            /* regions, conversations */


static bool
file_download(const channel_file_t *file, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error)
{
    const char  *header, *sid;

    if (file_is_of(file->url, twilio_base(account))) {
        if (!twilio_credentials(account, pool, &header, &sid)) {
            *ret_error = CHANNEL_NOT_CONFIGURED;
            return false;
        }

        return file_get(pool, file->url, header, ret_http, ret_error);
    }

    if (!file_host_in(file->url, HOSTS)) {
        *ret_error = FILE_UNSAFE;
        return false;
    }

    return file_get_guarded(pool, file->url, NULL, ret_http, ret_error);
}


const channel_files_t  twilio_files = { .download = file_download };
