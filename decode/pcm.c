/* pcm - see pcm.h. */

#include "decode/pcm.h"

#include <math.h>
#include <stdlib.h>

#include "common/banned.h"

#define FRAME          320u             /* 20 ms */
#define FRAME_MS       20
#define HANGOVER       8u               /* frames */
#define SILENCE_DB     -90.0f           /* what no sound at all is */
#define FLOOR_MOST_DB  -40.0f           /* there is no louder quiet */
#define ABOVE_DB       10.0f            /* speech over the quiet */
#define LEAST_DB       -50.0f           /* nobody speaks below */
#define SILENT_SHARE   2                /* per cent */


void
pcm_begin(pcm_t *p, decode_result_t *out, bool attach)
{
    *p = (pcm_t) {
        .out = out,
        .samples_most = limit(duration_ms) * (PCM_RATE / 1000)
    };

    p->attached = attach
                  && result_attach_begin(out, "pcm",
                                         "audio/L16;rate=16000;channels=1");
}


static void
frame_end(pcm_t *p)
{
    double  mean = p->energy / FRAME / (32768.0 * 32768.0);

    if (p->frames == p->frames_room) {
        size_t   room = p->frames_room == 0 ? 512 : p->frames_room * 2;
        float   *more = realloc(p->level, room * sizeof(*more));

        if (more == NULL) {
            return;
        }

        p->level = more;
        p->frames_room = room;
    }

    p->level[p->frames++] = mean < 1e-9 ? SILENCE_DB
                            : (float) (10 * log10(mean));
    p->energy = 0;
    p->in_frame = 0;
}


static void
pcm_listen(pcm_t *p, const int16_t *samples, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int  s = samples[i];

        p->energy += (double) s * s;
        p->peak = abs(s) > p->peak ? abs(s) : p->peak;

        if (++p->in_frame == FRAME) {
            frame_end(p);
        }
    }
}


bool
pcm_add(pcm_t *p, const int16_t *samples, size_t n)
{
    int64_t  left = p->samples_most - p->samples;

    if (p->full) {
        return false;
    }

    if ((int64_t) n > left) {
        n = (size_t) left;
        p->full = true;
        result_truncated(p->out);
    }

    pcm_listen(p, samples, n);
    p->samples += (int64_t) n;

    if (p->attached && n > 0
        && !result_attach_more(p->out, slice_make(samples,
                                                  n * sizeof(*samples))))
    {
        p->attached = false;
        p->full = true;
    }

    return !p->full;
}


static int
by_level(const void *a, const void *b)
{
    float  x = *(const float *) a, y = *(const float *) b;

    return (x > y) - (x < y);
}


/* Below it is quiet; 0 without memory: then nothing is speech. */

static float
threshold_of(const pcm_t *p)
{
    float  *sorted = malloc((p->frames + 1) * sizeof(*sorted)), floor;

    if (sorted == NULL || p->frames == 0) {
        free(sorted);
        return 0;
    }

    for (size_t i = 0; i < p->frames; i++) {
        sorted[i] = p->level[i];
    }

    qsort(sorted, p->frames, sizeof(*sorted), by_level);
    floor = sorted[p->frames / 10];
    free(sorted);

    floor = floor > FLOOR_MOST_DB ? FLOOR_MOST_DB : floor;

    return floor + ABOVE_DB > LEAST_DB ? floor + ABOVE_DB : LEAST_DB;
}


static size_t
speech_frames(const pcm_t *p)
{
    float     threshold = threshold_of(p);
    size_t    n = 0;
    unsigned  hang = 0;

    for (size_t i = 0; i < p->frames; i++) {
        if (p->level[i] > threshold) {
            hang = HANGOVER + 1;
        }

        n += hang > 0;
        hang -= hang > 0;
    }

    return n;
}


void
pcm_end(pcm_t *p)
{
    size_t   speech = speech_frames(p);
    int64_t  share = p->frames == 0 ? 0
                     : (int64_t) (speech * 100 / p->frames);
    double   peak = p->peak == 0 ? (double) SILENCE_DB
                    : 20 * log10(p->peak / 32768.0);

    if (p->attached) {
        result_attach_end(p->out);
    }

    result_fact_int(p->out, "duration_ms",
                    p->samples / (PCM_RATE / 1000));
    result_fact_int(p->out, "speech_ms", (int64_t) speech * FRAME_MS);
    result_fact_int(p->out, "speech_share", share);
    result_fact_int(p->out, "peak_db", (int64_t) peak);
    result_fact(p->out, "silent", json_boolean(share < SILENT_SHARE));

    free(p->level);
    p->level = NULL;
}
