
/*
 * channels - the table: what relevo_webhook may name, one row per channel.
 *
 * A channel says how a request proves itself and which accounts its body is
 * for; everything else is common to all of them.
 */

#include "ngx_http_relevo.h"


static const ngx_http_relevo_channel_t  ngx_http_relevo_channels[] = {

    { ngx_string("whatsapp"),
      ngx_http_relevo_meta_handler,
      ngx_http_relevo_scheme_headers,
      ngx_http_relevo_scheme_body,
      ngx_http_relevo_whatsapp_accounts,
      0, NULL, ngx_null_string },

    { ngx_string("messenger"),
      ngx_http_relevo_meta_handler,
      ngx_http_relevo_scheme_headers,
      ngx_http_relevo_scheme_body,
      ngx_http_relevo_messenger_accounts,
      0, NULL, ngx_null_string },

    { ngx_string("instagram"),
      ngx_http_relevo_meta_handler,
      ngx_http_relevo_scheme_headers,
      ngx_http_relevo_scheme_body,
      ngx_http_relevo_instagram_accounts,
      0, NULL, ngx_null_string },

    { ngx_string("telegram"),
      ngx_http_relevo_bots_handler,
      ngx_http_relevo_scheme_headers,
      ngx_http_relevo_scheme_body,
      ngx_http_relevo_telegram_accounts,
      1024 * 1024, NULL, ngx_null_string },

    /* takes the answer for TwiML; this one says nothing */

    { ngx_string("twilio"),
      ngx_http_relevo_bots_handler,
      ngx_http_relevo_twilio_authenticate,
      ngx_http_relevo_scheme_body,
      ngx_http_relevo_twilio_accounts,
      256 * 1024, "text/xml",
      ngx_string("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>") },

    { ngx_string("generic"),
      ngx_http_relevo_generic_handler,
      ngx_http_relevo_generic_authenticate,
      ngx_http_relevo_scheme_body,
      ngx_http_relevo_generic_accounts,
      1024 * 1024, NULL, ngx_null_string },

    { ngx_string("webchat"),
      ngx_http_relevo_chat_handler,
      ngx_http_relevo_chat_authenticate,
      NULL,
      ngx_http_relevo_chat_accounts,
      64 * 1024, NULL, ngx_null_string },

    { ngx_null_string, NULL, NULL, NULL, NULL, 0, NULL, ngx_null_string }
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
