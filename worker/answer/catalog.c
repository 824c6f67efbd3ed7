/* catalog - questions about products; see catalog.h. */

#include "worker/answer/catalog.h"

#include <string.h>

#include "worker/answer/fill.h"
#include "worker/answer/money.h"
#include "worker/answer/texts.h"
#include "worker/jsonx.h"

#define SEVERAL_MAX  5                  /* products in one answer */

/* What the confidence is, by how much of the product's name was said and by
 * how many other words are left unexplained. */
static const struct { double fit; int left; double confidence; } steps[] = {
    { 1.0, 0, 0.97 }, { 0.5, 0, 0.9 }, { 1.0, 1, 0.8 }, { 0.3, 0, 0.75 },
    { 0.5, 1, 0.62 }, { 0.0, 0, 0.5 }, { 0.0, 2, 0.3 }
};


const char *
product_name(const json_t *product, const char *language)
{
    json_t      *names = json_object_get(product, "names");
    const char  *name = jsonx_str(names, language);

    if (name[0] == '\0') {
        name = jsonx_str(names, "");
    }

    if (name[0] == '\0') {
        name = jsonx_str(names, json_object_iter_key(json_object_iter(names)));
    }

    return name;
}


static bool
product_price(const json_t *product, money_t *ret_price)
{
    return money_parse(jsonx_str(product, "price"),
                       jsonx_str(product, "currency"), ret_price);
}


static bool
has_topic(const json_t *found, const char *topic)
{
    json_t  *item;
    size_t   i;

    json_array_foreach(json_object_get(found, "topics"), i, item) {
        if (strcmp(json_string_value(item), topic) == 0) {
            return true;
        }
    }

    return false;
}


/* As good as the first one: the same share of its name, as many words. */

static unsigned
products_alike(const json_t *products)
{
    const json_t  *first = json_array_get(products, 0);
    unsigned       n = 0;

    while (n < json_array_size(products)) {
        const json_t  *p = json_array_get(products, n);

        if (json_number_value(json_object_get(p, "fit"))
                < json_number_value(json_object_get(first, "fit"))
            || jsonx_int(p, "words") < jsonx_int(first, "words"))
        {
            break;
        }

        n++;
    }

    return n;
}


static double
product_confidence(const json_t *product)
{
    double   fit = json_number_value(json_object_get(product, "fit"));
    int64_t  left = jsonx_int(product, "left");

    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        if (fit >= steps[i].fit && left <= steps[i].left) {
            return steps[i].confidence;
        }
    }

    return 0;
}


static const char *
price_sentence(pool_t *pool, const json_t *product, const char *language)
{
    money_t  price;
    char     text[MONEY_TEXT_MAX];

    if (!product_price(product, &price)) {
        return NULL;
    }

    money_text(&price, language, text);

    return fill_text(pool, texts_get(language, TEXT_PRODUCT_PRICE),
                     (fill_t[]) { { "name", product_name(product, language) },
                                  { "price", text } }, 2);
}


/* Stock that is not counted is not known: then it is only listed. */

static const char *
stock_sentence(pool_t *pool, const json_t *product, const char *language)
{
    const json_t  *stock = json_object_get(product, "stock");
    text_id_t      id = !json_is_integer(stock) ? TEXT_PRODUCT_LISTED
                        : json_integer_value(stock) > 0
                        ? TEXT_PRODUCT_IN_STOCK : TEXT_PRODUCT_NO_STOCK;

    return fill_text(pool, texts_get(language, id),
                     (fill_t[]) { { "name", product_name(product, language) } },
                     1);
}


static const char *
one_answer(pool_t *pool, const json_t *product, const json_t *found,
    const char *language)
{
    bool         price = has_topic(found, "cost")
                         || has_topic(found, "howmuch");
    bool         stock = has_topic(found, "stock") || has_topic(found, "sell");
    const char  *cost = price_sentence(pool, product, language);
    const char  *have = stock_sentence(pool, product, language);

    if (have == NULL || (price && cost == NULL)) {
        return NULL;
    }

    if (price && !stock) {
        return cost;
    }

    return cost == NULL ? have : pool_printf(pool, "%s %s", have, cost);
}


static const char *
several_answer(pool_t *pool, const json_t *products, unsigned n,
    const char *language)
{
    const char  *lines = "";

    for (unsigned i = 0; i < n && i < SEVERAL_MAX && lines != NULL; i++) {
        const json_t  *p = json_array_get(products, i);
        char           text[MONEY_TEXT_MAX] = "";
        money_t        price;

        if (product_price(p, &price)) {
            money_text(&price, language, text);
        }

        lines = pool_printf(pool, "%s%s• %s%s%s", lines, i > 0 ? "\n" : "",
                            product_name(p, language),
                            text[0] != '\0' ? ": " : "", text);
    }

    return lines == NULL ? NULL
           : fill_text(pool, texts_get(language, TEXT_PRODUCT_SEVERAL),
                       (fill_t[]) { { "lines", lines } }, 1);
}


void
catalog_answer(pool_t *pool, const json_t *found, const char *language,
    catalog_answer_t *ret_answer)
{
    const json_t  *products = json_object_get(found, "products");
    const json_t  *first = json_array_get(products, 0);
    unsigned       n = products_alike(products);
    bool           asked = has_topic(found, "cost")
                           || has_topic(found, "howmuch")
                           || has_topic(found, "stock")
                           || has_topic(found, "sell");

    *ret_answer = (catalog_answer_t) { .confidence = 0 };

    /* a question about something else of the product is not for us; its
     * bare name is a question about all of it */

    if (n == 0 || (!asked && jsonx_int(first, "left") > 0)) {
        return;
    }

    ret_answer->text = n == 1 ? one_answer(pool, first, found, language)
                       : several_answer(pool, products, n, language);

    if (ret_answer->text != NULL) {
        ret_answer->confidence = product_confidence(first);
    }
}
