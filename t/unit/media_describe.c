/*
 * media_describe - what a file shows, in the conversation's language: the
 * words of five, five labels at most, whole characters.
 */

#include <stdlib.h>

#include "t/unit/tap.h"
#include "worker/media/describe.h"

static pool_t  *pool;


static const char *
described(const char *json, const char *language)
{
    json_t      *result = json_loads(json, 0, NULL);
    const char  *said = describe_file(pool, result, language);

    json_decref(result);

    return said;
}


static void
test_languages(void)
{
    static const struct { const char *language, *picture, *paper; } cases[] = {
        { "es", "Imagen que contiene: recibo, mesa. Texto detectado: Total 12",
          "Documento: Hola" },
        { "en", "Image that contains: receipt, mesa. Text found: Total 12",
          "Document: Hola" },
        { "pt", "Imagem que contém: recibo, mesa. Texto detectado: Total 12",
          "Documento: Hola" },
        { "fr", "Image contenant : reçu, mesa. Texte détecté : Total 12",
          "Document: Hola" },
        { "it", "Immagine che contiene: scontrino, mesa. Testo rilevato:"
          " Total 12", "Documento: Hola" },
        { "de", "Image that contains: receipt, mesa. Text found: Total 12",
          "Document: Hola" },
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        is_str(described("{\"kind\":\"receipt\",\"mime\":\"image/png\","
                         "\"labels\":[\"mesa\"],\"text\":\"Total\\n12\"}",
                         cases[i].language), cases[i].picture,
               cases[i].language);
        is_str(described("{\"kind\":\"text\",\"mime\":\"text/plain\","
                         "\"text\":\"Hola\"}", cases[i].language),
               cases[i].paper, cases[i].language);
    }
}


static void
test_parts(void)
{
    is_str(described("{\"mime\":\"image/png\",\"labels\":[\"a\",\"b\",\"c\","
                     "\"d\",\"e\",\"f\"]}", "es"),
           "Imagen que contiene: a, b, c, d, e", "the first five labels");
    is_str(described("{\"kind\":\"photo\",\"mime\":\"image/png\",\"caption\":"
                     "\"Un perro en la playa. \",\"text\":\"CERRADO\"}", "es"),
           "Imagen que contiene: foto. Un perro en la playa. Texto detectado:"
           " CERRADO", "what a model has seen");
    is_str(described("{\"mime\":\"image/png\"}", "es"), "",
           "nothing to say: nothing is said");
}


/* 159 bytes, then a character of two: it does not fit as a whole. */

static void
test_cut(void)
{
    char         text[400], json[500];
    const char  *said;

    memset(text, 'a', 159);
    strcpy(text + 159, "ñandú");
    snprintf(json, sizeof(json), "{\"kind\":\"text\",\"text\":\"%s\"}", text);
    said = described(json, "es");
    is_int(strlen(said), strlen("Documento: ") + 159 + 3, "cut before it");
    is_str(said + strlen(said) - 4, "a...", "and told so");
}


int
main(void)
{
    pool = pool_new(POOL_CAP_DEFAULT);

    test_languages();
    test_parts();
    test_cut();

    pool_free(pool);

    return done_testing();
}
