/*
 * limits - what one file may cost: limits.def, over it what a request says.
 */

#include <string.h>

#include "decode/decode.h"

#include "common/banned.h"

int64_t  limit_value[LIMIT_COUNT] = {
#define LIMIT(name, value, help)  [LIMIT_##name] = value,
#include "decode/limits.def"
#undef LIMIT
};

static const char *const  names[LIMIT_COUNT] = {
#define LIMIT(name, value, help)  [LIMIT_##name] = #name,
#include "decode/limits.def"
#undef LIMIT
};


void
limits_set(const json_t *limits)
{
    for (int i = 0; i < LIMIT_COUNT; i++) {
        json_int_t  value = json_integer_value(json_object_get(limits,
                                                               names[i]));

        if (value > 0) {
            limit_value[i] = value;
        }
    }
}
