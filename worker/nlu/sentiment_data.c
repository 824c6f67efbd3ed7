/*
 * sentiment_data - the lexicons as they stand in config/nlu, in the program.
 *
 * Not read at start from a folder: what a message means must not depend on
 * where the program was put.  worker/Makefile knows that this object depends
 * on them.
 */

#include "worker/nlu/sentiment_data.h"

#define DATA(name)                                                           \
    __asm__(".section .rodata\n"                                             \
            ".balign 8\n"                                                    \
            "sentiment_data_" #name ":\n"                                    \
            ".incbin \"config/nlu/sentiment_lexicon/" #name ".lex\"\n"       \
            "sentiment_data_" #name "_end:\n"                                \
            ".byte 0\n"                                                      \
            ".previous\n");                                                  \
    extern const uint8_t  sentiment_data_##name[]                            \
        __attribute__((visibility("hidden")));                               \
    extern const uint8_t  sentiment_data_##name##_end[]                      \
        __attribute__((visibility("hidden")))

DATA(es);
DATA(en);
DATA(pt);
DATA(fr);
DATA(it);
DATA(common);

#define FILE_OF(language)                                                    \
    { #language ".lex", sentiment_data_##language,                           \
      sentiment_data_##language##_end }

/* in the order of lexicons[], common last */
static const struct {
    const char     *name;
    const uint8_t  *from, *to;
} files[LANGUAGES + 1] = {
    FILE_OF(es), FILE_OF(en), FILE_OF(pt), FILE_OF(fr), FILE_OF(it),
    FILE_OF(common)
};


slice_t
sentiment_data(unsigned language, const char **ret_name)
{
    *ret_name = files[language].name;
    return (slice_t) {
        files[language].from,
        (size_t) (files[language].to - files[language].from)
    };
}
