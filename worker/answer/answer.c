/* answer - see answer.h. */

#include "worker/answer/answer.h"

#include <stdio.h>

#include "worker/answer/prompt.h"
#include "worker/answer/texts.h"
#include "worker/decide/defaults.h"
#include "worker/engine/config.h"
#include "worker/nlu/language.h"
#include "worker/nlu/models.h"
#include "worker/nlu/phrase.h"
#include "worker/nlu/sentiment.h"
#include "worker/share.h"

static bool  ready;


static bool
models_ready(char *err, size_t err_len)
{
    const char  *name = config_str("nlu.models");
    char         dir[SHARE_PATH_MAX];

    if (!share_path(name, dir)) {
        snprintf(err, err_len, "nlu.models: there is no folder %s;"
                 " ./build.sh build makes it", name);
        return false;
    }

    return models_init(dir, config_str("nlu.dir"),
                       (unsigned) config_int("nlu.tenants"), err, err_len);
}


bool
answer_init(char *err, size_t err_len)
{
    if (ready) {
        return true;
    }

    phrase_init();
    language_init();
    (void) sentiment_lexicon();
    ready = models_ready(err, err_len)
            && texts_load(config_str("texts.dir"), err, err_len)
            && prompts_load(config_str("prompts.dir"), err, err_len)
            && decide_init(err, err_len);

    return ready;
}


void
answer_release(void)
{
    decide_release();
    prompts_release();
    texts_release();
    sentiment_release();
    models_release();
    ready = false;
}
