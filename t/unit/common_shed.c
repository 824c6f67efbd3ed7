/*
 * common/shed: what is refused first when Redis is nearly full.
 */

#include <stdlib.h>

#include "common/shed.h"
#include "t/unit/tap.h"

static const struct {
    const char    *channel;
    const char    *body;
    shed_class_t   is;
} cases[] = {
    { "whatsapp", "{\"statuses\":[{\"id\":\"w\"}]}", SHED_STATUS },
    { "whatsapp", "{\"statuses\" \t: [{}]}", SHED_STATUS },
    { "whatsapp", "{\"messages\":[{\"type\":\"image\",\"image\":{}}]}",
      SHED_MEDIA },
    { "whatsapp", "{\"messages\":[{\"type\":\"sticker\",\"sticker\":{}}]}",
      SHED_MEDIA },
    { "whatsapp", "{\"messages\":[{\"type\":\"text\",\"text\":{}}]}",
      SHED_TEXT },
    { "whatsapp", "{\"messages\":[{\"text\":{}},{\"image\":{}}],"
      "\"statuses\":[{}]}", SHED_TEXT },
    { "whatsapp", "{\"messages\":[{\"image\":{}}],\"statuses\":[{}]}",
      SHED_MEDIA },
    { "whatsapp", "{\"messages\":[{\"type\":\"new\",\"new\":{}}],"
      "\"statuses\":[{}]}", SHED_TEXT },
    { "whatsapp", "{\"field\":\"account_update\",\"value\":{}}", SHED_TEXT },
    { "whatsapp", "{\"statuses\":[{\"x\":\"\\\"messages\\\": no\"}]}",
      SHED_STATUS },
    { "whatsapp", "{\"statuses\":[{\"x\":\"messages\"}]}", SHED_STATUS },
    { "whatsapp", "{\"statuses\":[{\"x\":\"text\",\"y\":\"image\"}]}",
      SHED_STATUS },
    { "whatsapp", "", SHED_TEXT },
    { "whatsapp", "statuses", SHED_TEXT },
    { "whatsapp", "\"statuses\"", SHED_TEXT },
    { "messenger", "{\"messaging\":[{\"delivery\":{}}]}", SHED_STATUS },
    { "messenger", "{\"messaging\":[{\"read\":{}}]}", SHED_STATUS },
    { "messenger", "{\"messaging\":[{\"message\":{\"attachments\":[]}},"
      "{\"read\":{}}]}", SHED_MEDIA },
    { "instagram", "{\"messaging\":[{\"message\":{\"text\":\"a\"}}]}",
      SHED_TEXT },
    { "instagram", "{\"messaging\":[{\"message\":{\"mid\":\"m\"}},"
      "{\"read\":{}}]}", SHED_TEXT },
    { "telegram", "{\"message\":{\"photo\":[]}}", SHED_MEDIA },
    { "telegram", "{\"message\":{\"text\":\"photo\"}}", SHED_TEXT },
    { "telegram", "{\"my_chat_member\":{}}", SHED_STATUS },
    { "twilio", "SmsSid=1&MessageStatus=delivered&From=2", SHED_STATUS },
    { "twilio", "MessageStatus=read", SHED_STATUS },
    { "twilio", "Body=&NumMedia=2&SmsStatus=received", SHED_MEDIA },
    { "twilio", "Body=MessageStatus=read&NumMedia=0", SHED_TEXT },
    { "twilio", "XMessageStatus=read", SHED_TEXT },
    { "twilio", "MessageStatus=", SHED_TEXT },
    { "twilio", "", SHED_TEXT },
    { "generic", "{\"statuses\":[{}]}", SHED_TEXT },
    { "webchat", "{\"statuses\":[{}]}", SHED_TEXT },
};


int
main(void)
{
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        /* from the heap, exactly: ASan sees a byte too many */
        char  *body = strdup(cases[i].body);

        ok(shed_class(slice_str(cases[i].channel), slice_str(body))
           == cases[i].is, "%s %.60s", cases[i].channel, body);
        free(body);
    }

    return done_testing();
}
