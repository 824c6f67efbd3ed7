/*
 * spoil - what a telephone does to a page.
 */

#include <math.h>

#include "t/media/samples/samples.h"


static void
replace(PIX **pix, PIX *by)
{
    pixDestroy(pix);
    *pix = by;
}


void
spoil_tilt(PIX **pix, double degrees)
{
    replace(pix, pixRotate(*pix, (l_float32) (degrees * M_PI / 180),
                           L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
}


/* Darker towards a corner, by a third at most. */
void
spoil_shadow(PIX **pix)
{
    int     w = pixGetWidth(*pix), h = pixGetHeight(*pix);
    double  most = between(0.1, 0.33), towards = between(0, 1);

    for (int y = 0; y < h; y++) {
        l_uint32  *line = pixGetData(*pix) + y * pixGetWpl(*pix);

        for (int x = 0; x < w; x++) {
            double  light = 1 - most * (towards * x / w
                                        + (1 - towards) * y / h);
            l_int32 r, g, b;

            extractRGBValues(line[x], &r, &g, &b);
            composeRGBPixel((l_int32) (r * light), (l_int32) (g * light),
                            (l_int32) (b * light * 0.97), &line[x]);
        }
    }
}


static l_int32
noisy(l_int32 value, double sigma)
{
    /* twelve of them are nearly Gaussian */
    double  sum = -6;

    for (int i = 0; i < 12; i++) {
        sum += between(0, 1);
    }

    sum = value + sum * sigma;

    return sum < 0 ? 0 : sum > 255 ? 255 : (l_int32) sum;
}


void
spoil_noise(PIX **pix, double sigma)
{
    int  w = pixGetWidth(*pix), h = pixGetHeight(*pix);

    for (int y = 0; y < h; y++) {
        l_uint32  *line = pixGetData(*pix) + y * pixGetWpl(*pix);

        for (int x = 0; x < w; x++) {
            l_int32  r, g, b;

            extractRGBValues(line[x], &r, &g, &b);
            composeRGBPixel(noisy(r, sigma), noisy(g, sigma),
                            noisy(b, sigma), &line[x]);
        }
    }
}


void
spoil_blur(PIX **pix)
{
    replace(pix, pixBlockconv(*pix, 1, 1));
}
