/*
 * image_kind - see image_kind.h.
 */

#include "decode/image_kind.h"

#include <ctype.h>
#include <string.h>

#include "common/banned.h"

#define CLEAR          0.08     /* a cut-out */
#define CODE_LARGE     0.03     /* of the picture */
#define FEW_WORDS      12
#define SOME_WORDS     6
#define READABLE       60       /* confidence */
#define TILL_LINE      4.5      /* words in a line, at most */
#define AMOUNTS        3
#define TILL_WORDS     2        /* different ones */

/* What tills print, in five languages; lower case without accents where
 * OCR loses them. */
static const char *const  till_words[] = {
    "total", "subtotal", "iva", "vat", "tva", "ticket", "recibo", "receipt",
    "scontrino", "cambio", "change", "troco", "efectivo", "cash", "dinheiro",
    "contanti", "especes", "espèces", "rendu", "resto", "cajero", "cashier",
    "caixa", "cassa", "caisse", "tarjeta", "card", "cartão", "carte", "carta",
    "totale", "articulos", "artículos", "items", "articles", "itens", "nif",
    "cif", "cnpj", "siret", "p.iva", "fattura", "factura", "simplificada",
    "gracias", "thank", "merci", "obrigado", "grazie", "desconto", "descuento"
};


/* 12,50 or 1.234.56: digits, a point or comma, two digits. */
static int
amounts(const char *text)
{
    int  n = 0;

    for (const char *p = text; *p != '\0'; ) {
        size_t  digits = strspn(p, "0123456789.,");

        if (digits >= 4 && (p[digits - 3] == '.' || p[digits - 3] == ',')
            && isdigit((unsigned char) p[digits - 1])
            && isdigit((unsigned char) p[digits - 2]))
        {
            n++;
        }
        p += digits > 0 ? digits : 1;
    }

    return n;
}


static bool
word_at(const char *text, const char *word)
{
    for ( ; *word != '\0'; text++, word++) {
        if (tolower((unsigned char) *text) != *word) {
            return false;
        }
    }

    return !isalpha((unsigned char) *text);
}


/* Different ones. */
static int
words_of_tills(const char *text)
{
    int  n = 0;

    for (size_t i = 0; i < sizeof(till_words) / sizeof(till_words[0]); i++) {
        for (const char *p = text; *p != '\0'; p++) {
            if ((p == text || !isalpha((unsigned char) p[-1]))
                && word_at(p, till_words[i]))
            {
                n++;
                break;
            }
        }
    }

    return n;
}


/* Short lines with amounts, and the words that stand beside them. */
static bool
is_receipt(const ocr_text_t *text)
{
    int  lines = 1;

    for (const char *p = text->text; *p != '\0'; p++) {
        lines += *p == '\n' && p[1] != '\n';
    }

    return text->words <= TILL_LINE * lines && amounts(text->text) >= AMOUNTS
           && words_of_tills(text->text) >= TILL_WORDS;
}


/* Paper with printing on it: bright, without much colour. */
static bool
is_paper(const image_facts_t *f)
{
    return f->paper > 0.6 && f->colourful < 0.12;
}


/* Drawn by a program: equal neighbours, few colours, no grain. */
static bool
is_drawn(const image_seen_t *s)
{
    const image_facts_t  *f = s->facts;

    return !s->origin->camera && f->flat > (s->origin->lossy ? 0.55 : 0.7)
           && f->noise < 1.2;
}


/* Windows and phones: bars, bubbles, fields, or a dark theme; a page that
 * was rendered is white from edge to edge. */
static bool
is_screen(const image_seen_t *s)
{
    const image_facts_t  *f = s->facts;
    double                shape = (double) s->height / s->width;

    return is_drawn(s) && (!is_paper(f) || f->paper < 0.8 || shape > 1.6
                           || shape < 0.7);
}


static const char *
kind_of_text(const image_seen_t *s)
{
    if (is_receipt(s->text)) {
        return "receipt";
    }

    if (is_screen(s)) {
        return "screenshot";
    }

    if (is_paper(s->facts) || s->text->words >= 40) {
        return "document";
    }

    return "photo";
}


const char *
image_kind(const image_seen_t *s)
{
    bool  readable = s->text->words >= SOME_WORDS
                     && s->text->confidence >= READABLE;

    if (s->origin->sticker
        || (s->clear > CLEAR && s->width <= 1024 && s->height <= 1024))
    {
        return "sticker";
    }

    if (s->codes > CODE_LARGE
        || (s->codes > 0 && s->text->words < FEW_WORDS))
    {
        return "code";
    }

    if (readable) {
        return kind_of_text(s);
    }

    return is_drawn(s) ? "screenshot" : "photo";
}
