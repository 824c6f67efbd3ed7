/*
 * reference_bots - the scanners of Telegram and Twilio once more, over a
 * jansson tree.
 *
 * Written from common/scan_telegram.h and scan_twilio.h, sharing nothing with
 * their code.  Bodies with escapes or bytes outside of ASCII are spelled in
 * ways the tree does not show: there only the syntax is compared.
 */

#ifndef RELEVO_REFERENCE_BOTS_H
#define RELEVO_REFERENCE_BOTS_H

#include <jansson.h>

#include "common/scan_telegram.h"
#include "common/scan_twilio.h"


static inline bool
reference_is_word(const char *s, size_t max)
{
    size_t  len = strlen(s);

    for (size_t i = 0; i < len; i++) {
        if (s[i] < 0x21 || s[i] > 0x7e) {
            return false;
        }
    }

    return len > 0 && len <= max;
}


/* ---- Telegram ---- */

/* Of several members the first is the type; NULL: there is none. */
static inline const char *
reference_telegram_field(json_t *root)
{
    const char  *key;
    json_t      *value;

    json_object_foreach(root, key, value) {
        if (strcmp(key, "update_id") != 0
            && reference_is_word(key, TELEGRAM_FIELD_LEN))
        {
            return key;
        }
    }

    return NULL;
}


/* ---- Twilio ---- */

/* The value under either spelling; *ambiguous: it is there under both. */
static inline const json_t *
reference_member(const json_t *object, const char *name, const char *small,
    bool *ambiguous)
{
    const json_t  *a = json_object_get(object, name);
    const json_t  *b = json_object_get(object, small);

    *ambiguous = *ambiguous || (a != NULL && b != NULL);

    return a != NULL ? a : b;
}


static inline const char *
reference_account(const json_t *value)
{
    const char  *s = json_string_value(value);

    return s != NULL && reference_is_word(s, SCAN_ACCOUNT_LEN) ? s : NULL;
}


static inline bool
reference_is_status(const json_t *element, const json_t *members,
    bool *ambiguous)
{
    const char    *event = "com.twilio.messaging.message.";
    const char    *type = json_string_value(json_object_get(element, "type"));
    const json_t  *status = reference_member(members, "MessageStatus",
                                             "messageStatus", ambiguous);
    const json_t  *sms = reference_member(members, "SmsStatus", "smsStatus",
                                          ambiguous);
    const char    *s;

    if (type != NULL && strlen(type) > strlen(event)
        && strncmp(type, event, strlen(event)) == 0)
    {
        return true;
    }

    status = status != NULL ? status : sms;
    s = json_string_value(status);

    return status != NULL && (s == NULL || (strcmp(s, "received") != 0
                                            && strcmp(s, "receiving") != 0));
}


/* "" when it has none */
static inline const char *
reference_twilio(const json_t *element, bool *ret_status, bool *ambiguous)
{
    const json_t  *data = json_object_get(element, "data");
    const json_t  *members = json_is_object(data) ? data : element;
    const json_t  *to, *from, *sid;
    const char    *account;

    *ret_status = reference_is_status(element, members, ambiguous);
    to = reference_member(members, "To", "to", ambiguous);
    from = reference_member(members, "From", "from", ambiguous);
    sid = reference_member(members, "AccountSid", "accountSid", ambiguous);

    account = reference_account(*ret_status ? from : to);
    account = account != NULL ? account : reference_account(sid);

    return account != NULL ? account : "";
}

#endif
