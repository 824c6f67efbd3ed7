/*
 * channels - the table of messaging services this build knows.
 *
 * Adding one is a file and a line here; a name that is not in the table is an
 * update for nobody (admit dead-letters it, deliver fails the row).
 */

#include "worker/channels/channel.h"

extern const channel_t  channel_whatsapp;
extern const channel_t  channel_messenger;
extern const channel_t  channel_instagram;
extern const channel_t  channel_telegram;
extern const channel_t  channel_twilio;
extern const channel_t  channel_generic;
extern const channel_t  channel_webchat;

static const channel_t *const  channels[] = {
    &channel_whatsapp,
    &channel_messenger,
    &channel_instagram,
    &channel_telegram,
    &channel_twilio,
    &channel_generic,
    &channel_webchat,
};


const channel_t *
channel_find(slice_t name)
{
    for (size_t i = 0; i < sizeof(channels) / sizeof(channels[0]); i++) {
        if (slice_eq(name, slice_str(channels[i]->name))) {
            return channels[i];
        }
    }

    return NULL;
}
