/*
 * output - printing and reading for the command line tools.
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/cli.h"


void
cli_print_json(const json_t *value)
{
    json_dumpf(value, stdout, JSON_INDENT(2) | JSON_ENCODE_ANY);
    putchar('\n');
}


int
cli_print_list(json_t *list, bool as_json, void (*print)(const json_t *item))
{
    json_t  *item;
    size_t   i;

    if (list == NULL) {
        return EXIT_FAILED;
    }

    if (as_json) {
        cli_print_json(list);
    } else {
        json_array_foreach(list, i, item) {
            print(item);
        }
    }

    json_decref(list);

    return EXIT_OK;
}


const char *
cli_str(const json_t *object, const char *key)
{
    const char  *s = json_string_value(json_object_get(object, key));

    return s != NULL ? s : "";
}


int64_t
cli_num(const json_t *object, const char *key)
{
    return (int64_t) json_number_value(json_object_get(object, key));
}


char *
cli_read_file(const char *path, size_t max, size_t *ret_len)
{
    FILE    *f = fopen(path, "rb");
    char    *data;
    size_t   n;

    if (f == NULL) {
        cli_error("%s: %s", path, strerror(errno));
        return NULL;
    }

    data = malloc(max + 2);
    if (data == NULL) {
        cli_error("%s: out of memory", path);
        fclose(f);
        return NULL;
    }

    n = fread(data, 1, max + 1, f);
    if (ferror(f) || n > max) {
        if (n > max) {
            cli_error("%s: larger than %zu bytes", path, max);
        } else {
            cli_error("%s: %s", path, strerror(errno));
        }
        free(data);
        fclose(f);
        return NULL;
    }

    fclose(f);
    data[n] = '\0';
    *ret_len = n;
    return data;
}
