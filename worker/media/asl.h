/*
 * asl - the subset of the Amazon States Language a media workflow is written
 * in: Task, Parallel, Choice, Pass, Wait, Succeed, Fail; Retry and Catch; the
 * paths $.a.b[0] and $$.a.
 *
 * A definition is read once, checked whole, and never changes: a wrong one is
 * refused with the state, the field and what would be right.  What is not in
 * the subset is refused too, never ignored.  Pure: running it is exec.c's.
 */

#ifndef RELEVO_MEDIA_ASL_H
#define RELEVO_MEDIA_ASL_H

#include <jansson.h>

#include "worker/engine/pool.h"
#include "worker/media/task.h"

#define ASL_STATES_MAX   200            /* of one machine, branches apart */
#define ASL_DEPTH_MAX    4              /* Parallel inside Parallel */
#define ASL_RETRIERS_MAX 8
#define ASL_NAME_MAX     80
#define ASL_SECONDS_MAX  86400          /* a day, of any wait */
#define ASL_ERROR_LEN    320

#define ASL_ALL          "States.ALL"
#define ASL_PARAMETERS   "States.ParameterPathFailure"
#define ASL_NO_CHOICE    "States.NoChoiceMatched"
#define ASL_RUNTIME      "States.Runtime"

typedef enum {
    ASL_TASK, ASL_PARALLEL, ASL_CHOICE, ASL_PASS, ASL_WAIT, ASL_SUCCEED,
    ASL_FAIL
} asl_type_t;

typedef struct asl_state_s    asl_state_t;
typedef struct asl_machine_s  asl_machine_t;

struct asl_state_s {
    const char           *name;
    asl_type_t            type;
    const json_t         *def;          /* its object: Choices, Retry, ... */
    const asl_state_t    *next;         /* NULL: the end */
    const media_task_t   *task;         /* TASK */
    asl_machine_t       **branches;     /* PARALLEL */
    unsigned              nbranches;
    uint64_t              timeout_ms;   /* TASK; 0: the setting's */
};

struct asl_machine_s {
    asl_state_t  *states;
    unsigned      n;
    asl_state_t  *start;
};

typedef struct {
    pool_t         *pool;               /* all of it */
    json_t         *json;               /* as it was read, completed */
    asl_machine_t  *machine;
    char            name[64];           /* of the file: "media" */
    char            version[17];        /* digest of its text */
    uint64_t        timeout_ms;         /* of one execution, 0: none */
} asl_t;


/* ---- asl.c: a whole definition ---- */

/* name: of the file, in messages.  NULL, with one sentence in err. */
asl_t             *asl_parse(const char *name, slice_t text, char *err);
asl_t             *asl_load(const char *path, char *err);
void               asl_free(asl_t *a);              /* NULL-safe */

const asl_state_t *asl_state(const asl_machine_t *m, const char *name);

/* Next of a Choice rule or a Catcher: such names were checked. */
const asl_state_t *asl_next(const asl_machine_t *m, const json_t *rule);


/* ---- asl_check.c: one state ---- */

/* False with err filled: "state "X": field "Y": why". */
bool asl_check_state(asl_t *a, const asl_machine_t *m, asl_state_t *s,
         unsigned depth, char *err);

/* Fills m from {"StartAt", "States"}; where: "" or what it is a branch of. */
bool asl_machine_read(asl_t *a, asl_machine_t *m, json_t *json,
         const char *where, unsigned depth, char *err);

const char *asl_type_name(asl_type_t type);     /* "Task" */

/* Writes err, once: what was first. */
bool asl_wrong(char *err, const char *fmt, ...)
         __attribute__((format(printf, 2, 3)));


/* ---- asl_field.c ---- */

/* Every field of a state is one of its type's and right, none is missing;
 * else false with err filled. */
bool asl_fields_check(const asl_state_t *s, char *err);

/* May a state of that type have it? */
bool asl_field_has(asl_type_t type, const char *name);


/* ---- asl_supply.c: what a definition leaves to us ---- */

/* ${Name} from media.values, ProcessAudio, fetching and storing in front of
 * one that has no such task. */
bool        asl_supply(json_t *json, char *err);

/* "arn:...:rekognition:detectLabels" -> "relevo:rekognition.detectLabels";
 * what is no such name stays as it is. */
const char *asl_resource(const char *resource);


/* ---- asl_path.c ---- */

bool    asl_path_is(const char *path);  /* $, $.a, $.a[0], $['a b'], $$.a */
bool    asl_path_is_place(const char *path);    /* may be written to */

/* Borrowed, or NULL: there is nothing. */
json_t *asl_path_get(const char *path, const json_t *data,
            const json_t *context);

/* A new reference: data with value at path (value is not stolen). */
json_t *asl_path_set(const char *path, json_t *data, json_t *value);

/* "Parameters": members that end in ".$" are paths.  A new reference; NULL
 * with the path that leads nowhere in ret_path. */
json_t *asl_template(const json_t *template, const json_t *data,
            const json_t *context, const char **ret_path);
bool    asl_template_check(const json_t *template, char *why, size_t len);


/* ---- asl_choice.c ---- */

bool    asl_choice_check(const json_t *rule, bool top, char *why, size_t len);
bool    asl_choice_is(const json_t *rule, const json_t *data,
            const json_t *context);

#endif
