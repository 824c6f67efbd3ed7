/*
 * slots - see slots.h.
 */

#include "worker/nlu/slots.h"

#include <ctype.h>
#include <stdio.h>

#define PHONE_DIGITS_MIN  9
#define PHONE_DIGITS_MAX  15
#define ORDER_DIGITS_MIN  3             /* behind "order" or "#" */
#define ORDER_CHARS_MIN   5             /* letters and digits mixed */


const char *
slot_name(slot_kind_t kind)
{
    static const char *const  names[] = {
        "order_id", "amount", "date", "phone", "email", "product"
    };

    return names[kind];
}


/* ---- tokens ---- */

static bool
is_edge(char c)
{
    return strchr(".,;:!?()[]{}\"'<>*_~", c) != NULL;
}


static void
token_count(slot_token_t *t)
{
    for (uint32_t i = 0; i < t->to - t->from; i++) {
        t->digits += t->s[i] >= '0' && t->s[i] <= '9';
        t->letters += isalpha((unsigned char) t->s[i]) != 0;
    }
}


static unsigned
tokens_cut(slice_t text, const fold_t *fold, slot_token_t t[])
{
    const char  *s = (const char *) text.data;
    unsigned     n = 0, w = 0;

    for (size_t i = 0; i < text.len && n < SLOT_TOKENS_MAX;) {
        size_t  from, to;

        while (i < text.len && isspace((unsigned char) s[i])) {
            i++;
        }
        from = i;
        while (i < text.len && !isspace((unsigned char) s[i])) {
            i++;
        }
        to = i;

        while (from < to && s[from] != '\0' && is_edge(s[from])) {
            from++;
        }
        while (to > from && s[to - 1] != '\0' && is_edge(s[to - 1])) {
            to--;
        }
        if (from == to) {
            continue;
        }

        t[n] = (slot_token_t) { .s = s + from, .from = (uint32_t) from,
                                .to = (uint32_t) to, .word = "" };
        token_count(&t[n]);

        while (w < fold->n && fold->word[w].from < from) {
            w++;
        }
        if (w < fold->n && fold->word[w].to <= to) {
            t[n].word = fold_bytes(fold, &fold->word[w]);
            t[n].len = fold->word[w].len;
            t[n].lists = slot_words(t[n].word, t[n].len);
        }
        n++;
    }

    return n;
}


/* ---- kinds of one file's size ---- */

static void
value_set(slot_t *ret, slot_kind_t kind, const char *s, size_t len,
    int (*change)(int))
{
    ret->kind = kind;
    len = len < sizeof(ret->value) - 1 ? len : sizeof(ret->value) - 1;

    for (size_t i = 0; i < len; i++) {
        ret->value[i] = (char) change((unsigned char) s[i]);
    }
    ret->value[len] = '\0';
}


static unsigned
slot_email(const slot_token_t *t, slot_t *ret)
{
    size_t       len = t->to - t->from;
    const char  *at = memchr(t->s, '@', len), *end = t->s + len;
    const char  *dot = at != NULL ? memchr(at, '.', (size_t) (end - at))
                                  : NULL;

    if (at == NULL || at == t->s || dot == NULL || dot == at + 1
        || dot + 2 >= end || memchr(at + 1, '@', (size_t) (end - at - 1))
        || len >= sizeof(ret->value))
    {
        return 0;
    }

    value_set(ret, SLOT_EMAIL, t->s, len, tolower);
    return 1;
}


static bool
is_phone_part(const slot_token_t *t)
{
    for (uint32_t i = 0; i < t->to - t->from; i++) {
        if (strchr("+0123456789-./()", t->s[i]) == NULL || t->s[i] == '\0') {
            return false;
        }
    }

    return t->digits > 0;
}


/* "+34 600 11 22 33": parts of digits that together are long enough. */

static unsigned
slot_phone(const slot_token_t *t, unsigned n, unsigned i, slot_t *ret)
{
    unsigned     k = 0, digits = 0, used = 0;
    bool         plus = t[i].s[0] == '+'
                        || (t[i].from > 0 && t[i].s[-1] == '+');

    while (i + k < n && is_phone_part(&t[i + k])
           && digits + t[i + k].digits <= PHONE_DIGITS_MAX
           && (k == 0 || t[i + k].from - t[i + k - 1].to <= 3))
    {
        digits += t[i + k].digits;
        k++;
    }

    if (digits < PHONE_DIGITS_MIN) {
        return 0;
    }

    if (plus) {
        ret->value[used++] = '+';
    }
    for (const char *s = t[i].s; s < t[i].s + (t[i + k - 1].to - t[i].from);
         s++)
    {
        if (*s >= '0' && *s <= '9') {
            ret->value[used++] = *s;
        }
    }

    ret->value[used] = '\0';
    ret->kind = SLOT_PHONE;
    return k;
}


static bool
is_order_char(char c)
{
    return isalnum((unsigned char) c) || c == '-' || c == '/' || c == '_'
           || c == '#';
}


static unsigned
slot_order(const slot_token_t *t, unsigned i, slot_t *ret)
{
    const char  *s = t[i].s;
    size_t       len = t[i].to - t[i].from;
    bool         hash = s[0] == '#', named;

    if (t[i].digits < ORDER_DIGITS_MIN || len >= sizeof(ret->value)) {
        return 0;
    }

    named = (i > 0 && slot_word_in(&t[i - 1], LIST_ORDER))
            || (i > 1 && slot_word_in(&t[i - 2], LIST_ORDER)
                && t[i - 1].digits == 0);

    for (size_t k = 0; k < len; k++) {
        if (!is_order_char(s[k])) {
            return 0;
        }
    }

    s += hash;
    len -= hash;

    if (!hash && !named && (t[i].letters == 0 || len < ORDER_CHARS_MIN)) {
        return 0;
    }

    value_set(ret, SLOT_ORDER_ID, s, len, toupper);
    return 1;
}


/* ---- products ---- */

/* The folded words of the text from word i on begin with the name. */

static unsigned
name_at(const fold_t *fold, unsigned i, const char *name)
{
    unsigned  k = 0;

    while (*name != '\0' && i + k < fold->n) {
        const word_t  *w = &fold->word[i + k];
        size_t         len = strcspn(name, " ");

        if (len != w->len || memcmp(name, fold_bytes(fold, w), len) != 0) {
            return 0;
        }

        name += len;
        name += strspn(name, " ");
        k++;
    }

    return *name == '\0' ? k : 0;
}


static bool
is_taken(const slot_t slot[], unsigned n, uint32_t from, uint32_t to)
{
    for (unsigned i = 0; i < n; i++) {
        if (from < slot[i].to && slot[i].from < to) {
            return true;
        }
    }

    return false;
}


/* At every word the longest name. */

unsigned
slots_products(const fold_t *fold, const slot_facts_t *facts,
    slot_t slot[SLOTS_MAX], unsigned n)
{
    for (unsigned i = 0; i < fold->n && n < SLOTS_MAX; i++) {
        unsigned     best = 0;
        const char  *key = NULL;

        for (unsigned p = 0; p < facts->products; p++) {
            unsigned  k = name_at(fold, i, facts->product[p].folded);

            if (k > best) {
                best = k;
                key = facts->product[p].key;
            }
        }

        if (best > 0
            && !is_taken(slot, n, fold->word[i].from,
                         fold->word[i + best - 1].to))
        {
            slot[n] = (slot_t) { .kind = SLOT_PRODUCT,
                                 .from = fold->word[i].from,
                                 .to = fold->word[i + best - 1].to };
            snprintf(slot[n].value, sizeof(slot[n].value), "%s", key);
            n++;
            i += best - 1;
        }
    }

    return n;
}


unsigned
slots_find(slice_t text, const fold_t *fold, const slot_facts_t *facts,
    slot_t ret[SLOTS_MAX])
{
    slot_token_t  t[SLOT_TOKENS_MAX];
    unsigned      n = tokens_cut(text, fold, t), found = 0, k;

    for (unsigned i = 0; i < n && found < SLOTS_MAX; i += k > 0 ? k : 1) {
        slot_t  *slot = &ret[found];

        memset(slot, 0, sizeof(*slot));
        k = slot_email(&t[i], slot);
        k = k > 0 ? k : slot_amount(t, n, i, slot);
        k = k > 0 ? k : slot_date(t, n, i, facts->today, slot);
        k = k > 0 ? k : slot_phone(t, n, i, slot);
        k = k > 0 ? k : slot_order(t, i, slot);

        if (k > 0) {
            slot->from = t[i].from;
            slot->to = t[i + k - 1].to;
            found++;
        }
    }

    return slots_products(fold, facts, ret, found);
}
