/*
 * whatsapp_payload - what a row says becomes the typed object of a message.
 *
 * One row of the table per type of payload; a builder checks the limits of
 * PROTOCOL (text 4096, three buttons of 20, ten rows of 24, ...) and sets
 * "type" and the object of that name.  A provider's refusal would come later
 * and say less.
 */

#include "worker/channels/payload.h"
#include "worker/channels/whatsapp.h"

#define N_OF(a)       (sizeof(a) / sizeof((a)[0]))

#define BUTTONS_MAX   3
#define SECTIONS_MAX  10
#define ROWS_MAX      10                /* of all sections */
#define LABEL_MAX     20                /* a button, the opener of a list */
#define BODY_MAX      1024              /* text above buttons or a link */
#define CAPTION_MAX   1024

static const payload_rule_t  frame[] = {
    { "header", 60, true }, { "footer", 60, true },
};


static void
body_set(json_t *body, const char *type, json_t *object)
{
    json_object_set_new(body, "type", json_string(type));
    json_object_set_new(body, type, object);
}


static const char *
build_text(pool_t *pool, const json_t *payload, json_t *body)
{
    static const payload_rule_t  rules[] = {
        { "text", WHATSAPP_TEXT_MAX, false },
    };

    const char  *problem = payload_problem(pool, payload, rules, N_OF(rules));

    if (problem == NULL) {
        body_set(body, "text", json_pack("{s:b, s:O}", "preview_url",
                 json_is_true(json_object_get(payload, "preview")), "body",
                 json_object_get(payload, "text")));
    }

    return problem;
}


/* --- interactive -------------------------------------------------------- */

/* Header, text and footer around an action; steals it. */
static void
interactive_set(json_t *body, const char *type, const json_t *payload,
    json_t *action)
{
    json_t  *object = json_pack("{s:s, s:{s:O}, s:o}", "type", type, "body",
                                "text", json_object_get(payload, "text"),
                                "action", action);
    json_t  *header = json_object_get(payload, "header");
    json_t  *footer = json_object_get(payload, "footer");

    if (header != NULL) {
        json_object_set_new(object, "header", json_pack("{s:s, s:O}", "type",
                            "text", "text", header));
    }

    if (footer != NULL) {
        json_object_set_new(object, "footer", json_pack("{s:O}", "text",
                                                        footer));
    }

    body_set(body, "interactive", object);
}


static const char *
build_buttons(pool_t *pool, const json_t *payload, json_t *body)
{
    static const payload_rule_t  rules[] = { { "text", BODY_MAX, false } };
    static const payload_rule_t  button_rules[] = {
        { "id", 256, false }, { "title", LABEL_MAX, false },
    };

    const json_t  *buttons = json_object_get(payload, "buttons");
    const char    *problem = payload_problem(pool, payload, rules, 1);
    json_t        *made = pool_json(pool, json_array());
    json_t        *button;
    size_t         i;

    if (!payload_is_list(buttons, 1, BUTTONS_MAX)) {
        return "not 1 to 3 buttons";
    }

    json_array_foreach((json_t *) buttons, i, button) {
        problem = problem != NULL ? problem
                  : payload_problem(pool, button, button_rules, 2);
        json_array_append_new(made, json_pack("{s:s, s:{s:O?, s:O?}}",
            "type", "reply", "reply",
            "id", json_object_get(button, "id"),
            "title", json_object_get(button, "title")));
    }

    if (problem == NULL) {
        interactive_set(body, "button", payload,
                        json_pack("{s:O}", "buttons", made));
    }

    return problem;
}


static const char *
section_problem(pool_t *pool, const json_t *section, size_t *rows)
{
    static const payload_rule_t  rules[] = { { "title", 24, true } };
    static const payload_rule_t  row_rules[] = {
        { "id", 200, false }, { "title", 24, false },
        { "description", 72, true },
    };

    const json_t  *list = json_object_get(section, "rows");
    const char    *problem = payload_problem(pool, section, rules, 1);
    const json_t  *row;
    size_t         i;

    if (!payload_is_list(list, 1, ROWS_MAX)) {
        return "not 1 to 10 rows";
    }

    *rows += json_array_size(list);

    json_array_foreach(list, i, row) {
        problem = problem != NULL ? problem
                  : payload_problem(pool, row, row_rules, N_OF(row_rules));
    }

    return problem;
}


static const char *
build_list(pool_t *pool, const json_t *payload, json_t *body)
{
    static const payload_rule_t  rules[] = {
        { "text", WHATSAPP_TEXT_MAX, false }, { "button", LABEL_MAX, false },
    };

    json_t        *sections = json_object_get(payload, "sections");
    const char    *problem = payload_problem(pool, payload, rules, 2);
    size_t         rows = 0, i;
    const json_t  *section;

    if (!payload_is_list(sections, 1, SECTIONS_MAX)) {
        return "not 1 to 10 sections";
    }

    json_array_foreach(sections, i, section) {
        problem = problem != NULL ? problem
                  : section_problem(pool, section, &rows);
    }

    if (problem == NULL && rows > ROWS_MAX) {
        return "more than 10 rows";
    }

    if (problem == NULL) {
        interactive_set(body, "list", payload, json_pack("{s:O, s:O}",
            "button", json_object_get(payload, "button"),
            "sections", sections));
    }

    return problem;
}


static const char *
build_link(pool_t *pool, const json_t *payload, json_t *body)
{
    static const payload_rule_t  rules[] = {
        { "text", BODY_MAX, false }, { "title", LABEL_MAX, false },
        { "url", 2000, false },
    };

    const char  *problem = payload_problem(pool, payload, rules, N_OF(rules));

    if (problem == NULL) {
        interactive_set(body, "cta_url", payload,
            json_pack("{s:s, s:{s:O, s:O}}", "name", "cta_url", "parameters",
                      "display_text", json_object_get(payload, "title"),
                      "url", json_object_get(payload, "url")));
    }

    return problem;
}


/* --- media, places, templates, reactions -------------------------------- */

static const char *
build_media(pool_t *pool, const json_t *payload, json_t *body)
{
    static const payload_rule_t  rules[] = {
        { "caption", CAPTION_MAX, true }, { "filename", 240, true },
    };
    static const struct { const char *type; const char *keys[5]; } takes[] = {
        { "image",    { "link", "id", "caption", NULL } },
        { "video",    { "link", "id", "caption", NULL } },
        { "audio",    { "link", "id", "voice", NULL } },
        { "document", { "link", "id", "caption", "filename", NULL } },
        { "sticker",  { "link", "id", NULL } },
    };

    const char    *type = update_str(payload, "type");
    const json_t  *media = json_object_get(payload, "media");
    json_t        *object;

    if (!payload_is_media(media)) {
        return "media without one link or id";
    }

    if (payload_problem(pool, media, rules, N_OF(rules)) != NULL) {
        return payload_problem(pool, media, rules, N_OF(rules));
    }

    object = json_object();

    for (size_t i = 0; i < N_OF(takes); i++) {
        if (strcmp(type, takes[i].type) == 0) {
            payload_copy(object, media, takes[i].keys);
        }
    }

    body_set(body, type, object);

    return NULL;
}


static const char *
build_location(pool_t *pool, const json_t *payload, json_t *body)
{
    static const char *const  keys[] = {
        "latitude", "longitude", "name", "address", NULL
    };

    const json_t  *place = json_object_get(payload, "location");
    json_t        *object;

    (void) pool;

    if (!json_is_number(json_object_get(place, "latitude"))
        || !json_is_number(json_object_get(place, "longitude")))
    {
        return "location without coordinates";
    }

    object = json_object();
    payload_copy(object, place, keys);
    body_set(body, "location", object);

    return NULL;
}


static const char *
build_template(pool_t *pool, const json_t *payload, json_t *body)
{
    static const payload_rule_t  rules[] = {
        { "name", 512, false }, { "language", 16, false },
    };

    const json_t  *template = json_object_get(payload, "template");
    const char    *problem = payload_problem(pool, template, rules, 2);
    json_t        *parts = json_object_get(template, "components");
    json_t        *object;

    if (problem != NULL) {
        return problem;
    }

    object = json_pack("{s:O, s:{s:O}}", "name",
                       json_object_get(template, "name"), "language", "code",
                       json_object_get(template, "language"));

    if (json_is_array(parts)) {
        json_object_set(object, "components", parts);
    }

    body_set(body, "template", object);

    return NULL;
}


/* Without an emoji the reaction is taken back. */
static const char *
build_reaction(pool_t *pool, const json_t *payload, json_t *body)
{
    static const payload_rule_t  rules[] = { { "reply_to", 512, false } };

    const char  *problem = payload_problem(pool, payload, rules, 1);
    const char  *emoji = update_str(payload, "emoji");

    if (problem == NULL) {
        body_set(body, "reaction", json_pack("{s:O, s:s}", "message_id",
                 json_object_get(payload, "reply_to"), "emoji",
                 emoji != NULL ? emoji : ""));
    }

    return problem;
}


static const struct {
    const char    *type;
    const char  *(*build)(pool_t *pool, const json_t *payload, json_t *body);
} types[] = {
    { "text",     build_text },
    { "buttons",  build_buttons },
    { "list",     build_list },
    { "link",     build_link },
    { "image",    build_media },
    { "video",    build_media },
    { "audio",    build_media },
    { "document", build_media },
    { "sticker",  build_media },
    { "location", build_location },
    { "template", build_template },
    { "reaction", build_reaction },
};


const char *
whatsapp_payload(pool_t *pool, const json_t *row, json_t *body)
{
    const json_t  *payload = json_object_get(row, "payload");
    const char    *type = payload_type(row);
    const char    *reply_to = update_str(payload, "reply_to");
    const char    *problem = "kind not supported";

    for (size_t i = 0; type != NULL && i < N_OF(types); i++) {
        if (strcmp(type, types[i].type) == 0) {
            problem = payload_problem(pool, payload, frame, N_OF(frame));
            problem = problem != NULL ? problem
                      : types[i].build(pool, payload, body);
        }
    }

    if (problem == NULL && reply_to != NULL && strcmp(type, "reaction") != 0) {
        json_object_set_new(body, "context", json_pack("{s:s}", "message_id",
                                                       reply_to));
    }

    return problem;
}
