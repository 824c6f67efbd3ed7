/*
 * image_codes - QR and bar codes of a picture, by zbar.
 */

#ifndef RELEVO_DECODE_IMAGE_CODES_H
#define RELEVO_DECODE_IMAGE_CODES_H

#include <allheaders.h>

#include "decode/decode.h"

/* Adds them to out; the share of the picture they cover, 0 without any. */
double image_codes(PIX *pix, decode_result_t *out);

#endif
