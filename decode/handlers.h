/*
 * handlers - one line for each handler; the table is in handlers.c.
 */

#ifndef RELEVO_DECODE_HANDLERS_H
#define RELEVO_DECODE_HANDLERS_H

#include "decode/decode.h"

extern const decode_handler_t  image_handler;
extern const decode_handler_t  pdf_handler;
extern const decode_handler_t  packed_handler;
extern const decode_handler_t  ole_handler;
extern const decode_handler_t  rtf_handler;
extern const decode_handler_t  html_handler;
extern const decode_handler_t  eml_handler;
extern const decode_handler_t  plain_handler;
extern const decode_handler_t  voice_handler;
extern const decode_handler_t  av_handler;

#ifdef RELEVO_FAILPOINTS
extern const decode_handler_t  hook_handler;    /* misbehaves for tests */
#endif

#endif
