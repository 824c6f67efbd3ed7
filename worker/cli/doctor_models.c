/*
 * doctor_models - accounts at models: is it known what they cost, and can the
 * database hold what they make?  A part of `relevo doctor`.
 */

#include <string.h>
#include <time.h>

#include "worker/cli/doctor.h"
#include "worker/cli/vectors.h"
#include "worker/engine/config.h"
#include "worker/providers/prices.h"

#define STALE_DAYS  180
#define DAY_S       86400

static const char  list_sql[] = "select core.provider_list(null)";


/* Comprehend and Lex are not charged by what the list counts. */

static bool
kind_is_priced(const char *kind)
{
    return strcmp(kind, "comprehend") != 0 && strcmp(kind, "lex") != 0;
}


static void
price_judge(const char *account, const char *kind, const char *model)
{
    price_t  price;
    long     days;

    if (!kind_is_priced(kind)) {
        return;
    }

    if (!price_find(kind, model, &price)) {
        finding(false, "%s: provider.prices has no line for %s %s: what it"
                " costs is not counted and no budget holds it; add one (zeros,"
                " when it is your own)", account, kind, model);
        return;
    }

    if (price.in == 0 && price.out == 0) {
        return;                         /* one's own */
    }

    days = (long) ((time(NULL) - price.checked) / DAY_S);

    if (price.checked == 0) {
        finding(false, "%s: nobody has compared the price of %s %s in"
                " provider.prices with a contract; do, and end the line in"
                " \"# checked DAY\"", account, kind, model);
    } else if (days > STALE_DAYS) {
        finding(false, "%s: the price of %s %s in provider.prices was compared"
                " %ld days ago; providers change theirs", account, kind,
                model, days);
    }
}


void
check_models(PGconn *pg)
{
    json_t      *list = cli_pg_json(pg, list_sql, 0, NULL), *one;
    const char  *kind = config_str("provider.kind");
    bool         embeds = false;
    size_t       i;

    if (*kind != '\0') {
        price_judge("relevo.conf", kind, config_str("provider.model"));
    }

    json_array_foreach(json_object_get(list, "providers"), i, one) {
        if (json_is_true(json_object_get(one, "enabled"))) {
            price_judge(cli_str(one, "name"), cli_str(one, "kind"),
                        cli_str(one, "model"));
            embeds = embeds || strcmp(cli_str(one, "kind"),
                                      "embeddings") == 0;
        }
    }

    if (embeds && !vectors_are_on(pg)) {
        finding(false, "there is an account that makes vectors, and PostgreSQL"
                " holds none: full text only; install pgvector, run relevo"
                " migrate, which says what is missing");
    }

    json_decref(list);
    prices_release();
}
