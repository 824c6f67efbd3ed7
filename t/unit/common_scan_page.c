/*
 * Envelopes of Messenger and Instagram: which accounts and updates they hold,
 * and that both questions get one verdict.
 */

#include "t/unit/tap.h"

#include <stdio.h>

#include "common/scan.h"

#define N_OF(a)  (sizeof(a) / sizeof((a)[0]))

#define ENVELOPE(entries)  "{\"object\":\"page\",\"entry\":[" entries "]}"
#define ENTRY(members)     ENVELOPE("{\"id\":\"P1\"," members "}")


/* "P1,P2 | M:P1 C:P1(feed)": accounts, then updates with their fields. */

static bool
describe_update(void *data, const scan_update_t *u)
{
    char    *text = data;
    size_t   at = strlen(text);

    at += (size_t) snprintf(text + at, 400 - at, " %c:%.*s", "MSEC"[u->kind],
                            (int) u->account.len,
                            (const char *) u->account.data);

    if (u->field.len > 0) {
        (void) snprintf(text + at, 400 - at, "(%.*s)", (int) u->field.len,
                        (const char *) u->field.data);
    }

    return true;
}


static const char *
describe(const char *body)
{
    static const char *const  verdict[] = {
        "OK", "SYNTAX", "DEPTH", "SHAPE", "TOO_MANY"
    };
    static char               text[400];
    scan_accounts_t           accounts;
    scan_rc_t                 rc = scan_messenger_accounts(slice_str(body),
                                                           &accounts);

    text[0] = '\0';

    for (unsigned i = 0; rc == SCAN_OK && i < accounts.n; i++) {
        snprintf(text + strlen(text), 400 - strlen(text), "%s%.*s",
                 i > 0 ? "," : "", (int) accounts.account[i].len,
                 (const char *) accounts.account[i].data);
    }

    snprintf(text + strlen(text), 400 - strlen(text), " |");

    if (scan_messenger_updates(slice_str(body), describe_update, text) != rc) {
        return "the two verdicts differ";
    }

    return rc == SCAN_OK ? text : verdict[rc];
}


static const struct {
    const char  *name;
    const char  *body;
    const char  *want;
} shapes[] = {
    { "a message", ENTRY("\"messaging\":[{}]"), "P1 | M:P1" },
    { "the id behind", ENVELOPE("{\"messaging\":[1,2],\"id\":\"P9\"}"),
      "P9 | M:P9 M:P9" },
    { "standby", ENTRY("\"standby\":[{},1]"),
      "P1 | C:P1(standby) C:P1(standby)" },
    { "changes", ENTRY("\"changes\":[{\"field\":\"feed\"},{}]"),
      "P1 | C:P1(feed) C:P1" },
    { "a field with an escape is none",
      ENTRY("\"changes\":[{\"field\":\"a\\n\"}]"), "P1 | C:P1" },
    { "all three", ENTRY("\"changes\":[{\"field\":\"f\"}],\"standby\":[1],"
                         "\"messaging\":[2]"),
      "P1 | M:P1 C:P1(standby) C:P1(f)" },
    { "field and value in the entry (Instagram Login)",
      ENTRY("\"field\":\"comments\",\"value\":{}"), "P1 | C:P1(comments)" },
    { "a value beside messages", ENTRY("\"messaging\":[1],\"value\":2"),
      "P1 | M:P1 C:P1" },
    { "a list that is none beside one that is",
      ENTRY("\"messaging\":[1],\"standby\":{}"), "P1 | M:P1 C:P1" },
    { "nothing we know", ENTRY("\"hop_context\":[1]"), "P1 | C:P1" },
    { "empty lists", ENTRY("\"messaging\":[],\"changes\":[]"), "P1 | C:P1" },
    { "messaging null", ENTRY("\"messaging\":null"), "P1 | C:P1" },
    { "two entries", ENVELOPE("{\"id\":\"P1\",\"messaging\":[1]},"
                              "{\"id\":\"P2\",\"messaging\":[2]}"),
      "P1,P2 | M:P1 M:P2" },
    { "messaging twice", ENTRY("\"messaging\":[1,2],\"messaging\":[3]"),
      "P1 | M:P1" },
    { "messaging twice, no array last",
      ENTRY("\"messaging\":[1,2],\"messaging\":3"), "P1 | C:P1" },
    { "entry twice", "{\"object\":\"page\",\"entry\":[{\"id\":\"A\"}],"
      "\"entry\":[{\"id\":\"B\"}]}", "B | C:B" },
    { "an id with an escape", ENVELOPE("{\"id\":\"\\u0031\"}"), "SHAPE" },
    { "an entry without an id beside one", ENVELOPE("{\"messaging\":[1]},"
      "{\"id\":\"P2\",\"messaging\":[1]}"), ",P2 | M: M:P2" },
    { "no id at all", ENVELOPE("{\"messaging\":[1]}"), "SHAPE" },
    { "no entry", ENVELOPE(""), "SHAPE" },
    { "another object", "{\"object\":\"instagram\",\"entry\":[{\"id\":\"P\"}]}",
      "SHAPE" },
    { "not JSON", "{", "SYNTAX" },
};


static void
test_instagram(void)
{
    scan_accounts_t  accounts;
    char             text[400] = "";
    slice_t          body = SLICE_LIT("{\"object\":\"instagram\",\"entry\":[{"
                                      "\"id\":\"I1\",\"messaging\":[{}]}]}");

    is(scan_instagram_accounts(body, &accounts), SCAN_OK, "accounts");
    is(accounts.n, 1, "one");
    is(scan_instagram_updates(body, describe_update, text), SCAN_OK, "updates");
    is_str(text, " M:I1", "a message");
    is(scan_messenger_accounts(body, &accounts), SCAN_SHAPE,
       "not Messenger's");
}


/* Receipts cost no turn: the rate of a tenant leaves them out. */

static void
test_receipts(void)
{
    static const struct {
        const char  *name;
        const char  *body;
        unsigned     updates, statuses;
    } rows[] = {
        { "a read", ENTRY("\"messaging\":[{\"read\":{\"watermark\":1}}]"),
          1, 1 },
        { "deliveries and a message", ENTRY("\"messaging\":["
          "{\"delivery\":{}},{\"message\":{\"text\":\"hi\"}},"
          "{\"sender\":{\"id\":\"1\"},\"delivery\":{}}]"), 3, 2 },
        { "both in one element", ENTRY("\"messaging\":[{\"read\":{},"
          "\"message\":{}}]"), 1, 0 },
        { "deeper inside", ENTRY("\"messaging\":[{\"message\":"
          "{\"read\":{}}}]"), 1, 0 },
        { "in standby", ENTRY("\"standby\":[{\"read\":{}}]"), 1, 0 },
        { "the last list wins", ENTRY("\"messaging\":[{\"read\":{}}],"
          "\"messaging\":[{}]"), 1, 0 },
        { "of the last entries", "{\"object\":\"page\",\"entry\":[{\"id\":"
          "\"P1\",\"messaging\":[{\"read\":{}}]}],\"entry\":[{\"id\":"
          "\"P1\",\"messaging\":[{}]}]}", 1, 0 },
        { "two entries", ENVELOPE("{\"id\":\"P1\",\"messaging\":[{\"read\":"
          "1}]},{\"id\":\"P2\",\"messaging\":[{\"read\":1},{}]}"), 3, 2 },
    };

    for (size_t i = 0; i < N_OF(rows); i++) {
        scan_accounts_t  a = { .n = 0 };

        (void) scan_messenger_accounts(slice_str(rows[i].body), &a);
        is(a.updates, rows[i].updates, rows[i].name);
        is(a.statuses, rows[i].statuses, rows[i].name);
    }
}


/* A thousand updates, and one more. */

static void
test_limits(void)
{
    static char  body[64 * 1024];

    for (int n = SCAN_UPDATES_MAX; n <= SCAN_UPDATES_MAX + 1; n++) {
        scan_accounts_t  accounts;
        size_t           at = (size_t) sprintf(body, "{\"object\":\"page\","
            "\"entry\":[{\"id\":\"P1\",\"messaging\":[1");

        for (int i = 1; i < n; i++) {
            at += (size_t) sprintf(body + at, ",{}");
        }

        strcpy(body + at, "]}]}");
        is(scan_messenger_accounts(slice_str(body), &accounts),
           n > SCAN_UPDATES_MAX ? SCAN_TOO_MANY : SCAN_OK, "limit");
    }
}


int
main(void)
{
    for (size_t i = 0; i < N_OF(shapes); i++) {
        is_str(describe(shapes[i].body), shapes[i].want, shapes[i].name);
    }

    test_instagram();
    test_receipts();
    test_limits();

    return done_testing();
}
