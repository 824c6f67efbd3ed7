/*
 * prompt - what a model is told: files per language, filled with data.
 *
 * config/prompts/<language>.md (prompts.dir): "# relevo prompt, <language>,
 * version N", then "## name" and a text for every name of prompt.def.  {name}
 * in a text is a placeholder.  Texts of customers and documents only ever
 * stand in fences: <data kind="..."> with every angle bracket in them
 * replaced, so that no text can close its fence.
 */

#ifndef RELEVO_ANSWER_PROMPT_H
#define RELEVO_ANSWER_PROMPT_H

#include "worker/engine/pool.h"

typedef enum {
#define PROMPT(id, name, holders)  PROMPT_##id,
#include "worker/answer/prompt.def"
#undef PROMPT
    PROMPT_COUNT
} prompt_id_t;

#define PROMPT_TEXT_MAX       8192      /* bytes of one text */
#define PROMPT_KNOWLEDGE_MAX  8
#define PROMPT_FILES_MAX      5

/* What a question is made of; empty slices are left out. */
typedef struct {
    const char    *language;
    slice_t        tenant;              /* its name */
    slice_t        own;                 /* instead of the section `system` */
    slice_t        persona;             /* the tenant's own instructions */
    slice_t        now;                 /* the desk's clock, when days matter */
    slice_t        customer;            /* profile, one line */
    slice_t        summary;             /* of what was said long ago */
    slice_t        files[PROMPT_FILES_MAX];     /* newest last */
    unsigned       nfiles;
    slice_t        knowledge[PROMPT_KNOWLEDGE_MAX];
    unsigned       nknowledge;
    bool           angry, confused, offer_person;
} prompt_facts_t;

/* Replaces what was loaded; false with one sentence in err. */
bool        prompts_load(const char *dir, char *err, size_t err_len);
void        prompts_release(void);

/* "1.8f3a09c2": the files' version and what they hold; of one language. */
const char *prompt_version(const char *language);

/* A text as it is in its file; English for any other language. */
const char *prompt_text(const char *language, prompt_id_t id);

/* Rules, persona and manners: ours, and never to be said.  In pool, NUL
 * behind it; data NULL: no memory. */
slice_t     prompt_system(pool_t *pool, const prompt_facts_t *facts);

/* What is known, fenced: the clock, customer, summary, files, knowledge.  It
 * stands in front of the customer's words, in a message, never in the system
 * text. */
slice_t     prompt_data(pool_t *pool, const prompt_facts_t *facts);

slice_t     prompt_fence(pool_t *pool, const char *kind, slice_t text);

/* A rough count, on the safe side: three bytes of Latin text are a token. */
unsigned    prompt_tokens(slice_t text);

#endif
