/*
 * channel_reseal - `relevo channel reseal`: the key file has a new first key.
 *
 * Opens every box with whatever key of the file fits and seals it with the
 * first.  Stopped halfway it goes on where it was: what is sealed with the
 * first key already is left alone.  Afterwards the old key can be deleted.
 */

#include <stdio.h>
#include <stdlib.h>

#include "worker/cli/channel.h"
#include "worker/jsonx.h"

static const char  boxes_sql[] = "select core.boxes()";
static const char  replace_sql[] = "select core.box_replace($1::jsonb, $2)";


static bool
box_reseal(PGconn *pg, const json_t *box)
{
    const secret_place_t  place = {
        cli_str(box, "kind"), cli_str(box, "tenant"), cli_str(box, "channel"),
        cli_str(box, "name"), cli_str(box, "what")
    };
    char          text[SEAL_TEXT_MAX + 1], *old = json_dumps(box, 0);
    const char   *params[] = { old, text };
    secret_t      secret = { .len = 0 };
    json_t       *answer = NULL;
    bool          ok;

    if (old != NULL && secret_unbox(&place, cli_str(box, "box"), &secret)
        && secret_box(&place, &secret, text))
    {
        answer = cli_pg_json(pg, replace_sql, 2, params);
    }

    /* not ok: somebody has rotated it meanwhile, with the new key */

    ok = answer != NULL;
    json_decref(answer);
    secret_wipe(&secret);
    jsonx_free(old);

    return ok;
}


int
channel_reseal(PGconn *pg, args_t *args)
{
    json_t   *list, *box;
    size_t    i;
    unsigned  done = 0, failed = 0;

    if (!cli_words(args, 0, 0)) {
        return EXIT_USAGE;
    }

    list = cli_pg_json(pg, boxes_sql, 0, NULL);
    if (list == NULL) {
        return EXIT_FAILED;
    }

    json_array_foreach(json_object_get(list, "boxes"), i, box) {
        if (secret_is_current(slice_str(cli_str(box, "box")))) {
            continue;
        }

        if (box_reseal(pg, box)) {
            done++;
        } else {
            failed++;
        }
    }

    json_decref(list);
    printf("%u sealed anew, %u failed\n", done, failed);

    return failed == 0 ? EXIT_OK : EXIT_FAILED;
}
