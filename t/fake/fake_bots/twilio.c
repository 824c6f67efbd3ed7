/*
 * twilio - what Twilio's REST API would say, and no more lenient.
 *
 *   POST /2010-04-01/Accounts/{sid}/Messages.json
 *
 * Basic auth (401, 20003), path (404, 20404), form, then what Twilio checks
 * of a message: From and To, a body of at most 1600 characters, a callback
 * that is a URL.  Then the script of rules.c, then acceptance: 201, queued.
 */

#include "t/fake/fake_bots/bots.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "common/form.h"

#define PAIRS_MAX  16
#define TEXT_MAX   1600

typedef struct {
    pair_t    pair[PAIRS_MAX];
    unsigned  n;
} pairs_t;

static unsigned  sent;


void
twilio_error(reply_t *ret, int status, int code, const char *why)
{
    answer(ret, status, json_pack("{s:i, s:s, s:s, s:i}", "code", code,
           "message", why, "more_info", "https://errors.example", "status",
           status));
}


static void
refuse(const request_t *r, reply_t *ret, int status, int code,
    const char *why)
{
    twilio_error(ret, status, code, why);
    record(r, ret, "refused", why, NULL);
}


/* --- the request -------------------------------------------------------- */

static bool
is_authorized(const request_t *r)
{
    char           pair[512], basic[1024] = "Basic ";
    unsigned char  text[800];

    snprintf(pair, sizeof(pair), "%s:%s", bots.account_sid, bots.auth_token);
    (void) EVP_EncodeBlock(text, (unsigned char *) pair, (int) strlen(pair));
    strcat(basic, (char *) text);

    return strcmp(r->authorization, basic) == 0;
}


static bool
pairs_read(const request_t *r, pairs_t *pairs)
{
    form_pair_t  field;
    form_reader_t  f;

    pairs->n = 0;
    form_init(&f, slice_make(r->body, r->body_len));

    while (form_next(&f, &field)) {
        pair_t  *p = &pairs->pair[pairs->n++];

        if (pairs->n > PAIRS_MAX
            || form_decoded_len(field.name) >= sizeof(p->name)
            || form_decoded_len(field.value) >= sizeof(p->value))
        {
            return false;
        }

        p->name[form_decode(field.name, (uint8_t *) p->name)] = '\0';
        p->value[form_decode(field.value, (uint8_t *) p->value)] = '\0';
    }

    return f.rc == FORM_OK;
}


static const char *
value_of(const pairs_t *pairs, const char *name)
{
    for (unsigned i = 0; i < pairs->n; i++) {
        if (strcmp(pairs->pair[i].name, name) == 0) {
            return pairs->pair[i].value;
        }
    }

    return "";
}


static bool
is_known(const char *name)
{
    static const char *const  known[] = {
        "From", "To", "Body", "StatusCallback", "MediaUrl", NULL
    };

    for (const char *const *k = known; *k != NULL; k++) {
        if (strcmp(*k, name) == 0) {
            return true;
        }
    }

    return false;
}


static bool
is_address(const char *s)
{
    s += strncmp(s, "whatsapp:", 9) == 0 ? 9 : 0;

    return *s == '+' && strlen(s) >= 5 && strlen(s) <= 16
           && strspn(s + 1, "0123456789") == strlen(s + 1);
}


static size_t
code_points(const char *s)
{
    size_t  n = 0;

    for (; *s != '\0'; s++) {
        n += ((unsigned char) *s & 0xc0) != 0x80;
    }

    return n;
}


/* Twilio's code for what is wrong, 0 when nothing is. */
static int
problem_of(const pairs_t *p)
{
    const char  *callback = value_of(p, "StatusCallback");

    for (unsigned i = 0; i < p->n; i++) {
        if (!is_known(p->pair[i].name)) {
            return 21620;               /* not Twilio's: it would ignore it */
        }
    }

    if (!is_address(value_of(p, "From"))) {
        return 21212;
    }

    if (!is_address(value_of(p, "To"))) {
        return 21211;
    }

    if (*value_of(p, "Body") == '\0') {
        return 21602;
    }

    if (code_points(value_of(p, "Body")) > TEXT_MAX) {
        return 21617;
    }

    return *callback != '\0' && strncmp(callback, "http", 4) != 0 ? 21609 : 0;
}


/* --- acceptance --------------------------------------------------------- */

static json_t *
line_of(const pairs_t *p)
{
    json_t  *line = json_object();

    for (unsigned i = 0; i < p->n; i++) {
        json_object_set_new(line, p->pair[i].name,
                            json_string(p->pair[i].value));
    }

    json_object_set_new(line, "to", json_string(value_of(p, "To")));
    json_object_set_new(line, "text", json_string(value_of(p, "Body")));

    return line;
}


static void
message_take(const request_t *r, const pairs_t *p, reply_t *ret)
{
    const rule_t  *rule = rules_match("message", r->path, value_of(p, "To"),
                                      value_of(p, "Body"), false);
    bool           accepts = rule_accepts(rule);
    json_t        *line = line_of(p);
    reply_t        told;
    char           sid[35];

    snprintf(sid, sizeof(sid), "SM%016llx%016x",
             (unsigned long long) unix_ms(), ++sent);
    answer(ret, 201, json_pack("{s:s, s:s, s:s, s:s, s:s}", "sid", sid,
           "account_sid", bots.account_sid, "status", "queued", "from",
           value_of(p, "From"), "to", value_of(p, "To")));
    rule_apply(rule, ret);

    if (!accepts) {
        record(r, ret, "message", rule->action, line);
        return;
    }

    told = *ret;
    told.status = 201;
    json_object_set_new(line, "id", json_string(sid));
    record(r, &told, "message", rule != NULL ? rule->action : "accepted",
           line);

    if (!rule_is(rule, "nostatus")) {
        callback_accepted(value_of(p, "StatusCallback"), sid,
                          value_of(p, "From"), value_of(p, "To"),
                          rule_is(rule, "fail_later") ? rule->code : -1);
    }
}


bool
twilio_handle(const request_t *r, reply_t *ret)
{
    static pairs_t  pairs;              /* 130 KB */

    char  path[256];
    int   code;

    if (strncmp(r->path, "/2010-04-01/", 12) != 0) {
        return false;
    }

    snprintf(path, sizeof(path), "/2010-04-01/Accounts/%s/Messages.json",
             bots.account_sid);

    if (!is_authorized(r)) {
        refuse(r, ret, 401, 20003, "Authenticate");

    } else if (strcmp(r->path, path) != 0 || strcmp(r->method, "POST") != 0) {
        refuse(r, ret, 404, 20404, "The requested resource was not found");

    } else if (strcmp(r->content_type, "application/x-www-form-urlencoded")
               != 0 || !pairs_read(r, &pairs))
    {
        refuse(r, ret, 400, 20001, "Bad request: a form, please");

    } else if ((code = problem_of(&pairs)) != 0) {
        refuse(r, ret, 400, code, "not a message Twilio would take");

    } else {
        message_take(r, &pairs, ret);
    }

    return true;
}
