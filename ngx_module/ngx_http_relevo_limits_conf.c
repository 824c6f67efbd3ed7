
/*
 * limits, the directives: defaults, inheritance, what they look like.
 */

#include "ngx_http_relevo.h"


#define NGX_HTTP_RELEVO_LIMITS_ZONE_MIN   (1024 * 1024)


static char *ngx_http_relevo_conf_watermark(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_watermark_t *ret_mark);


ngx_conf_num_bounds_t  ngx_http_relevo_max_inflight_bounds = {
    ngx_conf_check_num_bounds, 1, 1000000
};

ngx_conf_num_bounds_t  ngx_http_relevo_max_depth_bounds = {
    ngx_conf_check_num_bounds, 1, SCAN_DEPTH_MAX
};

ngx_conf_num_bounds_t  ngx_http_relevo_max_accounts_bounds = {
    ngx_conf_check_num_bounds, 1, SCAN_ACCOUNTS_MAX
};

ngx_conf_num_bounds_t  ngx_http_relevo_max_updates_bounds = {
    ngx_conf_check_num_bounds, 1, SCAN_UPDATES_MAX
};


static const ngx_http_relevo_watermark_t  ngx_http_relevo_memory_default[] = {
    { 70, 1 }, { 80, 1 }, { 90, 1 }
};

static const uint64_t  ngx_http_relevo_stream_default[] = {
    600000, 800000, 1000000
};


void
ngx_http_relevo_limits_create_main(ngx_http_relevo_limits_main_t *conf)
{
    conf->zone_size = NGX_CONF_UNSET_SIZE;
    conf->max_inflight = NGX_CONF_UNSET_UINT;
    conf->interval = NGX_CONF_UNSET_MSEC;
    conf->use_memory = NGX_CONF_UNSET;
    conf->use_stream = NGX_CONF_UNSET;
}


char *
ngx_http_relevo_limits_init_main(ngx_http_relevo_limits_main_t *conf)
{
    ngx_conf_init_size_value(conf->zone_size, 4 * 1024 * 1024);
    ngx_conf_init_uint_value(conf->max_inflight, 4096);
    ngx_conf_init_msec_value(conf->interval, 1000);

    if (conf->use_memory == NGX_CONF_UNSET) {
        conf->use_memory = 1;
        ngx_memcpy(conf->memory, ngx_http_relevo_memory_default,
                   sizeof(conf->memory));
    }

    if (conf->use_stream == NGX_CONF_UNSET) {
        conf->use_stream = 1;
        ngx_memcpy(conf->stream, ngx_http_relevo_stream_default,
                   sizeof(conf->stream));
    }

    if (conf->zone_size < NGX_HTTP_RELEVO_LIMITS_ZONE_MIN) {
        return "\"relevo_limits_zone\" must be at least 1m";
    }

    if (conf->interval < 10) {
        return "\"relevo_watermark_interval\" must be at least 10ms";
    }

    return NGX_CONF_OK;
}


void
ngx_http_relevo_limits_create_loc(ngx_http_relevo_limits_loc_t *conf)
{
    conf->bad_signature.n = NGX_CONF_UNSET_UINT;
    conf->address = NGX_CONF_UNSET_PTR;
    conf->tenant.n = NGX_CONF_UNSET_UINT;
    conf->api.n = NGX_CONF_UNSET_UINT;
    conf->unknown.n = NGX_CONF_UNSET_UINT;
    conf->login.n = NGX_CONF_UNSET_UINT;
    conf->max_body = NGX_CONF_UNSET_SIZE;
    conf->max_depth = NGX_CONF_UNSET_UINT;
    conf->max_accounts = NGX_CONF_UNSET_UINT;
    conf->max_updates = NGX_CONF_UNSET_UINT;
}


static void
ngx_http_relevo_limits_merge_rate(ngx_http_relevo_rate_t *rate,
    ngx_http_relevo_rate_t *prev, ngx_uint_t n)
{
    if (rate->n == NGX_CONF_UNSET_UINT) {
        *rate = *prev;
    }

    if (rate->n == NGX_CONF_UNSET_UINT) {
        rate->n = n;
        rate->window = NGX_HTTP_RELEVO_MINUTE;
    }
}


void
ngx_http_relevo_limits_merge_loc(ngx_http_relevo_limits_loc_t *conf,
    ngx_http_relevo_limits_loc_t *prev)
{
    ngx_http_relevo_limits_merge_rate(&conf->bad_signature,
                                      &prev->bad_signature, 100);
    ngx_http_relevo_limits_merge_rate(&conf->tenant, &prev->tenant, 1000);
    ngx_http_relevo_limits_merge_rate(&conf->api, &prev->api, 6000);
    ngx_http_relevo_limits_merge_rate(&conf->unknown, &prev->unknown, 300);
    ngx_http_relevo_limits_merge_rate(&conf->login, &prev->login, 60);

    ngx_conf_merge_ptr_value(conf->address, prev->address, NULL);
    ngx_conf_merge_size_value(conf->max_body, prev->max_body,
                              4 * 1024 * 1024);
    ngx_conf_merge_uint_value(conf->max_depth, prev->max_depth,
                              SCAN_DEPTH_MAX);
    ngx_conf_merge_uint_value(conf->max_accounts, prev->max_accounts,
                              SCAN_ACCOUNTS_MAX);
    ngx_conf_merge_uint_value(conf->max_updates, prev->max_updates,
                              SCAN_UPDATES_MAX);
}


/* 100r/m, 10r/s or off; the command's offset leads to the rate */

char *
ngx_http_relevo_conf_rate(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    char  *p = conf;

    u_char                  *last;
    ngx_int_t                n;
    ngx_str_t               *value;
    ngx_http_relevo_rate_t  *rate;

    rate = (ngx_http_relevo_rate_t *) (p + cmd->offset);
    value = cf->args->elts;
    value++;

    if (rate->n != NGX_CONF_UNSET_UINT) {
        return "is duplicate";
    }

    if (ngx_strcmp(value->data, "off") == 0) {
        rate->n = 0;
        return NGX_CONF_OK;
    }

    n = NGX_ERROR;

    if (value->len > 3) {
        last = value->data + value->len - 3;
        n = ngx_atoi(value->data, value->len - 3);

        if (ngx_strncmp(last, "r/m", 3) == 0) {
            rate->window = NGX_HTTP_RELEVO_MINUTE;

        } else if (ngx_strncmp(last, "r/s", 3) == 0) {
            rate->window = 1000000;

        } else {
            n = NGX_ERROR;
        }
    }

    if (n < 1 || n > 1000000) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "invalid rate \"%V\", it looks like \"100r/m\", "
                           "\"10r/s\" or \"off\"", value);
        return NGX_CONF_ERROR;
    }

    rate->n = n;

    return NGX_CONF_OK;
}


/* STATUSES MEDIA TEXT, each a percentage of maxmemory or a size; or off */

char *
ngx_http_relevo_conf_memory_watermarks(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf)
{
    ngx_http_relevo_limits_main_t *limits = (void *) ((char *) conf
                                                      + cmd->offset);

    char                         *rv;
    ngx_str_t                    *value;
    ngx_uint_t                    i;
    ngx_http_relevo_watermark_t  *mark;

    value = cf->args->elts;
    mark = limits->memory;

    if (limits->use_memory != NGX_CONF_UNSET) {
        return "is duplicate";
    }

    if (cf->args->nelts == 2 && ngx_strcmp(value[1].data, "off") == 0) {
        limits->use_memory = 0;
        return NGX_CONF_OK;
    }

    if (cf->args->nelts != SHED_CLASSES + 1) {
        return "needs three watermarks, for statuses, media and text, "
               "or \"off\"";
    }

    for (i = 0; i < SHED_CLASSES; i++) {
        rv = ngx_http_relevo_conf_watermark(cf, &value[i + 1], &mark[i]);
        if (rv != NGX_CONF_OK) {
            return rv;
        }

        if (i && (mark[i].is_percent != mark[0].is_percent
                  || mark[i].value < mark[i - 1].value))
        {
            return "needs watermarks of one kind that do not fall";
        }
    }

    limits->use_memory = 1;

    return NGX_CONF_OK;
}


static char *
ngx_http_relevo_conf_watermark(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_watermark_t *ret_mark)
{
    off_t  n;

    ret_mark->is_percent = value->len && value->data[value->len - 1] == '%';

    if (ret_mark->is_percent) {
        n = ngx_atoi(value->data, value->len - 1);

    } else {
        n = ngx_parse_offset(value);
    }

    if (n < 1 || (ret_mark->is_percent && n > 100)) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "invalid watermark \"%V\", it looks like \"80%%\" "
                           "or \"512m\"", value);
        return NGX_CONF_ERROR;
    }

    ret_mark->value = n;

    return NGX_CONF_OK;
}


char *
ngx_http_relevo_conf_stream_watermarks(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf)
{
    ngx_http_relevo_limits_main_t *limits = (void *) ((char *) conf
                                                      + cmd->offset);

    ngx_int_t    n;
    ngx_str_t   *value;
    ngx_uint_t   i;

    value = cf->args->elts;

    if (limits->use_stream != NGX_CONF_UNSET) {
        return "is duplicate";
    }

    if (cf->args->nelts == 2 && ngx_strcmp(value[1].data, "off") == 0) {
        limits->use_stream = 0;
        return NGX_CONF_OK;
    }

    if (cf->args->nelts != SHED_CLASSES + 1) {
        return "needs three watermarks, for statuses, media and text, "
               "or \"off\"";
    }

    for (i = 0; i < SHED_CLASSES; i++) {
        n = ngx_atoi(value[i + 1].data, value[i + 1].len);

        if (n < 1 || (i && (uint64_t) n < limits->stream[i - 1])) {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                               "invalid watermark \"%V\", it is a number of "
                               "records and not below the one before",
                               &value[i + 1]);
            return NGX_CONF_ERROR;
        }

        limits->stream[i] = n;
    }

    limits->use_stream = 1;

    return NGX_CONF_OK;
}
