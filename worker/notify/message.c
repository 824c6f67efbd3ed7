/* message - see message.h.  An item is what one notification says; a digest
 * has several, each a line of its own. */

#include "worker/notify/message.h"

#include <string.h>

#include "common/utf8_cut.h"
#include "worker/answer/fill.h"
#include "worker/answer/texts.h"
#include "worker/engine/config.h"
#include "worker/jsonx.h"

#define VALUE_MAX    300                /* bytes of one value */
#define CONSOLE_AT   "/console/#/conversations/"

/* What happened, in one line. */
static const struct {
    const char  *event;
    text_id_t    text;
} headlines[] = {
    { "escalation", TEXT_NOTIFY_ESCALATION },
    { "urgent", TEXT_NOTIFY_URGENT },
    { "assignment", TEXT_NOTIFY_ASSIGNMENT },
    { "resolution", TEXT_NOTIFY_RESOLUTION },
    { "sla_breach", TEXT_NOTIFY_SLA_BREACH },
    { "handoff_idle", TEXT_NOTIFY_HANDOFF_IDLE },
    { "agent_idle", TEXT_NOTIFY_AGENT_IDLE },
    { "callback_due", TEXT_NOTIFY_CALLBACK_DUE },
    { "daily_summary", TEXT_NOTIFY_DAILY },
    { "limit", TEXT_NOTIFY_LIMIT },
    { "media_status", TEXT_NOTIFY_MEDIA },
    { "manual", TEXT_NOTIFY_MANUAL },
    { "confirm", TEXT_NOTIFY_CONFIRM_TITLE },
    { "test", TEXT_NOTIFY_TEST }
};

/* Values whose words are listed, "a|b|c", in config/texts. */
static const struct {
    const char  *key;
    text_id_t    text;
    const char  *codes;
} listed[] = {
    { "priority", TEXT_NOTIFY_PRIORITIES, "low|medium|high|urgent" },
    { "sla", TEXT_NOTIFY_LEVELS,
      "decision|notification|assignment|first_response|resolution" },
    { "category", TEXT_NOTIFY_CATEGORIES,
      "payment_issue|delivery_problem|refund_request|complaint|"
      "technical_issue|product_inquiry|other" },
    { "level", TEXT_NOTIFY_LIMIT_LEVELS, "soft|hard" },
    { "limit", TEXT_NOTIFY_LIMITS, "messages_day|messages_month|tokens_day|"
      "tokens_month|media_bytes|agents" },
    { "kind", TEXT_NOTIFY_MEDIA_KINDS,
      "image|audio|voice|video|document|sticker" },
    { "state", TEXT_NOTIFY_MEDIA_STATES, "done|failed|unsupported" }
};

/* Lines below a headline, in the order of the labels of the text. */
static const char *const  detail_keys[] = {
    "subject", "priority", "category", "sla", "reason", "agent_name",
    "outcome"
};

/* Names that texts may hold in braces. */
static const char *const  names[] = {
    "ticket", "subject", "priority", "category", "sla", "reason",
    "agent_name", "outcome", "day", "opened", "resolved", "waiting",
    "breaches", "conversations", "rating", "ratings", "active", "escalated",
    "first_response", "resolution", "limit", "level", "used", "allowed",
    "kind", "state"
};

#define COUNT(a)  (sizeof(a) / sizeof((a)[0]))


const char *
message_cut(pool_t *pool, const char *s, size_t max)
{
    slice_t  text = slice_str(s);

    return text.len <= max ? s
           : pool_printf(pool, "%.*s...", (int) utf8_cut(text, max - 3).len, s);
}


const char *
message_link(pool_t *pool, const char *path, const char *token)
{
    const char  *base = config_str("notify.public_url");
    size_t       len = strlen(base);

    len -= len > 0 && base[len - 1] == '/';

    return len == 0 ? NULL : pool_printf(pool, "%.*s%s%s", (int) len, base,
                                         path, token);
}


/* The value of an item as a reader knows it, one line; "" when missing. */
static const char *
item_value(pool_t *pool, const char *language, const json_t *item,
    const char *key)
{
    const json_t  *value = json_object_get(item, key);
    const char    *s = json_string_value(value);
    char          *line;

    if (json_is_integer(value)) {
        return pool_printf(pool, "%" JSON_INTEGER_FORMAT,
                           json_integer_value(value));
    }

    if (json_is_number(value)) {
        return pool_printf(pool, "%g", json_number_value(value));
    }

    if (s == NULL) {
        return "";
    }

    for (size_t i = 0; i < COUNT(listed); i++) {
        int  n = strcmp(listed[i].key, key) == 0
                 ? fill_index(listed[i].codes, s) : -1;

        if (n >= 0) {
            return fill_word(pool, texts_get(language, listed[i].text),
                             (size_t) n);
        }
    }

    s = message_cut(pool, s, VALUE_MAX);
    line = s == NULL ? NULL : pool_strdup(pool, s);

    for (char *p = line; p != NULL && *p != '\0'; p++) {
        if ((unsigned char) *p < ' ') {
            *p = ' ';
        }
    }

    return line == NULL ? "" : line;
}


/* A text with the item's values in it. */
static const char *
item_fill(pool_t *pool, const char *language, const json_t *item,
    text_id_t id)
{
    fill_t  values[COUNT(names)];

    for (size_t i = 0; i < COUNT(names); i++) {
        const char  *value = item_value(pool, language, item, names[i]);

        values[i] = (fill_t) { names[i], *value != '\0' ? value : "-" };
    }

    return fill_text(pool, texts_get(language, id), values, COUNT(names));
}


static const char *
item_headline(pool_t *pool, const char *language, const json_t *item)
{
    const char  *event = jsonx_str(item, "event");

    for (size_t i = 0; i < COUNT(headlines); i++) {
        if (strcmp(headlines[i].event, event) == 0) {
            return item_fill(pool, language, item, headlines[i].text);
        }
    }

    /* of a newer version, or of somebody who is forgotten */

    return item_fill(pool, language, item, TEXT_NOTIFY_OTHER);
}


/* "Label: value" for each that is there. */
static const char *
item_details(pool_t *pool, const char *language, const json_t *item)
{
    const char  *labels = texts_get(language, TEXT_NOTIFY_LABELS);
    const char  *all = "";

    for (size_t i = 0; i < COUNT(detail_keys) && all != NULL; i++) {
        const char  *value = item_value(pool, language, item, detail_keys[i]);
        const char  *label = fill_word(pool, labels, i);

        if (*value != '\0' && label != NULL) {
            all = pool_printf(pool, "%s%s%s: %s", all,
                              *all != '\0' ? "\n" : "", label, value);
        }
    }

    return all;
}


static const char *
conversation_link(pool_t *pool, const json_t *item)
{
    const char  *id = jsonx_str(item, "conversation");

    return *id == '\0' ? NULL : message_link(pool, CONSOLE_AT, id);
}


static void
message_confirm(message_t *m, pool_t *pool, const json_t *item,
    const char *tenant)
{
    const fill_t  values[] = {
        { "name", tenant },
    };

    m->headline = fill_text(pool, m->headline, values, COUNT(values));
    m->details = fill_text(pool, texts_get(m->language,
                           TEXT_NOTIFY_CONFIRM), values, COUNT(values));
    m->brief = m->headline;
    m->link = message_link(pool, "/api/v1/notify/confirm?token=",
                           jsonx_str(item, "token"));
}


static void
message_one(message_t *m, pool_t *pool, const json_t *item,
    const char *tenant)
{
    const char  *event = jsonx_str(item, "event");

    m->headline = item_headline(pool, m->language, item);

    if (strcmp(event, "confirm") == 0) {
        message_confirm(m, pool, item, tenant);
        return;
    }

    if (strcmp(event, "manual") == 0) {
        m->details = jsonx_str(item, "text");

    } else if (strcmp(event, "daily_summary") == 0) {
        m->details = item_fill(pool, m->language, item, TEXT_NOTIFY_SUMMARY);

    } else {
        m->details = item_details(pool, m->language, item);
    }

    m->brief = strcmp(event, "manual") == 0 ? m->details : m->headline;
    m->link = conversation_link(pool, item);
}


/* Each a line, with where to go. */
static void
message_many(message_t *m, pool_t *pool, const json_t *items)
{
    const char    *count = pool_printf(pool, "%zu", json_array_size(items));
    const fill_t   values[] = { { "count", count != NULL ? count : "" } };
    const char    *all = "";
    size_t         i;
    const json_t  *item;

    json_array_foreach((json_t *) items, i, item) {
        const char  *link = conversation_link(pool, item);
        const char  *line = strcmp(jsonx_str(item, "event"), "manual") == 0
                            ? jsonx_str(item, "text")
                            : item_headline(pool, m->language, item);

        if (all != NULL && line != NULL) {
            all = pool_printf(pool, "%s%s- %s%s%s", all, i > 0 ? "\n" : "",
                              line, link != NULL ? "\n  " : "",
                              link != NULL ? link : "");
        }
    }

    m->headline = fill_text(pool, texts_get(m->language, TEXT_NOTIFY_DIGEST),
                            values, COUNT(values));
    m->details = all;
    m->brief = m->headline;
}


const message_t *
message_new(const json_t *row, const channel_account_t *account, pool_t *pool)
{
    const json_t  *payload = json_object_get(row, "payload");
    const json_t  *items = json_object_get(payload, "items");
    message_t     *m = pool_alloc(pool, sizeof(message_t));

    if (m == NULL) {
        return NULL;
    }

    m->language = jsonx_str(account->settings, "language");

    if (json_array_size(items) > 1) {
        message_many(m, pool, items);
    } else {
        message_one(m, pool, json_array_get(items, 0),
                    jsonx_str(account->settings, "tenant_name"));
    }

    return m->headline == NULL || m->details == NULL || m->brief == NULL
           ? NULL : m;
}
