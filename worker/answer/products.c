/*
 * products - see products.h.
 */

#include "worker/answer/products.h"

#include <string.h>

#include "worker/jsonx.h"
#include "worker/nlu/slots.h"

#define PRODUCT_NAMES_MAX  64           /* of all products that were found */
#define PRODUCT_NAME_MAX   96           /* bytes of a folded name */


/* Words of the name as a text's are compared, one blank between them; NULL:
 * a name without words, or too long to be written in a message. */

static const char *
name_fold(pool_t *pool, const char *name)
{
    char    folded[PRODUCT_NAME_MAX];
    size_t  len = 0;
    fold_t  fold;

    fold_text(slice_str(name), &fold);

    for (unsigned i = 0; i < fold.n; i++) {
        const word_t  *w = &fold.word[i];

        if (len + w->len + 2 > sizeof(folded)) {
            return NULL;
        }

        if (len > 0) {
            folded[len++] = ' ';
        }
        memcpy(folded + len, fold_bytes(&fold, w), w->len);
        len += w->len;
    }

    return len == 0 ? NULL : pool_printf(pool, "%.*s", (int) len, folded);
}


static unsigned
names_add(pool_t *pool, const json_t *product, slot_product_t names[],
    unsigned n)
{
    const char  *sku = jsonx_str(product, "sku"), *key;
    json_t      *name;

    json_object_foreach(json_object_get(product, "names"), key, name) {
        const char  *folded = n == PRODUCT_NAMES_MAX
                              || !json_is_string(name) ? NULL
                              : name_fold(pool, json_string_value(name));

        if (folded != NULL) {
            names[n++] = (slot_product_t) { folded, sku };
        }
    }

    return n;
}


/* The analysis was made before the catalogue was asked. */

static void
analysis_add(turn_t *t, unsigned from)
{
    json_t  *slots = json_object_get(json_object_get(t->judged, "analysis"),
                                     "slots");

    for (unsigned i = from; i < t->u.nslots; i++) {
        const slot_t  *s = &t->u.slots[i];

        json_array_append_new(slots, json_pack("{s:s, s:[I,I]}", "kind",
            slot_name(s->kind), "span", (json_int_t) s->from,
            (json_int_t) s->to));
    }
}


void
products_note(pool_t *pool, turn_t *t, const json_t *found)
{
    slot_product_t  names[PRODUCT_NAMES_MAX];
    unsigned        n = 0, before = t->u.nslots;
    json_t         *product;
    size_t          i;
    fold_t          fold;

    json_array_foreach(json_object_get(found, "products"), i, product) {
        n = names_add(pool, product, names, n);
    }

    if (n == 0) {
        return;
    }

    fold_text(t->text, &fold);
    t->u.nslots = slots_products(&fold, &(slot_facts_t) {
        .product = names, .products = n }, t->u.slots, before);
    analysis_add(t, before);
}
