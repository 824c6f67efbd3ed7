/*
 * fuzz_decide - packs and rules as a file or a tenant may bring them: any
 * text is a set of packs or refused with a sentence, any JSON is rules or
 * refused with one.  What was taken is matched against the rest of the input
 * and judged: hits lie within the text, the same scene is the same verdict.
 *
 * The first byte says what the input is: packs of one language (the others
 * are empty), up to a line of "%%", then a text; or rules as JSON over packs
 * of our own.
 */

#include "t/fuzz/check.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "worker/decide/judge.h"
#include "worker/jsonx.h"
#include "worker/nlu/language.h"
#include "worker/nlu/phrase.h"

#define ERROR_BYTES  300

static char  folder[] = "/tmp/relevo-fuzz-XXXXXX";


static void
folder_remove(void)
{
    char  path[64];

    for (unsigned i = 0; i < LANGUAGES; i++) {
        snprintf(path, sizeof(path), "%s/%s.pat", folder,
                 lexicons[i]->language);
        (void) unlink(path);
    }
    (void) rmdir(folder);
}


static void
pack_write(unsigned language, slice_t text)
{
    char   path[64];
    FILE  *file;

    snprintf(path, sizeof(path), "%s/%s.pat", folder,
             lexicons[language]->language);
    file = fopen(path, "w");
    check(file != NULL);
    check(fwrite(text.data, 1, text.len, file) == text.len);
    check(fclose(file) == 0);
}


static void
begin(void)
{
    language_init();
    phrase_init();
    check(mkdtemp(folder) != NULL);
    (void) atexit(folder_remove);

    for (unsigned i = 0; i < LANGUAGES; i++) {
        pack_write(i, SLICE_NULL);
    }
}


static void
match(const patterns_t *p, slice_t text)
{
    pattern_hit_t  hit[64];
    fold_t         fold;
    unsigned       n;

    fold_text(text, &fold);
    n = patterns_match(p, &fold, (1u << LANGUAGES) - 1, hit, 64);
    check(n <= 64);

    for (unsigned i = 0; i < n; i++) {
        check(hit[i].from < hit[i].to && hit[i].to <= fold.n);
        check(hit[i].pack < patterns_packs(p));
        check(hit[i].language < LANGUAGES && hit[i].line > 0);
    }
}


/* The text behind a line of "%%"; input becomes what is before it. */

static slice_t
text_cut(slice_t *input)
{
    const uint8_t  *mark = memmem(input->data, input->len, "\n%%\n", 4);
    slice_t         text = SLICE_NULL;

    if (mark != NULL) {
        size_t  at = (size_t) (mark - input->data);

        text = slice_make(mark + 4, input->len - at - 4);
        *input = slice_make(input->data, at + 1);
    }

    return text;
}


static void
packs_try(slice_t input)
{
    slice_t      text = text_cut(&input);
    char         err[ERROR_BYTES];
    patterns_t  *p;

    pack_write(1, input);
    p = patterns_load(folder, err, sizeof(err));
    check((p == NULL) == (*err != '\0'));

    if (p != NULL) {
        match(p, text);
        patterns_free(p);
    }

    pack_write(1, SLICE_NULL);
}


static void
verdict_compare(const rules_t *rules, const patterns_t *p)
{
    said_t     said[] = {
        { .customer = true, .text = SLICE_LIT("where is it, I want it back") },
        { .customer = false, .text = SLICE_LIT("It is on its way.") },
        { .customer = true, .text = SLICE_LIT("I WANT A REFUND NOW!!!") }
    };
    scene_t    scene;
    verdict_t  a, b;

    scene_read(p, said, 3, 1, NULL, &scene);
    judge(rules, p, &scene, &a);
    judge(rules, p, &scene, &b);
    check(a.escalate == b.escalate && a.n == b.n
          && a.n <= FIRED_MAX && strcmp(a.reason, b.reason) == 0);
}


static void
rules_try(slice_t input)
{
    char         err[ERROR_BYTES] = "";
    json_t      *json = jsonx_load(input);
    patterns_t  *p;
    rules_t     *rules;

    if (json == NULL) {
        return;
    }

    pack_write(1, slice_str("[refund]\nrefund\nwant ... back\n[person]\n"
                            "+ no human\nhuman|agent\n"));
    p = patterns_load(folder, err, sizeof(err));
    check(p != NULL);

    rules = rules_load(json, p, err, sizeof(err));
    check((rules == NULL) == (*err != '\0'));
    if (rules != NULL) {
        verdict_compare(rules, p);
        free(rules);
    }

    patterns_free(p);
    json_decref(json);
    pack_write(1, SLICE_NULL);
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static bool  begun;
    slice_t      rest = slice_make(data, len);
    bool         rules = (take_byte(&rest) & 1) != 0;

    if (!begun) {
        begin();
        begun = true;
    }

    if (rules) {
        rules_try(rest);
    } else {
        packs_try(rest);
    }

    return 0;
}
