/*
 * corpus_lines - one line of each kind of file, as an example of a task.
 *
 * A kind is read for several tasks: a line of the intents is an intent, a
 * text in its language, for some intents a calm mood and for some a reason
 * to escalate.  Fields are cut in place.
 */

#include "worker/train/corpus_own.h"
#include "worker/train/escalation.h"
#include "worker/train/mood.h"

#include <jansson.h>

/* The fields of a line of sentiment/. */
typedef struct {
    char  *sentiment, *emotion, *text;
} moods_t;


/* Cuts at the next tab; NULL: there is none. */

static char *
field_cut(char *s)
{
    char  *tab = strchr(s, '\t');

    if (tab == NULL) {
        return NULL;
    }

    *tab = '\0';
    return tab + 1;
}


/* The text behind the label; NULL with c->err. */

static char *
label_cut(corpus_t *c, char *line, const char *file, unsigned n)
{
    char  *text = field_cut(line);

    if (text == NULL) {
        (void) corpus_fail(c, file, n, "no tab between label and text");
    }

    return text;
}


static bool
moods_cut(corpus_t *c, char *line, const char *file, unsigned n, moods_t *m)
{
    m->sentiment = line;
    m->emotion = field_cut(line);
    m->text = m->emotion != NULL ? field_cut(m->emotion) : NULL;

    return m->text != NULL
           || corpus_fail(c, file, n, "not label TAB emotion TAB text");
}


bool
corpus_intent_line(corpus_t *c, char *line, const char *lang,
    const char *file, unsigned n)
{
    char  *text = label_cut(c, line, file, n);

    return text != NULL && corpus_add(c, line, lang, text, file, n);
}


bool
corpus_sentiment_line(corpus_t *c, char *line, const char *lang,
    const char *file, unsigned n)
{
    moods_t  m;

    return moods_cut(c, line, file, n, &m)
           && corpus_add(c, m.sentiment, lang, m.text, file, n);
}


bool
corpus_emotion_line(corpus_t *c, char *line, const char *lang,
    const char *file, unsigned n)
{
    moods_t  m;

    return moods_cut(c, line, file, n, &m)
           && corpus_add(c, m.emotion, lang, m.text, file, n);
}


/* "other" is every code that none of the five has. */

bool
corpus_language_line(corpus_t *c, char *line, const char *lang,
    const char *file, unsigned n)
{
    char  *text = field_cut(line);

    if (strcmp(lang, "ot") == 0) {
        return text != NULL ? corpus_add(c, "other", "", text, file, n)
                            : corpus_fail(c, file, n, "not code TAB text");
    }

    return text == NULL ? corpus_add(c, lang, lang, line, file, n)
                        : corpus_fail(c, file, n, "a tab in a line of text");
}


/* The label is the language, whatever the file is about. */

bool
corpus_intent_as_language(corpus_t *c, char *line, const char *lang,
    const char *file, unsigned n)
{
    char  *text = label_cut(c, line, file, n);

    return text != NULL && corpus_add(c, lang, lang, text, file, n);
}


bool
corpus_sentiment_as_language(corpus_t *c, char *line, const char *lang,
    const char *file, unsigned n)
{
    moods_t  m;

    return moods_cut(c, line, file, n, &m)
           && corpus_add(c, lang, lang, m.text, file, n);
}


bool
corpus_json_line(corpus_t *c, char *line, const char *lang, const char *file,
    unsigned n)
{
    json_error_t  error;
    json_t       *object = json_loads(line, JSON_REJECT_DUPLICATES, &error);
    const char   *intent = json_string_value(json_object_get(object,
                                                             "intent"));
    const char   *text = json_string_value(json_object_get(object, "text"));
    bool          ok;

    if (object == NULL) {
        return corpus_fail(c, file, n, "%s", error.text);
    }

    ok = intent != NULL && text != NULL
         ? corpus_add(c, intent, lang, text, file, n)
         : corpus_fail(c, file, n, "\"intent\" or \"text\" is missing");
    json_decref(object);
    return ok;
}


bool
corpus_escalation_line(corpus_t *c, char *line, const char *lang,
    const char *file, unsigned n)
{
    escalation_line_t  x;

    if (!escalation_read(line, &x)) {
        return corpus_fail(c, file, n, "no messages, or no reason");
    }

    return x.skip || corpus_add(c, x.label, lang, x.text, file, n);
}


/* A mood that says nothing of it is left out. */

bool
corpus_sentiment_as_escalation(corpus_t *c, char *line, const char *lang,
    const char *file, unsigned n)
{
    moods_t      m;
    const char  *label;

    if (!moods_cut(c, line, file, n, &m)) {
        return false;
    }

    label = escalation_of_mood(m.sentiment, m.emotion);
    return label == NULL || corpus_add(c, label, lang, m.text, file, n);
}


bool
corpus_intent_as_escalation(corpus_t *c, char *line, const char *lang,
    const char *file, unsigned n)
{
    char        *text = label_cut(c, line, file, n);
    const char  *label = text != NULL ? escalation_of_intent(line) : NULL;

    return text != NULL
           && (label == NULL || corpus_add(c, label, lang, text, file, n));
}


bool
corpus_intent_as_mood(corpus_t *c, char *line, const char *lang,
    const char *file, unsigned n)
{
    char        *text = label_cut(c, line, file, n);
    const char  *label = text != NULL ? mood_of_intent(line) : NULL;

    return text != NULL
           && (label == NULL || corpus_add(c, label, lang, text, file, n));
}
