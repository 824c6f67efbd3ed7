/*
 * image - what is in a picture: for image files, frames of a video, and
 * pictures inside documents.
 */

#ifndef RELEVO_DECODE_IMAGE_H
#define RELEVO_DECODE_IMAGE_H

#include <allheaders.h>

#include "decode/decode.h"

/* What it was before it became pixels. */
typedef struct {
    bool  camera;               /* EXIF of a camera */
    bool  lossy;                /* JPEG, lossy WebP */
    bool  sticker;              /* sent as one, or an animated WebP */
} image_origin_t;

/*
 * Everything asked for: text, codes, kind, hash, colours, thumbnail, clean
 * copy.  pix is 8 or 32 bits deep and upright.
 */
void image_examine(const decode_input_t *in, PIX *pix,
         const image_origin_t *origin, decode_result_t *out);

/* A JPEG of at most 320 pixels as attachment "thumbnail". */
bool image_thumbnail(PIX *pix, decode_result_t *out);

#endif
