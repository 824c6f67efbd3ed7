/* notice - see notice.h. */

#include "worker/answer/notice.h"

#include "worker/answer/texts.h"
#include "worker/nlu/lexicon.h"

static const text_id_t  notices[] = {
    TEXT_HANDOFF, TEXT_TICKET, TEXT_SOON, TEXT_QUEUE, TEXT_CLOSED, TEXT_LATER,
    TEXT_DAYS, TEXT_NOBODY, TEXT_CSAT_ASK, TEXT_REACH
};


json_t *
notice_words(const char *language)
{
    json_t  *words = json_object();

    for (size_t i = 0; i < sizeof(notices) / sizeof(notices[0]); i++) {
        json_object_set_new(words, texts_key(notices[i]),
                            json_string(texts_get(language, notices[i])));
    }

    return words;
}


json_t *
notice_all(void)
{
    json_t  *all = json_object();

    for (int i = 0; i < LANGUAGES; i++) {
        json_object_set_new(all, lexicons[i]->language,
                            notice_words(lexicons[i]->language));
    }

    return all;
}
