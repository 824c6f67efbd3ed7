/*
 * fuzz_fields - key fields of any text: each value is of the line that is its
 * evidence, an account has a right checksum, a day is one.
 */

#include <ctype.h>
#include <jansson.h>

#include "common/scan.h"
#include "t/fuzz/check.h"
#include "worker/jsonx.h"
#include "worker/media/fields.h"


/* Letters and digits of value, in their order, are in the text. */

static bool
is_within(const char *value, slice_t text)
{
    size_t  at = 0;

    for (; *value != '\0'; value++) {
        if (!isalnum((unsigned char) *value)) {
            continue;
        }
        while (at < text.len && text.data[at] != (uint8_t) *value) {
            at++;
        }
        if (at++ >= text.len) {
            return false;
        }
    }

    return true;
}


static void
check_day(const char *value)
{
    int  y, m, d;

    check(strlen(value) == 10);
    check(sscanf(value, "%4d-%2d-%2d", &y, &m, &d) == 3);
    check(m >= 1 && m <= 12 && d >= 1 && d <= 31);
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    uint8_t     *copy = malloc(len + 1);
    slice_t      text = slice_make(copy, len);
    json_t      *fields, *found;
    const char  *name;

    check(copy != NULL);
    if (len > 0) {
        memcpy(copy, data, len);
    }
    (void) text_repair(copy, len);

    fields = fields_find(text);

    json_object_foreach(fields, name, found) {
        const char  *value = jsonx_str(found, "value");

        if (!json_is_object(found)) {
            continue;
        }

        check(*value != '\0' && strlen(value) <= FIELDS_VALUE_MAX);
        check(jsonx_int(found, "line") >= 1);

        if (strcmp(name, "date") == 0 || strcmp(name, "due") == 0) {
            check_day(value);
        } else {
            check(is_within(value, text));
        }

        if (strcmp(name, "iban") == 0) {
            char  again[40];

            check(field_iban(slice_str(value), again));
            check(strcmp(again, value) == 0);
        }
    }

    json_decref(fields);
    free(copy);

    return 0;
}
