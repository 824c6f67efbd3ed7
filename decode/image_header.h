/*
 * image_header - what a picture says of itself before any pixel is made.
 *
 * A header may announce 10^9 pixels in a hundred bytes: nothing is decoded
 * before it was read here.  Reads JPEG, PNG, GIF and WebP; of GIF and animated
 * WebP the first frame only.
 */

#ifndef RELEVO_DECODE_IMAGE_HEADER_H
#define RELEVO_DECODE_IMAGE_HEADER_H

#include <stdbool.h>
#include <stdint.h>

#include "common/slice.h"

typedef struct {
    int64_t  width, height;         /* the larger of canvas and first frame */
    int      orientation;           /* EXIF: 1..8, 1 when it says nothing */
    bool     camera;                /* EXIF names a maker */
    bool     lossy;
    bool     animated;
    bool     ends;                  /* JPEG: has an end */
    slice_t  first;                 /* GIF: up to the end of the first frame */
} image_header_t;

/* False: this is no such picture, or its header is not whole. */
bool image_header(slice_t bytes, const char *mime, image_header_t *ret_header);

/* Orientation and maker of EXIF data (TIFF); false: it is none. */
bool exif_read(slice_t tiff, image_header_t *header);

#endif
