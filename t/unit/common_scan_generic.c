/*
 * Bodies of anybody's: what is JSON, what is a list of envelopes, what is one
 * update.
 */

#include "t/unit/tap.h"

#include "common/scan_generic.h"

#define HAS   "{\"contact\":{\"id\":\"c\"},\"text\":\"x\"}"

static const struct {
    const char  *name;
    const char  *body;
    scan_rc_t    rc;
    const char  *updates;               /* e or -, the element; ... */
} table[] = {
    { "an envelope", HAS, SCAN_OK, "e" HAS ";" },
    { "a number is an id", "{\"contact\":{\"id\":-7}}", SCAN_OK,
      "e{\"contact\":{\"id\":-7}};" },
    { "the contact comes last", "{\"text\":\"x\",\"contact\":{\"id\":1}}",
      SCAN_OK, "e{\"text\":\"x\",\"contact\":{\"id\":1}};" },
    { "escapes in names", "{\"cont\\u0061ct\":{\"\\u0069d\":1}}", SCAN_OK,
      "e{\"cont\\u0061ct\":{\"\\u0069d\":1}};" },
    { "the last contact counts",
      "{\"contact\":{\"id\":1},\"contact\":{}}", SCAN_OK,
      "-{\"contact\":{\"id\":1},\"contact\":{}};" },

    { "no id", "{\"contact\":{}}", SCAN_OK, "-{\"contact\":{}};" },
    { "an empty id", "{\"contact\":{\"id\":\"\"}}", SCAN_OK,
      "-{\"contact\":{\"id\":\"\"}};" },
    { "an id of another kind", "{\"contact\":{\"id\":1.5}}", SCAN_OK,
      "-{\"contact\":{\"id\":1.5}};" },
    { "a minus is no id", "{\"contact\":{\"id\":[]}}", SCAN_OK,
      "-{\"contact\":{\"id\":[]}};" },
    { "a contact that is a word", "{\"contact\":\"c\"}", SCAN_OK,
      "-{\"contact\":\"c\"};" },

    { "a list", "{\"messages\":[" HAS "," HAS "]}", SCAN_OK,
      "e" HAS ";e" HAS ";" },
    { "one of them is none", "{\"messages\":[7," HAS ",{}]}", SCAN_OK,
      "-7;e" HAS ";-{};" },
    { "a list goes before a contact",
      "{\"contact\":{\"id\":1},\"messages\":[" HAS "]}", SCAN_OK,
      "e" HAS ";" },
    { "the last list counts", "{\"messages\":[" HAS "],\"messages\":[]}",
      SCAN_OK, "-{\"messages\":[" HAS "],\"messages\":[]};" },
    { "a list of somebody else's", "{\"messages\":[{\"from\":\"5\"}]}",
      SCAN_OK, "-{\"messages\":[{\"from\":\"5\"}]};" },
    { "an empty list", "{\"messages\":[]}", SCAN_OK, "-{\"messages\":[]};" },
    { "no list", "{\"messages\":{\"contact\":{\"id\":1}}}", SCAN_OK,
      "-{\"messages\":{\"contact\":{\"id\":1}}};" },

    { "GitHub", "{\"action\":\"opened\",\"issue\":{\"id\":1}}", SCAN_OK,
      "-{\"action\":\"opened\",\"issue\":{\"id\":1}};" },
    { "an array", "[" HAS "]", SCAN_OK, "-[" HAS "];" },
    { "a word", "\"ping\"", SCAN_OK, "-\"ping\";" },
    { "null", "null", SCAN_OK, "-null;" },

    { "nothing", "", SCAN_SYNTAX, "" },
    { "a form", "payload=%7B%7D", SCAN_SYNTAX, "" },
    { "something behind it", "{}x", SCAN_SYNTAX, "" },
    { "an open contact", "{\"contact\":{\"id\":1", SCAN_SYNTAX, "" },
    { "an open list", "{\"messages\":[" HAS ",", SCAN_SYNTAX, "" },
    { "a broken second", "{\"messages\":[" HAS ",{]}", SCAN_SYNTAX, "" },
};

typedef struct {
    char    text[512];
    size_t  n;
    int     stop;                       /* after so many */
} said_t;


static bool
say(void *data, const scan_generic_t *u)
{
    said_t  *s = data;

    s->n += (size_t) snprintf(s->text + s->n, sizeof(s->text) - s->n,
                              "%c%.*s;", u->has_contact ? 'e' : '-',
                              (int) u->element.len, u->element.data);

    return --s->stop != 0;
}


static void
test_bodies(void)
{
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        slice_t   body = slice_str(table[i].body);
        said_t    said = { .stop = 100 };
        unsigned  n = 99;

        is_int(scan_generic(body, &n), table[i].rc, table[i].name);
        is_int(scan_generic_updates(body, say, &said), table[i].rc,
               "the same verdict");
        is_str(said.text, table[i].updates, "updates");
        is_int(n, 100 - said.stop, "as many as were counted");
    }
}


static void
test_stop(void)
{
    said_t  said = { .stop = 1 };

    is_int(scan_generic_updates(slice_str("{\"messages\":[" HAS "," HAS "]}"),
                                say, &said), SCAN_OK, "stopped is no error");
    is_str(said.text, "e" HAS ";", "and nothing more is said");
}


static void
test_limits(void)
{
    static char  body[64 * 1024];
    size_t       n = (size_t) snprintf(body, sizeof(body), "{\"messages\":[");
    unsigned     updates;

    for (int i = 0; i < SCAN_UPDATES_MAX; i++) {
        n += (size_t) snprintf(body + n, sizeof(body) - n, "%s%s",
                               i > 0 ? "," : "", i == 500 ? HAS : "1");
    }

    snprintf(body + n, sizeof(body) - n, "]}");
    is_int(scan_generic(slice_str(body), &updates), SCAN_OK,
           "as many as there may be");
    is_int(updates, SCAN_UPDATES_MAX, "counted");

    snprintf(body + n, sizeof(body) - n, ",2]}");
    is_int(scan_generic(slice_str(body), &updates), SCAN_TOO_MANY,
           "one more");

    snprintf(body + n, sizeof(body) - n, ",2]");
    is_int(scan_generic(slice_str(body), &updates), SCAN_SYNTAX,
           "syntax is looked at first");

    memset(body, '[', 100);
    is_int(scan_generic(slice_make(body, 100), &updates), SCAN_DEPTH,
           "too deep");
}


static void
test_accounts(void)
{
    char  longest[SCAN_ACCOUNT_LEN + 2];

    memset(longest, 'a', sizeof(longest));
    ok(scan_generic_is_account(SLICE_LIT("orders")), "a name");
    ok(scan_generic_is_account(slice_make(longest, SCAN_ACCOUNT_LEN)),
       "a long one");
    ok(!scan_generic_is_account(slice_make(longest, SCAN_ACCOUNT_LEN + 1)),
       "too long");
    ok(!scan_generic_is_account(SLICE_LIT("")), "none");
    ok(!scan_generic_is_account(SLICE_LIT("a b")), "two words");
    ok(!scan_generic_is_account(SLICE_LIT("a\\")), "a backslash");
    ok(!scan_generic_is_account(SLICE_LIT("\xc3\xa9")), "not ASCII");
}


int
main(void)
{
    test_bodies();
    test_stop();
    test_limits();
    test_accounts();

    return done_testing();
}
