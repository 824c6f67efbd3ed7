
/*
 * directives - the table: name, contexts, setter, where the value goes.
 *
 * docs/DIRECTIVES.md says what each means; t/03_docs.t compares the two.
 * Defaults and inheritance are in _module.c and _limits_conf.c.
 */

#include "ngx_http_relevo_conf.h"
#include "ngx_http_relevo_upload.h"


static ngx_conf_enum_t  ngx_http_relevo_unknown_accounts[] = {
    { ngx_string("store"), NGX_HTTP_RELEVO_ACCOUNT_STORE },
    { ngx_string("refuse"), NGX_HTTP_RELEVO_ACCOUNT_REFUSE },
    { ngx_null_string, 0 }
};


static ngx_conf_enum_t  ngx_http_relevo_malformed[] = {
    { ngx_string("store"), NGX_HTTP_RELEVO_MALFORMED_STORE },
    { ngx_string("refuse"), NGX_HTTP_RELEVO_MALFORMED_REFUSE },
    { ngx_null_string, 0 }
};


static ngx_conf_num_bounds_t  ngx_http_relevo_live_max_bounds = {
    ngx_conf_check_num_bounds, 1, 1000000
};


ngx_command_t  ngx_http_relevo_commands[] = {

    /* relevo_redis SERVER | cluster SERVER ... [user=] [password_file=]
       [timeout=] [max_inflight=] [max_inflight_bytes=] */

    { ngx_string("relevo_redis"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_1MORE,
      ngx_http_relevo_conf_redis,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("relevo_durability"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE123,
      ngx_http_relevo_conf_durability,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("relevo_key_file"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE1,
      ngx_http_relevo_conf_key_file,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("relevo_endpoints_zone"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_size_slot,
      NGX_HTTP_MAIN_CONF_OFFSET,
      offsetof(ngx_http_relevo_main_conf_t, endpoints_size),
      NULL },

    { ngx_string("relevo_endpoints_check"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_msec_slot,
      NGX_HTTP_MAIN_CONF_OFFSET,
      offsetof(ngx_http_relevo_main_conf_t, endpoints_check),
      NULL },

    { ngx_string("relevo_unknown_account"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_enum_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_relevo_loc_conf_t, unknown_account),
      &ngx_http_relevo_unknown_accounts },

    { ngx_string("relevo_live_max"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_num_slot,
      NGX_HTTP_MAIN_CONF_OFFSET,
      offsetof(ngx_http_relevo_main_conf_t, live_max),
      &ngx_http_relevo_live_max_bounds },

    { ngx_string("relevo_live_each"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_num_slot,
      NGX_HTTP_MAIN_CONF_OFFSET,
      offsetof(ngx_http_relevo_main_conf_t, live_each),
      &ngx_http_relevo_live_max_bounds },

    { ngx_string("relevo_live_buffer"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_size_slot,
      NGX_HTTP_MAIN_CONF_OFFSET,
      offsetof(ngx_http_relevo_main_conf_t, live_buffer),
      NULL },

    { ngx_string("relevo_webhook"),
      NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_relevo_conf_webhook,
      NGX_HTTP_LOC_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("relevo_secret_file"),
      NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_relevo_conf_secret_file,
      NGX_HTTP_LOC_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("relevo_signature"),
      NGX_HTTP_LOC_CONF|NGX_CONF_1MORE,
      ngx_http_relevo_conf_signature,
      NGX_HTTP_LOC_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("relevo_public_url"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_relevo_conf_public_url,
      NGX_HTTP_LOC_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("relevo_require"),
      NGX_HTTP_LOC_CONF|NGX_CONF_TAKE2,
      ngx_http_relevo_conf_require,
      NGX_HTTP_LOC_CONF_OFFSET,
      0,
      NULL },

    /* _generic.c */

    { ngx_string("relevo_account"),
      NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_set_complex_value_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_relevo_loc_conf_t, generic_account),
      NULL },

    { ngx_string("relevo_delivery_id"),
      NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_set_complex_value_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_relevo_loc_conf_t, generic_delivery),
      NULL },

    { ngx_string("relevo_malformed"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_enum_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_relevo_loc_conf_t, malformed),
      &ngx_http_relevo_malformed },

    { ngx_string("relevo_verify_token_file"),
      NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_relevo_conf_verify_token_file,
      NGX_HTTP_LOC_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("relevo_retry_after"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_sec_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_relevo_loc_conf_t, retry_after),
      NULL },

    { ngx_string("relevo_chat_ttl"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_sec_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_relevo_loc_conf_t, chat_ttl),
      NULL },

    { ngx_string("relevo_chat_endpoint"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_str_array_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_relevo_loc_conf_t, chat_endpoints),
      NULL },

    { ngx_string("relevo_chat_origin"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_1MORE,
      ngx_http_relevo_conf_chat_origin,
      NGX_HTTP_LOC_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("relevo_chat_media"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE12,
      ngx_http_relevo_conf_chat_media,
      NGX_HTTP_LOC_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("relevo_chat_media_type"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_str_array_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_relevo_loc_conf_t, chat_media_types),
      NULL },

    /* _limits.c */

    { ngx_string("relevo_limits_zone"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_size_slot,
      NGX_HTTP_MAIN_CONF_OFFSET,
      offsetof(ngx_http_relevo_main_conf_t, limits.zone_size),
      NULL },

    { ngx_string("relevo_max_inflight"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_num_slot,
      NGX_HTTP_MAIN_CONF_OFFSET,
      offsetof(ngx_http_relevo_main_conf_t, limits.max_inflight),
      &ngx_http_relevo_max_inflight_bounds },

    { ngx_string("relevo_memory_watermarks"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_1MORE,
      ngx_http_relevo_conf_memory_watermarks,
      NGX_HTTP_MAIN_CONF_OFFSET,
      offsetof(ngx_http_relevo_main_conf_t, limits),
      NULL },

    { ngx_string("relevo_stream_watermarks"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_1MORE,
      ngx_http_relevo_conf_stream_watermarks,
      NGX_HTTP_MAIN_CONF_OFFSET,
      offsetof(ngx_http_relevo_main_conf_t, limits),
      NULL },

    { ngx_string("relevo_watermark_interval"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_msec_slot,
      NGX_HTTP_MAIN_CONF_OFFSET,
      offsetof(ngx_http_relevo_main_conf_t, limits.interval),
      NULL },

    { ngx_string("relevo_bad_signature_rate"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_relevo_conf_rate,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_relevo_loc_conf_t, limits.bad_signature),
      NULL },

    { ngx_string("relevo_address"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_set_complex_value_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_relevo_loc_conf_t, limits.address),
      NULL },

    { ngx_string("relevo_tenant_rate"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_relevo_conf_rate,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_relevo_loc_conf_t, limits.tenant),
      NULL },

    { ngx_string("relevo_max_body"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_size_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_relevo_loc_conf_t, limits.max_body),
      NULL },

    { ngx_string("relevo_max_depth"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_num_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_relevo_loc_conf_t, limits.max_depth),
      &ngx_http_relevo_max_depth_bounds },

    { ngx_string("relevo_max_accounts"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_num_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_relevo_loc_conf_t, limits.max_accounts),
      &ngx_http_relevo_max_accounts_bounds },

    { ngx_string("relevo_max_updates"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_num_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_relevo_loc_conf_t, limits.max_updates),
      &ngx_http_relevo_max_updates_bounds },

    { ngx_string("relevo_health"),
      NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_relevo_conf_health,
      NGX_HTTP_LOC_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("relevo_api"),
      NGX_HTTP_LOC_CONF|NGX_CONF_NOARGS,
      ngx_http_relevo_conf_api,
      NGX_HTTP_LOC_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("relevo_api_rate"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_relevo_conf_rate,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_relevo_loc_conf_t, limits.api),
      NULL },

    { ngx_string("relevo_api_unknown_rate"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_relevo_conf_rate,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_relevo_loc_conf_t, limits.unknown),
      NULL },

    { ngx_string("relevo_api_login_rate"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_relevo_conf_rate,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_relevo_loc_conf_t, limits.login),
      NULL },

    /* relevo_api_postgres CONNINFO [password_file=] [connections=] [most=]
       [depth=] [queue=] [timeout=] [connect_timeout=] [remember=]
       [prepared=] */

    { ngx_string("relevo_api_postgres"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_1MORE,
      ngx_http_relevo_conf_postgres,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("relevo_metrics"),
      NGX_HTTP_LOC_CONF|NGX_CONF_NOARGS,
      ngx_http_relevo_conf_metrics,
      NGX_HTTP_LOC_CONF_OFFSET,
      0,
      NULL },

      ngx_null_command
};
