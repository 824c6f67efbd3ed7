/*
 * telegram_file - files of the Bot API: getFile gives a path, the path the
 * bytes.  The token is part of both URLs: they are never logged.
 */

#include "worker/channels/file.h"
#include "worker/channels/media.h"
#include "worker/channels/telegram.h"
#include "worker/channels/update.h"
#include "worker/providers/sigv4.h"

#define ANSWER_MAX  (64 * 1024)
#define FILE_PATH_MAX   512


static bool
file_locate(const json_t *entry, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error)
{
    slice_t      token = telegram_token(account);
    const char  *id = uri_encode(pool, slice_str(update_str(entry, "ref")),
                                 false);
    const char  *url;

    if (token.len == 0) {
        *ret_error = CHANNEL_NOT_CONFIGURED;
        return false;
    }

    url = id == NULL ? NULL
          : pool_printf(pool, "%s/bot%.*s/getFile?file_id=%s",
                        telegram_base(account), (int) token.len,
                        (const char *) token.data, id);

    if (url == NULL || !file_get(pool, url, NULL, ret_http, ret_error)) {
        *ret_error = FILE_RETRY;
        return false;
    }

    ret_http->max_body = ANSWER_MAX;

    return true;
}


/* "documents/file_7.pdf": no way up, nothing that ends a path. */
static bool
is_path(const char *path)
{
    return path != NULL && strlen(path) <= FILE_PATH_MAX && *path != '/'
           && strstr(path, "..") == NULL && strspn(path,
              "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
              "._-/") == strlen(path);
}


static const char *
file_located(const op_t *op, const channel_account_t *account, pool_t *pool,
    channel_file_t *ret_file)
{
    const json_t  *answer = update_json(pool, op->body);
    const json_t  *result = json_object_get(answer, "result");
    const char    *path = update_str(result, "file_path");
    slice_t        token = telegram_token(account);

    if (!is_path(path)) {
        return FILE_RETRY;              /* not ready, or not an answer */
    }

    *ret_file = (channel_file_t) {
        .url = pool_printf(pool, "%s/file/bot%.*s/%s", telegram_base(account),
                           (int) token.len, (const char *) token.data, path),
        .bytes = media_size(json_object_get(result, "file_size")),
    };

    return ret_file->url != NULL ? NULL : FILE_RETRY;
}


/* 400: "file is too big" (20 MB), or an id that is none any more. */
static const char *
file_refused(const op_t *op, pool_t *pool)
{
    const json_t  *answer = update_json(pool, op->body);
    const char    *why = update_str(answer, "description");

    if (op->status != 400) {
        return NULL;
    }

    return why != NULL && strstr(why, "too big") != NULL ? FILE_TOO_LARGE
                                                         : FILE_GONE;
}


static bool
file_download(const channel_file_t *file, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error)
{
    (void) account;

    return file_get(pool, file->url, NULL, ret_http, ret_error);
}


const channel_files_t  telegram_files = {
    .locate = file_locate,
    .located = file_located,
    .refused = file_refused,
    .download = file_download,
};
