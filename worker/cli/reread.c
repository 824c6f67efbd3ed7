/*
 * cli/reread - see reread.h.
 *
 * A scene holds marks of the words that rules had when it was made.  Nothing
 * else of it depends on rules.
 */

#include "worker/cli/reread.h"

#include <stdio.h>

#include "worker/cli/cli.h"
#include "worker/decide/defaults.h"
#include "worker/decide/own_words.h"
#include "worker/jsonx.h"
#include "worker/nlu/lexicon.h"

static const char  said_sql[] =
    "select core.turn_said($1::uuid, $2::uuid, $3::bigint, $4::bigint,"
    " $5::int)";


static json_t *
said_ask(PGconn *pg, const char *tenant, const json_t *decision)
{
    char         from[24], to[24], limit[16];
    const char  *id = jsonx_str(decision, "conversation");
    const char  *params[] = { tenant, id, from, to, limit };

    if (*id == '\0') {
        params[1] = jsonx_str(decision, "conversation_id");
    }

    snprintf(from, sizeof(from), "%lld",
             (long long) jsonx_int(decision, "from_seq"));
    snprintf(to, sizeof(to), "%lld",
             (long long) jsonx_int(decision, "to_seq"));
    snprintf(limit, sizeof(limit), "%d", SCENE_MESSAGES_MAX - 1);

    return cli_pg_json(pg, said_sql, 5, params);
}


bool
cli_reread(PGconn *pg, const char *tenant, const json_t *decision,
    const rules_t *rules, scene_t *scene)
{
    said_t         said[SCENE_MESSAGES_MAX];
    json_t        *answer, *item;
    const json_t  *list;
    unsigned       n = 0;
    size_t         i;

    if (rules->nwords == 0) {
        return true;
    }

    answer = said_ask(pg, tenant, decision);
    list = json_object_get(answer, "said");

    json_array_foreach((json_t *) list, i, item) {
        if (n < SCENE_MESSAGES_MAX) {
            said[n++] = (said_t) {
                .customer = jsonx_true(item, "customer"),
                .text = slice_str(jsonx_str(item, "text"))
            };
        }
    }

    own_words_read(rules, decide_patterns(), said, n,
                   lexicon_index(jsonx_str(answer, "language")), scene);
    json_decref(answer);

    return n > 0;
}
