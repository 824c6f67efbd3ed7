/*
 * webchat - our own chat in the browser: the channel that needs no account.
 *
 * The module has checked the visitor's token: endpoint and sender of the
 * record are authentic, the payload {"id", "text"} is the browser's.  Ids are
 * made by the browser, so a message is known by visitor and id: nobody can
 * take another's id.  Sending is an XADD that deliver does; repeating it is
 * harmless, clients know a message by its id.
 *
 * A record with RECORD_FLAG_UPLOAD is a file the module has spooled, described
 * in its own words.
 */

#include "worker/channels/webchat.h"

#include "common/signature.h"
#include "worker/channels/media.h"
#include "worker/channels/update.h"

#define WEBCHAT_TEXT_MAX  4096          /* code points, both directions */
#define WEBCHAT_ID_MAX    128           /* bytes */


static json_t *
string_of(slice_t s)
{
    json_t  *string = json_stringn((const char *) s.data, s.len);

    return string != NULL ? string : json_null();
}


static json_t *
key_of(const record_t *r, pool_t *pool, const char *id)
{
    uint8_t      key[16];
    char         hex[33];
    const char  *scoped = pool_printf(pool, "%.*s/%s", (int) r->sender.len,
                                      (const char *) r->sender.data, id);

    dedup_key(r->endpoint, slice_str(scoped), key);

    for (size_t i = 0; i < sizeof(key); i++) {
        snprintf(hex + 2 * i, 3, "%02x", key[i]);
    }

    return json_string(hex);
}


static json_t *
contact_of(const record_t *r)
{
    json_t  *contact = json_object();
    json_t  *ids = json_array();
    json_t  *pair = json_array();

    json_array_append_new(pair, json_string("visitor"));
    json_array_append_new(pair, string_of(r->sender));
    json_array_append_new(ids, pair);
    json_object_set_new(contact, "ids", ids);
    json_object_set_new(contact, "name", json_null());

    return contact;
}


static json_t *
item_new(const record_t *r, pool_t *pool, const char *id, const char *type,
    const char *text)
{
    json_t  *item = json_object();

    json_object_set_new(item, "kind", json_string("message"));
    json_object_set_new(item, "channel", json_string("webchat"));
    json_object_set_new(item, "account", string_of(r->endpoint));
    json_object_set_new(item, "key", key_of(r, pool, id));
    json_object_set_new(item, "id", json_string(id));
    json_object_set_new(item, "contact", contact_of(r));
    json_object_set_new(item, "type", json_string(type));
    json_object_set_new(item, "text", update_or_null(text));
    json_object_set_new(item, "content", json_null());
    json_object_set_new(item, "reply_to", json_null());
    json_object_set_new(item, "at_ms",
                        json_integer((json_int_t) (r->received_us / 1000)));
    json_object_set_new(item, "received_us",
                        json_integer((json_int_t) r->received_us));
    json_object_set_new(item, "request_id", string_of(r->request_id));
    json_object_set_new(item, "trace", r->traceparent.len > 0
                        ? string_of(r->traceparent) : json_null());

    return item;
}


static bool
is_text(const char *text)
{
    return text != NULL && *text != '\0'
           && text_length(slice_str(text), TEXT_CODE_POINTS)
              <= WEBCHAT_TEXT_MAX;
}


/* {"id", "media": {"file", "sha256", "bytes", "mime", "name", "caption"}} of
 * the module's own writing: a file that lies in the folder of uploads. */
static json_t *
upload_item(const record_t *r, pool_t *pool, const char *id,
    const json_t *media)
{
    const char  *file = update_str(media, "file");
    const char  *mime = update_str(media, "mime");
    const char  *caption = update_str(media, "caption");
    json_t      *item;

    if (!webchat_is_upload(file) || (caption != NULL && !is_text(caption))) {
        return NULL;
    }

    item = item_new(r, pool, id, media_kind(mime), caption);
    media_set(item, media_add(NULL, &(media_entry_t) {
        .kind = media_kind(mime), .ref = file, .mime = mime,
        .sha256 = update_str(media, "sha256"),
        .name = update_str(media, "name"), .caption = caption,
        .bytes = media_size(json_object_get(media, "bytes")),
    }));

    return item;
}


bool
webchat_is_upload(const char *name)
{
    return name != NULL && strlen(name) == WEBCHAT_UPLOAD_LEN
           && strspn(name, "0123456789abcdef") == WEBCHAT_UPLOAD_LEN;
}


static const char *
webchat_parse(const record_t *r, unsigned p, unsigned partitions,
    pool_t *pool, channel_emit_fn emit, void *data)
{
    json_t      *payload, *item = NULL;
    const char  *id, *text;

    if (partition_of(r->endpoint, partitions) != p) {
        return NULL;
    }

    if (r->endpoint.len == 0) {
        return "no_account";
    }

    if (r->sender.len == 0) {
        return "no_contact";
    }

    payload = update_json(pool, r->payload);
    if (!json_is_object(payload)) {
        return "parse";
    }

    id = update_str(payload, "id");
    text = update_str(payload, "text");

    if (id == NULL || strlen(id) > WEBCHAT_ID_MAX) {
        return "shape";
    }

    /* a browser cannot name files: only the module sets the flag */

    if (r->flags & RECORD_FLAG_UPLOAD) {
        item = upload_item(r, pool, id, json_object_get(payload, "media"));

    } else if (is_text(text)) {
        item = item_new(r, pool, id, "text", text);
    }

    if (item == NULL) {
        return "shape";
    }

    emit(data, item, r->payload);

    return NULL;
}


const channel_t  channel_webchat = {
    .name = "webchat",
    .text_max = WEBCHAT_TEXT_MAX,
    .idempotent = true,
    .parse = webchat_parse,
};
