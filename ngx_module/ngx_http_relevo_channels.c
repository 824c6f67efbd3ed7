
/*
 * channels - the table: what relevo_webhook may name, one row per channel.
 *
 * A channel says how a request proves itself and which accounts its body is
 * for; everything else is common to all of them, also the content handler of
 * those that are webhooks.
 */

#include "ngx_http_relevo.h"

#include "common/scan_telegram.h"


static ngx_int_t ngx_http_relevo_webhook_handler(ngx_http_request_t *r);


static const ngx_http_relevo_channel_t  ngx_http_relevo_channels[] = {

    { ngx_string("whatsapp"),
      ngx_http_relevo_webhook_handler,
      ngx_http_relevo_meta_probe,
      ngx_http_relevo_scheme_headers,
      ngx_http_relevo_scheme_body,
      ngx_http_relevo_whatsapp_accounts,
      ngx_null_string, 0, NULL, ngx_null_string },

    { ngx_string("messenger"),
      ngx_http_relevo_webhook_handler,
      ngx_http_relevo_meta_probe,
      ngx_http_relevo_scheme_headers,
      ngx_http_relevo_scheme_body,
      ngx_http_relevo_messenger_accounts,
      ngx_null_string, 0, NULL, ngx_null_string },

    { ngx_string("instagram"),
      ngx_http_relevo_webhook_handler,
      ngx_http_relevo_meta_probe,
      ngx_http_relevo_scheme_headers,
      ngx_http_relevo_scheme_body,
      ngx_http_relevo_instagram_accounts,
      ngx_null_string, 0, NULL, ngx_null_string },

    /* a bot does not say which one it is */

    { ngx_string("telegram"),
      ngx_http_relevo_webhook_handler,
      NULL,
      ngx_http_relevo_scheme_headers,
      ngx_http_relevo_scheme_body,
      ngx_http_relevo_telegram_accounts,
      ngx_string(TELEGRAM_ACCOUNT), 1024 * 1024, NULL, ngx_null_string },

    /* takes the answer for TwiML; this one says nothing */

    { ngx_string("twilio"),
      ngx_http_relevo_webhook_handler,
      NULL,
      ngx_http_relevo_twilio_authenticate,
      ngx_http_relevo_scheme_body,
      ngx_http_relevo_twilio_accounts,
      ngx_null_string, 256 * 1024, "text/xml",
      ngx_string("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>") },

    { ngx_string("generic"),
      ngx_http_relevo_webhook_handler,
      NULL,
      ngx_http_relevo_generic_authenticate,
      ngx_http_relevo_scheme_body,
      ngx_http_relevo_generic_accounts,
      ngx_null_string, 1024 * 1024, NULL, ngx_null_string },

    { ngx_string("webchat"),
      ngx_http_relevo_chat_handler,
      NULL,
      ngx_http_relevo_chat_authenticate,
      NULL,
      ngx_http_relevo_chat_accounts,
      ngx_null_string, 64 * 1024, NULL, ngx_null_string },

    { ngx_null_string, NULL, NULL, NULL, NULL, NULL, ngx_null_string, 0, NULL,
      ngx_null_string }
};


const ngx_http_relevo_channel_t *
ngx_http_relevo_channel_table(void)
{
    return ngx_http_relevo_channels;
}


ngx_uint_t
ngx_http_relevo_channel_index(const ngx_http_relevo_channel_t *channel)
{
    return channel - ngx_http_relevo_channels;
}


const ngx_http_relevo_channel_t *
ngx_http_relevo_channel(ngx_str_t *name)
{
    const ngx_http_relevo_channel_t  *channel;

    for (channel = ngx_http_relevo_channels; channel->name.len; channel++) {

        if (channel->name.len == name->len
            && ngx_strncmp(channel->name.data, name->data, name->len) == 0)
        {
            return channel;
        }
    }

    return NULL;
}


static ngx_int_t
ngx_http_relevo_webhook_handler(ngx_http_request_t *r)
{
    ngx_int_t                         rc;
    ngx_str_t                         endpoint;
    ngx_http_relevo_loc_conf_t       *rlcf;
    const ngx_http_relevo_channel_t  *channel;

    if (r != r->main) {
        return NGX_DECLINED;
    }

    /* an endpoint in the URL comes with its own secrets */

    rc = ngx_http_relevo_endpoint_of(r, &endpoint);
    if (rc != NGX_OK) {
        return ngx_http_relevo_refuse(r, NULL, rc);
    }

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);
    channel = rlcf->channel;

    if (channel->probe && r->method == NGX_HTTP_GET) {
        return channel->probe(r);
    }

    if (r->method != NGX_HTTP_POST) {
        return ngx_http_relevo_not_allowed(r, channel->probe ? "GET, POST"
                                                             : "POST");
    }

    if (endpoint.len == 0) {
        endpoint = channel->endpoint;
    }

    return ngx_http_relevo_ingest_post(r, channel, &endpoint);
}
