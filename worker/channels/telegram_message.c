/*
 * telegram_message - what a message of the Bot API is and says, who wrote it.
 *
 * What a message holds is told by its members.  Those of service messages
 * (somebody joined, a title changed) make it an event; one with neither known
 * content nor a known service member is "unsupported": kept, in its
 * conversation, and not answered.
 */

#include "worker/channels/telegram.h"

#include "worker/channels/update.h"


/* --- words -------------------------------------------------------------- */

static const char *
text_of_caption(pool_t *pool, const json_t *message, const json_t *value)
{
    (void) pool;
    (void) value;

    return update_str(message, "caption");
}


static const char *
text_of_none(pool_t *pool, const json_t *message, const json_t *value)
{
    (void) pool;
    (void) message;
    (void) value;

    return NULL;
}


static const char *
text_of_itself(pool_t *pool, const json_t *message, const json_t *value)
{
    (void) pool;
    (void) message;

    return json_string_length(value) > 0 ? json_string_value(value) : NULL;
}


static const char *
text_of_location(pool_t *pool, const json_t *message, const json_t *value)
{
    const json_t  *location = json_object_get(message, "location");
    const char    *title = update_str(value, "title");
    json_t        *lat = json_object_get(location, "latitude");
    json_t        *lon = json_object_get(location, "longitude");

    if (!json_is_number(lat) || !json_is_number(lon)) {
        return title;
    }

    return pool_printf(pool, "%.9g,%.9g%s%s", json_number_value(lat),
                       json_number_value(lon), title != NULL ? " " : "",
                       title != NULL ? title : "");
}


static const char *
text_of_question(pool_t *pool, const json_t *message, const json_t *value)
{
    (void) pool;
    (void) message;

    return update_str(value, "question");
}


static const char *
text_of_contact(pool_t *pool, const json_t *message, const json_t *value)
{
    const char  *first = update_str(value, "first_name");
    const char  *last = update_str(value, "last_name");
    const char  *phone = update_str(value, "phone_number");

    (void) message;

    return pool_printf(pool, "%s%s%s%s%s", first != NULL ? first : "",
                       last != NULL ? " " : "", last != NULL ? last : "",
                       first != NULL && phone != NULL ? ", " : "",
                       phone != NULL ? phone : "");
}


/* In this order: an animation has a document, a venue a location, too. */
static const struct {
    const char   *member, *type;
    const char *(*text)(pool_t *pool, const json_t *message,
                    const json_t *value);
} contents[] = {
    { "text",       "text",     text_of_itself },
    { "photo",      "image",    text_of_caption },
    { "voice",      "audio",    text_of_caption },
    { "audio",      "audio",    text_of_caption },
    { "video",      "video",    text_of_caption },
    { "video_note", "video",    text_of_none },
    { "animation",  "video",    text_of_caption },
    { "document",   "document", text_of_caption },
    { "sticker",    "sticker",  text_of_none },
    { "venue",      "location", text_of_location },
    { "location",   "location", text_of_location },
    { "contact",    "contacts", text_of_contact },
    { "poll",       "poll",     text_of_question },
    { "dice",       "dice",     text_of_none },
    { "game",       "game",     text_of_none },
    { "story",      "story",    text_of_none },
    { "paid_media", "image",    text_of_caption },
    { "invoice",    "order",    text_of_none },
};

/* Messages that say what became of the chat. */
static const char *const  services[] = {
    "new_chat_members", "left_chat_member", "new_chat_title",
    "new_chat_photo", "delete_chat_photo", "group_chat_created",
    "supergroup_chat_created", "channel_chat_created",
    "message_auto_delete_timer_changed", "migrate_from_chat_id",
    "pinned_message", "successful_payment", "refunded_payment",
    "users_shared", "chat_shared", "connected_website",
    "write_access_allowed", "passport_data", "proximity_alert_triggered",
    "boost_added", "chat_background_set", "forum_topic_created",
    "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened",
    "general_forum_topic_hidden", "general_forum_topic_unhidden",
    "giveaway_created", "giveaway", "giveaway_winners", "giveaway_completed",
    "video_chat_scheduled", "video_chat_started", "video_chat_ended",
    "video_chat_participants_invited", "web_app_data",
};


/* "/start", perhaps with the payload of a link: somebody opened the chat. */
static bool
is_start(const char *text)
{
    return text != NULL && strncmp(text, "/start", 6) == 0
           && (text[6] == '\0' || text[6] == ' ' || text[6] == '@');
}


telegram_content_t
telegram_content(pool_t *pool, const json_t *message)
{
    for (size_t i = 0; i < sizeof(contents) / sizeof(contents[0]); i++) {
        const json_t  *value = json_object_get(message, contents[i].member);
        const char    *text;

        if (value == NULL) {
            continue;
        }

        text = contents[i].text(pool, message, value);

        return is_start(text)
               ? (telegram_content_t) { "request_welcome", NULL }
               : (telegram_content_t) { contents[i].type, text };
    }

    for (size_t i = 0; i < sizeof(services) / sizeof(services[0]); i++) {
        if (json_object_get(message, services[i]) != NULL) {
            return (telegram_content_t) { NULL, NULL };
        }
    }

    return (telegram_content_t) { "unsupported",
                                  update_str(message, "caption") };
}


static const char *
button_find(const json_t *rows, const char *data)
{
    size_t         i, k;
    const json_t  *row, *button;

    json_array_foreach(rows, i, row) {
        json_array_foreach(row, k, button) {
            const char  *its = update_str(button, "callback_data");

            if (its != NULL && strcmp(its, data) == 0) {
                return update_str(button, "text");
            }
        }
    }

    return NULL;
}


const char *
telegram_button(const json_t *query)
{
    const json_t  *message = json_object_get(query, "message");
    const json_t  *markup = json_object_get(message, "reply_markup");
    const char    *data = update_str(query, "data");
    const char    *text;

    if (data == NULL) {
        return update_str(query, "game_short_name");
    }

    text = button_find(json_object_get(markup, "inline_keyboard"), data);

    return text != NULL ? text : data;
}


/* --- who and where ------------------------------------------------------ */

const char *
telegram_chat(pool_t *pool, const json_t *chat)
{
    const json_t  *id = json_object_get(chat, "id");

    return json_is_integer(id) && json_integer_value(id) != 0
           ? pool_printf(pool, "%" JSON_INTEGER_FORMAT,
                         json_integer_value(id))
           : NULL;
}


const char *
telegram_message_id(pool_t *pool, const json_t *message)
{
    const json_t  *number = json_object_get(message, "message_id");
    const char    *chat = telegram_chat(pool,
                                        json_object_get(message, "chat"));

    return chat != NULL && json_is_integer(number)
           ? pool_printf(pool, "%s:%" JSON_INTEGER_FORMAT, chat,
                         json_integer_value(number))
           : NULL;
}


const char *
telegram_name(pool_t *pool, const json_t *chat, const json_t *from)
{
    const char  *title = update_str(chat, "title");
    const char  *first = update_str(from, "first_name");
    const char  *last = update_str(from, "last_name");

    if (title != NULL) {
        return title;
    }

    if (first == NULL || last == NULL) {
        return first != NULL ? first : last;
    }

    return pool_printf(pool, "%s %s", first, last);
}
