/*
 * canvas - a surface of cairo, text by pango, random numbers by seed.
 */

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "t/media/samples/samples.h"

static uint64_t  state;


/* splitmix64 */
static uint64_t
next(void)
{
    uint64_t  z = state += 0x9e3779b97f4a7c15u;

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;

    return z ^ z >> 31;
}


void
seed(uint64_t value)
{
    state = value;
}


unsigned
pick(unsigned n)
{
    return (unsigned) (next() % n);
}


double
between(double least, double most)
{
    return least + (most - least) * (double) (next() >> 11)
                   / 9007199254740992.0;
}


void
colour(canvas_t *c, uint32_t rgb)
{
    cairo_set_source_rgb(c->cairo, (rgb >> 16 & 255) / 255.0,
                         (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
}


/* rgb above 24 bits: transparent */
canvas_t
canvas_new(int width, int height, uint32_t rgb)
{
    canvas_t  c = { .width = width, .height = height };

    c.surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    c.cairo = cairo_create(c.surface);
    if (rgb <= 0xffffff) {
        colour(&c, rgb);
        cairo_paint(c.cairo);
    }

    return c;
}


void
canvas_free(canvas_t *c)
{
    cairo_destroy(c->cairo);
    cairo_surface_destroy(c->surface);
}


PIX *
canvas_pix(const canvas_t *c)
{
    PIX            *pix = pixCreate(c->width, c->height, 32);
    const uint8_t  *bytes;
    int             stride = cairo_image_surface_get_stride(c->surface);

    cairo_surface_flush(c->surface);
    bytes = cairo_image_surface_get_data(c->surface);

    for (int y = 0; y < c->height; y++) {
        const uint32_t  *from = (const void *) (bytes + y * stride);
        l_uint32        *to = pixGetData(pix) + y * pixGetWpl(pix);

        for (int x = 0; x < c->width; x++) {
            to[x] = from[x] << 8;
        }
    }

    return pix;
}


void
box(canvas_t *c, double x, double y, double w, double h, double r)
{
    cairo_new_path(c->cairo);
    cairo_arc(c->cairo, x + w - r, y + r, r, -M_PI / 2, 0);
    cairo_arc(c->cairo, x + w - r, y + h - r, r, 0, M_PI / 2);
    cairo_arc(c->cairo, x + r, y + h - r, r, M_PI / 2, M_PI);
    cairo_arc(c->cairo, x + r, y + r, r, M_PI, 3 * M_PI / 2);
    cairo_close_path(c->cairo);
    cairo_fill(c->cairo);
}


const char *
font_any(void)
{
    static const char *const  fonts[] = {
        "DejaVu Sans", "DejaVu Serif", "Liberation Sans", "Liberation Serif",
        "DejaVu Sans", "Liberation Mono"
    };

    return fonts[pick(6)];
}


double
text(canvas_t *c, const char *font, double size, double x, double y, double w,
    const char *utf8)
{
    PangoLayout           *layout = pango_cairo_create_layout(c->cairo);
    PangoFontDescription  *f = pango_font_description_from_string(font);
    int                    height;

    pango_font_description_set_absolute_size(f, size * PANGO_SCALE);
    pango_layout_set_font_description(layout, f);
    if (w > 0) {
        pango_layout_set_width(layout, (int) (w * PANGO_SCALE));
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    }
    pango_layout_set_text(layout, utf8, -1);
    cairo_move_to(c->cairo, x, y);
    pango_cairo_show_layout(c->cairo, layout);
    pango_layout_get_pixel_size(layout, NULL, &height);

    pango_font_description_free(f);
    g_object_unref(layout);

    return height;
}


void
truth_add(truth_t *t, const char *line)
{
    int  n = snprintf(t->text + t->len, sizeof(t->text) - t->len, "%s%s",
                      t->len == 0 ? "" : "\n", line);

    if (n > 0 && (size_t) n < sizeof(t->text) - t->len) {
        t->len += (size_t) n;
    }
}
