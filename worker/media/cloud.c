/*
 * cloud - see cloud.h.
 */

#include "worker/media/cloud.h"

#include <stdio.h>
#include <string.h>

#include "worker/jsonx.h"
#include "worker/media/fields.h"
#include "worker/providers/buffer.h"

#define LINES_BYTES  (4u << 20)         /* of one answer */

/* Lines of a service: the list, what marks a line in it, and its text. */
static const struct { const char *list, *type, *text; } services[] = {
    { "TextDetections", "Type",      "DetectedText" },
    { "Blocks",         "BlockType", "Text" }
};

/* Textract's types of a summary field -> ours. */
static const struct { const char *theirs, *ours; } types[] = {
    { "INVOICE_RECEIPT_ID",   "number" },
    { "INVOICE_RECEIPT_DATE", "date" },
    { "DUE_DATE",             "due" },
    { "TOTAL",                "total" },
    { "AMOUNT_DUE",           "total" },
    { "SUBTOTAL",             "subtotal" },
    { "TAX",                  "tax" },
    { "VENDOR_NAME",          "seller" },
    { "RECEIVER_NAME",        "buyer" }
};


/* ---- ours in their form ---- */

static void
label_add(json_t *labels, const char *name, double confidence,
    const json_t *input)
{
    json_int_t  most = json_integer_value(json_object_get(input, "MaxLabels"));
    double      least = json_number_value(json_object_get(input,
                                                          "MinConfidence"));

    if (*name != '\0' && confidence >= least
        && (most <= 0 || (json_int_t) json_array_size(labels) < most))
    {
        json_array_append_new(labels, json_pack("{s:s, s:f}", "Name", name,
                                                "Confidence", confidence));
    }
}


/* Ours are names, or {"name", "confidence"}; the kind is one of them. */
static json_t *
labels_of(const json_t *result, const json_t *input)
{
    json_t  *labels = json_array(), *one;
    size_t   i;

    label_add(labels, jsonx_str(result, "kind"), 100, input);

    json_array_foreach(json_object_get(result, "labels"), i, one) {
        const json_t  *sure = json_object_get(one, "confidence");

        label_add(labels, json_is_string(one) ? json_string_value(one)
                  : jsonx_str(one, "name"), sure == NULL ? 100
                  : json_number_value(sure), input);
    }

    return labels;
}


static json_t *
lines_of(const json_t *result, const char *type, const char *text)
{
    const json_t  *confidence = json_object_get(result, "confidence");
    const char    *p = jsonx_str(result, "text");
    json_t        *lines = json_array();

    while (*p != '\0') {
        size_t  n = strcspn(p, "\n");

        if (n > 0) {
            json_array_append_new(lines, json_pack("{s:s, s:s%, s:f}", type,
                "LINE", text, p, n, "Confidence",
                json_number_value(confidence)));
        }

        p += n + (p[n] == '\n');
    }

    return lines;
}


static json_t *
summary_field(const json_t *field, const char *type)
{
    return json_pack("{s:{s:s}, s:{s:s}, s:{s:s}}",
                     "Type", "Text", type,
                     "LabelDetection", "Text", jsonx_str(field, "evidence"),
                     "ValueDetection", "Text", jsonx_str(field, "value"));
}


static json_t *
expense_of(const json_t *result)
{
    const char  *text = jsonx_str(result, "text");
    json_t      *found = fields_find(slice_str(text));
    json_t      *summary = json_array();

    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        const json_t  *field = json_object_get(found, types[i].ours);

        /* of two names for one thing the first is told */

        if (json_is_object(field)
            && (i == 0 || strcmp(types[i].ours, types[i - 1].ours) != 0))
        {
            json_array_append_new(summary, summary_field(field,
                                                         types[i].theirs));
        }
    }

    json_decref(found);

    return json_pack("[{s:i, s:o, s:[], s:o}]", "ExpenseIndex", 1,
                     "SummaryFields", summary, "LineItemGroups",
                     "Blocks", lines_of(result, "BlockType", "Text"));
}


json_t *
cloud_form(perceive_kind_t kind, const json_t *result, const json_t *input)
{
    switch (kind) {
    case PERCEIVE_LABELS:
        return json_pack("{s:o}", "Labels", labels_of(result, input));
    case PERCEIVE_LINES:
        return json_pack("{s:o}", "TextDetections",
                         lines_of(result, "Type", "DetectedText"));
    case PERCEIVE_EXPENSE:
        return json_pack("{s:o}", "ExpenseDocuments", expense_of(result));
    default:
        return json_pack("{s:o}", "Blocks",
                         lines_of(result, "BlockType", "Text"));
    }
}


/* ---- theirs in ours ---- */

/* False: no memory, or more text than one answer may have. */
static bool
lines_join(buffer_t *all, const json_t *answer)
{
    bool  ok = true;

    for (size_t k = 0; k < sizeof(services) / sizeof(services[0]); k++) {
        const json_t  *list = json_object_get(answer, services[k].list);
        size_t         i;
        json_t        *one;

        json_array_foreach((json_t *) list, i, one) {
            if (strcmp(jsonx_str(one, services[k].type), "LINE") == 0) {
                ok = ok && (all->len == 0
                            || buffer_add(all, SLICE_LIT("\n")))
                     && buffer_add(all, slice_str(jsonx_str(one,
                                                  services[k].text)));
            }
        }
    }

    return ok;
}


const char *
cloud_lines(pool_t *pool, const json_t *answer)
{
    buffer_t  *all = pool_alloc(pool, sizeof(buffer_t));
    size_t     i;
    json_t    *one;
    bool       ok = all != NULL && buffer_in(pool, all, LINES_BYTES)
                    && lines_join(all, answer);

    json_array_foreach(json_object_get(answer, "ExpenseDocuments"), i, one) {
        ok = ok && lines_join(all, one);
    }

    return ok && all->len > 0 ? all->data : NULL;
}


static const char *
type_ours(const json_t *field)
{
    const char  *theirs = jsonx_str(json_object_get(field, "Type"), "Text");

    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        if (strcmp(types[i].theirs, theirs) == 0) {
            return types[i].ours;
        }
    }

    return NULL;
}


/* "1.107,69 €" as ours are written: "1107.69" and EUR. */
static void
amount_take(json_t *field, const char *value)
{
    slice_t         text = slice_str(value);
    field_amount_t  amount;

    if (field_amount(&text, &amount) && !amount.percent) {
        json_object_set_new(field, "value", json_string(amount.value));

        if (amount.currency[0] != '\0') {
            json_object_set_new(field, "currency",
                                json_string(amount.currency));
        }
    }
}


static bool
is_amount(const char *ours)
{
    return strcmp(ours, "total") == 0 || strcmp(ours, "subtotal") == 0
           || strcmp(ours, "tax") == 0;
}


/* The first of each; the label that stood at it is its evidence. */
static void
field_take(json_t *out, const json_t *field)
{
    const char  *ours = type_ours(field);
    const char  *label = jsonx_str(json_object_get(field, "LabelDetection"),
                                   "Text");
    const char  *value = jsonx_str(json_object_get(field, "ValueDetection"),
                                   "Text");
    const char  *currency = jsonx_str(json_object_get(field, "Currency"),
                                      "Code");
    json_t      *one;

    if (ours == NULL || *value == '\0' || json_object_get(out, ours) != NULL) {
        return;
    }

    one = json_pack("{s:s, s:s}", "value", value, "evidence",
                    *label == '\0' ? value : label);

    if (*currency != '\0') {
        json_object_set_new(one, "currency", json_string(currency));
    }

    if (is_amount(ours)) {
        amount_take(one, value);
    }

    json_object_set_new(out, ours, one);
}


json_t *
cloud_fields(const json_t *answer)
{
    json_t  *out = json_object(), *document, *field;
    size_t   i, n;

    json_array_foreach(json_object_get(answer, "ExpenseDocuments"), i,
                       document)
    {
        json_array_foreach(json_object_get(document, "SummaryFields"), n,
                           field)
        {
            field_take(out, field);
        }
    }

    if (json_object_size(out) == 0) {
        json_decref(out);
        return NULL;
    }

    return out;
}
