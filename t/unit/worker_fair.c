/*
 * worker/fair: tenants take turns, what is slow comes after everybody else.
 */

#include "t/unit/tap.h"
#include "worker/fair.h"

typedef struct {
    fair_item_t  item;                  /* first: the queue hands it back */
    const char  *name;
} entry_t;

static fair_t   queue;
static entry_t  entries[16];
static int      n;


static void
push(const char *name, const char *tenant, bool slow)
{
    entries[n].name = name;
    fair_push(&queue, &entries[n++].item, tenant, slow);
}


static const char *
pop(void)
{
    const entry_t  *e = (const entry_t *) fair_pop(&queue);

    return e == NULL ? "" : e->name;
}


int
main(void)
{
    static const char *const  want[] = {
        "a1", "b1", "a2", "b2", "s1", "t1", "s2", "s3", ""
    };

    fair_init(&queue);

    push("s1", "S", true);              /* first in time, last in turn */
    push("s2", "S", true);
    push("t1", "T", true);
    push("s3", "S", true);
    push("a1", "A", false);
    push("a2", "A", false);
    push("b1", "B", false);
    push("b2", "B", false);

    for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
        is_str(pop(), want[i], "in turn, the slow ones last");
    }

    push("a3 slow", "A", true);
    push("a4", "A", false);
    is_str(pop(), "a4", "the same tenant: slow and not slow are apart");

    push("b3", "B", false);
    is_str(pop(), "b3", "a newcomer passes what is slow");
    is_str(pop(), "a3 slow", "which is not forgotten");

    push("a5", "A", true);
    fair_remove(&queue, &entries[n - 1].item);
    is_str(pop(), "", "removed");

    return done_testing();
}
