/*
 * image_load - the bytes of a picture whose header was looked at, as pixels.
 */

#ifndef RELEVO_DECODE_IMAGE_LOAD_H
#define RELEVO_DECODE_IMAGE_LOAD_H

#include <allheaders.h>

#include "decode/image_header.h"

typedef struct {
    PIX    *pix;                    /* 8 or 32 bits, no alpha, upright; new */
    double  clear;                  /* share of it that was transparent */
} image_pixels_t;

/* At most 12 million pixels: what is larger is made smaller.  False: it
 * cannot be decoded. */
bool image_load(slice_t bytes, const char *mime, const image_header_t *header,
         image_pixels_t *ret_pixels);

#endif
