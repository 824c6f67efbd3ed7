/*
 * catalog_file - CSV or JSON to products; every field is checked here, so
 * that a mistake is told with its line and nothing is imported by halves.
 */

#include "worker/cli/catalog_file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "worker/answer/csv.h"
#include "worker/answer/money.h"
#include "worker/cli/cli.h"

#define FILE_MAX_      (64u << 20)
#define PRODUCTS_MAX   100000
#define SKU_MAX        100              /* bytes */
#define NAME_MAX_      300
#define STOCK_MAX      2000000000
#define MESSAGE_MAX    160

static const char *const  languages[] = { "es", "en", "pt", "fr", "it", NULL };

typedef struct {
    const char  *path, *currency;
    json_t      *items, *seen;          /* seen: sku -> line */
    unsigned     line;
} file_t;


static bool
wrong(const file_t *f, const char *what, const char *value)
{
    cli_error("%s:%u: %s%s%s%s", f->path, f->line, what,
              value != NULL ? ": \"" : "", value != NULL ? value : "",
              value != NULL ? "\"" : "");
    return false;
}


/* Which language a "name_xx" is for; "" of "name"; NULL: not a name. */

static const char *
name_language(const char *key)
{
    if (strcmp(key, "name") == 0) {
        return "";
    }

    for (int i = 0; languages[i] != NULL; i++) {
        if (strncmp(key, "name_", 5) == 0 && strcmp(key + 5, languages[i]) == 0)
        {
            return languages[i];
        }
    }

    return NULL;
}


static bool
set_price(const file_t *f, json_t *item, const char *value)
{
    money_t  price;

    if (!money_parse(value, "EUR", &price)) {
        return wrong(f, "not a price (digits and one dot)", value);
    }

    json_object_set_new(item, "price", json_string(value));
    return true;
}


static bool
set_stock(const file_t *f, json_t *item, const char *value)
{
    char  *end;
    long   n = strtol(value, &end, 10);

    if (!isdigit((unsigned char) *value) || *end != '\0' || n > STOCK_MAX) {
        return wrong(f, "not a number of pieces", value);
    }

    json_object_set_new(item, "stock", json_integer(n));
    return true;
}


static bool
set_currency(const file_t *f, json_t *item, const char *value)
{
    if (strlen(value) != 3 || strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3)
    {
        return wrong(f, "not a currency (EUR, USD ...)", value);
    }

    json_object_set_new(item, "currency", json_string(value));
    return true;
}


static bool
set_name(const file_t *f, json_t *item, const char *language,
    const char *value)
{
    if (strlen(value) > NAME_MAX_) {
        return wrong(f, "a name has at most 300 bytes", NULL);
    }

    json_object_set_new(json_object_get(item, "names"), language,
                        json_string(value));
    return true;
}


static bool
set_member(const file_t *f, json_t *item, const char *key, const char *value)
{
    const char  *language = name_language(key);

    if (value[0] == '\0') {
        return true;
    }

    if (language != NULL) {
        return set_name(f, item, language, value);
    }

    if (strcmp(key, "price") == 0) {
        return set_price(f, item, value);
    }

    if (strcmp(key, "stock") == 0) {
        return set_stock(f, item, value);
    }

    if (strcmp(key, "currency") == 0) {
        return set_currency(f, item, value);
    }

    json_object_set_new(strcmp(key, "sku") == 0 || strcmp(key, "url") == 0
                        ? item : json_object_get(item, "attributes"), key,
                        json_string(value));
    return true;
}


static json_t *
item_new(void)
{
    return json_pack("{s:{}, s:{}}", "names", "attributes");
}


/* What an item must have; takes it. */

static bool
item_add(file_t *f, json_t *item)
{
    const char  *sku = cli_str(item, "sku");
    bool         ok = false;

    if (json_object_get(item, "price") != NULL
        && json_object_get(item, "currency") == NULL && f->currency != NULL)
    {
        json_object_set_new(item, "currency", json_string(f->currency));
    }

    if (sku[0] == '\0' || strlen(sku) > SKU_MAX) {
        ok = wrong(f, "the sku is missing or longer than 100 bytes", NULL);
    } else if (json_object_get(f->seen, sku) != NULL) {
        ok = wrong(f, "this sku was there before", sku);
    } else if (json_object_size(json_object_get(item, "names")) == 0) {
        ok = wrong(f, "the name is missing", NULL);
    } else if (json_object_get(item, "price") != NULL
               && json_object_get(item, "currency") == NULL)
    {
        ok = wrong(f, "a price needs a currency (a column, or --currency)",
                   NULL);
    } else if (json_array_size(f->items) >= PRODUCTS_MAX) {
        ok = wrong(f, "more than 100000 products", NULL);
    } else {
        json_object_set_new(f->seen, sku, json_true());
        return json_array_append_new(f->items, item) == 0;
    }

    json_decref(item);
    return ok;
}


static bool
header_copy(const file_t *f, const csv_t *csv, char *names[], unsigned *ret_n)
{
    bool  sku = false;

    for (unsigned i = 0; i < csv->n; i++) {
        names[i] = strdup(csv->field[i]);
        if (names[i] == NULL) {
            return wrong(f, "out of memory", NULL);
        }

        (*ret_n)++;
        sku = sku || strcmp(names[i], "sku") == 0;
    }

    return sku || wrong(f, "the first row must name the columns,"
                        " sku among them", NULL);
}


static bool
row_take(file_t *f, const csv_t *csv, char *const names[], unsigned n)
{
    json_t  *item = item_new();

    if (csv->n > n) {
        json_decref(item);
        return wrong(f, "more fields than the first row has", NULL);
    }

    for (unsigned i = 0; i < csv->n; i++) {
        if (!set_member(f, item, names[i], csv->field[i])) {
            json_decref(item);
            return false;
        }
    }

    return item_add(f, item);
}


static bool
csv_take(file_t *f, char *text)
{
    char      *names[CSV_FIELDS_MAX];
    unsigned   n = 0;
    csv_t      csv;
    bool       ok = true;

    csv_init(&csv, text);

    while (ok && csv_row(&csv)) {
        f->line = csv.line;
        ok = n == 0 ? header_copy(f, &csv, names, &n)
             : row_take(f, &csv, names, n);
    }

    while (n > 0) {
        free(names[--n]);
    }

    if (ok && csv.error != NULL) {
        f->line = csv.line;
        ok = wrong(f, csv.error, NULL);
    }

    return ok;
}


/* Numbers as text: jansson's doubles must not touch a price. */

static bool
member_take(const file_t *f, json_t *item, const char *key, json_t *value)
{
    char  number[64];

    if (json_is_object(value) && strcmp(key, "names") == 0) {
        const char  *language;
        json_t      *name;

        json_object_foreach(value, language, name) {
            if (!json_is_string(name)
                || !set_name(f, item, language, json_string_value(name)))
            {
                return wrong(f, "names must be texts", NULL);
            }
        }
        return true;
    }

    if (json_is_object(value) && strcmp(key, "attributes") == 0) {
        return json_object_update(json_object_get(item, "attributes"), value)
               == 0;
    }

    if (json_is_string(value)) {
        return set_member(f, item, key, json_string_value(value));
    }

    if (json_is_number(value)) {
        /* 15 digits: all that a double keeps of what was written */

        snprintf(number, sizeof(number), json_is_integer(value) ? "%.0f"
                 : "%.15g", json_number_value(value));
        return set_member(f, item, key, number);
    }

    return json_is_null(value) || wrong(f, "neither text nor number", key);
}


static bool
json_take(file_t *f, const char *text)
{
    json_error_t   error;
    json_t        *list = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    json_t        *object, *value;
    const char    *key;
    size_t         i;
    bool           ok = true;

    if (list == NULL) {
        f->line = (unsigned) error.line;
        return wrong(f, error.text, NULL);
    }

    json_array_foreach(list, i, object) {
        json_t  *item = item_new();

        f->line = (unsigned) i + 1;     /* the how many-th product */
        json_object_foreach(object, key, value) {
            ok = ok && member_take(f, item, key, value);
        }

        if (!ok) {
            json_decref(item);
            break;
        }

        ok = item_add(f, item);
        if (!ok) {
            break;
        }
    }

    json_decref(list);
    return ok;
}


json_t *
catalog_file_read(const char *path, const char *currency)
{
    file_t   f = { .path = path, .currency = currency, .items = json_array(),
                   .seen = json_object(), .line = 1 };
    size_t   len;
    char    *text = cli_read_file(path, FILE_MAX_, &len), *start;
    json_t  *probe;
    bool     ok = text != NULL;

    if (ok) {
        probe = json_stringn(text, len);
        ok = probe != NULL && memchr(text, '\0', len) == NULL;
        json_decref(probe);

        if (!ok) {
            cli_error("%s: not a UTF-8 text file", path);
        }
    }

    if (ok) {
        start = strncmp(text, "\xef\xbb\xbf", 3) == 0 ? text + 3 : text;
        ok = start[strspn(start, " \t\r\n")] == '[' ? json_take(&f, start)
             : csv_take(&f, start);
    }

    if (ok && json_array_size(f.items) == 0) {
        cli_error("%s: no product in it", path);
        ok = false;
    }

    free(text);
    json_decref(f.seen);

    if (!ok) {
        json_decref(f.items);
        return NULL;
    }

    return f.items;
}
