/*
 * surface - how a text is written, whatever it says: capitals, marks,
 * stretched words, emoticons.
 */

#ifndef RELEVO_NLU_SURFACE_H
#define RELEVO_NLU_SURFACE_H

#include "common/slice.h"

typedef struct {
    unsigned  words;            /* of two letters or more, no digits in them */
    unsigned  loud;             /* of these, wholly in capitals */
    bool      shouting;         /* nearly everything is loud */
    unsigned  exclaims;         /* longest run of ! (? counts along) */
    unsigned  questions;        /* longest run of ? */
    unsigned  ellipses;         /* "..." */
    unsigned  stretched;        /* words with a letter three times in a row */
    unsigned  smiles, frowns;   /* :) :( and their kin */
} surface_t;

void surface_read(slice_t text, surface_t *ret_surface);

#endif
