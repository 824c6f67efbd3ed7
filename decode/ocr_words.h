/*
 * ocr_words - the words of a reading: paragraphs with their confidence, what
 * is no text left out, and whether rows were torn into columns.
 */

#ifndef RELEVO_DECODE_OCR_WORDS_H
#define RELEVO_DECODE_OCR_WORDS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <tesseract/capi.h>

#define UPRIGHT_LEAST  75           /* below it: the other way up? */
#define REGIONS_MAX    64           /* that are looked at */

/* Text that grows; malloc'ed. */
typedef struct {
    char    *bytes;
    size_t   len, size;
} grown_t;

/* A region of the page, as tesseract sees it. */
typedef struct {
    int  left, top, right, bottom;
    int  lines, words;
} region_t;

/* A paragraph under way, and all before it. */
typedef struct {
    grown_t  all, block;
    json_t  *blocks;
    region_t regions[REGIONS_MAX];
    int      nregions;
    bool     english;               /* prose of it: a lone bar is an I */
    double   sum, block_sum, lost_sum;          /* of confidences */
    int      words, block_words, lost;
} reading_t;

/* In tesseract's order, with its lines and paragraphs; r is zero but for
 * blocks and english. */
void words_read(TessBaseAPI *api, reading_t *r);

/* Regions side by side, one of them of short lines: rows were torn into
 * columns.  Columns of a newspaper have longer lines. */
bool words_are_torn(const reading_t *r);

/* What the caller has not taken (all.bytes, blocks). */
void words_release(reading_t *r);

#endif
