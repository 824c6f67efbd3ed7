/*
 * errand_command - errands that a subcommand of `relevo` does already.
 *
 *   intents_train       relevo train --tenant ID --intents FILE
 *   intents_use         relevo train --tenant ID --use VERSION
 *   channel_test        relevo channel test CHANNEL ACCOUNT --url URL ...
 *   channel_register    relevo channel register CHANNEL --url URL ...
 *   templates_sync      relevo channel templates ACCOUNT --waba ID
 *   dead_letter_replay  relevo dlq replay ID
 *
 * A process of its own (command.h): learning takes seconds of CPU, a test
 * waits for servers, and neither belongs on the loop.  One that is cut off
 * (the worker ends) is begun again by whoever gets its errand: each of them
 * may be run twice.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/utf8_cut.h"
#include "worker/engine/config.h"
#include "worker/errands/command.h"
#include "worker/jsonx.h"

#define NAME          "relevo: "        /* what a complaint begins with */
#define NAME_LEN      (sizeof(NAME) - 1)
#define SENTENCE_MAX  500               /* bytes */


/* --- answers ------------------------------------------------------------- */

/* The sentence it ended with, without the name of the program: its last line
 * that begins with that, as what the database warned of stands before it and
 * what it explains behind it. */
static slice_t
sentence_of(const stream_t *s)
{
    const char  *text = s->text != NULL ? s->text : "it said nothing";

    for (const char *at = text; at != NULL; at = strchr(at, '\n')) {
        at += *at == '\n';
        text = strncmp(at, NAME, NAME_LEN) == 0 ? at + NAME_LEN : text;
    }

    return utf8_cut(slice_make(text, strcspn(text, "\n")), SENTENCE_MAX);
}


static void
failed(errand_t *e, const command_t *c)
{
    slice_t  said = sentence_of(&c->err);
    char     buf[SENTENCE_MAX + 1];

    (void) snprintf(buf, sizeof(buf), "%.*s", (int) said.len,
                    (const char *) said.data);
    errand_done(e, NULL, buf);
}


/* What it printed is the result. */
static void
reported(errand_t *e, command_t *c)
{
    json_t  *report = c->status == 0 && c->out.text != NULL
                      ? jsonx_load(slice_make(c->out.text, c->out.len))
                      : NULL;

    if (report == NULL) {
        failed(e, c);
        return;
    }

    errand_done(e, report, NULL);
}


/* Each line a step: what it printed went well, what it complained of not. */
static void
steps_add(json_t *steps, const stream_t *s, bool ok)
{
    const char  *line = s->text;

    while (line != NULL && *line != '\0') {
        size_t  len = strcspn(line, "\n");
        size_t  skip = strncmp(line, NAME, NAME_LEN) == 0 ? NAME_LEN : 0;

        json_array_append_new(steps, json_pack("{s:b, s:s%}", "ok", ok,
            "text", line + skip, len - skip));
        line += len + (line[len] == '\n');
    }
}


static void
channel_tested(errand_t *e, command_t *c)
{
    json_t  *steps = json_array();

    steps_add(steps, &c->out, true);
    steps_add(steps, &c->err, false);
    errand_done(e, json_pack("{s:b, s:o}", "ok", c->status == 0, "steps",
                             steps), NULL);
}


static void
letter_replayed(errand_t *e, command_t *c)
{
    if (c->status != 0) {
        failed(e, c);
        return;
    }

    errand_done(e, json_pack("{s:b}", "replayed", 1), NULL);
}


/* --- the kinds ----------------------------------------------------------- */

/* The lines in a file of our own; false: could not be written. */
static bool
lines_write(command_t *c, const char *lines)
{
    const char  *dir = getenv("TMPDIR");
    size_t       len = strlen(lines);
    int          fd;
    bool         ok;

    (void) snprintf(c->file, sizeof(c->file), "%.32s/relevo-XXXXXX.tsv",
                    dir != NULL && strlen(dir) <= 32 ? dir : "/tmp");
    fd = mkstemps(c->file, 4);
    if (fd < 0) {
        c->file[0] = '\0';
        return false;
    }

    ok = write(fd, lines, len) == (ssize_t) len;

    return close(fd) == 0 && ok;
}


void
errand_train(errand_t *e)
{
    command_t  *c;

    if (*config_str("nlu.dir") == '\0') {
        errand_done(e, NULL, "nlu.dir is not set: the folder where the"
                    " workers look for models of tenants");
        return;
    }

    c = command_new(e, reported);
    if (c == NULL) {
        return;
    }

    if (!lines_write(c, jsonx_str(e->claim, "lines"))) {
        errand_drop(e, strerror(errno));
        command_free(c);
        return;
    }

    command_word(c, "train");
    command_word(c, "--tenant");
    command_word(c, e->tenant);
    command_word(c, "--intents");
    command_word(c, c->file);
    if (jsonx_true(errand_input(e), "dry_run")) {
        command_word(c, "--dry-run");
    }

    command_queue(c);
}


/* BASE/webhooks/CHANNEL/ENDPOINT, kept in the claim; NULL: no memory. */
static const char *
webhook_url(errand_t *e, const char *name, const char *base)
{
    const json_t  *input = errand_input(e);
    const char    *channel = jsonx_str(input, "channel");
    bool           webchat = strcmp(channel, "webchat") == 0;
    char          *url;

    if (asprintf(&url, "%s/%s%s/%s", base, webchat ? "chat" : "webhooks/",
                 webchat ? "" : channel, jsonx_str(input, "endpoint")) < 0)
    {
        return NULL;
    }

    json_object_set_new(e->claim, name, json_string(url));
    free(url);

    return jsonx_str(e->claim, name);
}


static void
option(command_t *c, const char *name, const char *value)
{
    if (*value != '\0') {
        command_word(c, name);
        command_word(c, value);
    }
}


void
errand_model_use(errand_t *e)
{
    command_t  *c = command_new(e, reported);

    if (c == NULL) {
        return;
    }

    command_word(c, "train");
    command_word(c, "--tenant");
    command_word(c, e->tenant);
    command_word(c, "--use");
    command_word(c, jsonx_str(errand_input(e), "version"));
    command_queue(c);
}


void
errand_channel_test(errand_t *e)
{
    const json_t  *input = errand_input(e);
    const char    *base = config_str("channel.test_url");
    const char    *outside = config_str("channel.public_url");
    const char    *url, *public_url;
    command_t     *c;

    if (*base == '\0') {
        errand_done(e, NULL, "channel.test_url is not set: where nginx is to"
                    " be asked");
        return;
    }

    url = webhook_url(e, "url", base);
    public_url = webhook_url(e, "public_url",
                             *outside != '\0' ? outside : base);
    if (url == NULL || public_url == NULL) {
        errand_drop(e, "out of memory");
        return;
    }

    c = command_new(e, channel_tested);
    if (c == NULL) {
        return;
    }

    command_word(c, "channel");
    command_word(c, "test");
    option(c, "--url", url);
    option(c, "--public-url", public_url);
    option(c, "--endpoint", jsonx_str(input, "endpoint"));
    command_word(c, jsonx_str(input, "channel"));
    command_word(c, jsonx_str(input, "account"));
    command_queue(c);
}


void
errand_channel_register(errand_t *e)
{
    const json_t  *input = errand_input(e);
    command_t     *c = command_new(e, channel_tested);

    if (c == NULL) {
        return;
    }

    command_word(c, "channel");
    command_word(c, "register");
    option(c, "--url", jsonx_str(input, "url"));
    option(c, "--endpoint", jsonx_str(input, "endpoint"));
    option(c, "--app-id", jsonx_str(input, "app_id"));
    option(c, "--waba", jsonx_str(input, "waba"));
    option(c, "--account", jsonx_str(input, "account"));
    command_word(c, jsonx_str(input, "channel"));
    command_queue(c);
}


void
errand_templates(errand_t *e)
{
    command_t  *c = command_new(e, reported);

    if (c == NULL) {
        return;
    }

    command_word(c, "channel");
    command_word(c, "templates");
    option(c, "--waba", jsonx_str(errand_input(e), "waba"));
    command_word(c, jsonx_str(errand_input(e), "account"));
    command_queue(c);
}


void
errand_letter(errand_t *e)
{
    command_t  *c = command_new(e, letter_replayed);

    if (c == NULL) {
        return;
    }

    command_word(c, "dlq");
    command_word(c, "replay");
    command_word(c, jsonx_str(errand_input(e), "letter"));
    command_queue(c);
}
