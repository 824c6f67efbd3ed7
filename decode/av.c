/*
 * av - see av.h: opens the file, and decides what it is.
 *
 * libav sees the bytes through callbacks of ours, may open nothing else, and
 * has short lists of containers and codecs: those of telephones and browsers.
 */

#include "decode/av.h"

#include <libavutil/avutil.h>
#include <libavutil/dict.h>
#include <libavutil/log.h>

#include "decode/handlers.h"

#include "common/banned.h"

#define BUFFER        32768
#define STREAMS_MAX   "16"
#define PROBE_BYTES   "4000000"
#define ANALYSE_US    "5000000"

#define FORMATS  "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mp3,aac,amr,wav," \
                 "flac,ogg,avi,aiff,caf,mpegts"
#define CODECS   "aac,aac_latm,mp3float,mp3,opus,libopus,vorbis,flac,alac," \
                 "amrnb,amrwb,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s32le," \
                 "pcm_u8,pcm_f32le,pcm_alaw,pcm_mulaw,adpcm_ima_wav," \
                 "h264,hevc,vp8,vp9,mpeg4,h263,av1,libdav1d,mjpeg,theora"


static int
bytes_read(void *data, uint8_t *buffer, int room)
{
    av_file_t  *f = data;
    int64_t     left = (int64_t) f->in->bytes.len - f->at;
    int         n = left < room ? (int) left : room;

    if (n <= 0) {
        return AVERROR_EOF;
    }

    memcpy(buffer, f->in->bytes.data + f->at, (size_t) n);
    f->at += n;

    return n;
}


static int64_t
bytes_seek(void *data, int64_t to, int whence)
{
    av_file_t  *f = data;
    int64_t     len = (int64_t) f->in->bytes.len;

    switch (whence & ~AVSEEK_FORCE) {
    case AVSEEK_SIZE: return len;
    case SEEK_CUR: to += f->at; break;
    case SEEK_END: to += len; break;
    case SEEK_SET: break;
    default: return AVERROR(EINVAL);
    }

    if (to < 0 || to > len) {
        return AVERROR(EINVAL);
    }

    f->at = to;

    return to;
}


AVCodecContext *
av_open(const AVStream *stream)
{
    const AVCodec   *codec = avcodec_find_decoder(stream->codecpar->codec_id);
    AVCodecContext  *c = codec == NULL ? NULL : avcodec_alloc_context3(codec);
    AVDictionary    *options = NULL;
    bool             ok;

    if (c == NULL) {
        return NULL;
    }

    (void) av_dict_set(&options, "codec_whitelist", CODECS, 0);
    c->thread_count = 1;
    c->pkt_timebase = stream->time_base;
    c->max_pixels = limit(pixels);
    ok = avcodec_parameters_to_context(c, stream->codecpar) >= 0
         && avcodec_open2(c, codec, &options) == 0;
    av_dict_free(&options);

    if (!ok) {
        avcodec_free_context(&c);
    }

    return c;
}


static bool
format_open(av_file_t *f)
{
    AVDictionary  *options = NULL;
    int            rc;

    (void) av_dict_set(&options, "format_whitelist", FORMATS, 0);
    (void) av_dict_set(&options, "codec_whitelist", CODECS, 0);
    (void) av_dict_set(&options, "protocol_whitelist", "none", 0);
    (void) av_dict_set(&options, "max_streams", STREAMS_MAX, 0);
    (void) av_dict_set(&options, "probesize", PROBE_BYTES, 0);
    (void) av_dict_set(&options, "analyzeduration", ANALYSE_US, 0);

    rc = avformat_open_input(&f->format, NULL, NULL, &options);
    av_dict_free(&options);

    return rc == 0 && avformat_find_stream_info(f->format, NULL) >= 0;
}


/* The first stream of a type that is no cover picture; -1: none. */

static int
stream_find(const AVFormatContext *format, enum AVMediaType type)
{
    for (unsigned i = 0; i < format->nb_streams; i++) {
        const AVStream  *s = format->streams[i];

        if (s->codecpar->codec_type == type
            && (s->disposition & AV_DISPOSITION_ATTACHED_PIC) == 0)
        {
            return (int) i;
        }
    }

    return -1;
}


static void
codec_fact(av_file_t *f, const char *name, int stream)
{
    enum AVCodecID  id = f->format->streams[stream]->codecpar->codec_id;

    result_fact(f->out, name, json_string(avcodec_get_name(id)));
}


static const char *
streams_read(av_file_t *f)
{
    int          sound = stream_find(f->format, AVMEDIA_TYPE_AUDIO);
    int          film = stream_find(f->format, AVMEDIA_TYPE_VIDEO);
    const char  *error = sound < 0 && film < 0 ? DECODE_UNSUPPORTED : NULL;

    if (sound >= 0) {
        codec_fact(f, "codec", sound);
        error = av_sound(f, sound);
    }

    if (film >= 0) {
        codec_fact(f, "video_codec", film);
        error = av_frame(f, film);
    }

    /* that of sound alone was counted; what a file says of it is a guess */

    if (film >= 0 && f->format->duration > 0) {
        result_fact_int(f->out, "duration_ms", f->format->duration
                                               / (AV_TIME_BASE / 1000));
    }

    result_kind(f->out, film >= 0 ? "video"
                : strcmp(f->format->iformat->name, "amr") == 0 ? "voice"
                : "audio");

    return error;
}


const char *
av_decode(const decode_input_t *in, decode_result_t *out)
{
    av_file_t     f = { .in = in, .out = out };
    uint8_t      *buffer = av_malloc(BUFFER);
    AVIOContext  *io = buffer == NULL ? NULL
                       : avio_alloc_context(buffer, BUFFER, 0, &f,
                                            bytes_read, NULL, bytes_seek);
    const char   *error = DECODE_MEMORY;

    f.format = io == NULL ? NULL : avformat_alloc_context();

    if (f.format != NULL) {
        f.format->pb = io;
        error = format_open(&f) ? streams_read(&f) : DECODE_BROKEN;
        avformat_close_input(&f.format);
    }

    if (io != NULL) {
        av_freep(&io->buffer);          /* libav may have grown it */
        avio_context_free(&io);
    } else {
        av_free(buffer);
    }

    return error;
}


static bool
av_warm(const char **ret_error)
{
    (void) ret_error;
    av_log_set_level(AV_LOG_QUIET);

    return true;
}


static const char *const  types[] = { "audio/", "video/", NULL };

const decode_handler_t  av_handler = { "av", types, av_warm, av_decode };
