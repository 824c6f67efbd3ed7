/*
 * What messages carry beside their words: every channel's files as entries of
 * "media", and what is no file.
 */

#include "t/unit/tap.h"

#include "worker/channels/channel.h"
#include "worker/channels/media.h"
#include "worker/channels/webchat.h"

#define HEX     "a665a45920422f9d417e4867efdc4fb8" \
                "a04a1f3fff1fa07e998e86f7f7a27ae3"
#define BASE64  "pmWkWSBCL51Bfkhn79xPuKBKHz//H6B+mY6G9/eieuM="
#define UPLOAD  "0123456789abcdef0123456789abcdef"
#define NONE    "-"

static pool_t   *pool;
static json_t   *item;


static void
emit(void *data, json_t *update, slice_t raw)
{
    (void) data;
    (void) raw;
    item = pool_json(pool, update);
}


/* The item's type and media as "type [entry ...]", empty members left out. */
static const char *
media_said(void)
{
    static char    text[2048];
    size_t         i, at;
    const json_t  *entry, *value;
    const char    *key;

    const json_t  *list = json_object_get(item, "media");

    if (list == NULL) {
        return NONE;
    }

    at = (size_t) snprintf(text, sizeof(text), "%s", json_string_value(
                           json_object_get(item, "type")));

    json_array_foreach(list, i, entry) {
        at += (size_t) snprintf(text + at, sizeof(text) - at, " [");
        json_object_foreach((json_t *) entry, key, value) {
            if (json_is_string(value)) {
                at += (size_t) snprintf(text + at, sizeof(text) - at, "%s=%s,",
                                        key, json_string_value(value));
            } else if (json_is_integer(value)) {
                at += (size_t) snprintf(text + at, sizeof(text) - at,
                                        "%s=%lld,", key, (long long)
                                        json_integer_value(value));
            }
        }
        at += (size_t) snprintf(text + at, sizeof(text) - at, "]");
    }

    return text;
}


#define WA(rest)                                                              \
    "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"W\","     \
    "\"changes\":[{\"field\":\"messages\",\"value\":{\"messaging_product\":"  \
    "\"whatsapp\",\"metadata\":{\"phone_number_id\":\"1\"},\"messages\":[{"   \
    "\"from\":\"52155\",\"id\":\"wamid.A\",\"timestamp\":\"1795219200\","     \
    rest "}]}}]}]}"
#define PAGE(object, rest)                                                    \
    "{\"object\":\"" object "\",\"entry\":[{\"id\":\"P1\",\"time\":1,"        \
    "\"messaging\":[{\"sender\":{\"id\":\"7\"},\"recipient\":{\"id\":\"P1\"},"\
    "\"timestamp\":1795219200123,\"message\":{\"mid\":\"m_1\"," rest "}}]}]}"
#define TG(rest)                                                              \
    "{\"update_id\":9,\"message\":{\"message_id\":7,\"date\":1795219200,"     \
    "\"chat\":{\"id\":5,\"type\":\"private\"}," rest "}}"
#define TW  "MessageSid=SM1&AccountSid=AC1&From=%2B52155&To=%2B1555&"
#define GENERIC(media)                                                        \
    "{\"id\":\"m1\",\"contact\":{\"id\":\"c1\"},\"media\":" media "}"
#define CHAT(media)  "{\"id\":\"u1\",\"media\":" media "}"

static const struct {
    const char  *name, *channel, *body, *media;
} table[] = {
    { "WhatsApp image", "whatsapp",
      WA("\"type\":\"image\",\"image\":{\"id\":\"M\",\"mime_type\":"
         "\"image/jpeg\",\"sha256\":\"" BASE64 "\",\"caption\":\"c\"}"),
      "image [kind=image,ref=M,mime=image/jpeg,sha256=" HEX ",caption=c,]" },
    { "WhatsApp voice note", "whatsapp",
      WA("\"type\":\"audio\",\"audio\":{\"id\":\"M\",\"mime_type\":"
         "\"audio/ogg; codecs=opus\",\"voice\":true,\"sha256\":\"" HEX "\"}"),
      "audio [kind=voice,ref=M,mime=audio/ogg; codecs=opus,sha256=" HEX ",]" },
    { "WhatsApp audio", "whatsapp",
      WA("\"type\":\"audio\",\"audio\":{\"id\":\"M\",\"voice\":false}"),
      "audio [kind=audio,ref=M,]" },
    { "WhatsApp document", "whatsapp",
      WA("\"type\":\"document\",\"document\":{\"id\":\"M\",\"filename\":"
         "\"a.pdf\",\"file_size\":\"12\",\"sha256\":\"short\"}"),
      "document [kind=document,ref=M,bytes=12,name=a.pdf,]" },
    { "WhatsApp video", "whatsapp",
      WA("\"type\":\"video\",\"video\":{\"id\":\"M\"}"),
      "video [kind=video,ref=M,]" },
    { "WhatsApp sticker", "whatsapp",
      WA("\"type\":\"sticker\",\"sticker\":{\"id\":\"M\"}"),
      "sticker [kind=sticker,ref=M,]" },
    { "WhatsApp, corrected", "whatsapp",
      WA("\"type\":\"edit\",\"edit\":{\"message\":{\"type\":\"image\","
         "\"image\":{\"id\":\"N\"}}}"), "edit [kind=image,ref=N,]" },
    { "WhatsApp image without an id", "whatsapp",
      WA("\"type\":\"image\",\"image\":{}"), NONE },
    { "WhatsApp text", "whatsapp",
      WA("\"type\":\"text\",\"text\":{\"body\":\"x\"},\"image\":"
         "{\"id\":\"M\"}"), NONE },

    { "Messenger, two pictures and words", "messenger",
      PAGE("page", "\"text\":\"see\",\"attachments\":[{\"type\":\"image\","
           "\"payload\":{\"url\":\"https://a/1\"}},{\"type\":\"file\","
           "\"payload\":{\"url\":\"https://a/2\"}}]"),
      "image [kind=image,ref=https://a/1,caption=see,]"
      " [kind=document,ref=https://a/2,caption=see,]" },
    { "Messenger sticker", "messenger",
      PAGE("page", "\"attachments\":[{\"type\":\"image\",\"payload\":"
           "{\"url\":\"https://a/1\",\"sticker_id\":3}}]"),
      "image [kind=sticker,ref=https://a/1,]" },
    { "Messenger location", "messenger",
      PAGE("page", "\"attachments\":[{\"type\":\"location\",\"payload\":"
           "{\"coordinates\":{\"lat\":1,\"long\":2}}}]"), NONE },
    { "Instagram audio", "instagram",
      PAGE("instagram", "\"attachments\":[{\"type\":\"audio\",\"payload\":"
           "{\"url\":\"https://a/1\"}}]"),
      "audio [kind=audio,ref=https://a/1,]" },
    { "Instagram share", "instagram",
      PAGE("instagram", "\"attachments\":[{\"type\":\"share\",\"payload\":"
           "{\"url\":\"https://a/1\"}}]"), NONE },

    { "Telegram photo: the largest", "telegram",
      TG("\"photo\":[{\"file_id\":\"S\",\"width\":90,\"height\":60},"
         "{\"file_id\":\"L\",\"width\":900,\"height\":600,\"file_size\":7},"
         "{\"file_id\":\"M\",\"width\":300,\"height\":200}],"
         "\"caption\":\"c\""),
      "image [kind=image,ref=L,mime=image/jpeg,bytes=7,caption=c,]" },
    { "Telegram voice", "telegram",
      TG("\"voice\":{\"file_id\":\"V\",\"duration\":3}"),
      "audio [kind=voice,ref=V,mime=audio/ogg,]" },
    { "Telegram document", "telegram",
      TG("\"document\":{\"file_id\":\"D\",\"file_name\":\"a.pdf\","
         "\"mime_type\":\"application/pdf\"}"),
      "document [kind=document,ref=D,mime=application/pdf,name=a.pdf,]" },
    { "Telegram animation", "telegram",
      TG("\"animation\":{\"file_id\":\"A\"},\"document\":{\"file_id\":"
         "\"D\"}"), "video [kind=video,ref=A,]" },
    { "Telegram video note", "telegram",
      TG("\"video_note\":{\"file_id\":\"N\"}"),
      "video [kind=video,ref=N,mime=video/mp4,]" },
    { "Telegram animated sticker", "telegram",
      TG("\"sticker\":{\"file_id\":\"K\",\"is_animated\":true}"),
      "sticker [kind=sticker,ref=K,mime=application/x-tgsticker,]" },
    { "Telegram sticker", "telegram", TG("\"sticker\":{\"file_id\":\"K\"}"),
      "sticker [kind=sticker,ref=K,mime=image/webp,]" },
    { "Telegram, no photo in it", "telegram", TG("\"photo\":[]"), NONE },

    { "Twilio, two files", "twilio",
      TW "NumMedia=2&Body=x&MediaUrl0=https%3A%2F%2Fa%2F1&MediaContentType0="
      "image%2Fpng&MediaUrl1=https%3A%2F%2Fa%2F2&MediaContentType1="
      "application%2Fpdf",
      "image [kind=image,ref=https://a/1,mime=image/png,caption=x,]"
      " [kind=document,ref=https://a/2,mime=application/pdf,caption=x,]" },
    { "Twilio voice note", "twilio",
      TW "MediaUrl0=https%3A%2F%2Fa%2F1&MediaContentType0=audio%2Fogg",
      "audio [kind=voice,ref=https://a/1,mime=audio/ogg,]" },
    { "Twilio sticker", "twilio",
      TW "MessageType=sticker&MediaUrl0=https%3A%2F%2Fa%2F1&"
      "MediaContentType0=image%2Fwebp",
      "sticker [kind=sticker,ref=https://a/1,mime=image/webp,]" },
    { "Twilio, a type without a file", "twilio",
      TW "MediaContentType0=audio%2Fogg", NONE },

    { "generic link", "generic",
      GENERIC("{\"link\":\"https://a/1\",\"mime\":\"audio/ogg\",\"type\":"
              "\"voice\",\"filename\":\"n\",\"bytes\":3}"),
      "audio [kind=voice,ref=https://a/1,mime=audio/ogg,bytes=3,name=n,]" },
    { "generic, kind by MIME", "generic",
      GENERIC("{\"link\":\"https://a/1\",\"mime\":\"IMAGE/png\","
              "\"caption\":\"c\"}"),
      "document [kind=image,ref=https://a/1,mime=IMAGE/png,caption=c,]" },
    { "generic, neither link nor id", "generic",
      GENERIC("{\"mime\":\"image/png\"}"), NONE },
};


static void
test_channels(void)
{
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        const channel_t  *c = channel_find(slice_str(table[i].channel));
        record_t          r = {
            .kind = RECORD_WEBHOOK, .received_us = 1795219299000000,
            .channel = slice_str(table[i].channel),
            .request_id = SLICE_LIT("req1"), .endpoint = SLICE_LIT("e"),
            .payload = slice_str(table[i].body),
        };

        item = NULL;
        ok(c->parse(&r, 0, 1, pool, emit, NULL) == NULL && item != NULL,
           "%s: read", table[i].name);
        is_str(media_said(), table[i].media, table[i].name);
    }
}


static const char *
chat(const char *body, uint16_t flags)
{
    record_t  r = {
        .kind = RECORD_WEBHOOK, .channel = SLICE_LIT("webchat"),
        .endpoint = SLICE_LIT("demo"), .sender = SLICE_LIT("v1"),
        .request_id = SLICE_LIT("req"), .flags = flags,
        .payload = slice_str(body),
    };

    item = NULL;

    return channel_find(SLICE_LIT("webchat"))->parse(&r, 0, 1, pool, emit,
                                                     NULL);
}


static void
test_webchat(void)
{
    const char  *body = CHAT("{\"file\":\"" UPLOAD "\",\"mime\":\"image/png\","
                             "\"bytes\":9,\"sha256\":\"" HEX "\",\"name\":"
                             "\"a.png\",\"caption\":\"see\"}");

    ok(chat(body, RECORD_FLAG_UPLOAD) == NULL, "an upload is read");
    is_str(media_said(), "image [kind=image,ref=" UPLOAD ",mime=image/png,"
           "sha256=" HEX ",bytes=9,name=a.png,caption=see,]", "an upload");
    is_str(json_string_value(json_object_get(item, "text")), "see",
           "its caption is the text");

    is_str(chat(body, 0), "shape", "a browser cannot name a file");
    ok(item == NULL, "nothing comes of it");
    ok(chat("{\"id\":\"u1\",\"text\":\"x\",\"media\":{\"file\":\"" UPLOAD
            "\"}}", 0) == NULL, "beside a text it is not looked at");
    is_str(media_said(), NONE, "no media");

    is_str(chat(CHAT("{\"file\":\"../../../../../../etc/passwd/12\"}"),
                RECORD_FLAG_UPLOAD), "shape", "a path is no name");
    is_str(chat(CHAT("{}"), RECORD_FLAG_UPLOAD), "shape", "no file");
    is_str(chat("{\"id\":\"u1\",\"text\":\"x\"}", RECORD_FLAG_UPLOAD),
           "shape", "no media");
    ok(!webchat_is_upload("0123456789ABCDEF0123456789ABCDEF"),
       "capitals are no name");
}


static void
test_helpers(void)
{
    json_t  *list = NULL;
    char     longest[MEDIA_REF_MAX + 2];

    memset(longest, 'x', sizeof(longest) - 1);
    longest[sizeof(longest) - 1] = '\0';
    ok(media_add(NULL, &(media_entry_t) { .kind = "image", .ref = longest })
       == NULL, "a reference that is too long is none");

    for (int i = 0; i < 2 * MEDIA_ENTRIES_MAX; i++) {
        list = media_add(list, &(media_entry_t) { .kind = "image",
                                                  .ref = "x" });
    }
    is(json_array_size(list), MEDIA_ENTRIES_MAX, "so many of one message");
    json_decref(list);

    is_str(media_kind(NULL), "document", "no MIME type: document");
    is_str(media_kind("imagex/png"), "document", "a prefix is not enough");
}


int
main(void)
{
    pool = pool_new(POOL_CAP_DEFAULT);
    test_channels();
    test_webchat();
    test_helpers();
    pool_free(pool);

    return done_testing();
}
