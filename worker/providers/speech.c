/*
 * speech - POST {base}/audio/transcriptions: OpenAI, Azure, and the Whisper
 * servers that speak like it.
 *
 * base_url ends where /audio/transcriptions begins ("http://host:8000/v1").
 * Settings of an account:
 *   auth, api_version   as of openai
 *   format              verbose_json | json; unless told json for gpt-*,
 *                       which know nothing else
 *
 * The sound goes out as a WAV file of a form (engine/multipart.h), read from
 * disk while it is sent.
 */

#include <math.h>

#include "worker/engine/multipart.h"
#include "worker/jsonx.h"
#include "worker/providers/answer.h"
#include "worker/providers/openai_request.h"
#include "worker/providers/providers.h"
#include "worker/providers/request.h"

#define WAV_HEADER     44
#define SECONDS_MAX    1e6              /* nothing that long is sent */
#define SILENT_SEGMENT 0.6              /* as Whisper itself: probably nobody */
#define UNSURE_SEGMENT (-1.0)           /* spoke, and not sure of the words */

typedef struct {
    multipart_t  *form;
    buffer_t      body;                 /* of the answer */
} speech_t;

static const struct { const char *name, *code; } languages[] = {
    { "spanish", "es" }, { "english", "en" }, { "portuguese", "pt" },
    { "french", "fr" }, { "italian", "it" }, { "german", "de" },
    { "catalan", "ca" }, { "galician", "gl" }, { "dutch", "nl" }
};


/* ---- the request ---- */

static void
put_le(uint8_t *at, uint32_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++) {
        at[i] = (uint8_t) (value >> (8 * i));
    }
}


static void
wav_header(uint8_t h[WAV_HEADER], uint32_t bytes)
{
    memcpy(h, "RIFF....WAVEfmt ", 16);
    put_le(h + 4, bytes + WAV_HEADER - 8, 4);
    put_le(h + 16, 16, 4);
    put_le(h + 20, 1, 2);               /* PCM */
    put_le(h + 22, 1, 2);               /* channels */
    put_le(h + 24, PERCEIVE_RATE, 4);
    put_le(h + 28, PERCEIVE_RATE * 2, 4);
    put_le(h + 32, 2, 2);
    put_le(h + 34, 16, 2);              /* bits */
    memcpy(h + 36, "data", 4);
    put_le(h + 40, bytes, 4);
}


static const char *
format_of(const provider_call_t *call, const provider_account_t *account)
{
    const char  *told = request_setting(account, "format");

    return *told != '\0' ? told
           : strncmp(call->model, "gpt-", 4) == 0 ? "json" : "verbose_json";
}


static multipart_t *
speech_form(provider_call_t *call, const provider_account_t *account)
{
    const char  *language = call->file->language;
    uint8_t      wav[WAV_HEADER];

    const multipart_field_t  fields[] = {
        { "model", call->model },
        { "response_format", format_of(call, account) },
        { "language", language != NULL && strlen(language) == 2 ? language
                                                                : NULL },
        { NULL, NULL }
    };
    const multipart_file_t   file = {
        .field = "file", .fd = call->file->fd, .bytes = call->file->bytes,
        .front = slice_make(wav, sizeof(wav)), .filename = "voice.wav",
        .mime = "audio/wav"
    };

    wav_header(wav, (uint32_t) file.bytes);

    return multipart_new(call->pool, fields, &file);
}


static rc_t
speech_request(provider_call_t *call, const provider_account_t *account,
    http_request_t *ret_http)
{
    headers_t    headers = headers_new(call->pool);
    speech_t    *s = pool_alloc(call->pool, sizeof(speech_t));
    const char  *url;

    if (s == NULL || !buffer_in(call->pool, &s->body, PROVIDER_BODY_MAX)) {
        return answer_fail(call, RC_RETRY, MODEL_FAILED, "out of memory",
                           SLICE_NULL);
    }

    call->state = s;
    s->form = speech_form(call, account);
    url = openai_url(call, account, "/audio/transcriptions");

    if (s->form == NULL || url == NULL) {
        return answer_fail(call, RC_REJECT, MODEL_REFUSED,
                           "the request cannot be written", SLICE_NULL);
    }

    headers_add(&headers, "Content-Type", slice_str(multipart_type(s->form)));
    headers_add(&headers, "Accept", SLICE_LIT("application/json"));
    openai_key_add(call, account, &headers);

    if (headers.failed) {
        return answer_fail(call, RC_REJECT, MODEL_REFUSED,
                           "the request cannot be written", SLICE_NULL);
    }

    *ret_http = (http_request_t) {
        .method = "POST", .url = url, .headers = headers.list,
        .read_len = multipart_len(s->form),
        .max_body = PROVIDER_BODY_MAX, .line = HTTP_MODEL,
    };

    return RC_OK;
}


static size_t
speech_read(provider_call_t *call, uint64_t offset, uint8_t *buf, size_t len)
{
    const speech_t  *s = call->state;

    return multipart_read(s->form, offset, buf, len);
}


/* ---- the answer ---- */

static rc_t
speech_feed(provider_call_t *call, slice_t bytes)
{
    speech_t  *s = call->state;

    return buffer_add(&s->body, bytes) ? RC_OK
           : answer_fail(call, RC_RETRY, MODEL_LIED, "answer too large",
                         SLICE_NULL);
}


/* "spanish" or "es" -> "es"; "": a language we have no name for. */
static const char *
language_code(const char *said)
{
    for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++) {
        if (strcmp(languages[i].name, said) == 0) {
            return languages[i].code;
        }
    }

    return strlen(said) == 2 ? said : "";
}


/* A model makes words of noise too: it says where it thinks nobody spoke. */
static bool
segment_is_nobody(const json_t *segment)
{
    return json_number_value(json_object_get(segment, "no_speech_prob"))
           > SILENT_SEGMENT
           && json_number_value(json_object_get(segment, "avg_logprob"))
              < UNSURE_SEGMENT;
}


/* How sure it was, weighed by the time spoken; below 0: it does not say. */
static double
segments_confidence(const json_t *segments)
{
    double   sum = 0, weight = 0;
    size_t   i;
    json_t  *one;

    json_array_foreach((json_t *) segments, i, one) {
        const json_t  *sure = json_object_get(one, "avg_logprob");
        double         s = json_number_value(json_object_get(one, "end"))
                           - json_number_value(json_object_get(one, "start"));

        if (json_is_number(sure) && s > 0 && !segment_is_nobody(one)) {
            sum += s * exp(json_number_value(sure));
            weight += s;
        }
    }

    return weight > 0 ? 100 * sum / weight : -1;
}


/* The whole text, without the segments in which nobody spoke. */
static const char *
text_of(pool_t *pool, const json_t *answer)
{
    const json_t  *segments = json_object_get(answer, "segments");
    buffer_t      *kept = pool_alloc(pool, sizeof(buffer_t));
    bool           dropped = false;
    size_t         i;
    json_t        *one;

    if (kept == NULL || !buffer_in(pool, kept, PROVIDER_TEXT_MAX)) {
        return NULL;
    }

    json_array_foreach((json_t *) segments, i, one) {
        if (segment_is_nobody(one)) {
            dropped = true;
        } else if (!buffer_add(kept, slice_str(jsonx_str(one, "text")))) {
            return NULL;
        }
    }

    return !dropped ? jsonx_str(answer, "text")
           : kept->len == 0 ? "" : kept->data;
}


static json_t *
text_trimmed(const char *text)
{
    size_t  n;

    text += strspn(text, " \t\r\n");
    n = strlen(text);

    while (n > 0 && strchr(" \t\r\n", text[n - 1]) != NULL) {
        n--;
    }

    return json_stringn(text, n);
}


static bool
speech_take(provider_call_t *call, const json_t *answer)
{
    const json_t  *duration = json_object_get(answer, "duration");
    double         seconds = json_is_number(duration)
                             ? json_number_value(duration) : -1;
    double         sure = segments_confidence(json_object_get(answer,
                                                              "segments"));
    const char    *text;
    json_t        *out;

    if (!json_is_string(json_object_get(answer, "text"))) {
        return false;
    }

    text = text_of(call->pool, answer);
    out = text == NULL ? NULL : json_object();

    if (out == NULL) {
        return false;
    }

    json_object_set_new(out, "text", text_trimmed(text));
    json_object_set_new(out, "language", json_string(
                        language_code(jsonx_str(answer, "language"))));

    if (seconds >= 0 && seconds < SECONDS_MAX) {
        json_object_set_new(out, "duration_ms", json_integer((json_int_t)
                                                   (1000 * seconds + 0.5)));
    }

    if (sure >= 0) {
        json_object_set_new(out, "confidence", json_real(round(sure)));
    }

    call->perceived->json = pool_json(call->pool, out);

    return true;
}


static rc_t
speech_finish(provider_call_t *call, int status, slice_t body)
{
    speech_t  *s = call->state;
    json_t    *answer;
    bool       ok;

    if (status < 200 || status > 299) {
        return openai_status(call, status, body);
    }

    answer = answer_json(buffer_slice(&s->body));
    ok = speech_take(call, answer);
    json_decref(answer);

    return ok ? RC_OK : answer_fail(call, RC_RETRY, MODEL_LIED,
                                    "answer is not what it should be",
                                    SLICE_NULL);
}


const provider_t  provider_speech = {
    .name = "speech",
    .caps = PROVIDER_SPEECH,
    .base_url = OPENAI_BASE_URL,
    .request = speech_request,
    .read = speech_read,
    .header = answer_header,
    .feed = speech_feed,
    .finish = speech_finish,
};
