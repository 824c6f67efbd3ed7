/*
 * prompt - files to sections, sections to a system text; see prompt.h.
 *
 * Loaded before the worker forks and read-only from then on.
 */

#include "worker/answer/prompt.h"

#include <stdio.h>
#include <stdlib.h>

#include "common/record.h"
#include "worker/nlu/lexicon.h"
#include "worker/share.h"

#define FILE_MAX      65536
#define VERSION_MAX   32
#define ENGLISH       1                 /* index of lexicons */
#define TOKEN_BYTES   3

typedef struct {
    char   *text[PROMPT_COUNT];         /* of malloc */
    char    version[VERSION_MAX];
} prompts_t;

static prompts_t  loaded[LANGUAGES];

static const struct { const char *name, *holders; }  sections[] = {
#define PROMPT(id, name, holders)  { name, holders },
#include "worker/answer/prompt.def"
#undef PROMPT
};


/* --- reading ------------------------------------------------------------- */

static char *
file_read(const char *path, char *err, size_t err_len)
{
    FILE    *in = fopen(path, "r");
    char    *text = malloc(FILE_MAX + 1);
    size_t   n = 0;

    if (in != NULL && text != NULL) {
        n = fread(text, 1, FILE_MAX + 1, in);
    }

    if (in != NULL) {
        fclose(in);
    }

    if (n == 0 || n > FILE_MAX) {
        snprintf(err, err_len, "prompts.dir: %s %s", path,
                 n == 0 ? "cannot be read, or is empty" : "is too large");
        free(text);
        return NULL;
    }

    text[n] = '\0';

    return text;
}


static int
section_index(slice_t name)
{
    for (int i = 0; i < PROMPT_COUNT; i++) {
        if (slice_eq(name, slice_str(sections[i].name))) {
            return i;
        }
    }

    return -1;
}


/* {name} anywhere in the text must be one of the section's placeholders. */

static bool
holders_fit(const char *text, const char *holders)
{
    for (const char *p = strchr(text, '{'); p != NULL; p = strchr(p + 1, '{')) {
        size_t  n = strspn(p + 1, "abcdefghijklmnopqrstuvwxyz_");

        if (p[n + 1] == '}' && (n != strlen(holders)
                                || memcmp(p + 1, holders, n) != 0))
        {
            return false;
        }
    }

    return *holders == '\0' || strstr(text, holders) != NULL;
}


static slice_t
trim(slice_t s)
{
    while (s.len > 0 && strchr(" \n\r\t", s.data[s.len - 1]) != NULL) {
        s.len--;
    }

    while (s.len > 0 && strchr(" \n\r\t", s.data[0]) != NULL) {
        s = slice_make(s.data + 1, s.len - 1);
    }

    return s;
}


static const char *
section_take(prompts_t *p, slice_t name, slice_t body)
{
    int  i = section_index(name);

    body = trim(body);

    if (i < 0) {
        return "is not a section";
    }

    if (p->text[i] != NULL) {
        return "is there twice";
    }

    if (body.len == 0 || body.len > PROMPT_TEXT_MAX) {
        return "must be a text of 1 to 8192 bytes";
    }

    p->text[i] = strndup((const char *) body.data, body.len);
    if (p->text[i] == NULL) {
        return "does not fit into memory";
    }

    return holders_fit(p->text[i], sections[i].holders)
           ? NULL : "has the wrong placeholders";
}


/* The head line says the version; behind it section after section. */

static bool
file_parse(prompts_t *p, const char *path, const char *text, char *err,
    size_t err_len)
{
    unsigned     version;
    char         language[8];
    const char  *at = strstr(text, "\n## "), *why = NULL;

    if (sscanf(text, "# relevo prompt, %7[a-z], version %u", language,
               &version) != 2)
    {
        snprintf(err, err_len, "prompts.dir: %s: the first line must be "
                 "\"# relevo prompt, <language>, version N\"", path);
        return false;
    }

    snprintf(p->version, VERSION_MAX, "%u.%08x", version, (unsigned)
             (fnv1a64(slice_str(text)) & 0xffffffff));

    while (at != NULL) {
        const char  *name = at + 4, *eol = name + strcspn(name, "\n");
        const char  *next = strstr(eol, "\n## ");
        size_t       len = next == NULL ? strlen(eol) : (size_t) (next - eol);

        why = section_take(p, trim(slice_make(name, (size_t) (eol - name))),
                           slice_make(eol, len));

        if (why != NULL) {
            snprintf(err, err_len, "prompts.dir: %s: \"%.*s\" %s", path,
                     (int) (eol - name), name, why);
            return false;
        }

        at = next;
    }

    for (int i = 0; i < PROMPT_COUNT; i++) {
        if (p->text[i] == NULL) {
            snprintf(err, err_len, "prompts.dir: %s: \"%s\" is missing", path,
                     sections[i].name);
            return false;
        }
    }

    return true;
}


static void
prompts_free(prompts_t *p)
{
    for (int i = 0; i < PROMPT_COUNT; i++) {
        free(p->text[i]);
        p->text[i] = NULL;
    }
}


bool
prompts_load(const char *dir, char *err, size_t err_len)
{
    prompts_t  fresh[LANGUAGES] = { 0 };
    char       folder[SHARE_PATH_MAX], path[SHARE_PATH_MAX + 16];
    bool       fine = true;

    if (!share_path(dir, folder)) {
        snprintf(err, err_len, "prompts.dir: there is no folder %s", dir);
        return false;
    }

    for (int i = 0; i < LANGUAGES && fine; i++) {
        char  *text;

        snprintf(path, sizeof(path), "%s/%s.md", folder,
                 lexicons[i]->language);
        text = file_read(path, err, err_len);
        fine = text != NULL && file_parse(&fresh[i], path, text, err, err_len);
        free(text);
    }

    for (int i = 0; i < LANGUAGES; i++) {
        prompts_free(fine ? &loaded[i] : &fresh[i]);
    }

    if (fine) {
        memcpy(loaded, fresh, sizeof(loaded));
    }

    return fine;
}


void
prompts_release(void)
{
    for (int i = 0; i < LANGUAGES; i++) {
        prompts_free(&loaded[i]);
    }
}


/* --- reading out --------------------------------------------------------- */

static const prompts_t *
prompts_of(const char *language)
{
    int  i = lexicon_index(language);

    return &loaded[i < 0 ? ENGLISH : i];
}


const char *
prompt_version(const char *language)
{
    return prompts_of(language)->version;
}


const char *
prompt_text(const char *language, prompt_id_t id)
{
    return prompts_of(language)->text[id];
}


unsigned
prompt_tokens(slice_t text)
{
    return (unsigned) (text.len / TOKEN_BYTES) + 1;
}


/* --- writing ------------------------------------------------------------- */

slice_t
prompt_fence(pool_t *pool, const char *kind, slice_t text)
{
    static const char  open[] = "\xe2\x80\xb9", close[] = "\xe2\x80\xba";

    size_t  max = text.len * 3 + strlen(kind) + 32, n;
    char   *out = pool_alloc(pool, max);

    if (out == NULL) {
        return SLICE_NULL;
    }

    n = (size_t) snprintf(out, max, "<data kind=\"%s\">", kind);

    for (size_t i = 0; i < text.len; i++) {
        uint8_t  c = text.data[i];

        if (c == '<' || c == '>') {
            memcpy(out + n, c == '<' ? open : close, 3);
            n += 3;
        } else {
            out[n++] = (char) c;
        }
    }

    memcpy(out + n, "</data>", 8);

    return slice_make(out, n + 7);
}


/* The text with the section's one placeholder filled; NULL: no memory. */

static const char *
text_fill(pool_t *pool, const char *text, prompt_id_t id, slice_t value)
{
    char         holder[32];
    const char  *at;

    snprintf(holder, sizeof(holder), "{%s}", sections[id].holders);
    at = text == NULL ? NULL : strstr(text, holder);

    if (*sections[id].holders == '\0' || at == NULL) {
        return text;
    }

    return pool_printf(pool, "%.*s%.*s%s", (int) (at - text), text,
                       (int) value.len, (const char *) value.data,
                       at + strlen(holder));
}


static const char *
section_fill(pool_t *pool, const char *language, prompt_id_t id, slice_t value)
{
    return text_fill(pool, prompt_text(language, id), id, value);
}


/* A fence of its own for each, one under the other. */

static slice_t
fences_join(pool_t *pool, const char *kind, const slice_t *texts, unsigned n)
{
    const char  *all = "";

    for (unsigned i = 0; i < n && all != NULL; i++) {
        slice_t  one = prompt_fence(pool, kind, texts[i]);

        all = one.data == NULL ? NULL
              : pool_printf(pool, "%s%s%s", all, i == 0 ? "" : "\n",
                            (const char *) one.data);
    }

    return slice_str(all);
}


/* Parts with a blank line between; any of them NULL: no memory. */

static slice_t
parts_join(pool_t *pool, const char *const *part, unsigned n)
{
    const char  *all = "";

    for (unsigned i = 0; i < n && all != NULL; i++) {
        all = part[i] == NULL ? NULL
              : pool_printf(pool, "%s%s%s", all, i == 0 ? "" : "\n\n",
                            part[i]);
    }

    return slice_str(all);
}


slice_t
prompt_system(pool_t *pool, const prompt_facts_t *f)
{
    const char  *part[5];
    unsigned     n = 0;

    part[n++] = text_fill(pool, f->own.len > 0 ? pool_printf(pool, "%.*s",
                              (int) f->own.len, (const char *) f->own.data)
                          : prompt_text(f->language, PROMPT_SYSTEM),
                          PROMPT_SYSTEM, f->tenant);

    if (f->persona.len > 0) {
        part[n++] = section_fill(pool, f->language, PROMPT_PERSONA,
                                 f->persona);
    }

    if (f->angry) {
        part[n++] = prompt_text(f->language, PROMPT_ANGRY);
    }

    if (f->confused) {
        part[n++] = prompt_text(f->language, PROMPT_CONFUSED);
    }

    if (f->offer_person) {
        part[n++] = prompt_text(f->language, PROMPT_OFFER);
    }

    return parts_join(pool, part, n);
}


slice_t
prompt_data(pool_t *pool, const prompt_facts_t *f)
{
    const char  *part[5];
    unsigned     n = 0;

    if (f->now.len > 0) {
        part[n++] = (const char *) prompt_fence(pool, "now", f->now).data;
    }

    if (f->customer.len > 0) {
        part[n++] = section_fill(pool, f->language, PROMPT_CUSTOMER,
                                 prompt_fence(pool, "customer", f->customer));
    }

    if (f->summary.len > 0) {
        part[n++] = section_fill(pool, f->language, PROMPT_SUMMARY,
                                 prompt_fence(pool, "summary", f->summary));
    }

    if (f->nfiles > 0) {
        part[n++] = section_fill(pool, f->language, PROMPT_FILES,
            fences_join(pool, "file", f->files, f->nfiles));
    }

    part[n++] = f->nknowledge == 0
                ? prompt_text(f->language, PROMPT_NO_KNOWLEDGE)
                : section_fill(pool, f->language, PROMPT_KNOWLEDGE,
                               fences_join(pool, "knowledge", f->knowledge,
                                           f->nknowledge));

    return parts_join(pool, part, n);
}
