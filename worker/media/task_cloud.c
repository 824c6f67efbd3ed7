/*
 * task_cloud - rekognition.detectLabels, rekognition.detectText,
 * textract.detectDocumentText and textract.analyzeExpense.
 *
 * A definition written for that cloud works here without it: MaxLabels and
 * MinConfidence mean the same, Image and Document name the object that is in
 * the local copy already.  With an account of kind rekognition or textract the
 * file is sent there and its answer is the output as it came.  Without one,
 * when it fails or the file is none it takes, relevo-decode answers in the
 * same form: the file is never lost to a service that is away.
 */

#include <string.h>

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"
#include "worker/media/cloud.h"
#include "worker/media/decode_step.h"
#include "worker/media/sight.h"
#include "worker/media/store.h"
#include "worker/media/tasks.h"
#include "worker/providers/call.h"
#include "worker/providers/provider.h"

#define INLINE_MAX     (5u << 20)       /* bytes; 10 MB of Textract would be
                                           more than a job may hold */
#define PICTURE_TYPES  " image/jpeg image/png "
#define PAPER_TYPES    " image/jpeg image/png application/pdf image/tiff "
#define S3_MAX         (10u << 20)      /* both take that out of S3 */

typedef struct {
    perceive_kind_t      kind;
    model_ask_t          ask;
    perceive_request_t   request;
    perceive_reply_t     reply;
    op_t                *op;
    bool                 has;           /* an account */
} cloud_t;

/* What is asked for, and what relevo-decode does instead. */
static const struct {
    const char  *purpose, *types, *what;
    unsigned     caps;
} kinds[] = {
    [PERCEIVE_LABELS] = { "labels", PICTURE_TYPES, "labels",
                          PROVIDER_PICTURE },
    [PERCEIVE_LINES] = { "lines", PICTURE_TYPES, "text", PROVIDER_PICTURE },
    [PERCEIVE_PAPER] = { "paper", PAPER_TYPES, "text", PROVIDER_PAPER },
    [PERCEIVE_EXPENSE] = { "expense", PAPER_TYPES, "text", PROVIDER_PAPER }
};


/* ---- is there an account? ---- */

static void
account_look(cloud_t *c)
{
    c->has = model_has(c->op, &c->ask, kinds[c->kind].caps);
}


static rc_t
account_start(job_t *j, perceive_kind_t kind)
{
    media_step_t  *s = job_media(j);
    cloud_t       *c = pool_alloc_always(j->pool, sizeof(cloud_t));

    s->own = c;
    c->kind = kind;
    c->ask = (model_ask_t) { .tenant = s->tenant, .language = s->language,
                             .purpose = kinds[kind].purpose };
    c->op = model_accounts(j, s->tenant);

    if (c->op != NULL) {
        return RC_AGAIN;
    }

    account_look(c);

    return RC_OK;
}


static rc_t
account_finish(job_t *j)
{
    account_look(job_media(j)->own);

    return RC_OK;
}


static rc_t
labels_start(job_t *j)
{
    return account_start(j, PERCEIVE_LABELS);
}


static rc_t
lines_start(job_t *j)
{
    return account_start(j, PERCEIVE_LINES);
}


static rc_t
blocks_start(job_t *j)
{
    return account_start(j, PERCEIVE_PAPER);
}


static rc_t
expense_start(job_t *j)
{
    return account_start(j, PERCEIVE_EXPENSE);
}


/* ---- the cloud ---- */

/* Where the store is S3 and the file lies there unsealed, the service takes it
 * from there: what is too large to be sent. */
static bool
object_name(const media_step_t *s, perceive_request_t *r)
{
    if (strcmp(config_str("store.kind"), "s3") != 0 || seal_is_on()
        || *s->object == '\0' || s->bytes < 0 || s->bytes > S3_MAX)
    {
        return false;
    }

    r->bucket = config_str("s3.bucket");
    r->object = s->object;

    return true;
}


/* The picture without its EXIF where such a copy is there, else the file. */
static bool
file_take(job_t *j, cloud_t *c)
{
    const media_step_t  *s = job_media(j);
    const char          *types = kinds[c->kind].types;
    model_image_t        image;

    if (sight_is_there(s) && sight_load(j, INLINE_MAX, &image)) {
        c->request.file = image.bytes;
        return true;
    }

    return sight_file(j, types, INLINE_MAX, &c->request.file)
           || (sight_is(s, types) && object_name(s, &c->request));
}


static rc_t
cloud_start(job_t *j)
{
    media_step_t  *s = job_media(j);
    cloud_t       *c = s->own;

    if (!c->has || !file_take(j, c)) {
        return RC_DECLINED;
    }

    c->request.kind = c->kind;
    c->request.units = 1;
    c->request.max_labels = (int) json_integer_value(json_object_get(s->input,
                                                     "MaxLabels"));
    c->request.min_confidence = json_number_value(json_object_get(s->input,
                                                  "MinConfidence"));
    c->op = perceive_call(j, &c->ask, &c->request, &c->reply);

    return RC_AGAIN;
}


static rc_t
cloud_finish(job_t *j)
{
    media_step_t   *s = job_media(j);
    const cloud_t  *c = s->own;

    if (c->op->rc == RC_OK) {
        stat_add(media_cloud, 1);
        s->output = c->reply.json;
    } else {
        stat_add(media_cloud_failed, 1);
        log_info("media.cloud_failed", LOG_STR("media", s->media),
                 LOG_STR("what", perceive_name(c->kind)),
                 LOG_STR("kind", model_failure_name(c->reply.failure)));
    }

    return RC_OK;
}


/* ---- here ---- */

static rc_t
here_start(job_t *j)
{
    media_step_t   *s = job_media(j);
    const cloud_t  *c = s->own;

    if (s->output != NULL) {
        return RC_DECLINED;             /* it has answered */
    }

    return decode_step_ask(j, pool_json(j->pool, json_pack("{s:[s]}", "what",
                                        kinds[c->kind].what)));
}


static rc_t
here_finish(job_t *j)
{
    media_step_t   *s = job_media(j);
    const cloud_t  *c = s->own;
    json_t         *result;
    rc_t            rc = decode_step_read(j, &result);

    if (rc == RC_OK) {
        s->output = pool_json(j->pool, cloud_form(c->kind, result, s->input));
    }

    return rc;
}


#define CLOUD_PHASES(start)                                                   \
    { "media_accounts", start, account_finish, ACCOUNTS_MS },                 \
    { "media_local", local_start, local_finish, LOCAL_MS },                   \
    { "media_cloud", cloud_start, cloud_finish, PERCEIVE_STEP_MS },           \
    { "media_here", here_start, here_finish, DECODE_STEP_MS },                \
    { NULL, NULL, NULL, 0 }

const phase_t  task_labels[] = { CLOUD_PHASES(labels_start) };
const phase_t  task_lines[] = { CLOUD_PHASES(lines_start) };
const phase_t  task_blocks[] = { CLOUD_PHASES(blocks_start) };
const phase_t  task_expense[] = { CLOUD_PHASES(expense_start) };
