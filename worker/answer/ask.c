/*
 * ask - see ask.h.
 *
 * The budget (think.context_tokens) is spent in this order: the customer's
 * words, files, knowledge, what was said before from the newest back, the
 * summary.
 */

#include "worker/answer/ask.h"

#include "common/utf8_cut.h"
#include "worker/answer/context.h"
#include "worker/answer/files.h"
#include "worker/answer/fill.h"
#include "worker/answer/inject.h"
#include "worker/answer/profile.h"
#include "worker/channels/channel.h"
#include "worker/engine/config.h"
#include "worker/jsonx.h"

#define NAME_CUT       60               /* code points of a contact's name */
#define MESSAGE_CUT    4000             /* of the customer's words */
#define CHUNK_CUT      1500             /* of one piece of knowledge */

#define FILE_KINDS     "image|audio|voice|video|document|sticker" /* as texts
                                           name them */

/* Types of messages that have a fence of their own name. */
static const char *const  kinds[] = {
    "image", "document", "audio", "voice", "video", "sticker", "location",
    "contacts", "order"
};


void
ask_knows(ask_t *a, slice_t text)
{
    if (text.len > 0 && a->nknown < GUARD_KNOWN_MAX) {
        a->known[a->nknown++] = text;
    }
}


bool
ask_add(ask_t *a, const model_message_t *message)
{
    if (a->request.n == ASK_MESSAGES_MAX) {
        return false;
    }

    a->messages[a->request.n++] = *message;

    return true;
}


/* Every text of others goes through here before it is shown. */

static slice_t
take(job_t *j, ask_t *a, slice_t text, size_t cut)
{
    const char  *rule;

    text = utf8_cut_chars(inject_visible(j->pool, text), cut);
    rule = text.len == 0 ? NULL : inject_rule(text);

    if (rule != NULL && a->injection == NULL) {
        a->injection = rule;
    }

    ask_knows(a, text);

    return text;
}


/* --- facts --------------------------------------------------------------- */

/* A chunk that gives orders is no knowledge. */

static slice_t
chunk_of(job_t *j, ask_t *a, const json_t *hit)
{
    const char  *text = pool_printf(j->pool, "%s\n%s\n%s",
                                    jsonx_str(hit, "title"),
                                    jsonx_str(hit, "question"),
                                    jsonx_str(hit, "answer"));
    slice_t      chunk = inject_visible(j->pool, slice_str(text));

    chunk = utf8_cut_chars(chunk, CHUNK_CUT);

    if (chunk.len == 0 || inject_rule(chunk) != NULL) {
        a->dropped += chunk.len > 0;
        return SLICE_NULL;
    }

    ask_knows(a, chunk);

    return chunk;
}


static void
facts_knowledge(job_t *j, const turn_t *t, ask_t *a, prompt_facts_t *f,
    unsigned *tokens)
{
    size_t   i;
    json_t  *hit;

    json_array_foreach(t->hits, i, hit) {
        slice_t   chunk = chunk_of(j, a, hit);
        unsigned  cost = prompt_tokens(chunk);

        if (chunk.len > 0 && f->nknowledge < PROMPT_KNOWLEDGE_MAX
            && cost < *tokens)
        {
            f->knowledge[f->nknowledge++] = chunk;
            *tokens -= cost;
        }
    }
}


/* "User sent an image: ..." in the conversation's language; a kind that has no
 * sentence of its own is named in that of all others. */

static const char *
file_said(pool_t *pool, const char *language, const char *kind, slice_t text)
{
    bool         picture = strcmp(kind, "image") == 0
                           || strcmp(kind, "sticker") == 0;
    bool         document = strcmp(kind, "document") == 0;
    int          i = fill_index(FILE_KINDS, kind);
    const char  *words = pool_printf(pool, "%.*s", (int) text.len,
                                     text.len == 0 ? ""
                                     : (const char *) text.data);
    const char  *type = i < 0 ? kind : fill_word(pool, texts_get(language,
                                       TEXT_NOTIFY_MEDIA_KINDS), (size_t) i);

    if (words == NULL || type == NULL) {
        return NULL;
    }

    return fill_text(pool, texts_get(language, picture ? TEXT_SENT_IMAGE
                                     : document ? TEXT_SENT_DOCUMENT
                                     : TEXT_SENT_OTHER),
                     (fill_t[]) { { picture ? "description" : "text", words },
                                  { "type", type } }, 2);
}


static slice_t
lines_join(pool_t *pool, slice_t a, slice_t b)
{
    return slice_str(pool_printf(pool, "%.*s%s%.*s", (int) a.len,
                     a.len > 0 ? (const char *) a.data : "",
                     a.len > 0 && b.len > 0 ? "\n" : "", (int) b.len,
                     b.len > 0 ? (const char *) b.data : ""));
}


/* A file as a model is shown it: what it is, and the beginning of its text.
 * What describes a document is that beginning, so it is not said twice.  One
 * that gives orders is named, its words are not shown, and the model gets no
 * tools. */

static slice_t
file_of(job_t *j, const turn_t *t, ask_t *a, const json_t *file)
{
    slice_t      text = inject_visible(j->pool, slice_str(jsonx_str(file,
                                       "text")));
    bool         is_text = text.len > 0 && strcmp(jsonx_str(file, "kind"),
                                                  "document") == 0;
    slice_t      about = lines_join(j->pool, slice_str(jsonx_str(file,
                             "name")), is_text ? SLICE_NULL
                             : slice_str(jsonx_str(file, "description")));
    const char  *rule;

    about = inject_visible(j->pool, about);
    rule = inject_rule(lines_join(j->pool, about, text));
    text = lines_join(j->pool, about, utf8_cut_chars(text,
                      (size_t) config_int("media.prompt_chars")));

    if (rule != NULL) {
        a->injection = rule;
        a->dropped++;
        text = SLICE_NULL;
    }

    ask_knows(a, text);

    return slice_str(file_said(j->pool, t->language, jsonx_str(file, "kind"),
                               text));
}


static void
facts_files(job_t *j, const turn_t *t, ask_t *a, prompt_facts_t *f,
    unsigned *tokens)
{
    const json_t  *files = json_object_get(t->context, "files");
    size_t         n = json_array_size(files);
    size_t         from = n > PROMPT_FILES_MAX ? n - PROMPT_FILES_MAX : 0;

    for (size_t i = from; i < n; i++) {
        const json_t  *file = json_array_get(files, i);
        slice_t        shown = file_is_read(file) ? file_of(j, t, a, file)
                                                  : SLICE_NULL;
        unsigned       cost = prompt_tokens(shown);

        if (shown.len > 0 && cost < *tokens) {
            f->files[f->nfiles++] = shown;
            *tokens -= cost;
        }
    }
}


/* A name that is none is left out: channels let people write anything. */

static const char *
contact_name(job_t *j, const turn_t *t)
{
    const char  *name = jsonx_str(json_object_get(t->context, "contact"),
                                  "name");
    slice_t      seen = inject_visible(j->pool, slice_str(name));

    if (seen.len == 0 || text_length(seen, TEXT_CODE_POINTS) > NAME_CUT
        || strpbrk(name, "<>{}\n") != NULL || inject_rule(seen) != NULL)
    {
        return NULL;
    }

    return (const char *) pool_copy(j->pool, seen).data;
}


/* Only a question about days needs the clock, and its answer is of today. */

static slice_t
clock_shown(const turn_t *t)
{
    for (unsigned i = 0; i < t->u.nslots; i++) {
        if (t->u.slots[i].kind == SLOT_DATE) {
            return slice_str(context_now(t));
        }
    }

    return SLICE_NULL;
}


static void
facts_fill(job_t *j, const turn_t *t, ask_t *a, prompt_facts_t *f,
    unsigned *tokens)
{
    const json_t  *tenant = json_object_get(t->context, "tenant");
    const char    *persona = json_string_value(context_setting(t, "persona"));
    const char    *name = jsonx_str(tenant, "name");

    *f = (prompt_facts_t) {
        .language = t->language,
        .tenant = slice_str(*name != '\0' ? name : jsonx_str(tenant, "slug")),
        .own = slice_str(jsonx_str(context_prompt(t), "text")),
        .persona = slice_str(persona),
        .now = clock_shown(t),
        .customer = slice_str(profile_line(j->pool, context_profile(t),
                                           contact_name(j, t),
                                           context_topics(t))),
        .angry = a->mood.apologise, .confused = a->mood.simplify,
        .offer_person = a->mood.offer_person
    };

    facts_files(j, t, a, f, tokens);
    facts_knowledge(j, t, a, f, tokens);

    f->summary = slice_str(context_summary(t));
    if (prompt_tokens(f->summary) > *tokens) {
        f->summary = SLICE_NULL;
    }

    f->summary = take(j, a, f->summary, MESSAGE_CUT);
    ask_knows(a, f->persona);
    ask_knows(a, f->customer);
    ask_knows(a, f->tenant);
    ask_knows(a, f->now);
}


/* --- messages ------------------------------------------------------------ */

static const char *
kind_of(const json_t *message)
{
    const char  *type = jsonx_str(message, "type");

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (strcmp(type, kinds[i]) == 0) {
            return kinds[i];
        }
    }

    return "message";
}


/* The words of this turn, one fence each, behind what is known. */

static bool
add_question(job_t *j, const turn_t *t, ask_t *a, const prompt_facts_t *f)
{
    const char  *all = (const char *) prompt_data(j->pool, f).data;
    size_t       i;
    json_t      *m;

    json_array_foreach(json_object_get(t->context, "messages"), i, m) {
        slice_t  words = take(j, a, slice_str(jsonx_str(m, "text")),
                              MESSAGE_CUT);
        slice_t  file = take(j, a, slice_str(jsonx_str(json_object_get(m,
                             "content"), "filename")), NAME_CUT);

        if (all != NULL && words.len > 0) {
            slice_t  fence = prompt_fence(j->pool, kind_of(m), words);
            all = fence.data == NULL ? NULL
                  : pool_printf(j->pool, "%s\n\n%s", all,
                                (const char *) fence.data);
        }

        if (all != NULL && file.len > 0) {
            slice_t  fence = prompt_fence(j->pool, "file_name", file);
            all = fence.data == NULL ? NULL
                  : pool_printf(j->pool, "%s\n\n%s", all,
                                (const char *) fence.data);
        }
    }

    return all != NULL
           && ask_add(a, &(model_message_t) { .role = MODEL_USER,
                                              .text = slice_str(all) });
}


/* Neighbours of one side become one message: some models demand that sides
 * take turns. */

static bool
add_said(job_t *j, ask_t *a, const said_t *said)
{
    model_role_t      role = said->customer ? MODEL_USER : MODEL_ASSISTANT;
    model_message_t  *last = a->request.n == 0 ? NULL
                             : &a->messages[a->request.n - 1];
    slice_t           text = said->customer
                             ? take(j, a, said->text, MESSAGE_CUT)
                             : utf8_cut_chars(said->text, MESSAGE_CUT);

    if (said->customer) {
        text = prompt_fence(j->pool, "message", text);
    } else {
        ask_knows(a, text);
    }

    if (last == NULL || last->role != role) {
        return text.data != NULL
               && ask_add(a, &(model_message_t) { .role = role, .text = text });
    }

    last->text = slice_str(pool_printf(j->pool, "%.*s\n%.*s",
                           (int) last->text.len, (const char *) last->text.data,
                           (int) text.len, (const char *) text.data));

    return last->text.data != NULL;
}


static bool
add_recent(job_t *j, const turn_t *t, ask_t *a, unsigned tokens)
{
    said_t    said[CONTEXT_SAID_MAX];
    unsigned  n = context_said(t, false, said);
    unsigned  from = n > ASK_RECENT_MAX ? n - ASK_RECENT_MAX : 0;
    bool      fine = true;

    from += context_prune(said + from, n - from, tokens);

    for (unsigned i = from; i < n && fine; i++) {
        fine = add_said(j, a, &said[i]);
        a->personal = true;
    }

    return fine;
}


/* The question is a user's too: it goes behind what that side said last. */

static bool
merge_question(job_t *j, ask_t *a)
{
    model_message_t  *last = &a->messages[a->request.n - 1];

    if (a->request.n < 2 || last[-1].role != MODEL_USER) {
        return true;
    }

    last[-1].text = slice_str(pool_printf(j->pool, "%.*s\n\n%s",
                              (int) last[-1].text.len,
                              (const char *) last[-1].text.data,
                              (const char *) last->text.data));
    a->request.n--;

    return last[-1].text.data != NULL;
}


/* --- all of it ----------------------------------------------------------- */

static const char *
sentiment_name(sentiment_label_t label)
{
    static const char *const  names[] = {
        [SENTIMENT_VERY_NEGATIVE] = "very_negative",
        [SENTIMENT_NEGATIVE] = "negative", [SENTIMENT_NEUTRAL] = "neutral",
        [SENTIMENT_POSITIVE] = "positive", [SENTIMENT_MIXED] = "mixed"
    };

    return names[label];
}


static void
who_fill(const turn_t *t, model_ask_t *who)
{
    *who = (model_ask_t) {
        .tenant = t->tenant, .purpose = "answer", .language = t->language,
        .intent = t->u.intent.name[0] != '\0' ? t->u.intent.name : NULL,
        .chars = t->text.len,
        .sentiment = t->u.sentiment.score > 0
                     ? sentiment_name(t->u.sentiment.label) : NULL,
        .sentiment_score = t->u.sentiment.score
    };
}


/* The customer's own ids may be told to them. */

static void
know_contact(ask_t *a, const turn_t *t)
{
    const json_t  *to = json_object_get(json_object_get(t->context,
                                                        "contact"), "to");
    const char    *kind;
    json_t        *value;

    json_object_foreach((json_t *) to, kind, value) {
        ask_knows(a, slice_str(json_string_value(value)));
    }

    ask_knows(a, slice_str(t->local_text));
}


bool
ask_build(job_t *j, const turn_t *t, ask_t *a)
{
    unsigned        tokens = (unsigned) config_int("think.context_tokens");
    unsigned        cost = prompt_tokens(t->text);
    prompt_facts_t  facts;

    memset(a, 0, sizeof(*a));
    a->mood = mood_of(&t->u);
    a->mood.offer_person &= context_flag(t, "human_handoff");
    who_fill(t, &a->who);
    know_contact(a, t);

    tokens = tokens > cost ? tokens - cost : 0;
    facts_fill(j, t, a, &facts, &tokens);
    a->personal = facts.customer.len > 0 || facts.summary.len > 0
                  || facts.nfiles > 0 || facts.now.len > 0;
    a->request.messages = a->messages;
    a->request.system = prompt_system(j->pool, &facts);

    if (a->request.system.data == NULL || !add_recent(j, t, a, tokens)
        || !add_question(j, t, a, &facts) || !merge_question(j, a))
    {
        return false;
    }

    a->request.stream = true;           /* a stall is noticed early */
    return true;
}
