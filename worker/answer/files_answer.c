/*
 * files_answer - see files_answer.h.
 *
 * A word that names a field ("total", "IBAN") counts by itself; one that only
 * asks ("how much", "when") counts together with one that names the file
 * ("invoice", "photo").  Without a field the line that has most of the
 * question's words is quoted.
 */

#include "worker/answer/files_answer.h"

#include <ctype.h>
#include <string.h>

#include "common/utf8_cut.h"
#include "worker/answer/files.h"
#include "worker/answer/fill.h"
#include "worker/answer/money.h"
#include "worker/jsonx.h"
#include "worker/nlu/fold.h"

#define LINES_MAX     5000              /* of one file */
#define LINE_MAX      400               /* bytes of a quoted line */
#define WORDS_MAX     24                /* of a question that are looked for */
#define SURE          0.95              /* field and file are named */
#define LIKELY        0.75              /* the field alone */
#define COVER_MIN     0.6               /* of the question, in one line */
#define SHOWN         200               /* characters of a card */
#define UNCLEAR       60                /* confidence of OCR, 0 .. 100 */

/* Words of five languages, folded. */
static const struct {
    const char  *field;                 /* of result.fields */
    text_id_t    text;
    const char  *names;                 /* it: by themselves */
    const char  *asks;                  /* for it: with the file's name */
} fields[] = {
    { "due", TEXT_FILE_DUE,
      " vencimiento vence vencimento due echeance scadenza scade ", "" },
    { "total", TEXT_FILE_TOTAL,
      " total importe monto amount montant importo totale suma soma ",
      " cuanto quanto much combien pagar pay payer pagare debo owe cost cuesta"
      " custa coute costa valor " },
    { "tax", TEXT_FILE_TAX, " iva tax vat impuesto imposto tva imposta ", "" },
    { "iban", TEXT_FILE_IBAN, " iban ", " cuenta conta account compte conto " },
    { "number", TEXT_FILE_NUMBER, "",
      " numero number folio referencia reference " },
    { "date", TEXT_FILE_DATE, "",
      " fecha data date cuando quando when quand " },
    { "seller", TEXT_FILE_SELLER,
      " emisor proveedor vendor seller issuer emissor fornecedor fournisseur"
      " fornitore emetteur emittente ",
      " quien quem who qui chi empresa company entreprise azienda " }
};

#define FIELDS  (sizeof(fields) / sizeof(fields[0]))

static const char  file_words[] =
    " factura fatura facture fattura invoice bill recibo receipt recu ticket"
    " scontrino ricevuta boleta documento document archivo arquivo fichier"
    " file pdf foto photo imagen imagem image immagine picture captura"
    " screenshot contrato contract contrat contratto carta letter lettre"
    " lettera envie enviei mande mandei sent envoye inviato adjunto anexo"
    " allegato attached attachment hoja planilha sheet tabla tabela table"
    " presupuesto orcamento devis preventivo quote albaran ";

static const char  empty_words[] =
    " what which does that this from with have says about there where would"
    " could please como cual cuales donde dice dicen esta este esto para sobre"
    " tiene hay puedes decirme diga qual quais onde disse essa esse tem pode"
    " dizer quel quelle quels dans cette avec pour dire peux quale quali dove"
    " della dello nella nello questo questa puoi dirmi sono ";


/* ---- words ---- */

static bool
is_in(const char *list, const fold_t *f, const word_t *w)
{
    char  key[40];

    if (w->len == 0 || w->len > sizeof(key) - 3) {
        return false;
    }

    key[0] = ' ';
    memcpy(key + 1, fold_bytes(f, w), w->len);
    key[w->len + 1] = ' ';
    key[w->len + 2] = '\0';

    return strstr(list, key) != NULL;
}


static bool
says_one_of(const fold_t *f, const char *list)
{
    for (unsigned i = 0; i < f->n; i++) {
        if (is_in(list, f, &f->word[i])) {
            return true;
        }
    }

    return false;
}


/* What a line must have to be the answer: words with a meaning. */
static unsigned
question_words(const fold_t *f, const word_t *words[WORDS_MAX])
{
    unsigned  n = 0;

    for (unsigned i = 0; i < f->n && n < WORDS_MAX; i++) {
        const word_t  *w = &f->word[i];

        if ((w->len >= 4 || w->kind == WORD_DIGITS)
            && !is_in(empty_words, f, w) && !is_in(file_words, f, w))
        {
            words[n++] = w;
        }
    }

    return n;
}


/* The same word, or one that begins like it: "garantia", "garantias". */
static bool
word_fits(const fold_t *f, const word_t *a, const fold_t *g, const word_t *b)
{
    unsigned  n = a->len < b->len ? a->len : b->len;
    unsigned  more = (a->len > b->len ? a->len : b->len) - n;

    return n >= 3 && more <= 2
           && memcmp(fold_bytes(f, a), fold_bytes(g, b), n) == 0;
}


static bool
line_has(const fold_t *line, const fold_t *f, const word_t *w)
{
    for (unsigned i = 0; i < line->n; i++) {
        if (word_fits(f, w, line, &line->word[i])) {
            return true;
        }
    }

    return false;
}


/* ---- saying it ---- */

/* "contract.pdf", or "the file you sent"; first: at the sentence's start. */
static const char *
file_name(pool_t *pool, const json_t *file, const char *language, bool first)
{
    const char  *name = jsonx_str(file, "name");
    char        *copy;

    if (*name != '\0' && strpbrk(name, "{}\n") == NULL) {
        return name;
    }

    copy = pool_strdup(pool, texts_get(language, TEXT_FILE_YOURS));

    if (copy != NULL && first) {
        copy[0] = (char) toupper((unsigned char) copy[0]);
    }

    return copy == NULL ? "" : copy;
}


/* A field's value (worker/media/fields.h) as it is said; NULL: it is not
 * there. */
static const char *
field_value(pool_t *pool, const json_t *file, const char *field,
    const char *language)
{
    const json_t  *found = json_object_get(json_object_get(file, "fields"),
                                           field);
    const char    *text = jsonx_str(found, "value");
    const char    *currency = jsonx_str(found, "currency");
    char           said[MONEY_TEXT_MAX];
    money_t        money;

    if (*text == '\0') {
        return NULL;
    }

    if (*currency != '\0' && money_parse(text, currency, &money)) {
        money_text(&money, language, said);
        return pool_strdup(pool, said);
    }

    return text;
}


/* ---- fields ---- */

static void
field_answer(pool_t *pool, const json_t *file, const fold_t *f,
    const char *language, files_answer_t *a)
{
    bool  named = says_one_of(f, file_words);

    for (size_t i = 0; i < FIELDS; i++) {
        bool         strong = says_one_of(f, fields[i].names);
        bool         weak = named && says_one_of(f, fields[i].asks);
        double       confidence = named ? SURE : LIKELY;
        const char  *value;

        if ((!strong && !weak) || confidence <= a->confidence) {
            continue;
        }

        value = field_value(pool, file, fields[i].field, language);

        if (value == NULL) {
            continue;
        }

        a->text = fill_text(pool, texts_get(language, fields[i].text),
            (fill_t[]) {
                { "name", file_name(pool, file, language,
                                    fields[i].text == TEXT_FILE_SELLER) },
                { "value", value } }, 2);
        a->confidence = confidence;
        a->file = jsonx_str(file, "id");
        a->how = pool_printf(pool, "field:%s", fields[i].field);
        return;
    }
}


/* ---- lines ---- */

static double
line_cover(slice_t line, const fold_t *f, const word_t *const words[],
    unsigned n)
{
    fold_t    folded;
    unsigned  has = 0;

    fold_text(line, &folded);

    for (unsigned i = 0; i < n; i++) {
        has += line_has(&folded, f, words[i]);
    }

    return (double) has / n;
}


/* The line with most of the words; the first of equals. */
static slice_t
line_best(slice_t text, const fold_t *f, const word_t *const words[],
    unsigned n, double *ret_cover)
{
    slice_t  best = SLICE_NULL;

    *ret_cover = 0;

    for (unsigned k = 0; text.len > 0 && k < LINES_MAX; k++) {
        const uint8_t  *end = memchr(text.data, '\n', text.len);
        size_t          len = end == NULL ? text.len
                              : (size_t) (end - text.data);
        slice_t         line = slice_make(text.data, len);
        double          cover = line_cover(line, f, words, n);

        if (cover > *ret_cover) {
            *ret_cover = cover;
            best = line;
        }

        text = end == NULL ? SLICE_NULL
               : slice_make(end + 1, text.len - len - 1);
    }

    return best;
}


/* Cut at a character, without blanks around it. */
static slice_t
line_trim(slice_t line)
{
    while (line.len > 0 && isspace(line.data[0])) {
        line = slice_make(line.data + 1, line.len - 1);
    }

    line = utf8_cut(line, LINE_MAX);
    while (line.len > 0 && isspace(line.data[line.len - 1])) {
        line.len--;
    }

    return line;
}


static void
line_answer(pool_t *pool, const json_t *file, const fold_t *f,
    const char *language, files_answer_t *a)
{
    const word_t  *words[WORDS_MAX];
    unsigned       n = question_words(f, words);
    bool           named = says_one_of(f, file_words);
    double         cover, confidence;
    slice_t        line;

    if (n == 0 || (n == 1 && !named)) {
        return;
    }

    line = line_trim(line_best(slice_str(jsonx_str(file, "text")), f, words,
                               n, &cover));
    confidence = (named ? 0.5 : 0.3) + 0.4 * cover;

    if (cover < COVER_MIN || line.len == 0 || confidence <= a->confidence) {
        return;
    }

    a->text = fill_text(pool, texts_get(language, TEXT_FILE_SAYS), (fill_t[]) {
        { "name", file_name(pool, file, language, true) },
        { "line", (const char *) pool_copy(pool, line).data } }, 2);
    a->confidence = confidence;
    a->file = jsonx_str(file, "id");
    a->how = "line";
}


void
files_answer(pool_t *pool, const json_t *files, slice_t question,
    const char *language, files_answer_t *a)
{
    fold_t   f;
    size_t   i;
    json_t  *file;

    *a = (files_answer_t) { .text = NULL };
    fold_text(question, &f);

    json_array_foreach(files, i, file) {
        field_answer(pool, file, &f, language, a);
    }

    json_array_foreach(files, i, file) {
        line_answer(pool, file, &f, language, a);
    }
}


/* ---- a turn's ---- */

bool
files_to_ask(const turn_t *t)
{
    size_t   i;
    json_t  *file;

    json_array_foreach(json_object_get(t->context, "files"), i, file) {
        if (file_is_read(file)) {
            return true;
        }
    }

    return false;
}


/* Read, but so badly that it must not be relied on? */
static bool
is_unclear(const json_t *file)
{
    const json_t  *confidence = json_object_get(file, "confidence");

    return strcmp(jsonx_str(file, "kind"), "image") == 0
           && jsonx_int(file, "chars") > 0 && json_is_number(confidence)
           && json_number_value(confidence) < UNCLEAR;
}


bool
files_receive(job_t *j)
{
    turn_t        *t = job_turn(j);
    const json_t  *file = NULL;
    const char    *what;
    bool           unclear;

    for (int64_t seq = t->to_seq; file == NULL && seq >= t->from_seq; seq--) {
        file = files_read(t, seq);
    }

    /* without a file it is a location or a card: its text says what it is */

    unclear = file != NULL && is_unclear(file);
    what = file != NULL ? jsonx_str(file, "description")
           : (const char *) pool_copy(j->pool, utf8_cut_chars(
                                                 t->text, SHOWN)).data;
    t->reply_text = fill_text(j->pool, texts_get(t->language, unclear
        ? TEXT_FILE_UNCLEAR : TEXT_FILE_RECEIVED), (fill_t[]) {
        { "description", what == NULL ? "" : what } }, 1);
    t->local_text = t->reply_text;
    t->confidence = 1;
    t->reason = unclear ? "file_unclear" : "file_received";
    json_object_set_new(t->evidence, "rule", json_string(t->reason));
    json_object_set_new(t->evidence, "files", json_pack("[O?]",
                        json_object_get(file, "id")));

    return t->reply_text != NULL;
}
