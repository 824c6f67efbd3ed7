/*
 * channel_probe - see channel_probe.h: one test message of each channel.
 */

#include "worker/cli/channel_probe.h"
#include "worker/jsonx.h"

#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define NOBODY        "relevo-test"
#define NOBODY_WA     "RELEVO.TEST"
#define NOBODY_PHONE  "+15005550006"    /* Twilio's own for tests */
#define NOBODY_CHAT   1

typedef struct {
    const char       *channel, *account, *url;
    channel_probe_t  *probe;
    uint8_t           random[16];
    char              hex[33];
    json_int_t        now_ms;
} make_t;


static char *
dumped(json_t *envelope)
{
    char  *text = envelope == NULL ? NULL
                  : json_dumps(envelope, JSON_COMPACT | JSON_ENSURE_ASCII);

    json_decref(envelope);

    return text;
}


static void
whatsapp_make(make_t *m)
{
    char  now[24];

    snprintf(m->probe->id, sizeof(m->probe->id), "wam.%s", m->hex);
    snprintf(now, sizeof(now), "%lld", (long long) (m->now_ms / 1000));

    m->probe->body = dumped(json_pack("{s:s, s:[{s:s, s:[{s:s, s:{s:s,"
        " s:{s:s, s:s}, s:[{s:{s:s}, s:s}], s:[{s:s, s:s, s:s, s:s,"
        " s:{s:s, s:s}}]}}]}]}",
        "object", "whatsapp_business_account", "entry", "id", "relevo-test",
        "changes", "field", "messages", "value", "messaging_product",
        "whatsapp", "metadata", "display_phone_number", m->account,
        "phone_number_id", m->account, "contacts", "profile", "name",
        "Relevo test", "user_id", NOBODY_WA, "messages",
        "from_user_id", NOBODY_WA, "id", m->probe->id, "timestamp", now,
        "type", "reaction", "reaction", "message_id", "wamid.RELEVO",
        "emoji", "*"));
}


/* A reaction has no id of its own: the message it is about has ours. */
static void
page_make(make_t *m)
{
    bool  is_page = strcmp(m->channel, "messenger") == 0;

    snprintf(m->probe->id, sizeof(m->probe->id), "m_%s", m->hex);

    m->probe->body = dumped(json_pack("{s:s, s:[{s:s, s:I, s:[{s:{s:s},"
        " s:{s:s}, s:I, s:{s:s, s:s, s:s, s:s}}]}]}",
        "object", is_page ? "page" : "instagram", "entry", "id", m->account,
        "time", m->now_ms, "messaging", "sender", "id", NOBODY, "recipient",
        "id", m->account, "timestamp", m->now_ms, "reaction", "reaction",
        "other", "emoji", "*", "action", "react", "mid", m->probe->id));
}


/* A message without content is kept as "unsupported". */
static void
telegram_make(make_t *m)
{
    uint32_t  update, message;

    memcpy(&update, m->random, sizeof(update));
    memcpy(&message, m->random + 4, sizeof(message));
    update = 2000000000u + update % 100000000u;
    message = 1 + message % 2000000000u;
    snprintf(m->probe->id, sizeof(m->probe->id), "%d:%u", NOBODY_CHAT,
             message);

    m->probe->body = dumped(json_pack("{s:I, s:{s:I, s:I, s:{s:i, s:s},"
        " s:{s:i, s:b, s:s}}}", "update_id", (json_int_t) update, "message",
        "message_id", (json_int_t) message, "date", m->now_ms / 1000, "chat",
        "id", NOBODY_CHAT, "type", "private", "from", "id", NOBODY_CHAT,
        "is_bot", 0, "first_name", "Relevo test"));
}


/* As a form has it. */
static void
quoted(const char *text, char *ret, size_t len)
{
    size_t  n = 0;

    for (; *text != '\0' && n + 4 < len; text++) {
        bool  plain = (*text >= '0' && *text <= '9')
                      || (*text >= 'a' && *text <= 'z')
                      || (*text >= 'A' && *text <= 'Z');

        n += (size_t) snprintf(ret + n, len - n, plain ? "%c" : "%%%02X",
                               (unsigned char) *text);
    }

    ret[n] = '\0';
}


/* The fields in the order of their names, which is that of the signature. */
static void
twilio_make(make_t *m)
{
    bool         is_whatsapp = strncmp(m->account, "whatsapp:", 9) == 0;
    char         sid[35], to[400], from[64];
    const char  *name = is_whatsapp ? "whatsapp:" NOBODY_PHONE
                                    : NOBODY_PHONE;

    snprintf(sid, sizeof(sid), "AC%032d", 0);
    snprintf(m->probe->id, sizeof(m->probe->id), "SM%s", m->hex);
    quoted(m->account, to, sizeof(to));
    quoted(name, from, sizeof(from));
    m->probe->type = "application/x-www-form-urlencoded";

    if (asprintf(&m->probe->body, "AccountSid=%s&From=%s&MessageSid=%s"
                 "&MessageType=reaction&NumMedia=0&To=%s", sid, from,
                 m->probe->id, to) < 0)
    {
        m->probe->body = NULL;
    }

    if (asprintf(&m->probe->signed_text, "%sAccountSid%sFrom%sMessageSid%s"
                 "MessageTypereactionNumMedia0To%s", m->url, sid, name,
                 m->probe->id, m->account) < 0)
    {
        m->probe->signed_text = NULL;
    }
}


static void
generic_make(make_t *m)
{
    snprintf(m->probe->id, sizeof(m->probe->id), "test-%s", m->hex);

    m->probe->body = dumped(json_pack("{s:s, s:{s:s, s:s}, s:s}", "id",
        m->probe->id, "contact", "id", NOBODY, "name", "Relevo test", "type",
        "reaction"));
}


static const struct {
    const char  *channel;
    void       (*make)(make_t *m);
} makers[] = {
    { "whatsapp", whatsapp_make },  { "messenger", page_make },
    { "instagram", page_make },     { "telegram", telegram_make },
    { "twilio", twilio_make },      { "generic", generic_make },
};

#define MAKERS  (sizeof(makers) / sizeof(makers[0]))


bool
channel_probe(const char *channel, const char *account,
    const char *public_url, channel_probe_t *ret_probe)
{
    make_t           m = { .channel = channel, .account = account,
                           .url = public_url, .probe = ret_probe };
    struct timespec  now;
    size_t           i = 0;

    *ret_probe = (channel_probe_t) {
        .channel = channel, .type = "application/json"
    };

    while (i < MAKERS && strcmp(makers[i].channel, channel) != 0) {
        i++;
    }

    if (i == MAKERS) {
        cli_error("there is no test webhook for %s", channel);
        return false;
    }

    if (RAND_bytes(m.random, sizeof(m.random)) != 1) {
        cli_error("OpenSSL has no random bytes");
        return false;
    }

    for (size_t k = 0; k < sizeof(m.random); k++) {
        snprintf(m.hex + 2 * k, 3, "%02x", m.random[k]);
    }

    clock_gettime(CLOCK_REALTIME, &now);
    m.now_ms = (json_int_t) now.tv_sec * 1000 + now.tv_nsec / 1000000;
    makers[i].make(&m);

    if (ret_probe->body == NULL) {
        cli_error("out of memory");
        return false;
    }

    return true;
}


void
channel_probe_free(channel_probe_t *probe)
{
    jsonx_free(probe->body);
    free(probe->signed_text);
}
