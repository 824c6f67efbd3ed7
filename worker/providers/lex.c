/*
 * lex - AWS Lex V2 RecognizeText as an outside judge of intents and slots.
 *
 * Settings: bot (id), alias (id), locales {"pt": "pt_BR"} over the usual map;
 * a language with a bot of its own has it in bots and aliases {"pt": id}.
 * The session is the conversation, so that Lex keeps its context from message
 * to message; the score is the number it gives, not a state.
 */

#include "common/utf8_cut.h"
#include "worker/jsonx.h"
#include "worker/providers/answer.h"
#include "worker/providers/aws.h"
#include "worker/providers/providers.h"
#include "worker/providers/sigv4.h"

#define LEX_TEXT_MAX  1024              /* characters */

/* Locales that Lex has; "fr_US" and the like are none. */
static const struct { const char *language, *locale; } locales[] = {
    { "en", "en_US" }, { "es", "es_ES" }, { "pt", "pt_BR" },
    { "fr", "fr_FR" }, { "it", "it_IT" }, { "de", "de_DE" },
};


static const char *
locale_of(const provider_account_t *account, const char *language)
{
    const char  *own = jsonx_str(json_object_get(account->settings,
                                                 "locales"),
                                 language == NULL ? "" : language);

    if (*own != '\0') {
        return own;
    }

    for (size_t i = 0; i < sizeof(locales) / sizeof(locales[0]); i++) {
        if (language != NULL && strcmp(language, locales[i].language) == 0) {
            return locales[i].locale;
        }
    }

    return NULL;
}


/* A setting of the language, else that of all. */

static slice_t
setting_of(const provider_account_t *account, const char *by_language,
    const char *language, const char *of_all)
{
    const char  *own = jsonx_str(json_object_get(account->settings,
                                                 by_language), language);

    return slice_str(*own != '\0' ? own : request_setting(account, of_all));
}


static const char *
lex_path(provider_call_t *call, const provider_account_t *account,
    const char *locale)
{
    const char  *session = uri_encode(call->pool,
                                      slice_str(call->text->conversation),
                                      false);
    const char  *language = call->text->language;
    const char  *bot = uri_encode(call->pool, setting_of(account, "bots",
                                  language, "bot"), false);
    const char  *alias = uri_encode(call->pool, setting_of(account,
                                    "aliases", language, "alias"), false);

    return session == NULL || bot == NULL || alias == NULL ? NULL
           : pool_printf(call->pool, "/bots/%s/botAliases/%s/botLocales/%s/"
                         "sessions/%s/text", bot, alias, locale, session);
}


static rc_t
lex_request(provider_call_t *call, const provider_account_t *account,
    http_request_t *ret_http)
{
    const char     *locale = locale_of(account, call->text->language);
    json_t         *body;
    aws_request_t   request = {
        .service = "lex", .prefix = "runtime-v2-lex",
        .content_type = "application/json",
    };

    if (call->text->kind != UNDERSTAND_INTENT || locale == NULL
        || call->text->conversation == NULL || call->text->text.len == 0)
    {
        return answer_fail(call, RC_REJECT, MODEL_REFUSED,
                           locale == NULL ? "no locale for the language"
                           : "knows intents of texts only", SLICE_NULL);
    }

    request.path = lex_path(call, account, locale);
    if (request.path == NULL) {
        return answer_fail(call, RC_RETRY, MODEL_FAILED, "out of memory",
                           SLICE_NULL);
    }

    if (aws_answer_in(call) != RC_OK) {
        return RC_RETRY;
    }

    body = json_object();
    body_set(body, "text", answer_string(
             utf8_cut_chars(call->text->text, LEX_TEXT_MAX)));

    return aws_post(call, account, &request, body, ret_http);
}


static void
slots_read(const json_t *slots, understand_reply_t *u)
{
    const char  *name, *value;
    json_t      *slot;

    json_object_foreach((json_t *) slots, name, slot) {
        understand_slot_t  *s = &u->slots[u->nslots];

        value = jsonx_str(json_object_get(slot, "value"), "interpretedValue");
        if (u->nslots == UNDERSTAND_SLOTS_MAX || *value == '\0'
            || strlen(name) >= sizeof(s->name)
            || strlen(value) >= sizeof(s->value))
        {
            continue;                   /* not filled, or not for us */
        }

        strcpy(s->name, name);
        strcpy(s->value, value);
        u->nslots++;
    }
}


/* The first interpretation is the best one; FallbackIntent has no score. */

static bool
lex_read(const json_t *answer, understand_reply_t *u)
{
    const json_t  *first = json_array_get(json_object_get(answer,
                                              "interpretations"), 0);
    const json_t  *intent = json_object_get(first, "intent");
    const char    *name = jsonx_str(intent, "name");
    const json_t  *score = json_object_get(json_object_get(first,
                                               "nluConfidence"), "score");

    if (*name == '\0' || strlen(name) >= sizeof(u->intent)) {
        return false;
    }

    strcpy(u->intent, name);
    u->score = json_number_value(score);
    u->fallback = strcmp(name, "FallbackIntent") == 0;
    slots_read(json_object_get(intent, "slots"), u);

    return u->score >= 0 && u->score <= 1;
}


static rc_t
lex_finish(provider_call_t *call, int status, slice_t body)
{
    aws_answer_t  *l = call->state;
    json_t        *answer;
    bool           ok;

    if (status < 200 || status > 299) {
        return aws_status(call, status, l->error_name, body);
    }

    *call->understood = (understand_reply_t) { .score = 0 };
    answer = answer_json(buffer_slice(&l->body));
    ok = lex_read(answer, call->understood);
    json_decref(answer);

    return ok ? RC_OK : answer_fail(call, RC_RETRY, MODEL_LIED,
                                    "answer is not what it should be",
                                    SLICE_NULL);
}


const provider_t  provider_lex = {
    .name = "lex",
    .caps = PROVIDER_NLU,
    .request = lex_request,
    .header = aws_answer_header,
    .feed = aws_answer_feed,
    .finish = lex_finish,
};
