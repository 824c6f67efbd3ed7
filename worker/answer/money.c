/* money - see money.h. */

#include "worker/answer/money.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define SCALE     10000
#define DECIMALS  4
#define NUMBER_MAX  40              /* bytes: 15 digits, 4 groups, 4 decimals */
#define NBSP      "\xc2\xa0"
#define NARROW    "\xe2\x80\xaf"        /* narrow no-break space */

static const struct { const char *currency, *symbol; int decimals; } signs[] = {
    { "EUR", "€", 2 }, { "USD", "$", 2 }, { "GBP", "£", 2 },
    { "BRL", "R$", 2 }, { "MXN", "$", 2 }, { "ARS", "$", 2 },
    { "COP", "$", 0 }, { "CLP", "$", 0 }, { "PEN", "S/", 2 },
    { "UYU", "$", 2 }, { "CAD", "$", 2 }, { "AUD", "$", 2 },
    { "JPY", "¥", 0 }, { "CHF", "CHF", 2 }
};

/* How a language writes numbers, and where the sign stands. */
static const struct {
    const char  *language, *point, *group;
    bool         sign_first;
    const char  *gap;                   /* between sign and number */
} styles[] = {
    { "en", ".", ",", true, "" },
    { "es", ",", ".", false, NBSP },
    { "pt", ",", ".", false, NBSP },
    { "fr", ",", NARROW, false, NBSP },
    { "it", ",", ".", false, NBSP },
};


bool
money_parse(const char *amount, const char *currency, money_t *ret_money)
{
    int64_t  units = 0;
    int      decimals = -1;
    size_t   n = 0;

    for (; amount[n] != '\0'; n++) {
        char  c = amount[n];

        if (c == '.' && decimals < 0 && n > 0) {
            decimals = 0;
            continue;
        }

        if (c < '0' || c > '9' || decimals == DECIMALS
            || __builtin_mul_overflow(units, 10, &units)
            || __builtin_add_overflow(units, c - '0', &units))
        {
            return false;
        }

        decimals += decimals >= 0;
    }

    if (n == 0 || amount[n - 1] == '.' || strlen(currency) != 3) {
        return false;
    }

    for (int i = decimals < 0 ? 0 : decimals; i < DECIMALS; i++) {
        if (__builtin_mul_overflow(units, 10, &units)) {
            return false;
        }
    }

    ret_money->units = units;
    memcpy(ret_money->currency, currency, sizeof(ret_money->currency));

    return true;
}


bool
money_add(money_t *sum, const money_t *m, int64_t n)
{
    int64_t  more, total;

    if (sum->currency[0] == '\0') {
        memcpy(sum->currency, m->currency, sizeof(sum->currency));
    }

    if (strcmp(sum->currency, m->currency) != 0
        || __builtin_mul_overflow(m->units, n, &more)
        || __builtin_add_overflow(sum->units, more, &total))
    {
        return false;
    }

    sum->units = total;

    return true;
}


/* The whole part with its groups of three. */

static void
whole_text(int64_t whole, const char *group, char *text, size_t len)
{
    char    digits[24];
    size_t  n = (size_t) snprintf(digits, sizeof(digits), "%" PRId64, whole);
    size_t  end = 0;

    text[0] = '\0';

    for (size_t i = 0; i < n; i++) {
        end += (size_t) snprintf(text + end, len - end, "%s%c",
                                 i > 0 && (n - i) % 3 == 0 ? group : "",
                                 digits[i]);
    }
}


/* Decimals: as many as the currency has; more when the price has more. */

static void
number_text(const money_t *m, int decimals, const char *point,
    const char *group, char *text, size_t len)
{
    char     whole[NUMBER_MAX], part[24];
    int64_t  rest = m->units % SCALE;
    int      n = DECIMALS;

    whole_text(m->units / SCALE, group, whole, sizeof(whole));
    snprintf(part, sizeof(part), "%04d", (int) rest);

    while (n > decimals && part[n - 1] == '0') {
        n--;
    }

    snprintf(text, len, "%s%s%.*s", whole, n > 0 ? point : "", n, part);
}


typedef struct {
    const char  *point, *group, *gap;   /* gap: between sign and number */
    bool         sign_first;
} style_t;


/* The language's way, with what the currency insists on: Brazil's sign and
 * every dollar stand in front, Mexico has the decimal point. */

static style_t
style_of(const char *currency, const char *symbol, const char *language)
{
    style_t  style = { ".", ",", NBSP, true };

    for (size_t i = 0; i < sizeof(styles) / sizeof(styles[0]); i++) {
        if (strcmp(styles[i].language, language) == 0) {
            style = (style_t) { styles[i].point, styles[i].group,
                                styles[i].gap, styles[i].sign_first };
        }
    }

    if (strcmp(currency, "MXN") == 0) {
        style.point = ".";
        style.group = ",";
    }

    if (symbol == currency || strcmp(currency, "BRL") == 0) {
        style.gap = NBSP;               /* letters keep their distance */
    } else if (strcmp(symbol, "$") == 0) {
        style.gap = "";
    }

    style.sign_first = style.sign_first || symbol[strlen(symbol) - 1] == '$';

    return style;
}


void
money_text(const money_t *m, const char *language,
    char ret_text[MONEY_TEXT_MAX])
{
    const char  *symbol = m->currency, *behind = "";
    char         number[NUMBER_MAX];
    int          decimals = 2;
    style_t      style;

    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        if (strcmp(signs[i].currency, m->currency) == 0) {
            symbol = signs[i].symbol;
            decimals = signs[i].decimals;
        }
    }

    /* there are many dollars; one without a name is the United States' */

    if (strcmp(symbol, "$") == 0 && strcmp(m->currency, "USD") != 0) {
        behind = m->currency;
    }

    style = style_of(m->currency, symbol, language);
    number_text(m, decimals, style.point, style.group, number, sizeof(number));
    snprintf(ret_text, MONEY_TEXT_MAX, "%.*s%.3s%.*s%s%.3s",
             NUMBER_MAX, style.sign_first ? symbol : number, style.gap,
             NUMBER_MAX, style.sign_first ? number : symbol,
             behind[0] != '\0' ? " " : "", behind);
}
