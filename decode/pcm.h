/*
 * pcm - sound on its way out: 16 kHz, mono, 16 bits, as attachment "pcm", and
 * what can be told about it: how long, how loud, how much of it is speech.
 *
 * Speech is what stands out of the quiet: 20 ms frames whose energy is above
 * that of the quietest tenth, with 160 ms behind them.
 */

#ifndef RELEVO_DECODE_PCM_H
#define RELEVO_DECODE_PCM_H

#include "decode/decode.h"

#define PCM_RATE  16000

typedef struct {
    decode_result_t  *out;              /* borrowed */
    bool              attached;
    bool              full;             /* no more is taken */
    int64_t           samples;
    int64_t           samples_most;

    float            *level;            /* dBFS of each frame */
    size_t            frames, frames_room;
    double            energy;           /* of the frame under way */
    unsigned          in_frame;
    int               peak;
} pcm_t;

/* attach: the samples are wanted, not only what they tell. */
void pcm_begin(pcm_t *p, decode_result_t *out, bool attach);

/* False: limit(duration_ms) is reached, "truncated" says so. */
bool pcm_add(pcm_t *p, const int16_t *samples, size_t n);

/* Facts duration_ms, speech_ms, speech_share (0..100), peak_db, silent. */
void pcm_end(pcm_t *p);

#endif
