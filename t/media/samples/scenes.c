/*
 * scenes - photos: skies, hills, rooms, plates and packets, with the grain
 * of a sensor.  Some have a sign with a few words.
 */

#include <math.h>

#include "t/media/samples/samples.h"


static void
gradient(canvas_t *c, uint32_t top, uint32_t bottom, double from, double to)
{
    cairo_pattern_t  *p = cairo_pattern_create_linear(0, from, 0, to);

    cairo_pattern_add_color_stop_rgb(p, 0, (top >> 16 & 255) / 255.0,
                                     (top >> 8 & 255) / 255.0,
                                     (top & 255) / 255.0);
    cairo_pattern_add_color_stop_rgb(p, 1, (bottom >> 16 & 255) / 255.0,
                                     (bottom >> 8 & 255) / 255.0,
                                     (bottom & 255) / 255.0);
    cairo_set_source(c->cairo, p);
    cairo_rectangle(c->cairo, 0, from, c->width, to - from);
    cairo_fill(c->cairo);
    cairo_pattern_destroy(p);
}


static uint32_t
tint(uint32_t least, uint32_t range)
{
    return (least + pick(range)) << 16 | (least + pick(range)) << 8
           | (least + pick(range));
}


static void
hills(canvas_t *c)
{
    for (int layer = 0; layer < 4; layer++) {
        double  base = c->height * (0.4 + 0.14 * layer);
        double  a = between(20, 60), f = between(60, 200);

        colour(c, 0x305020 + (uint32_t) layer * 0x101008 + pick(0x20));
        cairo_move_to(c->cairo, 0, c->height);
        for (int x = 0; x <= c->width; x += 4) {
            cairo_line_to(c->cairo, x, base + a * sin(x / f)
                          + a / 3 * sin(x / 17.0 + layer));
        }
        cairo_line_to(c->cairo, c->width, c->height);
        cairo_fill(c->cairo);
    }
}


static void
leaves(canvas_t *c)
{
    for (int i = 0; i < 900; i++) {
        colour(c, (40 + pick(60)) << 16 | (80 + pick(120)) << 8 | pick(60));
        cairo_arc(c->cairo, between(0, c->width), between(0, c->height),
                  between(3, 22), 0, 2 * M_PI);
        cairo_fill(c->cairo);
    }
}


static void
things(canvas_t *c)
{
    for (int i = 0; i < 14; i++) {
        double  r = between(20, c->width / 6.0);

        colour(c, tint(40, 190));
        if (pick(2)) {
            cairo_arc(c->cairo, between(0, c->width), between(0, c->height),
                      r, 0, 2 * M_PI);
            cairo_fill(c->cairo);
        } else {
            box(c, between(-r, c->width), between(-r, c->height), 2 * r,
                r * between(0.5, 2), r / 8);
        }
    }
}


static void
sign(canvas_t *c)
{
    static const char *const  words[] = { "SALIDA", "EXIT", "CERRADO",
                                          "OPEN 24 H", "OFFEN" };
    double  w = c->width / 3.0, x = between(20, c->width / 2.0);

    colour(c, 0xf0e8d0);
    box(c, x, c->height / 4.0, w, w / 3, 6);
    colour(c, 0x302020);
    text(c, "DejaVu Sans Bold", w / 8, x + w / 10, c->height / 4.0 + w / 12, 0,
         words[pick(5)]);
}


PIX *
scene(int n, int width, int height)
{
    canvas_t  c = canvas_new(width, height, 0x808080);
    PIX      *pix;

    gradient(&c, tint(100, 120), tint(60, 120), 0, height);
    switch (n % 4) {
    case 0:
        hills(&c);
        break;
    case 1:
        leaves(&c);
        break;
    case 2:
        things(&c);
        break;
    default:
        hills(&c);
        things(&c);
        sign(&c);
    }

    pix = canvas_pix(&c);
    canvas_free(&c);
    spoil_blur(&pix);
    spoil_shadow(&pix);
    spoil_noise(&pix, between(4, 12));

    return pix;
}
