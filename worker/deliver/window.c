/*
 * window - is the customer still to be answered freely?
 *
 * WhatsApp, Messenger and Instagram allow free text for 24 hours after the
 * customer's last message; payload.window_ms is the end of that.  Behind it a
 * WhatsApp account may have a template that asks them to write again
 * (settings.window_template, "name:language"): it goes in place of the first
 * part.  Everything else is refused with a reason; nothing is sent that the
 * provider would take for spam.
 */

#include "worker/deliver/row.h"

#include "worker/engine/stats.h"
#include "worker/jsonx.h"

#define TEMPLATE_SEPARATOR  ':'


/* A copy of the row that sends the template; NULL: there is none. */
static const json_t *
template_row(const row_t *row, const channel_account_t *account, pool_t *pool)
{
    const json_t  *payload = json_object_get(row->json, "payload");
    const char    *name = jsonx_str(account->settings, "window_template");
    const char    *at = strrchr(name, TEMPLATE_SEPARATOR);
    json_t        *copy, *instead;

    if (at == NULL || strcmp(row->channel->name, "whatsapp") != 0
        || jsonx_int(payload, "part") > 0)
    {
        return NULL;
    }

    instead = json_pack("{s:O?, s:s, s:{s:s%, s:s}}",
                        "to", json_object_get(payload, "to"),
                        "type", "template", "template",
                        "name", name, (size_t) (at - name),
                        "language", at + 1);
    copy = pool_json(pool, json_copy(row->json));
    json_object_set_new(copy, "kind", json_string("template"));
    json_object_set_new(copy, "payload", instead);

    return copy;
}


const json_t *
window_row(const row_t *row, const channel_account_t *account, pool_t *pool)
{
    const json_t  *payload = json_object_get(row->json, "payload");
    int64_t        end = jsonx_int(payload, "window_ms");
    const json_t  *instead;

    if (end == 0 || row->channel->window_hours == 0
        || (int64_t) (unix_us() / 1000) <= end)
    {
        return row->json;
    }

    instead = template_row(row, account, pool);

    if (instead != NULL) {
        stat_add(window_templates, 1);
    } else {
        stat_add(window_refused, 1);
    }

    return instead;
}
