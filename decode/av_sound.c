/*
 * av_sound - the sound of a file as 16 kHz mono.
 */

#include "decode/av.h"

#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>

#include "decode/pcm.h"

#include "common/banned.h"

#define BLOCK  4096                     /* samples of ours at a time */

typedef struct {
    AVCodecContext   *codec;
    struct SwrContext *swr;
    AVFrame          *frame;
    pcm_t             pcm;
    unsigned          damaged;
    int               rate;             /* what swr was made for */
    int               format, channels;
} sound_t;


/* For the frame's layout, which may change on the way. */

static bool
resampler_set(sound_t *s)
{
    AVChannelLayout        mono = AV_CHANNEL_LAYOUT_MONO;
    const AVFrame         *f = s->frame;
    AVChannelLayout       *layout = &s->frame->ch_layout;

    if (s->swr != NULL && s->rate == f->sample_rate
        && s->format == f->format && s->channels == layout->nb_channels)
    {
        return true;
    }

    swr_free(&s->swr);
    s->rate = f->sample_rate;
    s->format = f->format;
    s->channels = layout->nb_channels;

    return swr_alloc_set_opts2(&s->swr, &mono, AV_SAMPLE_FMT_S16, PCM_RATE,
                               layout, (enum AVSampleFormat) f->format,
                               f->sample_rate, 0, NULL) == 0
           && swr_init(s->swr) == 0;
}


/* in NULL: what the resampler still holds.  False: no more is wanted. */

static bool
samples_convert(sound_t *s, const uint8_t **in, int n)
{
    int16_t   block[BLOCK];
    uint8_t  *out[1] = { (uint8_t *) block };
    int       got;

    do {
        got = swr_convert(s->swr, out, BLOCK, in, n);
        if (got > 0 && !pcm_add(&s->pcm, block, (size_t) got)) {
            return false;
        }
        in = NULL;
        n = 0;
    } while (got == BLOCK);

    return true;
}


/* What the decoder has; a packet NULL: its end. */

static bool
packet_decode(sound_t *s, const AVPacket *packet)
{
    bool  more = true;

    if (avcodec_send_packet(s->codec, packet) < 0) {
        s->damaged++;
        return true;
    }

    while (more && avcodec_receive_frame(s->codec, s->frame) == 0) {
        if (resampler_set(s)) {
            more = samples_convert(s,
                                   (const uint8_t **) s->frame->extended_data,
                                   s->frame->nb_samples);
        } else {
            s->damaged++;
        }
        av_frame_unref(s->frame);
    }

    return more;
}


static void
packets_read(av_file_t *f, int stream, sound_t *s)
{
    AVPacket  *packet = av_packet_alloc();
    bool       more = packet != NULL;

    while (more && av_read_frame(f->format, packet) >= 0) {
        if (packet->stream_index == stream) {
            more = packet_decode(s, packet);
        }
        av_packet_unref(packet);
    }

    if (more) {
        more = packet_decode(s, NULL);
    }
    if (more && s->swr != NULL) {
        (void) samples_convert(s, NULL, 0);
    }

    av_packet_free(&packet);
}


const char *
av_sound(av_file_t *f, int stream)
{
    sound_t  s = { .codec = av_open(f->format->streams[stream]) };
    bool     empty;

    if (s.codec == NULL) {
        return DECODE_UNSUPPORTED;
    }

    s.frame = av_frame_alloc();
    pcm_begin(&s.pcm, f->out, decode_wants(f->in, "pcm"));

    if (s.frame != NULL) {
        packets_read(f, stream, &s);
    }

    empty = s.pcm.samples == 0;
    pcm_end(&s.pcm);

    if (s.damaged > 0) {
        result_warn(f->out, "damaged");
    }

    av_frame_free(&s.frame);
    swr_free(&s.swr);
    avcodec_free_context(&s.codec);

    return empty ? DECODE_BROKEN : NULL;
}
