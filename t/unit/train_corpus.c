/*
 * train_corpus - files of examples: what a line is for each task, what an
 * intent and a mood say of other tasks, and what is refused with its place.
 */

#include "t/unit/tap.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "worker/train/corpus.h"
#include "worker/train/escalation.h"
#include "worker/train/mood.h"

static char  root[64];


static void
file_put(const char *name, const char *text)
{
    char   path[128];
    FILE  *out;

    snprintf(path, sizeof(path), "%s/%s", root, name);
    out = fopen(path, "we");
    if (out == NULL || fputs(text, out) < 0 || fclose(out) != 0) {
        perror(path);
        exit(1);
    }
}


static void
file_drop(const char *name)
{
    char  path[128];

    snprintf(path, sizeof(path), "%s/%s", root, name);
    (void) remove(path);
}


/* The label of a text, "" when it is not there. */

static const char *
label_of(const corpus_t *c, const char *text)
{
    for (size_t i = 0; i < c->n; i++) {
        if (strcmp(c->line[i].text, text) == 0) {
            return c->name[c->line[i].label];
        }
    }

    return "";
}


static void
test_moods(void)
{
    static const char *const  calm[] = {
        "product_inquiry", "appointment_booking", "pricing_negotiation",
        "greeting"
    };
    static const char *const  open[] = {
        "order_status", "complaint", "refund_request", "thanks_goodbye", "",
        "Greeting", "greetings"
    };

    for (unsigned i = 0; i < sizeof(calm) / sizeof(calm[0]); i++) {
        is_str(mood_of_intent(calm[i]), "neutral", calm[i]);
    }

    for (unsigned i = 0; i < sizeof(open) / sizeof(open[0]); i++) {
        ok(mood_of_intent(open[i]) == NULL, "\"%s\" has no mood", open[i]);
    }

    /* every one that is calm is an intent */
    for (unsigned i = 0; i < sizeof(calm) / sizeof(calm[0]); i++) {
        bool  known = false;

        for (unsigned k = 0; intent_names[k] != NULL; k++) {
            known = known || strcmp(intent_names[k], calm[i]) == 0;
        }
        ok(known, "%s is an intent", calm[i]);
    }
}


static void
test_reasons(void)
{
    is_str(escalation_of_intent("human_agent"), "explicit_request",
           "a wish for a person");
    is_str(escalation_of_intent("order_status"), "none",
           "a question needs nobody");
    ok(escalation_of_intent("complaint") == NULL
       && escalation_of_intent("nonsense") == NULL,
       "a complaint alone says nothing");

    is_str(escalation_of_mood("very_negative", "angry"), "anger_abuse",
           "outrage");
    is_str(escalation_of_mood("positive", "positive"), "none", "praise");
    is_str(escalation_of_mood("negative", "frustrated"),
           "accumulated_frustration", "tired of waiting");
    ok(escalation_of_mood("negative", "neutral") == NULL
       && escalation_of_mood("neutral", "confused") == NULL,
       "a flat verdict and a confused question say nothing");
}


static void
test_conversations(void)
{
    escalation_line_t  x;

    ok(escalation_read("{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},"
                       "{\"role\":\"user\",\"content\":\"{b|c}\"}],"
                       "\"escalate\":true,\"reason\":\"legal_threat\"}", &x)
       && !x.skip, "a conversation");
    is_str(x.label, "legal_threat", "its reason");
    is_str(x.text, " b c ", "its last message, no template");

    ok(escalation_read("{\"messages\":[{\"content\":\"ok\"}],"
                       "\"escalate\":false,\"reason\":\"resolved\"}", &x)
       && strcmp(x.label, "over") == 0, "a trouble that is over");
    ok(escalation_read("{\"messages\":[{\"content\":\"ok\"}],"
                       "\"escalate\":false,\"reason\":\"simple_faq\"}", &x)
       && strcmp(x.label, "none") == 0, "who needs nobody");
    ok(escalation_read("{\"messages\":[{\"content\":\"again\"}],"
                       "\"escalate\":true,\"reason\":\"bot_failure_loop\"}",
                       &x) && x.skip, "what no single message shows");
    ok(!escalation_read("{\"messages\":[],\"reason\":\"resolved\"}", &x)
       && !escalation_read("{\"messages\":[{\"content\":\"x\"}]}", &x)
       && !escalation_read("no json", &x), "what is none");
}


static void
test_tasks(void)
{
    static const struct {
        task_id_t    task;
        const char  *text, *label;
    } cases[] = {
        { TASK_INTENT, "is it blue", "product_inquiry" },
        { TASK_INTENT, "rubbish", "" },
        { TASK_LANGUAGE, "is it blue", "en" },
        { TASK_LANGUAGE, "rubbish", "en" },
        { TASK_LANGUAGE, "wo ist es", "other" },
        { TASK_SENTIMENT, "rubbish", "very_negative" },
        { TASK_SENTIMENT, "is it blue", "neutral" },
        { TASK_SENTIMENT, "where is it", "" },
        { TASK_EMOTION, "rubbish", "angry" },
        { TASK_EMOTION, "is it blue", "neutral" },
        { TASK_ESCALATION, "rubbish", "anger_abuse" },
        { TASK_ESCALATION, "flat", "" },
        { TASK_ESCALATION, "where is it", "none" },
        { TASK_ESCALATION, "get me someone", "explicit_request" },
        { TASK_ESCALATION, "see you in court", "legal_threat" }
    };

    file_put("intent/en.tsv", "# a comment\n\nproduct_inquiry\tis it blue \n"
             "order_status\twhere is it\r\n");
    file_put("sentiment/en.tsv", "very_negative\tangry\trubbish\n"
             "negative\tneutral\tflat\n");
    file_put("language/other.txt", "de\two ist es\n");
    file_put("reason/en.tsv", "\xef\xbb\xbf" "explicit_request\t"
             "get me someone\n");
    file_put("escalation/en.jsonl", "{\"messages\":[{\"content\":"
             "\"see you in court\"}],\"escalate\":true,"
             "\"reason\":\"legal_threat\"}\n");

    for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        corpus_t  c;

        corpus_init(&c);
        ok(corpus_read_task(&c, root, cases[i].task), "%s is read",
           tasks[cases[i].task].name);
        is_str(label_of(&c, cases[i].text), cases[i].label, cases[i].text);
        corpus_release(&c);
    }
}


static void
refused(const char *name, const char *text, task_id_t task, const char *why)
{
    corpus_t  c;
    char      want[256];

    file_put(name, text);
    snprintf(want, sizeof(want), "%s/%s:%s", root, name, why);
    corpus_init(&c);
    ok(!corpus_read_task(&c, root, task), "%s", why);
    is_str(c.err, want, "said with its place");
    corpus_release(&c);
    file_drop(name);
}


static void
test_refused(void)
{
    refused("intent/fr.tsv", "greeting salut\n", TASK_INTENT,
            "1: no tab between label and text");
    refused("intent/fr.tsv", "\nnonsense\tsalut\n", TASK_INTENT,
            "2: there is no label \"nonsense\" here");
    refused("intent/fr.tsv", "greeting salut\n", TASK_ESCALATION,
            "1: no tab between label and text");
    refused("sentiment/fr.tsv", "positive\tsuper\n", TASK_EMOTION,
            "1: not label TAB emotion TAB text");
    refused("sentiment/fr.tsv", "positive\tsuper\n", TASK_ESCALATION,
            "1: not label TAB emotion TAB text");
    refused("language/fr.txt", "fr\tsalut\n", TASK_LANGUAGE,
            "1: a tab in a line of text");
    refused("escalation/fr.jsonl", "{}\n", TASK_ESCALATION,
            "1: no messages, or no reason");
}


static void
test_tenant_file(void)
{
    char      path[128];
    corpus_t  c;

    snprintf(path, sizeof(path), "%s/own.jsonl", root);
    file_put("own.jsonl", "{\"intent\":\"rental\",\"text\":\"hire a drill\"}\n"
             "{\"intent\":\"rental\",\"text\":\"hire a drill\"}\n"
             "{\"intent\":\"advice\",\"text\":\"which drill\"}\n");
    corpus_init(&c);
    ok(corpus_read_intents(&c, path) && c.n == 3, "JSON lines");
    is(corpus_sort(&c), 1, "one is there twice");
    is_str(c.name[0], "advice", "classes in the order of their names");
    is_str(label_of(&c, "hire a drill"), "rental", "each with its own");
    corpus_release(&c);

    file_put("own.jsonl", "{\"intent\":\"Rental!\",\"text\":\"x\"}\n");
    corpus_init(&c);
    ok(!corpus_read_intents(&c, path), "a name with signs is refused");
    corpus_release(&c);
    file_drop("own.jsonl");
}


int
main(void)
{
    static const char *const  folders[] = {
        "intent", "sentiment", "language", "reason", "escalation"
    };
    static const char *const  files[] = {
        "intent/en.tsv", "sentiment/en.tsv", "language/other.txt",
        "reason/en.tsv", "escalation/en.jsonl"
    };
    char  path[128];

    strcpy(root, "/tmp/relevo-corpus-XXXXXX");
    if (mkdtemp(root) == NULL) {
        perror(root);
        return 1;
    }

    for (unsigned i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
        snprintf(path, sizeof(path), "%s/%s", root, folders[i]);
        (void) mkdir(path, 0700);
    }

    test_moods();
    test_reasons();
    test_conversations();
    test_tasks();
    test_refused();
    test_tenant_file();

    for (unsigned i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        file_drop(files[i]);
    }
    for (unsigned i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
        file_drop(folders[i]);
    }
    (void) rmdir(root);

    return done_testing();
}
