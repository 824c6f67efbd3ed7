/*
 * cli/media_object - `relevo media put|get|url`: one object, by its name.
 */

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "worker/cli/media.h"
#include "worker/cli/media_loop.h"
#include "worker/engine/work.h"
#include "worker/media/files.h"

#define URL_SECONDS  300

typedef struct {
    object_put_t  put;
    char          digest[SPOOL_HEX_LEN + 1];
    op_t         *op;
    seal_job_t   *seal;
    object_t     *object;
} put_t;


/* --- put ---------------------------------------------------------------- */

static rc_t
seal_start(job_t *j)
{
    put_t  *p = j->data;

    if (!seal_is_on()) {
        return RC_DECLINED;
    }

    p->op = seal_begin(j, p->put.key, p->put.path, &p->seal);

    return RC_AGAIN;
}


static rc_t
seal_finish(job_t *j)
{
    put_t  *p = j->data;

    if (p->op->rc != RC_OK) {
        return job_fail(j, p->op->rc, "%s", p->op->error);
    }

    p->put.path = seal_path(p->seal);
    p->put.sha256 = seal_digest(p->seal);
    p->put.bytes = seal_bytes(p->seal);

    return RC_OK;
}


static rc_t
put_start(job_t *j)
{
    put_t  *p = j->data;

    p->object = object_put(j, &p->put);

    return RC_AGAIN;
}


static rc_t
put_finish(job_t *j)
{
    put_t  *p = j->data;
    rc_t    rc = object_settled(j, p->object);

    return rc == RC_OK ? RC_OK : job_fail(j, rc, "%s", p->object->error);
}


static const phase_t  put_phases[] = {
    { "seal", seal_start, seal_finish, 600000 },
    { "put",  put_start,  put_finish,  600000 },
    { NULL, NULL, NULL, 0 }
};


static uint64_t
size_of(const char *path)
{
    FILE      *f = fopen(path, "r");
    long long  n = -1;

    if (f != NULL && fseeko(f, 0, SEEK_END) == 0) {
        n = (long long) ftello(f);
    }

    if (f != NULL) {
        fclose(f);
    }

    return n > 0 ? (uint64_t) n : 0;
}


int
media_put(args_t *args)
{
    const char  *mime = cli_value(args, "--mime");
    put_t        p = { .put = { .user = "operator", .message = "none",
                                .kind = "file" } };
    char         why[256];
    rc_t         rc;

    if (!cli_words(args, 2, 2)) {
        return EXIT_USAGE;
    }

    p.put.path = args->argv[0];
    p.put.key = args->argv[1];
    p.put.mime = mime != NULL ? mime : "application/octet-stream";
    p.put.sha256 = p.digest;
    p.put.bytes = size_of(p.put.path);

    if (!files_digest(p.put.path, p.digest)) {
        cli_error("%s cannot be read", p.put.path);
        return EXIT_FAILED;
    }

    media_loop_open();
    rc = media_loop_run(put_phases, &p, why);
    media_loop_close();

    if (rc != RC_OK) {
        cli_error("%s", why);
        return EXIT_FAILED;
    }

    printf("%s: %llu bytes\n", p.put.key, (unsigned long long) p.put.bytes);

    return EXIT_OK;
}


/* --- get, url ----------------------------------------------------------- */

static const phase_t  get_phases[] = {
    { "local", local_start, local_finish, LOCAL_MS },
    { NULL, NULL, NULL, 0 }
};


int
media_get(args_t *args)
{
    media_step_t  step = { 0 };
    char          why[256];
    rc_t          rc;

    if (!cli_words(args, 2, 2)) {
        return EXIT_USAGE;
    }

    step.object = args->argv[0];
    step.path = args->argv[1];

    if (access(step.path, F_OK) == 0) {
        cli_error("%s is there already", step.path);
        return EXIT_FAILED;
    }

    media_loop_open();
    rc = media_loop_run(get_phases, &step, why);
    media_loop_close();

    if (rc != RC_OK) {
        cli_error("%s", why);
        return EXIT_FAILED;
    }

    return EXIT_OK;
}


int
media_url(args_t *args)
{
    long         seconds = URL_SECONDS;
    pool_t      *pool;
    const char  *url;

    if (!cli_int(args, "--seconds", 1, 604800, &seconds)
        || !cli_words(args, 1, 1))
    {
        return EXIT_USAGE;
    }

    pool = pool_new(POOL_CAP_DEFAULT);
    url = object_url(pool, args->argv[0], (unsigned) seconds);

    if (url == NULL) {
        cli_error("the store \"%s\" has no such links, or is not configured",
                  object_store()->name);
    } else {
        puts(url);
    }

    pool_free(pool);

    return url != NULL ? EXIT_OK : EXIT_FAILED;
}
