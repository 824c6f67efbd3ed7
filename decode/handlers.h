/*
 * handlers - one line for each handler; the table is in handlers.c.
 */

#ifndef RELEVO_DECODE_HANDLERS_H
#define RELEVO_DECODE_HANDLERS_H

#include "decode/decode.h"

extern const decode_handler_t  image_handler;

#ifdef RELEVO_FAILPOINTS
extern const decode_handler_t  hook_handler;    /* misbehaves for tests */
#endif

#endif
