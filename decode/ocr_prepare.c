/*
 * ocr_prepare - see ocr_prepare.h.
 *
 * Everything is measured on a binary copy: shadows are levelled, and what is
 * connected and as high as a letter counts.  Lines of text make the sums of
 * rows jump: where those of columns jump more, the picture lies on its side.
 */

#include "decode/ocr_prepare.h"

#include <math.h>

#include "decode/decode.h"

#include "common/banned.h"

#define LETTER_MIN      5           /* pixels high */
#define LETTER_MAX      120
#define LETTER_GOAL     20          /* median of letters: x-height, mostly */
#define LETTERS_ENOUGH  12          /* to measure anything by */
#define SCALE_MOST      4.0
#define SCALE_LEAST     0.25
#define PIXELS_MOST     16e6        /* after scaling up */
#define DARK            110         /* median of a dark picture */
#define SKEW_RANGE      8.0         /* degrees to both sides */
#define SKEW_LEAST      0.15
#define SKEW_SURE       2.0         /* leptonica's ratio of best and worst */
#define SIDEWAYS        1.4         /* times the sums of columns jump more */
#define SWEEP_PIXELS    1000        /* of the longer side, of what is swept */
#define SCALE_UP        1.4         /* less is not worth its time ... */
#define SCALE_DOWN      0.75        /* ... nor is this */


static int
median_grey(PIX *grey)
{
    NUMA       *histogram = pixGetGrayHistogram(grey, 4);
    l_float32   median = 255;

    if (histogram != NULL) {
        (void) numaHistogramGetValFromRank(histogram, 0.5f, &median);
        numaDestroy(&histogram);
    }

    return (int) median;
}


static PIX *
binary_copy(PIX *grey)
{
    PIX  *binary = pixAdaptThresholdToBinary(grey, NULL, 1.0f);

    if (binary == NULL) {               /* too small for levelling */
        binary = pixThresholdToBinary(grey, 140);
    }

    return binary;
}


/* Median height of what looks like letters; 0 when there are too few. */
static int
letter_height(PIX *binary, int *ret_letters)
{
    BOXA       *boxes = pixConnCompBB(binary, 8);
    NUMA       *heights = numaCreate(0);
    l_float32   median = 0;
    int         n = boxes == NULL ? 0 : boxaGetCount(boxes);

    for (int i = 0; i < n; i++) {
        l_int32  x, y, w, h;

        (void) boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        if (h >= LETTER_MIN && h <= LETTER_MAX && w >= 2 && w <= 3 * h) {
            (void) numaAddNumber(heights, (l_float32) h);
        }
    }

    *ret_letters = numaGetCount(heights);
    if (*ret_letters >= LETTERS_ENOUGH) {
        (void) numaGetMedian(heights, &median);
    }

    boxaDestroy(&boxes);
    numaDestroy(&heights);

    return (int) median;
}


/* Best angle of the lines, and how much the sums of rows jump there. */
static bool
lines_of(PIX *binary, l_float32 *ret_angle, l_float32 *ret_sure,
    double *ret_score)
{
    l_float32  score = 0;

    if (pixFindSkewSweepAndSearchScore(binary, ret_angle, ret_sure, &score,
                                       2, 1, 0.0f, (l_float32) SKEW_RANGE,
                                       1.0f, 0.02f)
        != 0)
    {
        return false;
    }

    /* rows times squared width: comparable with that of columns */
    *ret_score = score / pixGetWidth(binary);

    return true;
}


static void
replace(PIX **pix, PIX *by)
{
    if (by != NULL) {
        pixDestroy(pix);
        *pix = by;
    }
}


/* Half the size, and again, until a sweep is cheap. */
static PIX *
small_copy(PIX *binary)
{
    PIX  *small = pixClone(binary);

    while (small != NULL && (pixGetWidth(small) > SWEEP_PIXELS
                             || pixGetHeight(small) > SWEEP_PIXELS))
    {
        replace(&small, pixReduceRankBinary2(small, 2, NULL));
    }

    return small;
}


/* Turns page by 90 degrees, when its lines run from top to bottom. */
static void
set_upright(ocr_page_t *page, PIX *binary)
{
    PIX        *small = small_copy(binary);
    PIX        *turned = small == NULL ? NULL : pixRotateOrth(small, 1);
    l_float32   angle, sure, angle_turned, sure_turned;
    double      score, score_turned;
    bool        one, other;

    if (turned == NULL) {
        pixDestroy(&small);
        return;
    }

    one = lines_of(small, &angle, &sure, &score);
    other = lines_of(turned, &angle_turned, &sure_turned, &score_turned);

    if (other && (!one || score_turned > SIDEWAYS * score)) {
        replace(&page->pix, pixRotateOrth(page->pix, 1));
        page->sideways = true;
        one = true;
        angle = angle_turned;
        sure = sure_turned;
    }
    pixDestroy(&small);
    pixDestroy(&turned);

    if (one && sure >= SKEW_SURE && fabs(angle) >= SKEW_LEAST) {
        page->skew = angle;
        replace(&page->pix, pixRotate(page->pix,
                                      (l_float32) (angle * M_PI / 180),
                                      L_ROTATE_AREA_MAP, L_BRING_IN_WHITE,
                                      0, 0));
    }
}


/* Shadows go: tesseract has one threshold for the whole picture. */
static void
set_light(ocr_page_t *page)
{
    replace(&page->pix, pixBackgroundNormSimple(page->pix, NULL, NULL));
}


static void
set_size(ocr_page_t *page, int height)
{
    double  pixels = (double) pixGetWidth(page->pix) * pixGetHeight(page->pix);
    double  most = sqrt(PIXELS_MOST / pixels), scale = 1;

    if (height > 0) {
        scale = (double) LETTER_GOAL / height;
    }

    scale = fmin(fmin(scale, SCALE_MOST), most);
    scale = fmax(scale, SCALE_LEAST);

    if (scale > SCALE_DOWN && scale < SCALE_UP) {
        return;
    }

    page->scale = scale;
    replace(&page->pix, pixScale(page->pix, (l_float32) scale,
                                 (l_float32) scale));
}


bool
ocr_prepare(PIX *pix, ocr_page_t *ret_page)
{
    ocr_page_t  page = { .scale = 1 };
    PIX        *binary;
    int         height;

    page.pix = pixConvertTo8(pix, 0);
    if (page.pix == NULL) {
        return false;
    }

    if (median_grey(page.pix) < DARK) {
        page.inverted = true;
        (void) pixInvert(page.pix, page.pix);
    }

    binary = binary_copy(page.pix);
    if (binary == NULL) {
        pixDestroy(&page.pix);
        return false;
    }

    height = letter_height(binary, &page.letters);
    if (page.letters >= LETTERS_ENOUGH) {
        set_upright(&page, binary);
    }

    pixDestroy(&binary);
    set_light(&page);
    set_size(&page, height);
    *ret_page = page;

    return true;
}
