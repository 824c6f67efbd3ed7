/*
 * image_load - see image_load.h.
 *
 * Nothing but pixels is kept: text chunks and comments that leptonica would
 * write into a copy are dropped here.
 */

#include "decode/image_load.h"

#include <math.h>
#include <stdlib.h>
#include <webp/decode.h>
#include <webp/demux.h>

#include "common/banned.h"

#define PIXELS_MOST   12e6
#define REDUCE_ABOVE  24e6          /* JPEG is decoded at half size */


static void
replace(PIX **pix, PIX *by)
{
    if (by != NULL && by != *pix) {
        pixDestroy(pix);
        *pix = by;
    }
}


static PIX *
load_jpeg(slice_t bytes, const image_header_t *h)
{
    double   pixels = (double) h->width * (double) h->height;
    l_int32  warnings = 0;
    PIX     *pix = pixReadMemJpeg(bytes.data, bytes.len, 0,
                                  pixels > REDUCE_ABOVE ? 2 : 1, &warnings, 0);

    /* libjpeg makes grey of what is missing */
    if (pix != NULL && warnings > 0 && !h->ends) {
        pixDestroy(&pix);
    }

    return pix;
}


static PIX *
load_gif(slice_t first)
{
    uint8_t  *copy = malloc(first.len + 1);
    PIX      *pix;

    if (copy == NULL) {
        return NULL;
    }

    memcpy(copy, first.data, first.len);
    copy[first.len] = 0x3b;                     /* and nothing behind it */
    pix = pixReadMemGif(copy, first.len + 1);
    free(copy);

    return pix;
}


static PIX *
pix_of_rgba(const uint8_t *rgba, int width, int height)
{
    PIX       *pix = pixCreate(width, height, 32);
    l_uint32  *line;

    if (pix == NULL) {
        return NULL;
    }

    pixSetSpp(pix, 4);
    for (int y = 0; y < height; y++) {
        line = pixGetData(pix) + (size_t) y * (size_t) pixGetWpl(pix);
        for (int x = 0; x < width; x++, rgba += 4) {
            line[x] = (l_uint32) rgba[0] << L_RED_SHIFT
                      | (l_uint32) rgba[1] << L_GREEN_SHIFT
                      | (l_uint32) rgba[2] << L_BLUE_SHIFT | rgba[3];
        }
    }

    return pix;
}


/* The first frame, or the one there is. */
static PIX *
load_webp(slice_t bytes)
{
    WebPData      data = { bytes.data, bytes.len };
    WebPDemuxer  *demux = WebPDemux(&data);
    WebPIterator  frame;
    uint8_t      *rgba = NULL;
    int           width, height;
    PIX          *pix = NULL;

    if (demux == NULL) {
        return NULL;
    }

    if (WebPDemuxGetFrame(demux, 1, &frame)) {
        rgba = frame.complete ? WebPDecodeRGBA(frame.fragment.bytes,
                                               frame.fragment.size, &width,
                                               &height) : NULL;
        WebPDemuxReleaseIterator(&frame);
    }

    if (rgba != NULL) {
        pix = pix_of_rgba(rgba, width, height);
    }

    WebPFree(rgba);
    WebPDemuxDelete(demux);

    return pix;
}


/* Alpha goes onto white. */
static double
flatten(PIX **pix)
{
    PIX        *alpha, *clear;
    l_float32   share = 0;

    if (pixGetDepth(*pix) != 32 || pixGetSpp(*pix) != 4) {
        return 0;
    }

    alpha = pixGetRGBComponent(*pix, L_ALPHA_CHANNEL);
    clear = alpha == NULL ? NULL : pixThresholdToBinary(alpha, 128);
    if (clear != NULL) {
        (void) pixForegroundFraction(clear, &share);
    }
    pixDestroy(&clear);
    pixDestroy(&alpha);

    replace(pix, pixAlphaBlendUniform(*pix, 0xffffff00));
    pixSetSpp(*pix, 3);

    return share;
}


/* The eight ways a camera can be held. */
static void
turn_upright(PIX **pix, int orientation)
{
    static const struct {
        int   quarters;
        bool  mirrored;
    } ways[] = { { 0, false }, { 0, true }, { 2, false }, { 2, true },
                 { 1, true }, { 1, false }, { 3, true }, { 3, false } };

    if (orientation < 2 || orientation > 8) {
        return;
    }

    replace(pix, pixRotateOrth(*pix, ways[orientation - 1].quarters));
    if (ways[orientation - 1].mirrored) {
        replace(pix, pixFlipLR(NULL, *pix));
    }
}


static PIX *
plain_depth(PIX *pix)
{
    replace(&pix, pixRemoveColormap(pix, REMOVE_CMAP_BASED_ON_SRC));
    if (pixGetDepth(pix) != 8 && pixGetDepth(pix) != 32) {
        replace(&pix, pixConvertTo8(pix, 0));
    }

    return pix;
}


bool
image_load(slice_t bytes, const char *mime, const image_header_t *header,
    image_pixels_t *ret_pixels)
{
    PIX     *pix;
    double   clear, pixels;

    if (strcmp(mime, "image/jpeg") == 0) {
        pix = load_jpeg(bytes, header);
    } else if (strcmp(mime, "image/gif") == 0) {
        pix = load_gif(header->first);
    } else if (strcmp(mime, "image/webp") == 0) {
        pix = load_webp(bytes);
    } else {
        pix = pixReadMemPng(bytes.data, bytes.len);
    }

    if (pix == NULL) {
        return false;
    }

    pix = plain_depth(pix);
    clear = flatten(&pix);

    pixels = (double) pixGetWidth(pix) * pixGetHeight(pix);
    if (pixels > PIXELS_MOST) {
        l_float32  scale = (l_float32) sqrt(PIXELS_MOST / pixels);

        replace(&pix, pixScale(pix, scale, scale));
    }

    turn_upright(&pix, header->orientation);
    (void) pixSetText(pix, NULL);
    *ret_pixels = (image_pixels_t) { pix, clear };

    return true;
}
