/*
 * telegram - updates of the Bot API become items of core.admit.
 *
 *   message         -> message; event, when it only says what became of the
 *                      chat; merge, when a group got another number
 *   edited_message  -> message of type edit: never answered
 *   callback_query  -> message: a button was pressed
 *   message_reaction -> message of type reaction: never answered
 *   all else        -> event
 *
 * The contact is the chat, not the person: replies go where the question was
 * asked.  The account is the endpoint of the URL, the key is update_id.
 */

#include "worker/channels/telegram.h"

#include "common/scan_telegram.h"
#include "worker/channels/media.h"
#include "worker/channels/update.h"

#define TIMESTAMP_MAX  4102444800       /* 2100-01-01; above is not a time */

typedef struct {
    update_walk_t    walk;
    slice_t          account;
    scan_telegram_t  scan;
} telegram_walk_t;


static json_int_t
at_ms_of(const telegram_walk_t *w, const json_t *message)
{
    json_int_t  at = json_integer_value(json_object_get(message, "edit_date"));

    if (at == 0) {
        at = json_integer_value(json_object_get(message, "date"));
    }

    return at > 0 && at < TIMESTAMP_MAX ? at * 1000
                                        : update_received_ms(&w->walk);
}


static void
emit_event(const telegram_walk_t *w)
{
    const update_walk_t  *walk = &w->walk;
    json_t               *update = update_new(walk, "event", w->account);
    char                  field[TELEGRAM_FIELD_LEN + 1];

    snprintf(field, sizeof(field), "%.*s", (int) w->scan.field.len,
             (const char *) w->scan.field.data);
    json_object_set_new(update, "field",
                        update_or_null(*field != '\0' ? field : NULL));
    update_set_key(update, w->account, w->scan.id);
    walk->emit(walk->data, update, walk->record->payload);
}


static void
emit_dead(const telegram_walk_t *w, const char *reason)
{
    update_emit_dead(&w->walk, w->account, w->walk.record->payload, reason);
}


/* content: what was sent, with all that we do not know. */
static void
emit_message(const telegram_walk_t *w, json_t *contact, const char *id,
    telegram_content_t content, json_t *whole, const char *reply_to)
{
    const update_walk_t  *walk = &w->walk;
    json_t               *update = update_new(walk, "message", w->account);

    update_set_key(update, w->account, w->scan.id);
    json_object_set_new(update, "id", update_or_null(id));
    json_object_set_new(update, "contact", contact);
    json_object_set_new(update, "type", json_string(content.type));
    json_object_set_new(update, "text", update_or_null(content.text));
    json_object_set(update, "content", whole);
    media_set(update, telegram_media(whole));
    json_object_set_new(update, "reply_to", update_or_null(reply_to));
    json_object_set_new(update, "at_ms", json_integer(at_ms_of(w, whole)));
    walk->emit(walk->data, update, walk->record->payload);
}


/* A group became a supergroup: who writes there is the same contact. */
static void
emit_migration(const telegram_walk_t *w, const char *old, const char *new)
{
    const update_walk_t  *walk = &w->walk;
    json_t               *update = update_new(walk, "merge", w->account);

    json_object_set_new(update, "old", update_ids("chat", old));
    json_object_set_new(update, "new", update_ids("chat", new));
    update_set_key(update, w->account, w->scan.id);
    walk->emit(walk->data, update, walk->record->payload);
}


/* Answering bots could go on for ever; an anonymous administrator is none. */
static bool
is_bot(const json_t *message)
{
    return json_is_true(json_object_get(json_object_get(message, "from"),
                                        "is_bot"))
           && json_object_get(message, "sender_chat") == NULL;
}


static void
take_message(const telegram_walk_t *w, json_t *message, bool is_edit)
{
    pool_t              *pool = w->walk.pool;
    const json_t        *chat = json_object_get(message, "chat");
    const json_t        *to = json_object_get(message, "migrate_to_chat_id");
    const char          *id = telegram_chat(pool, chat), *new;
    telegram_content_t   content = telegram_content(pool, message);

    if (id == NULL) {
        emit_dead(w, "no_contact");
        return;
    }

    if (json_is_integer(to)) {
        new = pool_printf(pool, "%" JSON_INTEGER_FORMAT,
                          json_integer_value(to));
        emit_migration(w, id, new);
        return;
    }

    if (content.type == NULL || is_bot(message)) {
        emit_event(w);
        return;
    }

    content.type = is_edit ? "edit" : content.type;
    emit_message(w, update_contact("chat", id, telegram_name(pool, chat,
                     json_object_get(message, "from"))),
                 telegram_message_id(pool, message), content, message,
                 telegram_message_id(pool, json_object_get(message,
                                                    "reply_to_message")));
}


static void
take_callback(const telegram_walk_t *w, json_t *query)
{
    pool_t              *pool = w->walk.pool;
    const json_t        *message = json_object_get(query, "message");
    const json_t        *chat = json_object_get(message, "chat");
    const json_t        *from = json_object_get(query, "from");
    const char          *id = update_str(query, "id");
    const char          *to = telegram_chat(pool, chat);
    telegram_content_t   content = { "interactive", telegram_button(query) };

    /* below an inline message nobody sees the chat; the person does */

    to = to != NULL ? to : telegram_chat(pool, from);

    if (to == NULL || id == NULL) {
        emit_dead(w, to == NULL ? "no_contact" : "shape");
        return;
    }

    emit_message(w, update_contact("chat", to, telegram_name(pool, chat,
                                                             from)),
                 pool_printf(pool, TELEGRAM_CALLBACK "%s", id), content,
                 query, telegram_message_id(pool, message));
}


/* The first sign that stands there now; none: it was taken back, or is one
 * that Telegram keeps to itself (a custom emoji). */
static void
take_reaction(const telegram_walk_t *w, json_t *change)
{
    pool_t              *pool = w->walk.pool;
    const json_t        *chat = json_object_get(change, "chat");
    const json_t        *sign = json_array_get(json_object_get(change,
                                                        "new_reaction"), 0);
    const char          *to = telegram_chat(pool, chat);
    const char          *at = telegram_message_id(pool, change);
    telegram_content_t   content = { "reaction", update_str(sign, "emoji") };

    if (to == NULL || at == NULL) {
        emit_dead(w, to == NULL ? "no_contact" : "shape");
        return;
    }

    emit_message(w, update_contact("chat", to, telegram_name(pool, chat,
                                       json_object_get(change, "user"))),
                 NULL, content, change, at);
}


static void
take_update(const telegram_walk_t *w)
{
    slice_t   field = w->scan.field;
    bool      is_edit = slice_eq(field, SLICE_LIT("edited_message"));
    bool      is_message = slice_eq(field, SLICE_LIT("message"));
    bool      is_reaction = slice_eq(field, SLICE_LIT("message_reaction"));
    json_t   *element;

    if (!is_edit && !is_message && !is_reaction
        && !slice_eq(field, SLICE_LIT("callback_query")))
    {
        emit_event(w);
        return;
    }

    element = update_json(w->walk.pool, w->scan.element);

    if (!json_is_object(element)) {
        emit_dead(w, element == NULL ? "parse" : "shape");

    } else if (is_message || is_edit) {
        take_message(w, element, is_edit);

    } else if (is_reaction) {
        take_reaction(w, element);

    } else {
        take_callback(w, element);
    }
}


static const char *
telegram_parse(const record_t *r, unsigned p, unsigned partitions,
    pool_t *pool, channel_emit_fn emit, void *data)
{
    telegram_walk_t  w = { .account = r->endpoint };
    const char      *reason;

    w.walk = (update_walk_t) { r, "telegram", pool, emit, data };

    if (w.account.len == 0) {
        w.account = SLICE_LIT(TELEGRAM_ACCOUNT);
    }

    if (partition_of(w.account, partitions) != p) {
        return NULL;
    }

    reason = update_scan_reason(scan_telegram(r->payload, &w.scan));

    if (reason == NULL) {
        take_update(&w);
    }

    return reason;
}


const channel_t  channel_telegram = {
    .name = "telegram",
    .text_max = TELEGRAM_TEXT_MAX,
    .text_unit = TEXT_UTF16,
    .parse = telegram_parse,
    .files = &telegram_files,
    .request = telegram_request,
    .classify = telegram_classify,
    .takes_copies = true,
    .read_receipt = telegram_read_receipt,
};
