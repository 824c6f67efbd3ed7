/*
 * Whose connections are kept, in a table of fewer slots than there are hosts.
 */

#include <stdio.h>
#include <string.h>

#include "t/unit/tap.h"
#include "worker/engine/http_owner.h"

#define HOSTS  (3 * HTTP_OWNER_HOSTS)

static http_owner_t  table[HTTP_OWNER_HOSTS];


/* How many of all hosts would be kept for this owner. */

static int
kept(const char *owner, uint64_t now)
{
    char  url[64];
    int   n = 0;

    for (int i = 0; i < HOSTS; i++) {
        snprintf(url, sizeof(url), "https://h%d.example:8443/a?b", i);
        n += http_owner_keeps(table, url, owner, now);
    }

    return n;
}


int
main(void)
{
    int  first;

    is(kept(NULL, 1), HOSTS, "the operator's hosts are kept, sharing slots");
    is(kept(NULL, 2), HOSTS, "and again");
    is(kept("one", 3), 0, "nothing for a tenant where the operator is");

    memset(table, 0, sizeof(table));
    first = kept("one", 1);
    ok(first > HTTP_OWNER_HOSTS / 2 && first <= HTTP_OWNER_HOSTS,
       "a slot is one host's (%d)", first);
    is(kept("one", 2), first, "which stays kept");
    is(kept("two", 3), 0, "and is nobody's once a second tenant calls");
    is(kept("one", 4), 0, "not even the first one's");

    is(kept(NULL, 5) == HOSTS, 0, "the operator waits where tenants were");
    is(kept(NULL, 5 + HTTP_OWNER_SETTLE_MS), HOSTS, "but not for long");

    ok(http_owner_keeps(table, "https://a.example/x", NULL, 1ull << 40)
       && !http_owner_keeps(table, "https://a.example?x", "one", 1ull << 40)
       && http_owner_keeps(table, "https://a.example#x", NULL, 1ull << 40),
       "path, query and fragment do not count, nor does a tenant slow it");

    memset(table, 0, sizeof(table));
    ok(http_owner_keeps(table, "https://api.example/a", "one", 1)
       && http_owner_keeps(table, "HTTPS://u:p@API.Example.:443?x", "one", 1),
       "one host, however it is written, is one");
    ok(!http_owner_keeps(table, "https://API.example/", "two", 1)
       && !http_owner_keeps(table, "https://api.example:443/", "one", 1),
       "and so is another tenant's way to write it");
    ok(http_owner_keeps(table, "https://api.example:8443/", "two", 1),
       "another port is another host");
    ok(!http_owner_keeps(table, "no url", "one", 1), "and nothing is none");

    return done_testing();
}
