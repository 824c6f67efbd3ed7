/*
 * mood - see mood.h.
 */

#include "worker/train/mood.h"

#include <stddef.h>
#include <string.h>

/* Of the others some are asked with a sigh. */
static const char *const  calm[] = {
    "product_inquiry", "appointment_booking", "pricing_negotiation",
    "greeting", NULL
};


const char *
mood_of_intent(const char *intent)
{
    for (unsigned i = 0; calm[i] != NULL; i++) {
        if (strcmp(calm[i], intent) == 0) {
            return "neutral";
        }
    }

    return NULL;
}
