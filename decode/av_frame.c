/*
 * av_frame - one picture of a film: a key frame near its beginning that is
 * not black, upright.
 */

#include "decode/av.h"

#include <libavutil/display.h>
#include <libswscale/swscale.h>
#include <math.h>
#include <stdlib.h>

#include "decode/image.h"

#include "common/banned.h"

#define SIDE_MOST     1600              /* of the picture */
#define DARK_LEAST    20                /* mean of what shows something */
#define PACKETS_MOST  2000              /* to look at for one frame */
#define QUALITY       85                /* JPEG */

/* where to look, in per cent of the film */
static const unsigned  places[] = { 10, 35, 60 };


/* The next frame that comes out; false: none. */

static bool
frame_next(av_file_t *f, int stream, AVCodecContext *codec, AVFrame *frame)
{
    AVPacket  *packet = av_packet_alloc();
    bool       found = false;
    unsigned   n = 0;

    while (!found && packet != NULL && n++ < PACKETS_MOST
           && av_read_frame(f->format, packet) >= 0)
    {
        if (packet->stream_index == stream
            && avcodec_send_packet(codec, packet) == 0)
        {
            found = avcodec_receive_frame(codec, frame) == 0;
        }
        av_packet_unref(packet);
    }

    av_packet_free(&packet);

    /* a short film may only come out at its end */

    return found || (avcodec_send_packet(codec, NULL) == 0
                     && avcodec_receive_frame(codec, frame) == 0);
}


static PIX *
pix_of(const AVFrame *frame)
{
    double              scale = fmin(1.0, (double) SIDE_MOST
                                          / fmax(frame->width,
                                                 frame->height));
    int                 width = (int) fmax(1, frame->width * scale);
    int                 height = (int) fmax(1, frame->height * scale);
    struct SwsContext  *sws;
    PIX                *pix;

    sws = sws_getContext(frame->width, frame->height,
                         (enum AVPixelFormat) frame->format, width, height,
                         AV_PIX_FMT_0RGB32, SWS_BILINEAR, NULL, NULL, NULL);
    pix = sws == NULL ? NULL : pixCreate(width, height, 32);

    if (pix != NULL) {
        uint8_t  *to[1] = { (uint8_t *) pixGetData(pix) };
        int       stride[1] = { pixGetWpl(pix) * 4 };

        (void) sws_scale(sws, (const uint8_t *const *) frame->data,
                         frame->linesize, 0, frame->height, to, stride);

        /* leptonica has red in the highest byte of a word: 0RGB << 8 */

        for (l_int32 i = 0; i < pixGetWpl(pix) * height; i++) {
            pixGetData(pix)[i] <<= 8;
        }
    }

    sws_freeContext(sws);

    return pix;
}


static PIX *
upright(PIX *pix, const AVStream *stream)
{
    const int32_t  *matrix = (const int32_t *) (const void *)
        av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, NULL);
    double          turn = matrix == NULL ? 0
                           : -av_display_rotation_get(matrix);
    int             quarters = isnan(turn) ? 0
                               : ((int) lround(turn / 90) % 4 + 4) % 4;
    PIX            *turned = quarters == 0 ? NULL
                             : pixRotateOrth(pix, quarters);

    if (turned == NULL) {
        return pix;
    }

    pixDestroy(&pix);

    return turned;
}


static bool
is_dark(PIX *pix)
{
    l_uint32  mean = 0;
    l_int32   r, g, b;

    if (pixGetPixelAverage(pix, NULL, 0, 0, 16, &mean) != 0) {
        return false;
    }

    extractRGBValues(mean, &r, &g, &b);

    return (r + g + b) / 3 < DARK_LEAST;
}


/* The picture at one place; NULL: none there. */

static PIX *
picture_at(av_file_t *f, int stream, AVCodecContext *codec, AVFrame *frame,
    unsigned place)
{
    int64_t  start = f->format->start_time == AV_NOPTS_VALUE
                     ? 0 : f->format->start_time;
    int64_t  at = f->format->duration > 0
                  ? start + f->format->duration / 100 * place : start;
    PIX     *pix = NULL;

    avcodec_flush_buffers(codec);
    if (av_seek_frame(f->format, -1, at, AVSEEK_FLAG_BACKWARD) < 0) {
        (void) av_seek_frame(f->format, -1, start, AVSEEK_FLAG_BYTE);
    }

    if (frame_next(f, stream, codec, frame)) {
        pix = pix_of(frame);
        av_frame_unref(frame);
    }

    return pix == NULL ? NULL : upright(pix, f->format->streams[stream]);
}


static PIX *
picture_find(av_file_t *f, int stream, AVCodecContext *codec)
{
    AVFrame  *frame = av_frame_alloc();
    PIX      *pix = NULL;

    for (size_t i = 0; frame != NULL
                       && i < sizeof(places) / sizeof(places[0]); i++)
    {
        PIX  *next = picture_at(f, stream, codec, frame, places[i]);

        if (next != NULL) {
            pixDestroy(&pix);
            pix = next;
        }
        if (pix != NULL && !is_dark(pix)) {
            break;
        }
    }

    av_frame_free(&frame);

    return pix;
}


static void
picture_attach(av_file_t *f, PIX *pix)
{
    l_uint8  *jpeg = NULL;
    size_t    len = 0;

    if (decode_wants(f->in, "frame")
        && pixWriteMemJpeg(&jpeg, &len, pix, QUALITY, 0) == 0)
    {
        (void) result_attach(f->out, "frame", "image/jpeg",
                             slice_make(jpeg, len));
        lept_free(jpeg);
    }
}


const char *
av_frame(av_file_t *f, int stream)
{
    const AVCodecParameters  *par = f->format->streams[stream]->codecpar;
    image_origin_t            origin = { .camera = true, .lossy = true };
    AVCodecContext           *codec;
    PIX                      *pix;

    if ((int64_t) par->width * par->height > limit(pixels)) {
        return DECODE_TOO_LARGE;
    }

    codec = av_open(f->format->streams[stream]);
    if (codec == NULL) {
        return DECODE_UNSUPPORTED;
    }

    pix = picture_find(f, stream, codec);
    avcodec_free_context(&codec);

    if (pix == NULL) {
        return DECODE_BROKEN;
    }

    picture_attach(f, pix);
    image_examine(f->in, pix, &origin, f->out);
    pixDestroy(&pix);
    result_fact_int(f->out, "width", par->width);
    result_fact_int(f->out, "height", par->height);

    return NULL;
}
