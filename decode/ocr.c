/*
 * ocr - see ocr.h.
 *
 * One tesseract per language, because one with all five reads slower and no
 * better.
 */

#include "decode/ocr.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tesseract/capi.h>
#include <time.h>

#include "decode/ocr_language.h"
#include "decode/ocr_prepare.h"
#include "decode/ocr_words.h"

#include "common/banned.h"

#define LANGUAGES_MAX   8
#define WORDS_LEAST    45           /* below it: no words at all? */
#define FEW_LETTERS   100           /* quickly read four times */
#define READ_SHARE     60           /* percent of the file's time: the first */
#define AGAIN_SHARE    25           /* and any other reading */
#define PAGE_LETTERS  150           /* above it: look at a part first */
#define PROBE_WORDS     5           /* enough to know the language by */

static const struct {
    const char  *code;
    const char  *data;              /* name of tesseract's model */
} known[] = {
    { "es", "spa" }, { "en", "eng" }, { "pt", "por" }, { "fr", "fra" },
    { "it", "ita" }
};

static struct {
    const char   *code;
    TessBaseAPI  *api;
} engines[LANGUAGES_MAX];

static unsigned  nengines;
static uint64_t  most_ms = 25000;   /* of CPU, the file's */
static bool      has_read;          /* a whole picture, not a part of one */


/* ---- before the fork ---- */

static bool
engine_start(const char *code, const char *data)
{
    TessBaseAPI  *api = TessBaseAPICreate();
    char          quiet[] = "/dev/null";

    if (api == NULL || TessBaseAPIInit3(api, NULL, data) != 0) {
        return false;
    }

    (void) TessBaseAPISetVariable(api, "debug_file", quiet);
    /* looking for typewriters is a tenth of a page's time; the recogniser
     * makes the words anyway */
    (void) TessBaseAPISetVariable(api, "textord_all_prop", "1");
    engines[nengines].code = code;
    engines[nengines].api = api;
    nengines++;

    return true;
}


bool
ocr_warm(const char *languages, const char **ret_error)
{
    static char  why[128];

    setMsgSeverity(L_SEVERITY_NONE);

    while (*languages != '\0') {
        size_t    n = strcspn(languages, " ,");
        unsigned  i = 0;

        while (i < sizeof(known) / sizeof(known[0])
               && (strlen(known[i].code) != n
                   || strncmp(known[i].code, languages, n) != 0))
        {
            i++;
        }

        if (n > 0 && (i == sizeof(known) / sizeof(known[0])
                      || nengines == LANGUAGES_MAX
                      || !engine_start(known[i].code, known[i].data)))
        {
            (void) snprintf(why, sizeof(why), "tesseract has no language"
                            " \"%.*s\": is tesseract-ocr-%s installed?",
                            (int) n, languages,
                            i < sizeof(known) / sizeof(known[0])
                            ? known[i].data : "...");
            *ret_error = why;
            return false;
        }

        languages += n + (languages[n] != '\0');
    }

    return true;
}


/* The engine of a language, or the first. */
static TessBaseAPI *
engine_of(const char *language)
{
    for (unsigned i = 0; i < nengines; i++) {
        if (strcmp(engines[i].code, language) == 0) {
            return engines[i].api;
        }
    }

    return nengines == 0 ? NULL : engines[0].api;
}


static bool
is_english(const TessBaseAPI *api)
{
    unsigned  i = 0;

    while (i < nengines && strcmp(engines[i].code, "en") != 0) {
        i++;
    }

    return i < nengines && engines[i].api == api;
}


/* ---- reading ---- */

static uint64_t
cpu_ms(void)
{
    struct timespec  t;

    (void) clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);

    return (uint64_t) t.tv_sec * 1000 + (uint64_t) t.tv_nsec / 1000000;
}


/* Asked by tesseract between words.  CPU, not the clock: on a busy machine a
 * picture takes longer, and is read all the same. */
static bool
time_is_over(void *end, int words)
{
    (void) words;

    return cpu_ms() >= *(const uint64_t *) end;
}


/* In the order that mode finds; true: rows were torn.  What was read when the
 * time is over counts. */
static bool
read_as(TessBaseAPI *api, PIX *pix, TessPageSegMode mode, ocr_text_t *text)
{
    reading_t   r = { .blocks = json_array(),
                      .english = mode == PSM_AUTO && is_english(api) };
    ETEXT_DESC *monitor = TessMonitorCreate();
    uint64_t    end = cpu_ms() + most_ms / 100
                      * (has_read ? AGAIN_SHARE : READ_SHARE);
    bool        late;

    *text = (ocr_text_t) { .language = "" };

    TessMonitorSetCancelThis(monitor, &end);
    TessMonitorSetCancelFunc(monitor, time_is_over);
    has_read = true;
    TessBaseAPISetPageSegMode(api, mode);
    TessBaseAPISetImage2(api, pix);
    TessBaseAPISetSourceResolution(api, 300);
    late = TessBaseAPIRecognize(api, monitor) != 0;
    words_read(api, &r);
    TessBaseAPIClear(api);
    TessMonitorDelete(monitor);

    text->text = r.all.bytes;
    text->late = late;
    text->words = r.words;
    text->blocks = r.blocks;
    if (r.words > 0) {
        text->confidence = (int) (r.sum / r.words + 0.5);
    } else if (r.lost > 0) {
        text->confidence = (int) (r.lost_sum / r.lost + 0.5);
    }
    words_release(&r);

    if (text->text != NULL) {
        text->language = ocr_language(text->text);
    }

    return words_are_torn(&r);
}


void
ocr_release(ocr_text_t *text)
{
    free(text->text);
    json_decref(text->blocks);
    *text = (ocr_text_t) { .language = "" };
}


static double
worth(const ocr_text_t *text)
{
    return text->words * (double) text->confidence;
}


/* Keeps the better reading in text. */
static void
better(ocr_text_t *text, ocr_text_t *other)
{
    if (worth(other) > worth(text)) {
        ocr_text_t  swap = *text;

        *text = *other;
        *other = swap;
    }

    ocr_release(other);
}


/* Tables and receipts are read again, row by row. */
static void
page_read(TessBaseAPI *api, PIX *pix, ocr_text_t *text)
{
    ocr_text_t  rows;

    if (read_as(api, pix, PSM_AUTO, text)) {
        (void) read_as(api, pix, PSM_SINGLE_BLOCK, &rows);
        better(text, &rows);
    }
}


/* Of a page: the middle of it says which language the rest is in. */
static const char *
probe(const ocr_page_t *page, const char *language)
{
    int         w = pixGetWidth(page->pix), h = pixGetHeight(page->pix);
    BOX        *box = boxCreate(0, h * 2 / 5, w, h / 10 + 1);
    PIX        *part = pixClipRectangle(page->pix, box, NULL);
    ocr_text_t  text = { .language = "" };
    bool        before = has_read;

    boxDestroy(&box);
    if (part != NULL) {
        page_read(engine_of(language), part, &text);
        pixDestroy(&part);
        has_read = before;              /* the page has its whole time */
    }

    if (text.words >= PROBE_WORDS && *text.language != '\0') {
        language = text.language;
    }
    ocr_release(&text);

    return language;
}


/*
 * The other ways up.  What is upside down still looks like words, with little
 * confidence; what lies on its side is found by its lines, unless there are
 * few.  Anything else is no text, and reading it again is slow.
 */
static void
turn(const ocr_page_t *page, const char *language, ocr_text_t *text)
{
    static const int  quarters[] = { 2, 1, 3 };
    bool              few = page->letters < FEW_LETTERS;

    for (int i = 0; i < (few ? 3 : 1); i++) {
        PIX         *turned;
        ocr_text_t   other;

        if (text->confidence >= UPRIGHT_LEAST
            || (text->confidence < WORDS_LEAST && !few))
        {
            return;
        }

        turned = pixRotateOrth(page->pix, quarters[i]);
        if (turned == NULL) {
            return;
        }

        page_read(engine_of(language), turned, &other);
        other.turned = quarters[i] * 90;
        pixDestroy(&turned);
        better(text, &other);
    }
}


void
ocr_time(uint64_t ms)
{
    most_ms = ms;
}


bool
ocr_read(PIX *pix, const char *language, ocr_text_t *ret_text)
{
    ocr_page_t  page;
    ocr_text_t  again;

    *ret_text = (ocr_text_t) { .language = "" };

    if (nengines == 0 || !ocr_prepare(pix, &page)) {
        return false;
    }

    if (page.letters >= PAGE_LETTERS) {
        language = probe(&page, language);
    }

    page_read(engine_of(language), page.pix, ret_text);
    if (page.letters > 0 && ret_text->confidence > 0) {
        turn(&page, language, ret_text);
    }

    if (*ret_text->language != '\0' && ret_text->turned == 0
        && engine_of(ret_text->language) != engine_of(language))
    {
        page_read(engine_of(ret_text->language), page.pix, &again);
        better(ret_text, &again);
    }

    ret_text->turned = (ret_text->turned + (page.sideways ? 90 : 0)) % 360;
    ret_text->skew = page.skew;
    pixDestroy(&page.pix);

    return true;
}
