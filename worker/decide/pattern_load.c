/*
 * pattern_load - LANG.pat files to the compiled set.  The form of a file:
 *
 *   # comment (with the blank; a phrase may begin with #|...)
 *   @name = word word stem* @other       a class, for @name below
 *   negator = no nunca ...               turns a hit round ...
 *   negfill = me lo ha ...               ... with only these between
 *   [pack]                               the phrases below are its
 *   phrase                               elements, separated by blanks
 *   + phrase                             a negation inside it is its own
 *   block phrase                         innocent: hits of any pack that
 *   block pack,pack: phrase              share a word with it do not count
 *
 *   word   a|b|@class   stem*   #        one of them; # is a number
 *   ?x  optional     !x  a word, not x   ... up to 3 words   ...6 up to 6
 *   ^   a clause begins here             $  the clause ends here
 *
 * Words are folded like the customer's (accents may stand); apostrophes are
 * blanks ("don t").  A phrase begins with a word, after ^ and optional ones.
 */

#include "worker/decide/pattern_own.h"

#include <stdio.h>
#include <stdlib.h>

#include "worker/share.h"

#define FILE_BYTES_MAX  (512 * 1024)
#define LINE_MAX_       2048
#define CLASSES_MAX     256
#define GAP_DEFAULT     3
#define ELEMENTS_OF_ONE 32
#define ALL_PACKS       UINT64_MAX

typedef struct {
    char        name[32];
    char       *words;                  /* owned */
} class_t;

typedef struct {
    char       *text;                   /* "3:a|b|@c": language and set */
    uint16_t    id;
} symbol_t;

typedef struct {
    patterns_t  *p;
    unsigned     language, line;
    int          pack;                  /* -1: before the first [pack] */
    class_t      classes[CLASSES_MAX];
    unsigned     nclasses;
    symbol_t    *symbols;
    unsigned     nsymbols, symbols_room;
    char        *err;
    size_t       err_len;
} loading_t;


static void *
grown(void *array, unsigned n, unsigned *room, size_t size)
{
    if (n < *room) {
        return array;
    }

    *room = *room == 0 ? 64 : *room * 2;
    array = realloc(array, *room * size);
    if (array == NULL) {
        abort();                        /* at start, of some hundred KB */
    }

    return array;
}


static bool
refuse(loading_t *l, const char *what, const char *word)
{
    snprintf(l->err, l->err_len, "%s.pat:%u: %s: %s",
             lexicons[l->language]->language, l->line, what, word);
    return false;
}


/* ---- entries ---- */

static uint32_t
key_hash(const char *s, size_t len)
{
    uint32_t  h = 2166136261u;

    for (size_t i = 0; i < len; i++) {
        h = (h ^ (uint8_t) s[i]) * 16777619u;
    }

    return h ^ h >> 15;
}


static entry_t *
entry_slot(const patterns_t *p, const char *key, size_t len)
{
    uint32_t  h = key_hash(key, len);

    for (;; h++) {
        entry_t  *e = &p->entries[h & (p->entries_room - 1)];

        if (e->key[0] == '\0'
            || (strncmp(e->key, key, len) == 0 && e->key[len] == '\0'))
        {
            return e;
        }
    }
}


const entry_t *
pattern_entry(const patterns_t *p, const char *key, size_t len)
{
    const entry_t  *e;

    if (len >= sizeof(e->key)) {
        return NULL;
    }

    e = entry_slot(p, key, len);
    return e->key[0] == '\0' ? NULL : e;
}


static void
entries_grow(patterns_t *p)
{
    patterns_t  old = *p;

    p->entries_room = old.entries_room == 0 ? 4096 : old.entries_room * 2;
    p->entries = calloc(p->entries_room, sizeof(entry_t));
    if (p->entries == NULL) {
        abort();
    }

    for (unsigned i = 0; i < old.entries_room; i++) {
        const entry_t  *e = &old.entries[i];

        if (e->key[0] != '\0') {
            *entry_slot(p, e->key, strlen(e->key)) = *e;
        }
    }

    free(old.entries);
}


static entry_t *
entry_make(patterns_t *p, const char *key, size_t len)
{
    entry_t  *e;

    if (p->nentries * 2 >= p->entries_room) {
        entries_grow(p);
    }

    e = entry_slot(p, key, len);
    if (e->key[0] == '\0') {
        memcpy(e->key, key, len);
        p->nentries++;
    }

    return e;
}


/* Ids come in rising order: the list stays sorted. */

static void
ids_add(ids_t *ids, unsigned id)
{
    if (ids->n > 0 && ids->at[ids->n - 1] == id) {
        return;
    }

    ids->at = grown(ids->at, ids->n, &ids->room, sizeof(uint16_t));
    ids->at[ids->n++] = (uint16_t) id;
}


/* ---- symbols: sets of alternatives ---- */

typedef void  (*entry_do)(entry_t *e, unsigned id);


static void
symbol_note(entry_t *e, unsigned id)
{
    ids_add(&e->symbols, id);
}


static void
begin_note(entry_t *e, unsigned id)
{
    ids_add(&e->begins, id);
}


static const class_t *
class_find(const loading_t *l, const char *name, size_t len)
{
    for (unsigned i = 0; i < l->nclasses; i++) {
        if (strlen(l->classes[i].name) == len
            && memcmp(l->classes[i].name, name, len) == 0)
        {
            return &l->classes[i];
        }
    }

    return NULL;
}


/* One word of a set, folded: its entry gets the id. */

static bool
word_do(loading_t *l, const char *s, size_t len, entry_do what, unsigned id)
{
    bool          is_stem = len > 1 && s[len - 1] == '*';
    char          key[STEM_MAX * 2];
    fold_t        fold;
    const word_t *w = &fold.word[0];

    if (len == 1 && *s == '#') {
        what(entry_make(l->p, "#", 1), id);
        return true;
    }

    fold_text(slice_make(s, len - is_stem), &fold);
    if (fold.n != 1 || w->len + 2u > sizeof(key)
        || (is_stem && (w->len < STEM_MIN || w->len > STEM_MAX)))
    {
        return refuse(l, "not one word", s);
    }

    memcpy(key, fold_bytes(&fold, w), w->len);
    key[w->len] = '*';
    what(entry_make(l->p, key, w->len + is_stem), id);
    return true;
}


/* "a|b|@c" or "a b @c": every word of it. */

static bool
set_do(loading_t *l, const char *s, unsigned depth, entry_do what, unsigned id)
{
    while (*s != '\0') {
        size_t          len = strcspn(s, "| ");
        const class_t  *c;

        if (len == 0) {
            s++;
            continue;
        }

        if (*s == '@') {
            c = class_find(l, s + 1, len - 1);
            if (c == NULL || depth > 4) {
                return refuse(l, "no such class", s);
            }
            if (!set_do(l, c->words, depth + 1, what, id)) {
                return false;
            }
        } else if (!word_do(l, s, len, what, id)) {
            return false;
        }

        s += len;
    }

    return true;
}


/* The id of a set of this language; 0 with an error. */

static unsigned
symbol_make(loading_t *l, const char *set)
{
    char  text[LINE_MAX_ + 8];

    snprintf(text, sizeof(text), "%u:%s", l->language, set);

    for (unsigned i = 0; i < l->nsymbols; i++) {
        if (strcmp(l->symbols[i].text, text) == 0) {
            return l->symbols[i].id;
        }
    }

    if (l->p->nsymbols + 1 >= UINT16_MAX
        || !set_do(l, set, 0, symbol_note, l->p->nsymbols + 1))
    {
        return 0;
    }

    l->symbols = grown(l->symbols, l->nsymbols, &l->symbols_room,
                       sizeof(symbol_t));
    l->symbols[l->nsymbols++] = (symbol_t) {
        strdup(text), (uint16_t) ++l->p->nsymbols
    };

    return l->p->nsymbols;
}


/* ---- phrases ---- */

static bool
element_add(loading_t *l, char *s)
{
    patterns_t  *p = l->p;
    element_t    e = { .form = ELEMENT_WORD };
    unsigned     symbol;

    if (strncmp(s, "...", 3) == 0) {
        e.form = ELEMENT_GAP;
        e.symbol = s[3] == '\0' ? GAP_DEFAULT : (uint16_t) atoi(s + 3);
        if (e.symbol == 0 || e.symbol > 12) {
            return refuse(l, "a gap is of 1 to 12 words", s);
        }

    } else if (strcmp(s, "^") == 0 || strcmp(s, "$") == 0) {
        e.form = *s == '^' ? ELEMENT_BEGIN : ELEMENT_END;

    } else {
        if (*s == '?' || *s == '!') {
            e.form = *s == '?' ? ELEMENT_OPTIONAL : ELEMENT_NOT;
            s++;
        }
        symbol = symbol_make(l, s);
        if (symbol == 0) {
            return l->err[0] != '\0' ? false : refuse(l, "too many sets", s);
        }
        e.symbol = (uint16_t) symbol;
    }

    p->elements = grown(p->elements, p->nelements, &p->elements_room,
                        sizeof(element_t));
    p->elements[p->nelements++] = e;
    return true;
}


/* The words that can begin the newest pattern get its number. */

static bool
begins_add(loading_t *l, char *words[], unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        char  *s = words[i];

        if (strcmp(s, "^") == 0) {
            continue;
        }
        if (*s == '!' || *s == '$' || strncmp(s, "...", 3) == 0) {
            break;
        }
        if (!set_do(l, s + (*s == '?'), 0, begin_note, l->p->npatterns)) {
            return false;
        }
        if (*s != '?') {
            return true;
        }
    }

    return refuse(l, "begins with no word", words[0]);
}


static bool
pattern_add(loading_t *l, char *phrase, pattern_t pattern)
{
    patterns_t  *p = l->p;
    char        *words[ELEMENTS_OF_ONE], *save, *s;
    unsigned     n = 0;

    pattern.first = p->nelements;
    pattern.line = (uint16_t) l->line;
    pattern.language = (uint8_t) l->language;

    for (s = strtok_r(phrase, " ", &save); s != NULL;
         s = strtok_r(NULL, " ", &save))
    {
        if (n == ELEMENTS_OF_ONE) {
            return refuse(l, "a phrase of too many words", s);
        }
        words[n++] = s;
        if (!element_add(l, s)) {
            return false;
        }
    }

    if (n == 0) {
        return refuse(l, "an empty phrase", "");
    }

    if (p->npatterns == UINT16_MAX || !begins_add(l, words, n)) {
        return false;
    }

    pattern.n = (uint8_t) n;
    p->patterns = grown(p->patterns, p->npatterns, &p->patterns_room,
                        sizeof(pattern_t));
    p->patterns[p->npatterns++] = pattern;
    return true;
}


/* ---- lines ---- */

static int
pack_make(loading_t *l, const char *name)
{
    patterns_t  *p = l->p;
    int          pack = patterns_pack(p, name);

    if (pack >= 0) {
        return pack;
    }

    if (p->npacks == PATTERN_PACKS_MAX
        || strlen(name) >= sizeof(p->packs[0]) || *name == '\0')
    {
        (void) refuse(l, "not a pack", name);
        return -1;
    }

    strcpy(p->packs[p->npacks], name);
    return (int) p->npacks++;
}


/* "block phrase" or "block pack,pack: phrase" */

static bool
block_add(loading_t *l, char *s)
{
    char      *colon = strchr(s, ':'), *save, *name;
    pattern_t  pattern = {
        .is_block = true, .blocks = ALL_PACKS, .pack = PACK_INNOCENT
    };

    if (colon != NULL) {
        *colon = '\0';
        pattern.blocks = 0;
        for (name = strtok_r(s, ", ", &save); name != NULL;
             name = strtok_r(NULL, ", ", &save))
        {
            int  pack = pack_make(l, name);

            if (pack < 0) {
                return false;
            }
            pattern.blocks |= 1ull << pack;
        }
        s = colon + 1;
    }

    return pattern_add(l, s, pattern);
}


/* "@name = ...", "negator = ...", "negfill = ..." */

static bool
assignment(loading_t *l, char *line, char *equals)
{
    char   *words = equals + 1 + strspn(equals + 1, " ");
    size_t  len = strcspn(line, " =");

    line[len] = '\0';

    if (strcmp(line, "negator") == 0 || strcmp(line, "negfill") == 0) {
        unsigned  symbol = symbol_make(l, words);

        if (line[3] == 'a') {
            l->p->negator[l->language] = (uint16_t) symbol;
        } else {
            l->p->negfill[l->language] = (uint16_t) symbol;
        }
        return symbol != 0;
    }

    if (*line != '@' || len < 2 || len >= sizeof(l->classes[0].name)) {
        return refuse(l, "not a class", line);
    }

    if (class_find(l, line + 1, len - 1) != NULL) {
        return refuse(l, "a class twice", line);
    }

    if (l->nclasses == CLASSES_MAX) {
        return refuse(l, "too many classes", line);
    }

    strcpy(l->classes[l->nclasses].name, line + 1);
    l->classes[l->nclasses++].words = strdup(words);
    return true;
}


static bool
line_take(loading_t *l, char *line)
{
    char  *equals = strchr(line, '=');

    if (*line == '\0' || strcmp(line, "#") == 0
        || strncmp(line, "# ", 2) == 0)
    {
        return true;
    }

    if (*line == '[') {
        line[strcspn(line, "]")] = '\0';
        l->pack = pack_make(l, line + 1);
        return l->pack >= 0;
    }

    if (equals != NULL) {
        return assignment(l, line, equals);
    }

    if (strncmp(line, "block ", 6) == 0) {
        return block_add(l, line + 6);
    }

    if (l->pack < 0) {
        return refuse(l, "a phrase outside a pack", line);
    }

    return pattern_add(l, line + (*line == '+'), (pattern_t) {
        .pack = (uint8_t) l->pack, .own_no = *line == '+'
    });
}


/* Lines end with a line feed; "\" before it continues them. */

static bool
file_take(loading_t *l, FILE *file)
{
    char      line[LINE_MAX_];
    size_t    used = 0;
    unsigned  number = 0;

    while (fgets(line + used, (int) (sizeof(line) - used), file) != NULL) {
        size_t  len = strlen(line + used) + used;

        l->line = ++number;
        l->p->version = (l->p->version ^ key_hash(line + used, len - used))
                        * 16777619u;

        if (len == 0 || line[len - 1] != '\n') {
            return refuse(l, "a line too long, or without its end", "");
        }

        while (len > 0 && strchr("\n\t ", line[len - 1]) != NULL) {
            line[--len] = '\0';
        }

        if (len > 0 && line[len - 1] == '\\') {
            line[len - 1] = ' ';
            used = len;
            continue;
        }

        used = 0;
        if (!line_take(l, line + strspn(line, " \t"))) {
            return false;
        }
    }

    return true;
}


static bool
language_load(loading_t *l, const char *dir)
{
    char   path[SHARE_PATH_MAX + 16];
    FILE  *file;
    bool   ok;

    snprintf(path, sizeof(path), "%s/%s.pat", dir,
             lexicons[l->language]->language);
    file = fopen(path, "re");
    if (file == NULL) {
        snprintf(l->err, l->err_len, "decide.dir: %s cannot be read", path);
        return false;
    }

    l->pack = -1;
    l->nclasses = 0;
    l->nsymbols = 0;
    ok = file_take(l, file);
    (void) fclose(file);                /* only read */

    for (unsigned i = 0; i < l->nclasses; i++) {
        free(l->classes[i].words);
    }
    for (unsigned i = 0; i < l->nsymbols; i++) {
        free(l->symbols[i].text);
    }

    return ok;
}


patterns_t *
patterns_load(const char *dir, char *err, size_t err_len)
{
    patterns_t  *p = calloc(1, sizeof(patterns_t));
    loading_t   *l = calloc(1, sizeof(loading_t));
    bool         ok = true;

    if (p == NULL || l == NULL) {
        abort();
    }

    *err = '\0';
    *l = (loading_t) { .p = p, .err = err, .err_len = err_len };
    entries_grow(p);
    strcpy(p->packs[p->npacks++], "innocent");          /* PACK_INNOCENT */
    p->version = 2166136261u;

    for (unsigned i = 0; i < LANGUAGES && ok; i++) {
        l->language = i;
        ok = language_load(l, dir);
    }

    free(l->symbols);
    free(l);

    if (!ok) {
        patterns_free(p);
        return NULL;
    }

    return p;
}


void
patterns_free(patterns_t *p)
{
    if (p == NULL) {
        return;
    }

    for (unsigned i = 0; i < p->entries_room; i++) {
        free(p->entries[i].symbols.at);
        free(p->entries[i].begins.at);
    }

    free(p->entries);
    free(p->patterns);
    free(p->elements);
    free(p);
}
