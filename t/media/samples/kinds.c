/*
 * kinds - documents, receipts, screenshots, codes, stickers; several drawings
 * of each.
 */

#include <math.h>
#include <qrencode.h>
#include <stdio.h>
#include <string.h>

#include "t/media/samples/samples.h"


canvas_t
page_of(int language, double dpi, int lines, truth_t *truth)
{
    double       size = between(10, 13) * dpi / 72;
    int          width = (int) (6.2 * dpi);
    canvas_t     c = canvas_new(width, (int) (size * (lines * 3.1 + 4)),
                                0xffffff);
    const char  *font = font_any();
    double       y = size * 1.5;
    const char  *line;

    colour(&c, pick(2) ? 0x000000 : 0x303030);
    for (int i = 0; i < lines; i++) {
        line = sentence(language);
        truth_add(truth, line);
        y += text(&c, font, size, size * 1.5, y, width - 3 * size, line)
             + (i % 3 == 2 ? size : size * 0.25);
    }

    return c;
}


/* ---- documents ---- */

static void
document(int n, label_t *label)
{
    int       language = n % LANGUAGES;
    double    dpi = n % 2 ? 120 : 150;
    canvas_t  c = canvas_new((int) (8.27 * dpi), (int) (11.69 * dpi), 0xffffff);
    truth_t   truth = { .len = 0 };
    double    size = between(10.5, 13) * dpi / 72, y = 1.8 * dpi;
    const char *font = font_any(), *line;
    PIX      *pix;

    if (n % 3 == 0) {                           /* letter head */
        colour(&c, 0x204080);
        box(&c, dpi, dpi * 0.6, dpi * 1.2, dpi * 0.5, 4);
    }
    colour(&c, 0x101010);
    for (int i = 0; i < 10 + (int) pick(8); i++) {
        line = sentence(language);
        truth_add(&truth, line);
        y += text(&c, font, size, dpi, y, 6.27 * dpi, line)
             + (i % 4 == 3 ? size : size * 0.2);
    }

    pix = canvas_pix(&c);
    canvas_free(&c);
    label->language = language_codes[language];
    label->text = truth.text;

    if (n % 3 == 1) {                           /* photographed */
        spoil_tilt(&pix, between(-3, 3));
        spoil_shadow(&pix);
        spoil_noise(&pix, 6);
        put_jpeg(pix, 70, label);
    } else if (n % 3 == 2) {                    /* scanned */
        spoil_noise(&pix, 3);
        put_jpeg(pix, 85, label);
    } else {
        put_png(pix, label);
    }
    pixDestroy(&pix);
}


/* ---- receipts ---- */

static canvas_t
till_roll(int language, truth_t *truth)
{
    int       items = 5 + (int) pick(8);
    double    size = between(18, 24), y = 30, sum = 0;
    int       columns = 28;
    canvas_t  c = canvas_new((int) (size * 0.602 * (columns + 5)),
                             (int) (size * 1.4 * (items + 12)), 0xfdfdfa);
    char      line[128];

    colour(&c, 0x202020);
#define LINE(...) do {                                                        \
        snprintf(line, sizeof(line), __VA_ARGS__);                            \
        truth_add(truth, line);                                               \
        text(&c, "Liberation Mono", size, size * 1.4, y, 0, line);            \
        y += size * 1.4;                                                      \
    } while (0)

    LINE("SUPER %s %u", language % 2 ? "CENTRO" : "PLAZA", 10 + pick(80));
    LINE("NIF B%08u", pick(99999999));
    LINE("%02u/%02u/2025 %02u:%02u", 1 + pick(28), 1 + pick(12), 9 + pick(12),
         pick(60));
    y += size;
    for (int i = 0; i < items; i++) {
        double  price = between(0.5, 30);

        price = floor(price * 100) / 100;
        sum += price;
        LINE("%-20s%8.2f", goods(language), price);
    }
    y += size / 2;
    LINE("%-20s%8.2f", word_total(language), sum);
    LINE("%s", word_tax(language));
    LINE("%s", word_thanks(language));
#undef LINE

    return c;
}


static void
receipt(int n, label_t *label)
{
    int       language = n % LANGUAGES;
    truth_t   truth = { .len = 0 };
    canvas_t  c = till_roll(language, &truth);
    PIX      *pix = canvas_pix(&c), *table;

    canvas_free(&c);
    label->language = language_codes[language];
    label->text = truth.text;

    if (n % 3 == 1) {                           /* on a table */
        int  w = pixGetWidth(pix), h = pixGetHeight(pix);

        table = scene(2, w + 120, h + 120);
        pixRasterop(table, 60, 60, w, h, PIX_SRC, pix, 0, 0);
        pixDestroy(&pix);
        pix = table;
        spoil_shadow(&pix);
        spoil_noise(&pix, 4);
        put_jpeg(pix, 75, label);
    } else if (n % 3 == 2) {
        spoil_tilt(&pix, between(-4, 4));
        spoil_shadow(&pix);
        spoil_noise(&pix, 6);
        put_jpeg(pix, 70, label);
    } else {
        put_png(pix, label);
    }
    pixDestroy(&pix);
}


/* ---- screenshots ---- */

static void
chat_bubbles(canvas_t *c, bool dark, int language, truth_t *truth)
{
    double  y = 150, size = between(24, 30);

    for (int i = 0; i < 6 && y < c->height - 260; i++) {
        bool         mine = i % 2;
        double       w = c->width * 0.72;
        double       x = mine ? c->width - w - 24 : 24;
        const char  *line = sentence(language);
        double       h = size * 4.6;

        colour(c, dark ? (mine ? 0x005c4b : 0x202c33)
                       : (mine ? 0xd9fdd3 : 0xffffff));
        box(c, x, y, w, h, 18);
        colour(c, dark ? 0xe9edef : 0x111b21);
        truth_add(truth, line);
        (void) text(c, "DejaVu Sans", size, x + 20, y + 14, w - 40, line);
        y += h + 26;
    }
}


static void
phone(int n, label_t *label, truth_t *truth)
{
    bool      dark = n % 2;
    int       language = n % LANGUAGES;
    canvas_t  c = canvas_new(720, 1440 + (int) pick(120),
                             dark ? 0x0b141a : 0xefeae2);
    PIX      *pix;

    colour(&c, dark ? 0x1f2c34 : 0x008069);
    box(&c, 0, 0, c.width, 120, 0.1);
    colour(&c, 0xffffff);
    (void) text(&c, "DejaVu Sans", 32, 110, 60, 0, "Ana");
    cairo_arc(c.cairo, 60, 80, 28, 0, 2 * M_PI);
    cairo_fill(c.cairo);
    (void) text(&c, "DejaVu Sans", 20, 600, 10, 0, "12:41");
    chat_bubbles(&c, dark, language, truth);

    pix = canvas_pix(&c);
    canvas_free(&c);
    label->language = language_codes[language];
    label->text = truth->text;
    if (n % 3 == 0) {
        put_jpeg(pix, 82, label);
    } else {
        put_png(pix, label);
    }
    pixDestroy(&pix);
}


/* A program on a desk: title, side bar, fields, an error in the middle. */
static void
desktop(int n, label_t *label, truth_t *truth)
{
    int       language = n % LANGUAGES;
    canvas_t  c = canvas_new(1280, 760, 0xf3f4f6);
    double    y = 130;
    PIX      *pix;

    colour(&c, 0x2b579a);
    box(&c, 0, 0, 1280, 56, 0.1);
    colour(&c, 0xffffff);
    (void) text(&c, "DejaVu Sans", 22, 20, 14, 0, "Relevo");
    colour(&c, 0xe1e5ea);
    box(&c, 0, 56, 220, 704, 0.1);
    for (int i = 0; i < 5; i++) {
        const char  *line = sentence(language);

        colour(&c, 0xffffff);
        box(&c, 260, y, 960, 78, 8);
        colour(&c, 0x1f2937);
        truth_add(truth, line);
        (void) text(&c, "Liberation Sans", 24, 284, y + 22, 0, line);
        y += 104;
    }
    colour(&c, 0xc62828);
    box(&c, 1040, 680, 180, 50, 8);

    pix = canvas_pix(&c);
    canvas_free(&c);
    label->language = language_codes[language];
    label->text = truth->text;
    put_png(pix, label);
    pixDestroy(&pix);
}


static void
screenshot(int n, label_t *label)
{
    truth_t  truth = { .len = 0 };

    if (n % 3 == 2) {
        desktop(n, label, &truth);
    } else {
        phone(n, label, &truth);
    }
}


/* ---- codes ---- */

static void
code(int n, label_t *label)
{
    char      content[64];
    QRcode   *qr;
    double    side, left, top;
    canvas_t  c = canvas_new(600 + (int) pick(200), 700, 0xffffff);
    PIX      *pix;

    snprintf(content, sizeof(content), "https://example.com/p/%u",
             pick(1000000));
    qr = QRcode_encodeString(content, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    side = floor(between(6, 12));
    left = (c.width - side * qr->width) / 2;
    top = 80;

    colour(&c, n % 4 == 3 ? 0x102060 : 0x000000);
    for (int y = 0; y < qr->width; y++) {
        for (int x = 0; x < qr->width; x++) {
            if (qr->data[y * qr->width + x] & 1) {
                cairo_rectangle(c.cairo, left + x * side, top + y * side,
                                side, side);
            }
        }
    }
    cairo_fill(c.cairo);
    if (n % 2) {
        (void) text(&c, "DejaVu Sans", 30, 60, top + side * qr->width + 50, 0,
                    "Scan me");
    }
    QRcode_free(qr);

    pix = canvas_pix(&c);
    canvas_free(&c);
    label->text = content;
    if (n % 3 == 1) {
        spoil_tilt(&pix, between(-12, 12));
        spoil_shadow(&pix);
        spoil_noise(&pix, 8);
        put_jpeg(pix, 65, label);
    } else {
        put_png(pix, label);
    }
    pixDestroy(&pix);
}


/* ---- stickers ---- */

static void
sticker(int n, label_t *label)
{
    canvas_t  c = canvas_new(512, 512, 0xffffffffu);

    colour(&c, n % 2 ? 0xffcc33 : 0x44aadd);
    cairo_arc(c.cairo, 256, 256, between(120, 215), 0, 2 * M_PI);
    cairo_fill(c.cairo);
    colour(&c, 0x303030);
    cairo_arc(c.cairo, 190, 210, 24, 0, 2 * M_PI);
    cairo_fill(c.cairo);
    cairo_arc(c.cairo, 322, 210, 24, 0, 2 * M_PI);
    cairo_fill(c.cairo);
    cairo_set_line_width(c.cairo, 16);
    cairo_arc(c.cairo, 256, 270, 80, 0.3, M_PI - 0.3);
    cairo_stroke(c.cairo);
    if (n % 3 == 0) {
        (void) text(&c, "DejaVu Sans Bold", 56, 170, 430, 0, "¡Hola!");
    }

    put_webp(&c, label);
    canvas_free(&c);
}


/* ---- all ---- */

static void
photo(int n, label_t *label)
{
    PIX  *pix = scene(n, n % 2 ? 1200 : 900, n % 2 ? 900 : 1200);

    put_jpeg(pix, 80, label);
    pixDestroy(&pix);
}


void
kinds_draw(int n)
{
    static const struct {
        const char  *kind;
        void       (*draw)(int n, label_t *label);
    } kinds[] = {
        { "photo", photo }, { "screenshot", screenshot },
        { "document", document }, { "receipt", receipt }, { "code", code },
        { "sticker", sticker },
    };

    for (unsigned k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
        for (int i = 0; i < n; i++) {
            label_t  label = { .set = "kinds", .kind = kinds[k].kind };

            kinds[k].draw(i, &label);
        }
    }
}
