/*
 * ocr_prepare - a picture as tesseract reads it best: grey, dark on light,
 * straight, letters of about 20 pixels.
 */

#ifndef RELEVO_DECODE_OCR_PREPARE_H
#define RELEVO_DECODE_OCR_PREPARE_H

#include <allheaders.h>
#include <stdbool.h>

typedef struct {
    PIX     *pix;               /* 8 bits, new; pixDestroy() */
    int      letters;           /* what looks like one, before scaling */
    bool     sideways;          /* was turned by 90 degrees clockwise; whether
                                   it is upside down now is not known */
    bool     inverted;
    double   skew;              /* degrees it was turned by, clockwise */
    double   scale;
} ocr_page_t;

/* False: no memory, or a picture without size. */
bool ocr_prepare(PIX *pix, ocr_page_t *ret_page);

#endif
