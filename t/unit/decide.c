/*
 * decide - the rules of a turn: first as a table, then the phases understand,
 * decide and reply over made-up contexts (the search is not called here).
 */

#include "t/unit/tap.h"
#include "worker/answer/answer.h"
#include "worker/decide/decide.h"
#include "worker/engine/config.h"
#include "worker/engine/loop.h"
#include "worker/pipeline.h"

static const struct {
    const char  *name;
    facts_t      facts;
    const char  *rule;
    outcome_t    outcome;
    text_id_t    text;
    bool         ask, search, handoff;
} cases[] = {
    { "a person waits: silent", { "pending_handoff", false, WORDS_TEXT,
      ACT_QUESTION, 0 }, "person_has_it", OUTCOME_SILENT, TEXT_NOTHING, 0, 0,
      0 },
    { "a person has it: silent, whatever is asked", { "human", true, WORDS_TEXT,
      ACT_PERSON, 0 }, "person_has_it", OUTCOME_SILENT, TEXT_NOTHING, 0, 0, 0 },
    { "a reaction: silent", { "bot", false, WORDS_NONE, ACT_NONE, 0 },
      "nothing_said", OUTCOME_SILENT, TEXT_NOTHING, 0, 0, 0 },
    { "a reaction keeps our question open", { "bot", true, WORDS_NONE,
      ACT_NONE, 0 }, "nothing_said", OUTCOME_SILENT, TEXT_NOTHING, 1, 0, 0 },
    { "an image: told, and a person offered", { "bot", false, WORDS_UNREAD,
      ACT_NONE, 0 }, "unreadable", OUTCOME_OK, TEXT_UNREADABLE, 1, 0, 0 },
    { "the chat is opened", { "bot", false, WORDS_WELCOME, ACT_NONE, 0 },
      "chat_opened", OUTCOME_OK, TEXT_GREETING, 0, 0, 0 },
    { "wants a person", { "bot", false, WORDS_TEXT, ACT_PERSON, 0 },
      "wants_person", OUTCOME_OK, TEXT_HANDOFF, 0, 0, 1 },
    { "yes to our question", { "bot", true, WORDS_TEXT, ACT_YES, 0 },
      "accepts_person", OUTCOME_OK, TEXT_HANDOFF, 0, 0, 1 },
    { "yes to nothing", { "bot", false, WORDS_TEXT, ACT_YES, 0 },
      "agrees", OUTCOME_OK, TEXT_ACKNOWLEDGE, 0, 0, 0 },
    { "no to our question", { "bot", true, WORDS_TEXT, ACT_NO, 0 },
      "declines_person", OUTCOME_OK, TEXT_DECLINED, 0, 0, 0 },
    { "no to nothing", { "bot", false, WORDS_TEXT, ACT_NO, 0 },
      "declines", OUTCOME_OK, TEXT_DECLINED, 0, 0, 0 },
    { "thanks", { "bot", true, WORDS_TEXT, ACT_THANKS, 0 },
      "thanks", OUTCOME_OK, TEXT_THANKS, 0, 0, 0 },
    { "a greeting", { "bot", false, WORDS_TEXT, ACT_GREETING, 0 },
      "greets", OUTCOME_OK, TEXT_GREETING, 0, 0, 0 },
    { "only punctuation", { "bot", false, WORDS_TEXT, ACT_NONE, 0 },
      "no_words", OUTCOME_OK, TEXT_UNCLEAR, 0, 0, 0 },
    { "a question is looked up", { "bot", false, WORDS_TEXT, ACT_QUESTION, 0 },
      "asks", OUTCOME_OK, TEXT_NOTHING, 0, 1, 0 },
    { "so is anything else", { "bot", true, WORDS_TEXT, ACT_OTHER, 0 },
      "asks", OUTCOME_OK, TEXT_NOTHING, 0, 1, 0 },
    { "a mark we asked for: back to rest", { "bot", false, WORDS_TEXT,
      ACT_OTHER, 4 }, "rates", OUTCOME_OK, TEXT_CSAT_THANKS, 0, 0, 1 },
    { "a person has it: a mark is theirs to read", { "human", false,
      WORDS_TEXT, ACT_OTHER, 4 }, "person_has_it", OUTCOME_SILENT,
      TEXT_NOTHING, 0, 0, 0 },
    { "a reopened conversation is the bot's", { "resolved", false, WORDS_TEXT,
      ACT_GREETING, 0 }, "greets", OUTCOME_OK, TEXT_GREETING, 0, 0, 0 },
};


static void
test_rules(void)
{
    for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        decision_t  d = decide(&cases[i].facts);

        ok(strcmp(d.rule, cases[i].rule) == 0
           && d.outcome == cases[i].outcome && d.text == cases[i].text
           && d.ask_person == cases[i].ask && d.search == cases[i].search
           && (d.transition != NULL) == cases[i].handoff, "%s (%s)",
           cases[i].name, d.rule);
    }
}


/* ---- the phases, without calls ---- */

typedef struct {
    job_t   job;
    turn_t  turn;
} fixture_t;


static json_t *
context_make(const char *state, bool asked, const char *language,
    const char *type, const char *text)
{
    return json_pack("{s:{s:s, s:b, s:s?, s:i}, s:{s:s}, s:{s:s},"
        " s:[{s:s, s:s?, s:s, s:I}]}",
        "conversation", "state", state, "asked_person", asked,
        "language", language, "done_seq", 0, "contact", "name", "x",
        "tenant", "default_language", "fr",
        "messages", "type", type, "text", text, "provider_id", "wamid.1",
        "at_ms", (json_int_t) (unix_us() / 1000));
}


static void
fixture_run(fixture_t *f, json_t *context, const char *text)
{
    memset(f, 0, sizeof(*f));
    f->job.data = &f->turn;
    f->job.pool = pool_new(POOL_CAP_DEFAULT);
    f->turn.context = pool_json(f->job.pool, context);
    f->turn.channel = "whatsapp";
    f->turn.text = pool_copy(f->job.pool, slice_str(text));

    is_int(understand_start(&f->job), RC_OK, "understand");
    is_int(decide_start(&f->job), RC_OK, "decide");
    (void) reply_start(&f->job);
}


static void
test_handoff(void)
{
    fixture_t  f;

    fixture_run(&f, context_make("bot", false, "", "text", "x"),
                "hola, quiero hablar con una persona");
    is_str(f.turn.language, "es", "in Spanish");
    is_str(f.turn.transition, "pending_handoff", "a person is wanted");
    is_int(f.turn.nparts, 1, "one part confirms it");
    is_str((const char *) f.turn.parts[0].text.data,
           texts_get("es", TEXT_HANDOFF), "with our words");
    is_str(json_string_value(json_object_get(f.turn.evidence, "rule")),
           "wants_person", "the evidence names the rule");
    ok(json_object_get(json_object_get(f.turn.evidence, "act"), "span")
       != NULL, "and the span");
    pool_free(f.job.pool);
}


static void
test_prior(void)
{
    fixture_t  f;

    /* "ok" says nothing of the language: the conversation's is kept */

    fixture_run(&f, context_make("bot", true, "pt", "text", "ok"), "ok");
    is_str(f.turn.language, "pt", "the past decides");
    is_str(f.turn.transition, "pending_handoff", "ok is a yes");
    pool_free(f.job.pool);

    fixture_run(&f, context_make("bot", true, NULL, "text", "ok gracias"),
                "ok");
    is_str(f.turn.language, "fr", "without a past, the tenant's");
    pool_free(f.job.pool);

    fixture_run(&f, context_make("bot", false, "pt", "text", "x"),
                "thank you very much");
    is_str(f.turn.language, "en", "a sure guess changes it");
    is_str(f.turn.reason, "thanks", "thanks");
    pool_free(f.job.pool);

    fixture_run(&f, context_make("bot", false, "es", "text", "x"),
                "ok gracias");
    is_str(f.turn.reason, "thanks", "ok with thanks, nothing asked: thanks");
    pool_free(f.job.pool);
}


static void
test_silent(void)
{
    fixture_t  f;

    fixture_run(&f, context_make("human", false, "es", "text", "x"),
                "¿cuánto cuesta?");
    is_int(f.turn.outcome, OUTCOME_SILENT, "a person has it");
    is_int(f.turn.nparts, 0, "nothing is said");
    pool_free(f.job.pool);

    fixture_run(&f, context_make("bot", true, "es", "reaction", NULL), "");
    is_int(f.turn.outcome, OUTCOME_SILENT, "a reaction");
    ok(f.turn.ask_person, "our question stays open");
    pool_free(f.job.pool);

    fixture_run(&f, context_make("bot", false, "it", "image", NULL), "");
    is_str((const char *) f.turn.parts[0].text.data,
           texts_get("it", TEXT_UNREADABLE), "an image is acknowledged");
    pool_free(f.job.pool);

    fixture_run(&f, context_make("bot", false, "it", "hologram", NULL), "");
    is_str(f.turn.reason, "unreadable", "so is a type nobody knows");
    pool_free(f.job.pool);

    fixture_run(&f, context_make("bot", false, "it", "unsupported", NULL), "");
    is_str(f.turn.reason, "unreadable", "and what the channel withholds");
    pool_free(f.job.pool);

    fixture_run(&f, context_make("bot", false, "it", "edit", NULL), "");
    is_int(f.turn.outcome, OUTCOME_SILENT, "a correction is not answered");
    pool_free(f.job.pool);
}


int
main(void)
{
    const char *const  sets[] = { "texts.dir=config/texts" };
    char               err[512] = "";

    ok(config_load(NULL, sets, 1, err, sizeof(err)), "config: %s", err);
    ok(answer_init(err, sizeof(err)), "texts and lexicons: %s", err);

    test_rules();
    test_handoff();
    test_prior();
    test_silent();

    answer_release();
    config_release();

    return done_testing();
}
