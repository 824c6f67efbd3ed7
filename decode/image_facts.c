/*
 * image_facts - see image_facts.h.
 */

#include "decode/image_facts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/banned.h"

#define SIDE        32              /* of the picture that is hashed */
#define LOW         8               /* frequencies of it that are kept */
#define ROWS        400             /* that are measured, evenly spaced */
#define SAME        2               /* of 255: no difference */
#define LITTLE      16              /* of 255: grain, no edge */
#define BRIGHT      150
#define DARK        70
#define COLOUR      40              /* between largest and least channel */
#define BINS        4096            /* 4 bits for each of three channels */
#define COLOURS     3               /* that are named */
#define SAMPLE      96              /* pixels wide */


/* ---- hash ---- */

uint64_t
image_hash(PIX *pix)
{
    PIX       *grey = pixConvertTo8(pix, 0);
    PIX       *small = grey == NULL ? NULL
                       : pixScaleToSize(grey, SIDE, SIDE);
    double     dct[LOW * LOW], sorted[LOW * LOW], median;
    uint64_t   hash = 0;

    pixDestroy(&grey);
    if (small == NULL) {
        return 0;
    }

    for (int v = 0; v < LOW; v++) {
        for (int u = 0; u < LOW; u++) {
            double  sum = 0;

            for (int y = 0; y < SIDE; y++) {
                const l_uint32  *line = pixGetData(small)
                                        + y * pixGetWpl(small);

                for (int x = 0; x < SIDE; x++) {
                    sum += (double) GET_DATA_BYTE(line, x)
                           * cos((2 * x + 1) * u * M_PI / (2 * SIDE))
                           * cos((2 * y + 1) * v * M_PI / (2 * SIDE));
                }
            }
            dct[v * LOW + u] = sorted[v * LOW + u] = sum;
        }
    }
    pixDestroy(&small);

    for (int i = 1; i < LOW * LOW; i++) {
        for (int k = i; k > 0 && sorted[k - 1] > sorted[k]; k--) {
            median = sorted[k];
            sorted[k] = sorted[k - 1];
            sorted[k - 1] = median;
        }
    }
    median = (sorted[LOW * LOW / 2 - 1] + sorted[LOW * LOW / 2]) / 2;

    for (int i = 0; i < LOW * LOW; i++) {
        hash = hash << 1 | (dct[i] > median);
    }

    return hash;
}


/* ---- colours ---- */

static unsigned
bin_of(l_uint32 pixel)
{
    unsigned  r = pixel >> L_RED_SHIFT & 0xff;
    unsigned  g = pixel >> L_GREEN_SHIFT & 0xff;
    unsigned  b = pixel >> L_BLUE_SHIFT & 0xff;

    return (r >> 4) << 8 | (g >> 4) << 4 | b >> 4;
}


json_t *
image_colours(PIX *pix)
{
    static unsigned  count[BINS];
    PIX             *rgb = pixConvertTo32(pix);
    PIX             *small = rgb == NULL ? NULL
                             : pixScaleToSize(rgb, SAMPLE, 0);
    json_t          *list = json_array();

    pixDestroy(&rgb);
    if (small == NULL) {
        return list;
    }

    memset(count, 0, sizeof(count));
    for (int y = 0; y < pixGetHeight(small); y++) {
        const l_uint32  *line = pixGetData(small) + y * pixGetWpl(small);

        for (int x = 0; x < pixGetWidth(small); x++) {
            count[bin_of(line[x])]++;
        }
    }

    for (int n = 0; n < COLOURS; n++) {
        unsigned  best = 0;
        char      name[8];

        for (unsigned i = 1; i < BINS; i++) {
            best = count[i] > count[best] ? i : best;
        }
        if (count[best] * 20 < (unsigned) (pixGetWidth(small)
                                           * pixGetHeight(small)))
        {
            break;                              /* below 5 % */
        }
        count[best] = 0;
        (void) snprintf(name, sizeof(name), "#%x8%x8%x8", best >> 8 & 15,
                        best >> 4 & 15, best & 15);
        (void) json_array_append_new(list, json_string(name));
    }

    pixDestroy(&small);

    return list;
}


/* ---- measures ---- */

typedef struct {
    double    pairs, flat, little, grain;
    double    pixels, paper, dark, colourful;
    unsigned  count[BINS];
} sums_t;


static void
sum_pixel(sums_t *s, l_uint32 pixel, l_uint32 left)
{
    int  r = (int) (pixel >> L_RED_SHIFT & 0xff);
    int  g = (int) (pixel >> L_GREEN_SHIFT & 0xff);
    int  b = (int) (pixel >> L_BLUE_SHIFT & 0xff);
    int  dr = abs(r - (int) (left >> L_RED_SHIFT & 0xff));
    int  dg = abs(g - (int) (left >> L_GREEN_SHIFT & 0xff));
    int  db = abs(b - (int) (left >> L_BLUE_SHIFT & 0xff));
    int  most = r > g ? (r > b ? r : b) : (g > b ? g : b);
    int  least = r < g ? (r < b ? r : b) : (g < b ? g : b);
    int  differ = dr > dg ? (dr > db ? dr : db) : (dg > db ? dg : db);

    s->pairs++;
    s->flat += differ <= SAME;
    if (differ <= LITTLE) {
        s->little++;
        s->grain += differ;
    }

    s->pixels++;
    s->paper += least >= BRIGHT && most - least < COLOUR;
    s->dark += most < DARK;
    s->colourful += most - least >= COLOUR;
    s->count[bin_of(pixel)]++;
}


/* How many of the most frequent make up 95 %. */
static int
colours_of(sums_t *s)
{
    double  sum = 0;
    int     n = 0;

    while (sum < 0.95 * s->pixels && n < BINS) {
        unsigned  best = 0;

        for (unsigned i = 1; i < BINS; i++) {
            best = s->count[i] > s->count[best] ? i : best;
        }
        sum += s->count[best];
        s->count[best] = 0;
        n++;
    }

    return n;
}


void
image_measure(PIX *pix, image_facts_t *ret_facts)
{
    PIX     *rgb = pixConvertTo32(pix);
    sums_t  *s = calloc(1, sizeof(*s));
    int      h, step;

    *ret_facts = (image_facts_t) { .flat = 0 };
    if (rgb == NULL || s == NULL) {
        return;
    }

    h = pixGetHeight(rgb);
    step = h > ROWS ? h / ROWS : 1;

    for (int y = 0; y < h; y += step) {
        const l_uint32  *line = pixGetData(rgb)
                                + (size_t) y * (size_t) pixGetWpl(rgb);

        for (int x = 1; x < pixGetWidth(rgb); x++) {
            sum_pixel(s, line[x], line[x - 1]);
        }
    }

    if (s->pixels > 0) {
        ret_facts->flat = s->flat / s->pairs;
        ret_facts->paper = s->paper / s->pixels;
        ret_facts->dark = s->dark / s->pixels;
        ret_facts->colourful = s->colourful / s->pixels;
        ret_facts->noise = s->little > 0 ? s->grain / s->little : 0;
        ret_facts->colours = colours_of(s);
    }

    free(s);
    pixDestroy(&rgb);
}
