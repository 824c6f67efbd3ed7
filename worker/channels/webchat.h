/*
 * webchat - names of files that visitors have uploaded.
 *
 * The module makes them, 32 hex digits; nothing else is a name, so that none
 * leads out of the folder of uploads.
 */

#ifndef RELEVO_CHANNELS_WEBCHAT_H
#define RELEVO_CHANNELS_WEBCHAT_H

#include "worker/channels/channel.h"

#define WEBCHAT_UPLOAD_LEN  32

bool webchat_is_upload(const char *name);

#endif
