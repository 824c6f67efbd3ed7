/*
 * samples - draws pictures whose text and kind are known: t/media/README.md.
 *
 *   samples DIR SET [SEED [N]]
 *
 * Files are DIR/SET-NNN.SUFFIX, one line each in DIR/labels.jsonl.
 */

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <webp/encode.h>

#include "t/media/samples/samples.h"

static const char  *folder;
static unsigned     nfiles;
static FILE        *labels;


static void
put_label(const char *name, const label_t *label)
{
    json_t  *object = json_object();
    char    *line;

    json_object_set_new(object, "file", json_string(name));
    json_object_set_new(object, "set", json_string(label->set));
    if (label->kind != NULL) {
        json_object_set_new(object, "kind", json_string(label->kind));
    }
    if (label->language != NULL) {
        json_object_set_new(object, "language", json_string(label->language));
    }
    if (label->text != NULL) {
        json_object_set_new(object, "text", json_string(label->text));
    }
    if (label->error != NULL) {
        json_object_set_new(object, "error", json_string(label->error));
    }

    line = json_dumps(object, JSON_COMPACT | JSON_PRESERVE_ORDER);
    fprintf(labels, "%s\n", line);
    free(line);
    json_decref(object);
}


void
put_bytes(const void *bytes, size_t len, const char *suffix,
    const label_t *label)
{
    char   name[64], path[4096];
    FILE  *out;

    snprintf(name, sizeof(name), "%s-%03u.%s", label->set, nfiles++, suffix);
    snprintf(path, sizeof(path), "%s/%s", folder, name);

    out = fopen(path, "wb");
    if (out == NULL || fwrite(bytes, 1, len, out) != len || fclose(out) != 0) {
        perror(path);
        exit(1);
    }
    put_label(name, label);
}


void
put_png(PIX *pix, const label_t *label)
{
    l_uint8  *bytes;
    size_t    len;

    if (pixWriteMemPng(&bytes, &len, pix, 0) != 0) {
        exit(1);
    }
    put_bytes(bytes, len, "png", label);
    lept_free(bytes);
}


void
put_jpeg(PIX *pix, int quality, const label_t *label)
{
    l_uint8  *bytes;
    size_t    len;

    if (pixWriteMemJpeg(&bytes, &len, pix, quality, 0) != 0) {
        exit(1);
    }
    put_bytes(bytes, len, "jpg", label);
    lept_free(bytes);
}


void
put_webp(const canvas_t *c, const label_t *label)
{
    uint8_t  *bytes;
    size_t    len;

    cairo_surface_flush(c->surface);
    len = WebPEncodeBGRA(cairo_image_surface_get_data(c->surface), c->width,
                         c->height, cairo_image_surface_get_stride(c->surface),
                         80, &bytes);
    if (len == 0) {
        exit(1);
    }
    put_bytes(bytes, len, "webp", label);
    WebPFree(bytes);
}


/* ---- sets of text ---- */

static void
spoil_as_photo(PIX **pix)
{
    spoil_tilt(pix, between(-5, 5));
    spoil_shadow(pix);
    spoil_blur(pix);
    spoil_noise(pix, between(5, 9));
}


static void
texts(const char *set, int n, double dpi, int lines)
{
    for (int language = 0; language < LANGUAGES; language++) {
        for (int i = 0; i < n; i++) {
            truth_t   truth = { .len = 0 };
            canvas_t  c = page_of(language, dpi, lines, &truth);
            PIX      *pix = canvas_pix(&c), *turned;
            label_t   label = { .set = set, .text = truth.text,
                                .language = language_codes[language] };

            canvas_free(&c);
            if (strcmp(set, "photo") == 0) {
                spoil_as_photo(&pix);
                put_jpeg(pix, 60, &label);
            } else if (strcmp(set, "sideways") == 0) {
                turned = pixRotateOrth(pix, 1 + (language + i) % 3);
                spoil_noise(&turned, 4);
                put_jpeg(turned, 60, &label);
                pixDestroy(&turned);
            } else {
                put_png(pix, &label);
            }
            pixDestroy(&pix);
        }
    }
}


static void
pages(void)
{
    for (int language = 0; language < LANGUAGES; language++) {
        canvas_t  c = canvas_new(1654, 2339, 0xffffff);      /* 200 dpi */
        truth_t   truth = { .len = 0 };
        label_t   label = { .set = "page", .kind = "document",
                            .language = language_codes[language] };
        double    y = 160;
        PIX      *pix;

        colour(&c, 0x101010);
        while (y < 2100) {
            const char  *line = sentence(language);

            truth_add(&truth, line);
            y += text(&c, "Liberation Serif", 31, 160, y, 1330, line) + 8;
        }

        pix = canvas_pix(&c);
        canvas_free(&c);
        spoil_noise(&pix, 3);
        label.text = truth.text;
        put_jpeg(pix, 85, &label);
        pixDestroy(&pix);
    }
}


int
main(int argc, char **argv)
{
    const char  *set = argc > 2 ? argv[2] : "";
    char         path[4096];
    int          n = argc > 4 ? (int) strtol(argv[4], NULL, 10) : 0;

    if (argc < 3) {
        fputs("usage: samples DIR clean|photo|sideways|page|kinds|hostile"
              " [SEED [N]]\n", stderr);
        return 2;
    }

    setMsgSeverity(L_SEVERITY_NONE);
    folder = argv[1];
    seed(argc > 3 ? strtoull(argv[3], NULL, 10) : 1);
    snprintf(path, sizeof(path), "%s/labels.jsonl", folder);
    labels = fopen(path, "a");
    if (labels == NULL) {
        perror(path);
        return 1;
    }

    if (strcmp(set, "clean") == 0 || strcmp(set, "photo") == 0) {
        texts(set, n > 0 ? n : 4, 150, 6);
    } else if (strcmp(set, "sideways") == 0) {
        texts(set, n > 0 ? n : 2, 150, 6);
    } else if (strcmp(set, "page") == 0) {
        pages();
    } else if (strcmp(set, "kinds") == 0) {
        kinds_draw(n > 0 ? n : 12);
    } else if (strcmp(set, "hostile") == 0) {
        hostile_write();
    } else {
        fprintf(stderr, "samples: there is no set \"%s\"\n", set);
        return 2;
    }

    return fclose(labels) == 0 ? 0 : 1;
}
