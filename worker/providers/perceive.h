/*
 * perceive - what is asked of an outside service that hears or sees a file
 * (speech to text, Rekognition, Textract) and what it said.  Nothing of it is
 * needed: without such an account relevo-decode's own answer is used.
 *
 * What comes back is made of a customer's file: data, never an instruction.
 */

#ifndef RELEVO_PROVIDERS_PERCEIVE_H
#define RELEVO_PROVIDERS_PERCEIVE_H

#include <jansson.h>

#include "common/slice.h"
#include "worker/providers/model.h"

#define PERCEIVE_RATE  16000            /* samples a second, of SPEECH */

typedef enum {
    PERCEIVE_SPEECH = 0,                /* PCM: what is said */
    PERCEIVE_LABELS,                    /* a picture: what is in it */
    PERCEIVE_LINES,                     /* a picture: its text */
    PERCEIVE_PAPER,                     /* a document: its text */
    PERCEIVE_EXPENSE                    /* an invoice or receipt: its fields */
} perceive_kind_t;

typedef struct {
    perceive_kind_t  kind;
    unsigned         units;             /* seconds, pictures, pages: charged */
    uint64_t         total_ms;          /* all tries; 0: provider.total */

    /* SPEECH: 16 kHz, mono, 16 bits, little-endian; fd stays open until the
     * call has settled */
    int              fd;
    uint64_t         bytes;
    const char      *language;          /* "es": a hint; "": none */

    /* the others: the file itself, or where it lies in S3 */
    slice_t          file;
    const char      *bucket, *object;   /* object NULL: it is `file` */
    int              max_labels;        /* LABELS; 0: as it likes */
    double           min_confidence;    /* LABELS, 0 to 100 */
} perceive_request_t;

/* "DetectLabels": the model's name where an account names none. */
const char *perceive_name(perceive_kind_t kind);

/*
 * json, in the asker's pool:
 *   SPEECH   {"text", "language": "es" or "", "duration_ms" and "confidence"
 *            (0 to 100) where the service says them}
 *   others   the service's own answer
 */
typedef struct {
    json_t          *json;
    model_failure_t  failure;
    char             account[64];       /* name of the provider's row */
    char             provider[16];
    char             model[MODEL_NAME_MAX];
} perceive_reply_t;

#endif
