/*
 * worker/known: rows by name, given back once each.
 */

#include <stdio.h>
#include <stdlib.h>

#include "t/unit/tap.h"
#include "worker/engine/loop.h"
#include "worker/known.h"

typedef struct {
    known_t  known;                     /* first */
    int      value;
    char     name[16];
} row_t;

static int  freed;


static void
row_free(known_t *row)
{
    freed++;
    free(row);
}


static known_table_t  table = { .row_free = row_free };


static void
put(const char *name, int value)
{
    row_t  *r = calloc(1, sizeof(row_t));

    snprintf(r->name, sizeof(r->name), "%s", name);
    r->known.name = r->name;
    r->value = value;
    known_put(&table, &r->known);
}


static int
value_of(const char *name)
{
    const row_t  *r = (const row_t *) known_find(&table, name);

    return r == NULL ? -1 : r->value;
}


int
main(void)
{
    char  name[16];

    ok(!known_is_fresh(&table, "a") && value_of("a") == -1, "nothing yet");

    put("a", 1);
    put("b", 2);
    ok(known_is_fresh(&table, "a"), "a row is fresh");
    ok(value_of("a") == 1 && value_of("b") == 2, "each is found");

    put("a", 3);
    ok(value_of("a") == 3 && table.rows == 2, "another of its name is it");
    is(freed, 1, "and the one before is given back");

    known_find(&table, "a")->until_ms = now_ms();
    ok(!known_is_fresh(&table, "a") && value_of("a") == 3,
       "one whose time is over is known, and asked for again");

    known_forget(&table, "a");
    known_forget(&table, "a");
    ok(value_of("a") == -1 && value_of("b") == 2 && freed == 2,
       "one is forgotten, once");

    for (int i = 0; i < KNOWN_MAX; i++) {
        snprintf(name, sizeof(name), "row%d", i);
        put(name, i);
    }

    ok(value_of("b") == -1 && value_of("row9999") == 9999
       && table.rows <= KNOWN_MAX, "a full table begins anew");

    known_release(&table);
    is(freed, 1 + 2 + 1 + KNOWN_MAX - 1, "all are given back");

    return done_testing();
}
