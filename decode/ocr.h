/*
 * ocr - text out of pixels: tesseract behind leptonica's preparation.
 *
 * The languages are loaded before the fork (ocr_warm); the language of the
 * conversation is read first, and when the text that came out is of another
 * one, that one reads it again.  An image that is sideways, upside down,
 * tilted, dark or small is put right first; ocr_read() never writes to pix.
 */

#ifndef RELEVO_DECODE_OCR_H
#define RELEVO_DECODE_OCR_H

#include <allheaders.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

/* below this it is not to be relied on: "unsure", ask for a better picture */
#define OCR_SURE  80

typedef struct {
    char        *text;          /* paragraphs with an empty line between them;
                                   malloc'ed, NULL when there is none */
    int          confidence;    /* 0..100, by words; 0 without text */
    const char  *language;      /* "es", or "" when it cannot be told */
    int          words;
    int          turned;        /* degrees clockwise that put it upright */
    double       skew;          /* degrees that put it straight */
    bool         late;          /* there is more, but the time was over */
    json_t      *blocks;        /* [{"text","confidence"}]; new reference */
} ocr_text_t;

/* "es en pt fr it": in this order.  False with a sentence. */
bool ocr_warm(const char *languages, const char **ret_error);

/* A file may take so long: a reading stops before that. */
void ocr_time(uint64_t cpu_ms);

/* Any depth, any size (a page at 150..300 dpi is best).  False: no memory. */
bool ocr_read(PIX *pix, const char *language, ocr_text_t *ret_text);
void ocr_release(ocr_text_t *text);

#endif
