/*
 * comprehend - AWS Comprehend as an outside judge of language, sentiment and
 * key phrases: AWS JSON 1.1, one target per question.
 *
 * It knows sentiment in some languages only: for others, and when it says so,
 * the answer is neutral with `fallback` set, and no failure.
 */

#include "common/utf8_cut.h"
#include "worker/jsonx.h"
#include "worker/providers/answer.h"
#include "worker/providers/aws.h"
#include "worker/providers/providers.h"

#define COMPREHEND_TEXT_MAX  5000       /* bytes, of sentiment and phrases */

static bool
language_is_known(const char *language)
{
    static const char *const  known[] = {
        "en", "es", "fr", "de", "it", "pt", "ar", "hi", "ja", "ko", "zh",
        "zh-TW"
    };

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (language != NULL && strcmp(language, known[i]) == 0) {
            return true;
        }
    }

    return false;
}


static rc_t
comprehend_request(provider_call_t *call, const provider_account_t *account,
    http_request_t *ret_http)
{
    static const char *const  targets[] = {
        [UNDERSTAND_LANGUAGE] = "Comprehend_20171127.DetectDominantLanguage",
        [UNDERSTAND_SENTIMENT] = "Comprehend_20171127.DetectSentiment",
        [UNDERSTAND_PHRASES] = "Comprehend_20171127.DetectKeyPhrases",
    };
    const understand_request_t  *r = call->text;
    json_t                      *body;
    aws_request_t                request = {
        .service = "comprehend", .prefix = "comprehend", .path = "/",
        .content_type = "application/x-amz-json-1.1",
    };

    if (r->kind == UNDERSTAND_INTENT || r->text.len == 0) {
        return answer_fail(call, RC_REJECT, MODEL_REFUSED,
                           r->text.len == 0 ? "no text" : "knows no intents",
                           SLICE_NULL);
    }

    if (aws_answer_in(call) != RC_OK) {
        return RC_RETRY;
    }

    body = json_object();
    body_set(body, "Text", answer_string(
             utf8_cut(r->text, COMPREHEND_TEXT_MAX)));
    if (r->kind != UNDERSTAND_LANGUAGE) {
        body_set(body, "LanguageCode",
                 json_string(language_is_known(r->language) ? r->language
                                                            : "en"));
    }
    request.target = targets[r->kind];

    return aws_post(call, account, &request, body, ret_http);
}


/* ---- answers ---- */

static double
score_of(const json_t *object, const char *key)
{
    double  score = json_number_value(json_object_get(object, key));

    return score < 0 ? 0 : score > 1 ? 1 : score;
}


static bool
language_read(const json_t *answer, understand_reply_t *u)
{
    const json_t  *list = json_object_get(answer, "Languages"), *one;
    size_t         i;

    json_array_foreach((json_t *) list, i, one) {
        const char  *code = jsonx_str(one, "LanguageCode");

        if (score_of(one, "Score") > u->score
            && strlen(code) < sizeof(u->language))
        {
            u->score = score_of(one, "Score");
            strcpy(u->language, code);
        }
    }

    return u->score > 0;
}


static bool
sentiment_read(const json_t *answer, understand_reply_t *u)
{
    const json_t  *score = json_object_get(answer, "SentimentScore");
    const struct {
        const char  *name, *label;
        double       score;
    } known[] = {
        { "POSITIVE", "positive", score_of(score, "Positive") },
        { "NEGATIVE", "negative", score_of(score, "Negative") },
        { "NEUTRAL",  "neutral",  score_of(score, "Neutral") },
        { "MIXED",    "mixed",    score_of(score, "Mixed") },
    };

    u->positive = known[0].score;
    u->negative = known[1].score;
    u->neutral = known[2].score;
    u->mixed = known[3].score;

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (strcmp(jsonx_str(answer, "Sentiment"), known[i].name) == 0) {
            strcpy(u->label, known[i].label);
            u->score = known[i].score;
            return true;
        }
    }

    return false;
}


/* Offsets come in characters, ours are bytes. */

static size_t
byte_of(slice_t text, int64_t character)
{
    return character < 0 ? 0 : utf8_cut_chars(text, (size_t) character).len;
}


static bool
phrases_read(const json_t *answer, slice_t text, understand_reply_t *u)
{
    const json_t  *list = json_object_get(answer, "KeyPhrases"), *one;
    size_t         i;

    json_array_foreach((json_t *) list, i, one) {
        size_t  from = byte_of(text, jsonx_int(one, "BeginOffset"));
        size_t  to = byte_of(text, jsonx_int(one, "EndOffset"));

        if (from < to && u->nphrases < UNDERSTAND_PHRASES_MAX) {
            u->phrases[u->nphrases++] = (understand_phrase_t) {
                (uint32_t) from, (uint32_t) to, score_of(one, "Score")
            };
        }
    }

    return json_is_array(list);
}


static rc_t
fall_back(understand_reply_t *u)
{
    *u = (understand_reply_t) { .neutral = 1, .score = 1, .fallback = true };
    strcpy(u->label, "neutral");

    return RC_OK;
}


static rc_t
comprehend_finish(provider_call_t *call, int status, slice_t body)
{
    const understand_request_t  *r = call->text;
    aws_answer_t                *c = call->state;
    understand_reply_t          *u = call->understood;
    json_t                      *answer;
    bool                         ok;
    rc_t                         rc;

    if (status < 200 || status > 299) {
        rc = aws_status(call, status, c->error_name, body);
        return rc == RC_REJECT && strstr(call->error, "UnsupportedLanguage")
               ? fall_back(u) : rc;
    }

    if (r->kind == UNDERSTAND_SENTIMENT && !language_is_known(r->language)) {
        return fall_back(u);
    }

    *u = (understand_reply_t) { .score = 0 };
    answer = answer_json(buffer_slice(&c->body));
    ok = r->kind == UNDERSTAND_LANGUAGE ? language_read(answer, u)
         : r->kind == UNDERSTAND_SENTIMENT ? sentiment_read(answer, u)
         : phrases_read(answer, utf8_cut(r->text, COMPREHEND_TEXT_MAX), u);
    json_decref(answer);

    return ok ? RC_OK : answer_fail(call, RC_RETRY, MODEL_LIED,
                                    "answer is not what it should be",
                                    SLICE_NULL);
}


const provider_t  provider_comprehend = {
    .name = "comprehend",
    .caps = PROVIDER_NLU,
    .request = comprehend_request,
    .header = aws_answer_header,
    .feed = aws_answer_feed,
    .finish = comprehend_finish,
};
