/*
 * image - JPEG, PNG, GIF and WebP: see image.h.
 *
 * Header first, then pixels, then what is in them.  What leaves here besides
 * words is made from pixels: no byte of the original, so no EXIF either.
 */

#include "decode/image.h"

#include <inttypes.h>
#include <stdio.h>

#include "decode/handlers.h"
#include "decode/image_codes.h"
#include "decode/image_facts.h"
#include "decode/image_header.h"
#include "decode/image_kind.h"
#include "decode/image_load.h"
#include "decode/ocr.h"

#include "common/banned.h"

#define THUMBNAIL         320       /* pixels of the longer side */
#define THUMBNAIL_QUALITY  80
#define CLEAN_QUALITY      88


static bool
attach_jpeg(PIX *pix, int quality, const char *name, decode_result_t *out)
{
    l_uint8  *bytes = NULL;
    size_t    len = 0;
    bool      right = pixWriteMemJpeg(&bytes, &len, pix, quality, 0) == 0
                      && result_attach(out, name, "image/jpeg",
                                       slice_make(bytes, len));

    lept_free(bytes);

    return right;
}


bool
image_thumbnail(PIX *pix, decode_result_t *out)
{
    int   w = pixGetWidth(pix), h = pixGetHeight(pix);
    PIX  *small;
    bool  right;

    if (w <= THUMBNAIL && h <= THUMBNAIL) {
        return attach_jpeg(pix, THUMBNAIL_QUALITY, "thumbnail", out);
    }

    small = w >= h ? pixScaleToSize(pix, THUMBNAIL, 0)
                   : pixScaleToSize(pix, 0, THUMBNAIL);
    right = small != NULL
            && attach_jpeg(small, THUMBNAIL_QUALITY, "thumbnail", out);
    pixDestroy(&small);

    return right;
}


/* What was lossy stays so; the rest keeps every pixel. */
static void
image_clean(PIX *pix, bool lossy, decode_result_t *out)
{
    l_uint8  *bytes = NULL;
    size_t    len = 0;

    if (lossy) {
        (void) attach_jpeg(pix, CLEAN_QUALITY, "clean", out);
        return;
    }

    if (pixWriteMemPng(&bytes, &len, pix, 0.0f) == 0) {
        (void) result_attach(out, "clean", "image/png",
                             slice_make(bytes, len));
    }
    lept_free(bytes);
}


static void
image_text(const decode_input_t *in, PIX *pix, ocr_text_t *text,
    decode_result_t *out)
{
    if (!ocr_read(pix, in->language, text)) {
        result_warn(out, "no_ocr");
        return;
    }

    if (text->text != NULL) {
        (void) result_page(out, slice_str(text->text), "ocr",
                           text->confidence);
        result_language(out, text->language);
        if (text->confidence < OCR_SURE) {
            result_warn(out, "unsure");
        }
    } else if (text->confidence > 0) {
        result_warn(out, "unreadable");     /* letters, but no words */
    }

    if (text->late) {
        result_truncated(out);
    }
    if (text->turned != 0) {
        result_fact_int(out, "turned", text->turned);
    }
    (void) json_object_set(result_json(out), "blocks", text->blocks);
}


static void
image_describe(PIX *pix, decode_result_t *out)
{
    char  hash[17];

    (void) snprintf(hash, sizeof(hash), "%016" PRIx64, image_hash(pix));
    result_fact(out, "phash", json_string(hash));
    result_fact(out, "colours", image_colours(pix));
}


static void
examine(const decode_input_t *in, PIX *pix, const image_origin_t *origin,
    double clear, decode_result_t *out)
{
    ocr_text_t     text = { .language = "" };
    image_facts_t  facts;
    image_seen_t   seen = { .origin = origin, .facts = &facts, .text = &text,
                            .clear = clear };

    seen.width = pixGetWidth(pix);
    seen.height = pixGetHeight(pix);

    if (decode_wants(in, "thumbnail")) {
        (void) image_thumbnail(pix, out);
    }
    if (decode_wants(in, "clean")) {
        image_clean(pix, origin->lossy, out);
    }

    image_measure(pix, &facts);
    image_describe(pix, out);

    if (decode_wants(in, "codes")) {
        seen.codes = image_codes(pix, out);
    }
    if (decode_wants(in, "text")) {
        image_text(in, pix, &text, out);
    }

    result_kind(out, image_kind(&seen));
    ocr_release(&text);
}


void
image_examine(const decode_input_t *in, PIX *pix,
    const image_origin_t *origin, decode_result_t *out)
{
    examine(in, pix, origin, 0, out);
}


static const char *
image_decode(const decode_input_t *in, decode_result_t *out)
{
    image_header_t  header;
    image_origin_t  origin;
    image_pixels_t  pixels;
    const char     *kind;

    if (!image_header(in->bytes, in->mime, &header)) {
        return DECODE_BROKEN;
    }

    result_fact_int(out, "width", header.width);
    result_fact_int(out, "height", header.height);
    if (header.animated) {
        result_fact(out, "animated", json_true());
    }

    if (header.width > limit(pixels) / header.height) {
        return DECODE_TOO_LARGE;
    }
    if (!image_load(in->bytes, in->mime, &header, &pixels)) {
        return DECODE_BROKEN;
    }

    kind = json_string_value(json_object_get(in->options, "kind"));
    origin = (image_origin_t) {
        .camera = header.camera,
        .lossy = header.lossy,
        .sticker = kind != NULL && strcmp(kind, "sticker") == 0
    };

    if (header.orientation > 4) {               /* as it is seen */
        result_fact_int(out, "width", header.height);
        result_fact_int(out, "height", header.width);
    }

    examine(in, pixels.pix, &origin, pixels.clear, out);
    pixDestroy(&pixels.pix);

    return NULL;
}


static const char *const  types[] = {
    "image/jpeg", "image/png", "image/gif", "image/webp", NULL
};

const decode_handler_t  image_handler = {
    .name = "image",
    .types = types,
    .decode = image_decode
};
