
/*
 * upload, configuration - relevo_chat_media: the folder, the size, and the
 * threads that write.
 */

#include "ngx_http_relevo_upload.h"


#define NGX_HTTP_RELEVO_UPLOAD_MAX      (16 * 1024 * 1024)


/* relevo_chat_media off | DIR [max=SIZE] */

char *
ngx_http_relevo_conf_chat_media(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf)
{
    ngx_http_relevo_loc_conf_t *rlcf = conf;

    ssize_t     size;
    ngx_str_t  *value, s;

    if (rlcf->chat_media.data) {
        return "is duplicate";
    }

    value = cf->args->elts;

    if (ngx_strcmp(value[1].data, "off") == 0) {
        ngx_str_set(&rlcf->chat_media, "");
        return NGX_CONF_OK;
    }

    rlcf->chat_media = value[1];
    rlcf->chat_media_max = NGX_HTTP_RELEVO_UPLOAD_MAX;

    if (ngx_conf_full_name(cf->cycle, &rlcf->chat_media, 0) != NGX_OK) {
        return NGX_CONF_ERROR;
    }

    if (cf->args->nelts == 3) {
        s.data = value[2].data + 4;
        s.len = value[2].len - ngx_min(value[2].len, 4);
        size = ngx_strncmp(value[2].data, "max=", 4) == 0 ? ngx_parse_size(&s)
                                                          : NGX_ERROR;
        if (size <= 0) {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                               "invalid parameter \"%V\", it looks like "
                               "\"max=16m\"", &value[2]);
            return NGX_CONF_ERROR;
        }

        rlcf->chat_media_max = size;
    }

#if (NGX_THREADS)
    rlcf->chat_media_threads = ngx_thread_pool_add(cf, NULL);
    if (rlcf->chat_media_threads == NULL) {
        return NGX_CONF_ERROR;
    }
#endif

    return NGX_CONF_OK;
}
