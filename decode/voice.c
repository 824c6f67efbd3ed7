/*
 * voice - voice notes: Opus in Ogg, by libogg and libopus alone.
 *
 * Opus decodes to any of its rates: at 16 kHz and one channel it needs no
 * resampler.  What else is in an Ogg file (Vorbis, several channels, video)
 * is for av.c.
 */

#include <ogg/ogg.h>
#include <opus/opus.h>
#include <stdlib.h>

#include "decode/av.h"
#include "decode/decode.h"
#include "decode/handlers.h"
#include "decode/pcm.h"

#include "common/banned.h"

#define PIECE        65536u
#define FRAME_MOST   5760               /* 120 ms at 48 kHz, the longest */
#define HEAD_BYTES   19
#define NO_POSITION  -1

typedef struct {
    slice_t            file;
    size_t             at;
    ogg_sync_state     sync;
    ogg_stream_state   stream;
    bool               open;            /* stream is */
    OpusDecoder       *opus;
    int64_t            skip;            /* samples before the sound */
    int64_t            preskip;         /* the same at 48 kHz */
    int64_t            last;            /* granule position, 48 kHz */
    unsigned           packets;
    unsigned           damaged;
    pcm_t              pcm;
} voice_t;


static unsigned
u16(const unsigned char *s)
{
    return s[0] | (unsigned) s[1] << 8;
}


static bool
is_head(const ogg_packet *packet)
{
    return packet->bytes >= HEAD_BYTES
           && memcmp(packet->packet, "OpusHead", 8) == 0;
}


/* One or two channels in the plain order: what a telephone records. */

static bool
is_simple(const ogg_packet *packet)
{
    return is_head(packet) && (packet->packet[8] & 0xf0) == 0
           && (packet->packet[9] == 1 || packet->packet[9] == 2)
           && packet->packet[18] == 0;
}


/* The next page of the file; false: there is none. */

static bool
page_next(voice_t *v, ogg_page *ret_page)
{
    for ( ;; ) {
        int      rc = ogg_sync_pageout(&v->sync, ret_page);
        size_t   n = v->file.len - v->at;
        char    *room;

        if (rc == 1) {
            return true;
        }

        if (rc < 0) {                   /* bytes that are no page */
            v->damaged++;
            continue;
        }

        n = n < PIECE ? n : PIECE;
        room = n == 0 ? NULL : ogg_sync_buffer(&v->sync, (long) n);
        if (room == NULL) {
            return false;
        }

        memcpy(room, v->file.data + v->at, n);
        (void) ogg_sync_wrote(&v->sync, (long) n);
        v->at += n;
    }
}


static bool
voice_open(voice_t *v, const ogg_packet *head)
{
    int  error;

    v->opus = opus_decoder_create(PCM_RATE, 1, &error);
    if (v->opus == NULL) {
        return false;
    }

    v->preskip = u16(head->packet + 10);
    v->skip = v->preskip * PCM_RATE / 48000;
    (void) opus_decoder_ctl(v->opus, OPUS_SET_GAIN(
        (opus_int16) u16(head->packet + 16)));

    return true;
}


/*
 * How much of the n samples is sound: the first ones are before it, and the
 * last page's position ends it, within its packet.
 */

static void
samples_add(voice_t *v, const int16_t *samples, int64_t n, bool last)
{
    int64_t  end = last && v->last != NO_POSITION
                   ? (v->last - v->preskip) * PCM_RATE / 48000 : INT64_MAX;
    int64_t  skip = v->skip < n ? v->skip : n;

    v->skip -= skip;
    samples += skip;
    n -= skip;

    if (v->pcm.samples + n > end) {
        n = end > v->pcm.samples ? end - v->pcm.samples : 0;
    }

    (void) pcm_add(&v->pcm, samples, (size_t) n);
}


static void
packet_read(voice_t *v, const ogg_packet *packet)
{
    int16_t  samples[FRAME_MOST];
    int      n;

    if (++v->packets <= 2) {            /* OpusHead and OpusTags */
        return;
    }

    n = opus_decode(v->opus, packet->packet, (opus_int32) packet->bytes,
                    samples, FRAME_MOST, 0);
    if (n < 0) {
        v->damaged++;
        return;
    }

    samples_add(v, samples, n, packet->e_o_s != 0);
}


static void
page_read(voice_t *v, ogg_page *page)
{
    ogg_packet  packet;
    int         rc;

    if (ogg_page_serialno(page) != (int) v->stream.serialno
        || ogg_stream_pagein(&v->stream, page) != 0)
    {
        return;
    }

    if (ogg_page_granulepos(page) != NO_POSITION) {
        v->last = ogg_page_granulepos(page);
    }

    while (!v->pcm.full && (rc = ogg_stream_packetout(&v->stream, &packet))
                           != 0)
    {
        if (rc < 0) {
            v->damaged++;
        } else {
            packet_read(v, &packet);
        }
    }
}


/* The first page begins a stream of ours; false: it does not. */

static bool
first_read(voice_t *v)
{
    ogg_page    page;
    ogg_packet  packet;

    if (!page_next(v, &page)
        || ogg_stream_init(&v->stream, ogg_page_serialno(&page)) != 0)
    {
        return false;
    }

    v->open = true;

    if (ogg_stream_pagein(&v->stream, &page) != 0
        || ogg_stream_packetout(&v->stream, &packet) != 1
        || !is_simple(&packet))
    {
        return false;
    }

    v->packets = 1;

    return voice_open(v, &packet);
}


static const char *
voice_read(voice_t *v, const decode_input_t *in, decode_result_t *out)
{
    ogg_page  page;

    pcm_begin(&v->pcm, out, decode_wants(in, "pcm"));
    while (!v->pcm.full && page_next(v, &page)) {
        page_read(v, &page);
    }

    pcm_end(&v->pcm);
    result_kind(out, "voice");
    result_fact(out, "codec", json_string("opus"));

    if (v->damaged > 0) {
        result_warn(out, "damaged");
    }

    return v->pcm.samples == 0 ? DECODE_BROKEN : NULL;
}


static const char *
voice_decode(const decode_input_t *in, decode_result_t *out)
{
    voice_t     *v = calloc(1, sizeof(*v));
    const char  *error;
    bool         ours;

    if (v == NULL) {
        return DECODE_MEMORY;
    }

    v->file = in->bytes;
    v->last = NO_POSITION;
    (void) ogg_sync_init(&v->sync);

    ours = first_read(v);
    error = ours ? voice_read(v, in, out) : NULL;

    if (v->open) {
        (void) ogg_stream_clear(&v->stream);
    }
    if (v->opus != NULL) {
        opus_decoder_destroy(v->opus);
    }
    (void) ogg_sync_clear(&v->sync);
    free(v);

    return ours ? error : av_decode(in, out);
}


static const char *const  types[] = {
    "audio/ogg", "application/ogg", "video/ogg", NULL
};

const decode_handler_t  voice_handler = {
    "voice", types, NULL, voice_decode
};
