/* nlu_rating - what is a mark from 1 to 5, and what only looks like one. */

#include "t/unit/tap.h"
#include "worker/nlu/rating.h"

static const struct {
    const char  *text;
    int          mark;
} cases[] = {
    { "5", 5 }, { " 4 ", 4 }, { "1!", 1 }, { "3.", 3 }, { "4/5", 4 },
    { "5 de 5", 5 }, { "2 out of 5", 2 }, { "un 5, gracias", 5 },
    { "3 Stars", 3 }, { "4 estrellas", 4 }, { "5 \u00e9toiles", 5 },
    { "\u2b50\u2b50\u2b50\u2b50", 4 }, { "\u2605\u2605", 2 },
    { "5\ufe0f\u20e3", 5 }, { "5 \u2b50", 5 }, { "5 \U0001f44d", 5 },
    { "", 0 }, { "0", 0 }, { "6", 0 }, { "15", 0 }, { "55", 0 },
    { "5 6", 0 }, { "1 2 5", 0 }, { "4 de 10", 0 }, { "99999999999999", 0 },
    { "quiero 5", 0 }, { "5 camisas", 0 }, { "5 \u2b50\u2b50", 0 },
    { "pedido 4", 0 }, { "gracias", 0 },
    { "\u2b50\u2b50\u2b50\u2b50\u2b50\u2b50", 0 },
    { "5\xff", 0 }, { "\xe2\xad", 0 }
};


int
main(void)
{
    size_t  n = sizeof(cases) / sizeof(cases[0]);

    for (size_t i = 0; i < n; i++) {
        is_int(rating_of(slice_str(cases[i].text)), cases[i].mark,
               cases[i].text);
    }

    return done_testing();
}
