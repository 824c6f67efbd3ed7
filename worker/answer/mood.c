/* mood - see mood.h.  Thresholds are of a conversation of a few turns. */

#include "worker/answer/mood.h"

#include "worker/answer/texts.h"

#define SIMPLE_SENTENCES  2
#define FRUSTRATED_MANY   2             /* of the last 3 messages */
#define NEGATIVE_MANY     3             /* of the last 6 */
#define QUESTIONS_MANY    3             /* of the last 4 */


mood_t
mood_of(const understanding_t *u)
{
    const sentiment_t  *s = &u->sentiment;
    const signals_t    *g = &u->signals;
    bool                confused = s->confused
                                   || (g->questions >= QUESTIONS_MANY
                                       && g->repeated_question);

    /* an apology nobody understands is worse than none: only for words that
     * were found, and that a person could be shown; and simpler than what? */

    return (mood_t) {
        .apologise = s->n > 0 && (s->angry || s->frustrated),
        .simplify = confused && g->attempts > 0 && !s->angry,
        .offer_person = g->frustrated >= FRUSTRATED_MANY
                        || g->negatives >= NEGATIVE_MANY || g->same_answer
                        || g->repeated_question
                        || (confused && g->attempts >= 2)
    };
}


const char *
mood_name(pool_t *pool, mood_t m)
{
    const char  *name = pool_printf(pool, "%s%s%s",
                                    m.apologise ? "apologise " : "",
                                    m.simplify ? "simplify " : "",
                                    m.offer_person ? "offer_person " : "");

    return name == NULL ? "" : name;
}


slice_t
mood_sentences(slice_t text, unsigned n)
{
    for (size_t i = 0; i + 1 < text.len; i++) {
        bool  ends = strchr(".!?", text.data[i]) != NULL
                     && text.data[i + 1] == ' ';

        ends = ends || (text.data[i] == '\n' && i > 0);

        if (ends && --n == 0) {
            return slice_make(text.data, i + (text.data[i] != '\n'));
        }
    }

    return text;
}


slice_t
mood_say(pool_t *pool, mood_t mood, const char *language, slice_t text,
    bool offered)
{
    const char  *before = "", *gap = "", *behind = "", *behind_gap = "";

    if (mood.apologise) {
        before = texts_get(language, TEXT_SORRY);
        gap = " ";

    } else if (mood.simplify && !offered) {
        slice_t  few = mood_sentences(text, SIMPLE_SENTENCES);

        before = texts_get(language, TEXT_SIMPLER);
        gap = " ";

        if (few.len < text.len) {
            text = few;
            behind = texts_get(language, TEXT_MORE);
            behind_gap = " ";
        }
    }

    if (mood.offer_person && !offered) {
        behind = texts_get(language, TEXT_OFFER);
        behind_gap = "\n\n";
    }

    return slice_str(pool_printf(pool, "%s%s%.*s%s%s", before, gap,
                                 (int) text.len, (const char *) text.data,
                                 behind_gap, behind));
}
