/* answer - see answer.h. */

#include "worker/answer/answer.h"

#include "worker/answer/prompt.h"
#include "worker/answer/texts.h"
#include "worker/engine/config.h"
#include "worker/nlu/language.h"
#include "worker/nlu/phrase.h"

static bool  ready;


bool
answer_init(char *err, size_t err_len)
{
    if (ready) {
        return true;
    }

    phrase_init();
    language_init();
    ready = texts_load(config_str("texts.dir"), err, err_len)
            && prompts_load(config_str("prompts.dir"), err, err_len);

    return ready;
}


void
answer_release(void)
{
    prompts_release();
    texts_release();
    ready = false;
}
