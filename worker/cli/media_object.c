/*
 * cli/media_object - `relevo media put|get|url`: one object, by its name.
 */

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "worker/cli/media.h"
#include "worker/cli/media_loop.h"
#include "worker/media/files.h"

#define URL_SECONDS  300


/* --- put ---------------------------------------------------------------- */

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
    const char    *mime = cli_value(args, "--mime");
    object_put_t   put = { .user = "operator", .message = "none",
                           .kind = "file" };
    char           why[256], digest[SPOOL_HEX_LEN + 1];
    rc_t           rc;

    if (!cli_words(args, 2, 2)) {
        return EXIT_USAGE;
    }

    put.path = args->argv[0];
    put.key = args->argv[1];
    put.mime = mime != NULL ? mime : "application/octet-stream";
    put.sha256 = digest;
    put.bytes = size_of(put.path);

    if (!files_digest(put.path, digest)) {
        cli_error("%s cannot be read", put.path);
        return EXIT_FAILED;
    }

    media_loop_open();
    rc = media_loop_put(&put, why);
    media_loop_close();

    if (rc != RC_OK) {
        cli_error("%s", why);
        return EXIT_FAILED;
    }

    printf("%s: %llu bytes\n", put.key, (unsigned long long) put.bytes);

    return EXIT_OK;
}


/* --- get, url ----------------------------------------------------------- */

int
media_get(args_t *args)
{
    const char  *path;
    char         why[256];
    rc_t         rc;

    if (!cli_words(args, 2, 2)) {
        return EXIT_USAGE;
    }

    path = args->argv[1];

    if (access(path, F_OK) == 0) {
        cli_error("%s is there already", path);
        return EXIT_FAILED;
    }

    media_loop_open();
    rc = media_loop_get(args->argv[0], path, NULL, why);
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
