/*
 * image_facts - what can be measured of a picture without understanding it.
 */

#ifndef RELEVO_DECODE_IMAGE_FACTS_H
#define RELEVO_DECODE_IMAGE_FACTS_H

#include <allheaders.h>
#include <jansson.h>

typedef struct {
    double   flat;          /* share of neighbours that are the same */
    double   paper;         /* share of bright pixels without colour */
    double   dark;          /* share of dark pixels */
    double   colourful;     /* share of pixels with colour */
    double   noise;         /* mean difference of neighbours that differ
                               little: grain of a sensor */
    int      colours;       /* of 4096, that make up 95 % of it */
} image_facts_t;

void image_measure(PIX *pix, image_facts_t *ret_facts);

/* 64 bits: alike for pictures that look alike (DCT of 32 x 32). */
uint64_t image_hash(PIX *pix);

/* ["#rrggbb", ...]: at most three, the largest first */
json_t *image_colours(PIX *pix);

#endif
