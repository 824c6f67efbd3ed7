/*
 * image_kind - photo, screenshot, document, receipt, code or sticker: by what
 * can be measured and by what was read.
 */

#ifndef RELEVO_DECODE_IMAGE_KIND_H
#define RELEVO_DECODE_IMAGE_KIND_H

#include "decode/image.h"
#include "decode/image_facts.h"
#include "decode/ocr.h"

typedef struct {
    const image_origin_t  *origin;
    const image_facts_t   *facts;
    const ocr_text_t      *text;
    int                    width, height;
    double                 codes;       /* share that is codes */
    double                 clear;       /* share that is transparent */
} image_seen_t;

const char *image_kind(const image_seen_t *seen);

#endif
