/* provider_loop - see provider_loop.h. */

#include "worker/cli/provider_loop.h"

#include "worker/cli/cli.h"
#include "worker/engine/config.h"
#include "worker/engine/http.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/owner.h"
#include "worker/providers/budget.h"
#include "worker/providers/call.h"

#define SETTLE_LOOK_MS  20
#define SETTLE_LOOKS    500             /* then it is left to expire */
#define UP_MS           15000           /* for the database to be there */

static void   (*begin_fn)(void);
static alarm_t *late;


static void
on_up(void *data)
{
    void  (*fn)(void) = begin_fn;

    (void) data;
    begin_fn = NULL;                    /* it may come up again */

    if (fn != NULL) {
        alarm_cancel(late);
        fn();
    }
}


static void
on_late(void *data)
{
    (void) data;
    loop_stop();
}


static void
settled_look(void *data)
{
    static unsigned  looks;

    (void) data;

    if (budget_is_idle()) {
        loop_stop();

    } else if (looks++ == SETTLE_LOOKS) {
        cli_error("the database does not take what it cost");
        loop_stop();

    } else {
        alarm_set(SETTLE_LOOK_MS, settled_look, NULL);
    }
}


void
provider_loop_end(void)
{
    alarm_set(0, settled_look, NULL);
}


bool
provider_loop(const char *name, void (*begin)(void))
{
    begin_fn = begin;

    log_init(name);
    loop_init();
    http_init();
    worker.pg_worker = pg_new("worker", config_str("postgres.worker"), 1,
                              on_up, NULL);
    late = alarm_set(UP_MS, on_late, NULL);
    loop_run();

    pg_free(worker.pg_worker);
    http_release();
    model_release();
    loop_release();

    if (begin_fn != NULL) {
        cli_error("postgres.worker: the database does not answer");
    }

    return begin_fn == NULL;
}
