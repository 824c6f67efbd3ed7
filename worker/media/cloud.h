/*
 * cloud - answers of Rekognition and Textract: a decoder's result in their
 * form, and what is in theirs in the form of ours.  Pure.
 */

#ifndef RELEVO_MEDIA_CLOUD_H
#define RELEVO_MEDIA_CLOUD_H

#include <jansson.h>

#include "worker/engine/pool.h"
#include "worker/providers/perceive.h"

/* {"Labels"}, {"TextDetections"}, {"Blocks"} or {"ExpenseDocuments"}; input
 * has MaxLabels and MinConfidence.  A new reference. */
json_t     *cloud_form(perceive_kind_t kind, const json_t *result,
                const json_t *input);

/* The LINE entries of such an answer, one under the other; NULL: it has
 * none, or 4 MB of them. */
const char *cloud_lines(pool_t *pool, const json_t *answer);

/* The fields of an {"ExpenseDocuments"} as fields_find() would give them; a
 * new reference, NULL: it has none. */
json_t     *cloud_fields(const json_t *answer);

#endif
