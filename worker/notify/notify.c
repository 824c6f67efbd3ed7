/* notify - see notify.h. */

#include "worker/notify/notify.h"

#include <string.h>


const channel_t *
notify_channel(const char *kind)
{
    static const channel_t *const  kinds[] = {
        &notify_email, &notify_slack, &notify_webhook, &notify_sms
    };

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (strcmp(kinds[i]->name, kind) == 0) {
            return kinds[i];
        }
    }

    return NULL;
}
