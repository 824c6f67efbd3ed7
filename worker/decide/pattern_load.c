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
 *   ..  as ..., but not across a comma
 *
 * Words are folded like the customer's (accents may stand); apostrophes are
 * blanks ("don t").  A phrase begins with a word, after ^ and optional ones.
 */

#include "worker/decide/pattern_words.h"

#include <stdio.h>
#include <stdlib.h>

#include "worker/share.h"

#define GAP_DEFAULT     3
#define ELEMENTS_OF_ONE 32
#define ALL_PACKS       UINT64_MAX

/* ---- phrases ---- */

static void
begin_note(entry_t *e, unsigned id)
{
    loading_ids_add(&e->begins, id);
}


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
            return loading_refuse(l, "a gap is of 1 to 12 words", s);
        }

    } else if (strcmp(s, "..") == 0) {
        e.form = ELEMENT_NEAR;
        e.symbol = GAP_DEFAULT;

    } else if (strcmp(s, "^") == 0 || strcmp(s, "$") == 0) {
        e.form = *s == '^' ? ELEMENT_BEGIN : ELEMENT_END;

    } else {
        if (*s == '?' || *s == '!') {
            e.form = *s == '?' ? ELEMENT_OPTIONAL : ELEMENT_NOT;
            s++;
        }
        symbol = loading_symbol(l, s);
        if (symbol == 0) {
            return l->err[0] == '\0'
                   && loading_refuse(l, "too many sets", s);
        }
        e.symbol = (uint16_t) symbol;
    }

    p->elements = loading_grown(p->elements, p->nelements, &p->elements_room,
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
        if (*s == '!' || *s == '$' || strncmp(s, "..", 2) == 0) {
            break;
        }
        if (!loading_set(l, s + (*s == '?'), 0, begin_note, l->p->npatterns)) {
            return false;
        }
        if (*s != '?') {
            return true;
        }
    }

    return loading_refuse(l, "begins with no word", words[0]);
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
            return loading_refuse(l, "a phrase of too many words", s);
        }
        words[n++] = s;
        if (!element_add(l, s)) {
            return false;
        }
    }

    if (n == 0) {
        return loading_refuse(l, "an empty phrase", "");
    }

    if (p->npatterns == UINT16_MAX || !begins_add(l, words, n)) {
        return false;
    }

    pattern.n = (uint8_t) n;
    p->patterns = loading_grown(p->patterns, p->npatterns, &p->patterns_room,
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
        (void) loading_refuse(l, "not a pack", name);
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
        unsigned  symbol = loading_symbol(l, words);

        if (line[3] == 'a') {
            l->p->negator[l->language] = (uint16_t) symbol;
        } else {
            l->p->negfill[l->language] = (uint16_t) symbol;
        }
        return symbol != 0;
    }

    if (*line != '@' || len < 2 || len >= sizeof(l->classes[0].name)) {
        return loading_refuse(l, "not a class", line);
    }

    if (loading_class(l, line + 1, len - 1) != NULL) {
        return loading_refuse(l, "a class twice", line);
    }

    if (l->nclasses == CLASSES_MAX) {
        return loading_refuse(l, "too many classes", line);
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
        return loading_refuse(l, "a phrase outside a pack", line);
    }

    return pattern_add(l, line + (*line == '+'), (pattern_t) {
        .pack = (uint8_t) l->pack, .own_no = *line == '+'
    });
}


/* Lines end with a line feed; "\" before it continues them. */

static bool
file_take(loading_t *l, FILE *file)
{
    char      line[PATTERN_LINE_MAX];
    size_t    used = 0;
    unsigned  number = 0;

    while (fgets(line + used, (int) (sizeof(line) - used), file) != NULL) {
        size_t  len = strlen(line + used) + used;

        l->line = ++number;
        l->p->version = (l->p->version ^ loading_hash(line + used, len - used))
                        * 16777619u;

        if (len == 0 || line[len - 1] != '\n') {
            return loading_refuse(l, "a line too long, or without its end", "");
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
    loading_entries(p);
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
