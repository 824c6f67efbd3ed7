/*
 * pattern_words - loading: the words of a file, their sets, and a growing
 * array.  Shared by pattern_load.c and pattern_words.c alone.
 */

#ifndef RELEVO_PATTERN_WORDS_H
#define RELEVO_PATTERN_WORDS_H

#include "worker/decide/pattern_own.h"

#define PATTERN_LINE_MAX  2048
#define CLASSES_MAX       256

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

typedef void  (*entry_do_t)(entry_t *e, unsigned id);

/* Room for one more of n; aborts without memory: at start, some hundred KB. */
void *loading_grown(void *array, unsigned n, unsigned *room, size_t size);

/* "es.pat:12: what: word" into l->err; false. */
bool loading_refuse(loading_t *l, const char *what, const char *word);

uint32_t       loading_hash(const char *s, size_t len);
void           loading_entries(patterns_t *p);      /* makes room */
const class_t *loading_class(const loading_t *l, const char *name,
                   size_t len);

/* What is done to every word of a set, "a|b|@class"; adds to ids in rising
 * order, so that lists stay sorted. */
bool     loading_set(loading_t *l, const char *set, unsigned depth,
             entry_do_t what, unsigned id);
void     loading_ids_add(ids_t *ids, unsigned id);

/* The id of a set of this language; 0 with an error. */
unsigned loading_symbol(loading_t *l, const char *set);

#endif
