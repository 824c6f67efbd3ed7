/*
 * av - sound and film by libav: what voice.c does not know.
 */

#ifndef RELEVO_DECODE_AV_H
#define RELEVO_DECODE_AV_H

#include "decode/decode.h"

const char *av_decode(const decode_input_t *in, decode_result_t *out);


/* ---- for av_*.c ---- */

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>

typedef struct {
    const decode_input_t  *in;
    decode_result_t       *out;         /* borrowed */
    AVFormatContext       *format;
    int64_t                at;          /* of what is read next */
} av_file_t;

/* The decoder of a stream, opened, one thread; NULL: none we allow. */
AVCodecContext *av_open(const AVStream *stream);

/* The sound as PCM with its facts; an error code or NULL. */
const char *av_sound(av_file_t *f, int stream);

/* A frame that shows something: attachment "frame", and what is in it. */
const char *av_frame(av_file_t *f, int stream);

#endif
