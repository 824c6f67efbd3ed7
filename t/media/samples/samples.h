/*
 * samples - what the files that draw test pictures share.
 */

#ifndef RELEVO_SAMPLES_H
#define RELEVO_SAMPLES_H

#include <allheaders.h>
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stdint.h>

#define LANGUAGES  5

/* ---- canvas.c ---- */

typedef struct {
    cairo_surface_t  *surface;
    cairo_t          *cairo;
    int               width, height;
} canvas_t;

void     seed(uint64_t value);
unsigned pick(unsigned n);                      /* 0 .. n - 1 */
double   between(double least, double most);

canvas_t canvas_new(int width, int height, uint32_t rgb);
void     canvas_free(canvas_t *c);
PIX     *canvas_pix(const canvas_t *c);         /* 32 bits; with alpha if any
                                                   is not opaque */
void     colour(canvas_t *c, uint32_t rgb);
void     box(canvas_t *c, double x, double y, double w, double h, double r);

/* Wrapped at w (0: not); returns its height.  size is in pixels. */
double   text(canvas_t *c, const char *font, double size, double x, double y,
         double w, const char *utf8);
const char *font_any(void);

/* Sentences, for the truth: words as they are drawn. */
typedef struct {
    char    text[16384];
    size_t  len;
} truth_t;

void     truth_add(truth_t *t, const char *line);

/* ---- texts.c ---- */

extern const char *const  language_codes[LANGUAGES];

/* A sentence with other numbers each time; static until the next call. */
const char *sentence(int language);
const char *goods(int language);                /* a line of a receipt */
const char *word_total(int language);
const char *word_tax(int language);
const char *word_thanks(int language);

/* ---- spoil.c ---- */

/* Replaces *pix. */
void     spoil_tilt(PIX **pix, double degrees);
void     spoil_shadow(PIX **pix);
void     spoil_noise(PIX **pix, double sigma);
void     spoil_blur(PIX **pix);

/* ---- out: samples.c ---- */

typedef struct {
    const char  *set, *kind, *language, *error;
    const char  *text;
} label_t;

void     put_png(PIX *pix, const label_t *label);
void     put_jpeg(PIX *pix, int quality, const label_t *label);
void     put_webp(const canvas_t *c, const label_t *label);     /* alpha */
void     put_bytes(const void *bytes, size_t len, const char *suffix,
         const label_t *label);

/* ---- kinds.c, scenes.c, hostile.c ---- */

canvas_t page_of(int language, double dpi, int lines, truth_t *truth);
void     kinds_draw(int n);
PIX     *scene(int n, int width, int height);
void     hostile_write(void);

#endif
