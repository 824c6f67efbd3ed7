/*
 * concept_file - config/nlu/concepts/<lang>.txt to the table of a model.
 *
 * A line is "concept: word stem* word ...", folded (lower case, no accents);
 * a concept may have lines in every file and several in one.  A word may
 * stand for two concepts, not for three.
 */

#ifndef RELEVO_TRAIN_CONCEPT_FILE_H
#define RELEVO_TRAIN_CONCEPT_FILE_H

#include "worker/nlu/concepts.h"

typedef struct {
    concept_entry_t  *entry;            /* owned; free places have hash 0 */
    uint32_t          size, used;
    char             *name[CONCEPTS_MAX];
    unsigned          names;
} concept_table_t;

/* All files of dir/concepts; none is an empty table.  False with err. */
bool concept_table_read(concept_table_t *t, const char *dir, char *err,
         size_t err_len);
void concept_table_release(concept_table_t *t);

static inline concepts_t
concept_table_view(const concept_table_t *t)
{
    return (concepts_t) { t->entry, t->size };
}

#endif
