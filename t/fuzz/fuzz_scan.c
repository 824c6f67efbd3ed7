/*
 * fuzz_scan - the scanner against jansson.
 *
 * - scan_json() accepts what jansson accepts after json_repair(), within the
 *   depth cap; what it refuses jansson refuses, too.
 * - The depth is the tree's, the cap exact.
 * - accounts and updates give one verdict; the accounts of the updates are the
 *   listed ones, none more and none less.
 * - updates, kinds and accounts are those of a walk over the jansson tree.
 *
 * A body is held against every envelope we know: WhatsApp, Messenger,
 * Instagram.
 */

#include "t/fuzz/check.h"
#include "t/fuzz/reference.h"

#define KINDS  4

typedef struct {
    scan_accounts_t     accounts;
    bool                seen[SCAN_ACCOUNTS_MAX];
    const reference_t  *ref;
    size_t              next[KINDS];    /* in ref->update, per kind */
    size_t              n;
    slice_t             body;
} walk_check_t;

typedef struct {
    scan_rc_t  (*accounts)(slice_t body, scan_accounts_t *ret_accounts);
    scan_rc_t  (*updates)(slice_t body, scan_update_fn emit, void *data);
    void       (*reference)(const json_t *root, reference_t *ref);
} channel_t;


static json_t *
load_raw(slice_t text)
{
    return json_loadb((const char *) text.data, text.len, JSON_DECODE_ANY,
                      NULL);
}


static json_t *
load_repaired(slice_t text)
{
    uint8_t  *copy = malloc(text.len + 1);
    json_t   *json;

    check(copy != NULL);

    if (text.len > 0) {
        memcpy(copy, text.data, text.len);
    }

    (void) json_repair(copy, text.len);
    check(scan_json(slice_make(copy, text.len)) == scan_json(text));
    check(json_repair(copy, text.len) == 0);
    json = load_raw(slice_make(copy, text.len));
    free(copy);

    return json;
}


static void
check_part(const walk_check_t *w, slice_t part)
{
    if (part.len > 0) {
        check(part.data >= w->body.data
              && part.data + part.len <= w->body.data + w->body.len
              && scan_json(part) == SCAN_OK);
    }
}


static bool
on_update(void *data, const scan_update_t *u)
{
    walk_check_t              *w = data;
    size_t                    *next = &w->next[u->kind];
    const reference_update_t  *want;
    json_t                    *element;
    unsigned                   i;

    check(u->element.len > 0);
    check_part(w, u->element);
    check_part(w, u->contacts);
    check_part(w, u->metadata);

    for (i = 0; i < w->accounts.n; i++) {
        if (slice_eq(w->accounts.account[i], u->account)) {
            break;
        }
    }

    check(i < w->accounts.n);
    w->seen[i] = true;

    while (*next < w->ref->n && w->ref->update[*next].kind != u->kind) {
        (*next)++;
    }

    check(*next < w->ref->n);
    want = &w->ref->update[(*next)++];
    check(slice_eq(u->account, slice_str(want->account)));

    element = load_repaired(u->element);
    check(element != NULL && json_equal(element, want->element));
    json_decref(element);
    w->n++;

    return true;
}


static bool
on_nothing(void *data, const scan_update_t *u)
{
    (void) data;
    (void) u;
    abort();
}


static unsigned
tree_depth(const json_t *value)
{
    const char    *key;
    const json_t  *member;
    unsigned       deepest = 0, depth;
    size_t         i;

    if (!json_is_object(value) && !json_is_array(value)) {
        return 0;
    }

    json_object_foreach((json_t *) value, key, member) {
        depth = tree_depth(member);
        deepest = depth > deepest ? depth : deepest;
    }

    json_array_foreach(value, i, member) {
        depth = tree_depth(member);
        deepest = depth > deepest ? depth : deepest;
    }

    return deepest + 1;
}


/* The cap is exact: 64 are well, 65 are too deep.  What a later duplicate
 * replaced is not in the tree. */
static void
check_depth(slice_t body, scan_rc_t rc)
{
    json_t  *root = json_loadb((const char *) body.data, body.len,
                               JSON_DECODE_ANY | JSON_REJECT_DUPLICATES,
                               NULL);

    if (rc == SCAN_OK) {
        check(scan_depth(body) <= SCAN_DEPTH_MAX);
        check(root == NULL || scan_depth(body) == tree_depth(root));

    } else if (rc == SCAN_DEPTH) {
        check(root == NULL || tree_depth(root) > SCAN_DEPTH_MAX);
    }

    json_decref(root);
}


/* Could an id be spelled in a way the tree does not show? */

static bool
has_odd_bytes(slice_t body)
{
    for (size_t i = 0; i < body.len; i++) {
        if (body.data[i] == '\\' || body.data[i] >= 0x7f) {
            return true;
        }
    }

    return false;
}


static void
check_refused(scan_rc_t rc, const reference_t *ref, slice_t body)
{
    if (rc == SCAN_TOO_MANY) {
        check(ref->n > SCAN_UPDATES_MAX || ref->accounts > SCAN_ACCOUNTS_MAX);
        return;
    }

    check(rc == SCAN_SHAPE);
    check(!ref->is_envelope || !ref->has_account || ref->has_odd_id
          || has_odd_bytes(body));
}


static void
reference_messenger(const json_t *root, reference_t *ref)
{
    reference_page(root, "page", ref);
}


static void
reference_instagram(const json_t *root, reference_t *ref)
{
    reference_page(root, "instagram", ref);
}


static const channel_t  channels[] = {
    { scan_whatsapp_accounts, scan_whatsapp_updates, reference_whatsapp },
    { scan_messenger_accounts, scan_messenger_updates, reference_messenger },
    { scan_instagram_accounts, scan_instagram_updates, reference_instagram },
};


static void
check_channel(const channel_t *channel, slice_t body, const json_t *root)
{
    walk_check_t  w = { .body = body };
    reference_t   ref;
    scan_rc_t     rc = channel->accounts(body, &w.accounts);

    channel->reference(root, &ref);
    w.ref = &ref;

    if (rc != SCAN_OK) {
        check(channel->updates(body, on_nothing, NULL) == rc);
        check_refused(rc, &ref, body);

    } else {
        check(ref.is_envelope && ref.has_account);
        check(channel->updates(body, on_update, &w) == SCAN_OK);
        check(w.n == ref.n && w.accounts.n == ref.accounts);

        for (unsigned i = 0; i < w.accounts.n; i++) {
            check(w.seen[i]);
        }
    }

    free(ref.update);
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    slice_t          body = slice_make(data, len), ignored;
    scan_rc_t        rc = scan_json(body);
    scan_accounts_t  accounts;
    json_t          *root = rc == SCAN_OK ? load_repaired(body) : NULL;

    check_depth(body, rc);
    (void) scan_member(body, "entry", &ignored);
    (void) scan_plain_string(body, &ignored);
    check(rc != SCAN_OK || root != NULL);

    for (size_t i = 0; i < sizeof(channels) / sizeof(channels[0]); i++) {
        if (rc == SCAN_OK) {
            check_channel(&channels[i], body, root);
        } else {
            check(channels[i].accounts(body, &accounts) == rc);
            check(channels[i].updates(body, on_nothing, NULL) == rc);
        }
    }

    json_decref(root);

    if (rc != SCAN_OK) {

        /* jansson takes a NUL behind a document for its end; we do not */

        root = load_raw(body);
        check(root == NULL || rc == SCAN_DEPTH || memchr(data, 0, len) != NULL);
        json_decref(root);
    }

    return 0;
}
