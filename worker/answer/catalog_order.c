/* catalog_order - what was ordered, line by line; see catalog.h. */

#include <stdlib.h>
#include <string.h>

#include "worker/answer/catalog.h"
#include "worker/answer/fill.h"
#include "worker/answer/money.h"
#include "worker/answer/texts.h"
#include "worker/jsonx.h"

#define LINES_MAX     30                /* of one order, shown */
#define QUANTITY_MAX  1000000

typedef struct {
    pool_t      *pool;
    const char  *language;
    const char  *lines;                 /* so far; NULL: the pool is full */
    money_t      total;
    bool         whole;                 /* every line known, priced, there */
    unsigned     n;
} order_t;


static const json_t *
product_of(const json_t *found, const char *sku)
{
    json_t  *product;
    size_t   i;

    json_array_foreach(json_object_get(found, "products"), i, product) {
        if (strcmp(jsonx_str(product, "sku"), sku) == 0) {
            return product;
        }
    }

    return NULL;
}


/* Numbers come as numbers or as strings. */

static int64_t
quantity_of(const json_t *item)
{
    const json_t  *value = json_object_get(item, "quantity");
    double         n = json_is_string(value)
                       ? (double) strtoll(json_string_value(value), NULL, 10)
                       : json_number_value(value);

    return n >= 1 && n <= QUANTITY_MAX ? (int64_t) n : 0;
}


static void
line_add(order_t *o, const char *line)
{
    if (o->lines == NULL || line == NULL) {
        o->lines = NULL;
    } else if (o->n++ < LINES_MAX) {
        o->lines = pool_printf(o->pool, "%s%s• %s", o->lines,
                               o->n > 1 ? "\n" : "", line);
    }
}


/* A line that cannot be served as it is. */

static void
line_odd(order_t *o, text_id_t id, const char *name, int64_t stock)
{
    char  number[24];

    o->whole = false;
    snprintf(number, sizeof(number), "%lld", (long long) stock);
    line_add(o, fill_text(o->pool, texts_get(o->language, id),
                          (fill_t[]) { { "name", name },
                                       { "stock", number } }, 2));
}


static void
line_of(order_t *o, const json_t *product, int64_t quantity)
{
    const char    *name = product_name(product, o->language);
    const json_t  *stock = json_object_get(product, "stock");
    char           text[MONEY_TEXT_MAX];
    money_t        price, line = { .units = 0 };

    if (json_is_integer(stock) && json_integer_value(stock) < quantity) {
        line_odd(o, json_integer_value(stock) > 0 ? TEXT_ORDER_SHORT
                    : TEXT_PRODUCT_NO_STOCK, name, json_integer_value(stock));
        return;
    }

    if (!money_parse(jsonx_str(product, "price"),
                     jsonx_str(product, "currency"), &price)
        || !money_add(&line, &price, quantity)
        || !money_add(&o->total, &line, 1))
    {
        o->whole = false;
        line_add(o, pool_printf(o->pool, "%lld × %s", (long long) quantity,
                                name));
        return;
    }

    money_text(&line, o->language, text);
    line_add(o, pool_printf(o->pool, "%lld × %s: %s", (long long) quantity,
                            name, text));
}


const char *
catalog_order(pool_t *pool, const json_t *items, const json_t *found,
    const char *language)
{
    order_t   o = { .pool = pool, .language = language, .lines = "",
                    .whole = true };
    char      total[MONEY_TEXT_MAX] = "";
    json_t   *item;
    size_t    i;

    json_array_foreach((json_t *) items, i, item) {
        const char    *sku = jsonx_str(item, "product_retailer_id");
        const json_t  *product = product_of(found, sku);
        int64_t        quantity = quantity_of(item);

        if (product == NULL || quantity == 0) {
            line_odd(&o, TEXT_ORDER_UNKNOWN, sku, 0);
        } else {
            line_of(&o, product, quantity);
        }
    }

    if (o.lines == NULL) {
        return NULL;
    }

    o.whole = o.whole && o.n > 0 && o.n <= LINES_MAX;
    if (o.whole) {
        money_text(&o.total, language, total);
    }

    return fill_text(pool, texts_get(language, o.whole ? TEXT_ORDER_SUMMARY
                                               : TEXT_ORDER_PARTLY),
                     (fill_t[]) { { "lines", o.lines }, { "total", total } },
                     2);
}
