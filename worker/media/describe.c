/*
 * describe - see describe.h.  Pure; the words of five languages are here.
 *
 * Pictures say what they contain (the kind, then labels, five at most), the
 * sentence of a model that has seen them, and the text in them; documents are
 * named, with the beginning of their text.  Labels of an analyser stay in its
 * language.
 */

#include "worker/media/describe.h"

#include <string.h>

#include "common/utf8_cut.h"
#include "worker/jsonx.h"
#include "worker/nlu/lexicon.h"

#define LABELS_MAX  5
#define TEXT_MAX    160                 /* bytes of the text that are quoted */
#define ENGLISH     1                   /* index of lexicons */

typedef const char *words_of_t[LANGUAGES];

static const struct { const char *kind; bool picture; words_of_t name; }
kinds[] = {
    { "photo", true, { "foto", "photo", "foto", "photo", "foto" } },
    { "screenshot", true, { "captura de pantalla", "screenshot",
      "captura de tela", "capture d'écran", "schermata" } },
    { "document", true, { "documento", "document", "documento", "document",
      "documento" } },
    { "receipt", true, { "recibo", "receipt", "recibo", "reçu",
      "scontrino" } },
    { "code", true, { "código", "code", "código", "code", "codice" } },
    { "sticker", true, { "sticker", "sticker", "figurinha", "autocollant",
      "adesivo" } },
    { "text", false, { "Documento", "Document", "Documento", "Document",
      "Documento" } },
    { "spreadsheet", false, { "Hoja de cálculo", "Spreadsheet", "Planilha",
      "Feuille de calcul", "Foglio di calcolo" } },
    { "presentation", false, { "Presentación", "Presentation",
      "Apresentação", "Présentation", "Presentazione" } },
    { "email", false, { "Correo", "Email", "E-mail", "E-mail", "E-mail" } },
    { "voice", false, { "Nota de voz", "Voice note", "Mensagem de voz",
      "Note vocale", "Nota vocale" } },
    { "audio", false, { "Audio", "Audio", "Áudio", "Audio", "Audio" } },
    { "video", false, { "Video", "Video", "Vídeo", "Vidéo", "Video" } }
};

static const words_of_t  contains = {
    "Imagen que contiene: ", "Image that contains: ",
    "Imagem que contém: ", "Image contenant : ", "Immagine che contiene: "
};

static const words_of_t  detected = {
    "Texto detectado: ", "Text found: ", "Texto detectado: ",
    "Texte détecté : ", "Testo rilevato: "
};


static int
kind_index(const char *kind)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (strcmp(kinds[i].kind, kind) == 0) {
            return (int) i;
        }
    }

    return -1;
}


/* Its first bytes on one line, whole characters, "..." where it was cut. */
static const char *
text_begin(pool_t *pool, const char *text)
{
    slice_t   cut = utf8_cut(slice_str(text), TEXT_MAX);
    char     *out = pool_alloc(pool, cut.len + 4), *end = out;
    bool      blank = true;

    for (size_t i = 0; out != NULL && i < cut.len; i++) {
        bool  space = (uint8_t) text[i] <= ' ';

        if (!space || !blank) {
            *end++ = space ? ' ' : text[i];
        }

        blank = space;
    }

    if (out == NULL) {
        return "";
    }

    if (end > out && end[-1] == ' ') {
        end--;
    }

    strcpy(end, text[cut.len] != '\0' ? "..." : "");

    return out;
}


static bool
is_pictures(const json_t *result)
{
    return strncmp(jsonx_str(result, "mime"), "image/", 6) == 0
           || json_array_size(json_object_get(result, "labels")) > 0;
}


/* A label as it is said; NULL: it says the kind, which stands there already.
 * Where the kind is not known it may be a label, by our name for it. */
static const char *
label_said(const json_t *label, int kind, int language)
{
    const char  *name = json_string_value(label);
    int          k = name == NULL ? -1 : kind_index(name);

    return name == NULL || *name == '\0' || (k >= 0 && kind >= 0) ? NULL
           : k >= 0 ? kinds[k].name[language] : name;
}


/* The kind's name, then the labels. */
static const char *
labels_join(pool_t *pool, const json_t *result, int kind, int language)
{
    const char  *all = kind < 0 ? "" : kinds[kind].name[language];
    unsigned     n = kind >= 0;
    size_t       i;
    json_t      *label;

    json_array_foreach(json_object_get(result, "labels"), i, label) {
        const char  *said = label_said(label, kind, language);

        if (said != NULL && n < LABELS_MAX && all != NULL) {
            all = pool_printf(pool, "%s%s%s", all, n == 0 ? "" : ", ", said);
            n++;
        }
    }

    return all == NULL ? "" : all;
}


/* Without the stop at its end: another sentence may follow. */
static const char *
caption_of(pool_t *pool, const json_t *result)
{
    const char  *caption = jsonx_str(result, "caption"), *out;
    size_t       n = strlen(caption);

    while (n > 0 && (caption[n - 1] == '.' || caption[n - 1] == ' ')) {
        n--;
    }

    out = pool_printf(pool, "%.*s", (int) n, caption);

    return out == NULL ? "" : out;
}


static const char *
picture_describe(pool_t *pool, const json_t *result, int kind, int language)
{
    const char  *labels = labels_join(pool, result, kind, language);
    const char  *caption = caption_of(pool, result);
    const char  *text = text_begin(pool, jsonx_str(result, "text"));
    const char  *out;

    out = pool_printf(pool, "%s%s%s%s%s%s%s", *labels == '\0' ? ""
                      : contains[language], labels,
                      *labels == '\0' || *caption == '\0' ? "" : ". ",
                      caption,
                      (*labels == '\0' && *caption == '\0') || *text == '\0'
                      ? "" : ". ",
                      *text == '\0' ? "" : detected[language], text);

    return out == NULL ? "" : out;
}


const char *
describe_file(pool_t *pool, const json_t *result, const char *language)
{
    int          kind = kind_index(jsonx_str(result, "kind"));
    int          l = lexicon_index(language);
    const char  *text, *out;

    l = l < 0 ? ENGLISH : l;

    if (is_pictures(result) && (kind < 0 || kinds[kind].picture)) {
        return picture_describe(pool, result, kind, l);
    }

    text = text_begin(pool, jsonx_str(result, "text"));
    out = pool_printf(pool, "%s%s%s", kind < 0 ? kinds[kind_index("text")]
                      .name[l] : kinds[kind].name[l],
                      *text == '\0' ? "" : ": ", text);

    return out == NULL ? "" : out;
}
