/*
 * hooks - statuses of accepted messages, signed, to the webhook; those of
 * Messenger and Instagram to its siblings, .../messenger and .../instagram.
 *
 *   accepted -> one FIFO per kind of status, due after its delay
 *            -> posts (JSON with \u escapes, as Meta's) -> a few connections
 *
 * A post that is not answered with 200 is sent again, for ever, with a delay
 * that doubles up to 2 s; others overtake it, as they may in real life.
 */

#include "t/fake/fake_graph/fake.h"

#include <openssl/hmac.h>
#include <stdlib.h>
#include <string.h>

#define LINKS          8                /* connections to the webhook */
#define KINDS          4
#define TICK_MS        5
#define RETRY_MS       50
#define RETRY_MAX_MS   2000
#define LINK_WAIT_MS   10000            /* for an answer */

typedef struct status_s  status_t;
typedef struct post_s    post_t;

struct status_s {
    status_t   *next;
    uint64_t    due_ms;
    product_t   product;
    char        account[64];
    json_t     *json;
};

struct post_s {
    post_t     *next;
    uint64_t    due_ms;
    unsigned    failures;
    size_t      statuses;
    char       *bytes;
    size_t      len;
};

typedef struct {
    uv_tcp_t      tcp;
    uv_connect_t  connect;
    uv_write_t    write;
    bool          open, closing, connected, sent;
    post_t       *post;
    uint64_t      since_ms;
    char          answer[2048];
    size_t        len;
} link_t;

static uv_loop_t   *loop;
static uv_timer_t   ticker;
static char         kinds[KINDS][16];
static int          nkinds;
static status_t    *first[KINDS + 1], **end[KINDS + 1]; /* the last: failed */
static post_t      *posts, **posts_end = &posts;
static link_t       links[LINKS];
static size_t       pending;

static struct sockaddr_in  address;
static char                host[64], path[PRODUCTS][256];


/* --- statuses ----------------------------------------------------------- */

static json_t *
status_new(const char *kind, const char *wamid, const json_t *message,
    uint64_t at_ms, int code)
{
    const char  *to = json_string_value(json_object_get(message, "to"));
    json_t      *opaque = json_object_get(message, "biz_opaque_callback_data");
    char         at[24];
    json_t      *s;

    snprintf(at, sizeof(at), "%llu", (unsigned long long) (at_ms / 1000));
    s = json_pack("{s:s, s:s, s:s}", "id", wamid, "status", kind, "timestamp",
                  at);

    if (to != NULL) {
        json_object_set_new(s, "recipient_id",
                            json_string(to + (*to == '+')));
    } else {
        json_object_set(s, "recipient_user_id",
                        json_object_get(message, "recipient"));
    }

    if (opaque != NULL) {
        json_object_set(s, "biz_opaque_callback_data", opaque);
    }

    if (code >= 0) {
        json_object_set_new(s, "errors", json_pack("[{s:i, s:s}]", "code",
                            code, "title", "scripted"));
    }

    return s;
}


static void
status_add(int kind, product_t product, const char *account, json_t *json,
    uint64_t due_ms)
{
    status_t  *s = calloc(1, sizeof(status_t));

    if (s == NULL) {
        die("out of memory");
    }

    s->product = product;
    snprintf(s->account, sizeof(s->account), "%s", account);
    s->json = json;
    s->due_ms = due_ms;
    *end[kind] = s;
    end[kind] = &s->next;
    pending++;
}


void
hooks_accepted(product_t product, const char *account, const char *id,
    const json_t *message, int fail_code)
{
    uint64_t  now = unix_ms();
    uint64_t  delay = (uint64_t) opt.status_delay_ms;

    if (opt.webhook == NULL || *path[product] == '\0') {
        return;
    }

    if (fail_code >= 0 && product == WHATSAPP) {
        status_add(KINDS, product, account, status_new("failed", id, message,
                   now, fail_code), now + delay);
        return;
    }

    for (int i = 0; i < nkinds; i++) {
        json_t  *json = product == WHATSAPP
            ? status_new(kinds[i], id, message, now, -1)
            : page_status(product, kinds[i], account, id, message, now);

        if (json != NULL) {
            status_add(i, product, account, json,
                       now + delay * (uint64_t) (i + 1));
        }
    }
}


size_t
hooks_pending(void)
{
    return pending;
}


/* --- posts -------------------------------------------------------------- */

static void
post_sign(post_t *p, product_t product, const char *body)
{
    unsigned char  mac[32];
    unsigned       n = sizeof(mac);
    char           hex[65];
    int            len;

    HMAC(EVP_sha256(), opt.app_secret, (int) strlen(opt.app_secret),
         (const unsigned char *) body, strlen(body), mac, &n);

    for (int i = 0; i < 32; i++) {
        snprintf(hex + 2 * i, 3, "%02x", mac[i]);
    }

    len = asprintf(&p->bytes, "POST %s HTTP/1.1\r\nHost: %s\r\n"
                   "User-Agent: facebookexternalua\r\n"
                   "Content-Type: application/json\r\n"
                   "X-Hub-Signature-256: sha256=%s\r\n"
                   "Content-Length: %zu\r\n\r\n%s", path[product], host, hex,
                   strlen(body), body);
    if (len < 0) {
        die("out of memory");
    }

    p->len = (size_t) len;
}


static void
post_queue(post_t *p)
{
    p->next = NULL;
    *posts_end = p;
    posts_end = &p->next;
}


static json_t *
envelope_new(const char *account, json_t *list)
{
    return json_pack("{s:s, s:[{s:s, s:[{s:s, s:{s:s, s:{s:s, s:s}, s:o}}]}]}",
        "object", "whatsapp_business_account", "entry", "id", "WABA_FAKE",
        "changes", "field", "messages", "value", "messaging_product",
        "whatsapp", "metadata", "display_phone_number", "15550001111",
        "phone_number_id", account, "statuses", list);
}


/* One envelope of statuses of one account; steals list. */
static void
post_new(product_t product, const char *account, json_t *list)
{
    post_t  *p = calloc(1, sizeof(post_t));
    json_t  *body;
    char    *text;

    if (p == NULL) {
        die("out of memory");
    }

    p->statuses = json_array_size(list);
    body = product == WHATSAPP ? envelope_new(account, list)
                               : page_envelope(product, account, list);
    text = json_dumps(body, JSON_COMPACT | JSON_ENSURE_ASCII
                      | JSON_ESCAPE_SLASH);
    if (text == NULL) {
        die("out of memory");
    }

    post_sign(p, product, text);
    post_queue(p);
    free(text);
    json_decref(body);
}


static void
kind_collect(int kind, uint64_t now)
{
    while (first[kind] != NULL && first[kind]->due_ms <= now) {
        json_t     *list = json_array();
        product_t   product = first[kind]->product;
        char        account[64];

        snprintf(account, sizeof(account), "%s", first[kind]->account);

        while (first[kind] != NULL && first[kind]->due_ms <= now
               && first[kind]->product == product
               && strcmp(first[kind]->account, account) == 0
               && (int) json_array_size(list) < opt.status_batch)
        {
            status_t  *s = first[kind];

            first[kind] = s->next;
            end[kind] = s->next == NULL ? &first[kind] : end[kind];
            json_array_append_new(list, s->json);
            free(s);
        }

        post_new(product, account, list);
    }
}


/* --- connections -------------------------------------------------------- */

static void
on_link_closed(uv_handle_t *h)
{
    link_t  *k = h->data;

    k->open = k->closing = k->connected = false;
}


static post_t *post_take(uint64_t now);
static void link_take(link_t *k, post_t *p);


static void
link_fail(link_t *k)
{
    post_t    *p = k->post;
    uint64_t   wait = RETRY_MS;

    k->post = NULL;

    if (k->open && !k->closing) {
        k->closing = true;
        uv_close((uv_handle_t *) &k->tcp, on_link_closed);
    }

    if (p == NULL) {
        return;
    }

    for (unsigned i = 0; i < p->failures && wait < RETRY_MAX_MS; i++) {
        wait *= 2;
    }

    p->failures++;
    p->due_ms = unix_ms() + (wait < RETRY_MAX_MS ? wait : RETRY_MAX_MS);
    post_queue(p);
}


static void
link_done(link_t *k)
{
    pending -= k->post->statuses;
    free(k->post->bytes);
    free(k->post);
    k->post = NULL;
}


/* An answer without a length ends the connection: no more is needed. */
static void
link_answer(link_t *k)
{
    const char  *head_end = strstr(k->answer, "\r\n\r\n");
    const char  *length;
    post_t      *next;
    size_t       whole;
    bool         ok;

    if (head_end == NULL) {
        if (k->len + 1 >= sizeof(k->answer)) {
            link_fail(k);
        }
        return;
    }

    ok = strncmp(k->answer, "HTTP/1.1 200", 12) == 0;
    length = strcasestr(k->answer, "\r\ncontent-length:");

    if (!ok) {
        link_fail(k);
        return;
    }

    whole = length != NULL && length < head_end
            ? (size_t) (head_end + 4 - k->answer)
              + strtoul(length + 17, NULL, 10) : SIZE_MAX;

    if (whole != SIZE_MAX && k->len < whole && whole < sizeof(k->answer)) {
        return;
    }

    link_done(k);

    if (k->len != whole
        || strcasestr(k->answer, "\r\nconnection: close") != NULL)
    {
        link_fail(k);
        return;
    }

    next = post_take(unix_ms());
    if (next != NULL) {
        link_take(k, next);
    }
}


static void
on_link_alloc(uv_handle_t *h, size_t wanted, uv_buf_t *buf)
{
    link_t  *k = h->data;

    (void) wanted;
    *buf = uv_buf_init(k->answer + k->len,
                       (unsigned) (sizeof(k->answer) - 1 - k->len));
}


static void
on_link_read(uv_stream_t *s, ssize_t n, const uv_buf_t *buf)
{
    link_t  *k = s->data;

    (void) buf;

    if (n < 0 || k->post == NULL) {
        link_fail(k);
        return;
    }

    k->len += (size_t) n;
    k->answer[k->len] = '\0';
    link_answer(k);
}


static void
on_link_written(uv_write_t *req, int status)
{
    link_t  *k = req->data;

    if (status < 0) {
        link_fail(k);
    }
}


static void
link_send(link_t *k)
{
    uv_buf_t  b = uv_buf_init(k->post->bytes, (unsigned) k->post->len);

    k->len = 0;
    k->answer[0] = '\0';
    k->write.data = k;

    if (uv_write(&k->write, (uv_stream_t *) &k->tcp, &b, 1, on_link_written)
        != 0)
    {
        link_fail(k);
    }
}


static void
on_link_connected(uv_connect_t *req, int status)
{
    link_t  *k = req->data;

    if (status < 0 || k->closing) {
        link_fail(k);
        return;
    }

    k->connected = true;
    uv_tcp_nodelay(&k->tcp, 1);
    uv_read_start((uv_stream_t *) &k->tcp, on_link_alloc, on_link_read);
    link_send(k);
}


static void
link_take(link_t *k, post_t *p)
{
    k->post = p;
    k->since_ms = unix_ms();

    if (k->connected) {
        link_send(k);
        return;
    }

    uv_tcp_init(loop, &k->tcp);
    k->tcp.data = k->connect.data = k;
    k->open = true;

    if (uv_tcp_connect(&k->connect, &k->tcp, (struct sockaddr *) &address,
                       on_link_connected) != 0)
    {
        link_fail(k);
    }
}


/* The first post that is due, out of the list; NULL when there is none. */
static post_t *
post_take(uint64_t now)
{
    for (post_t **at = &posts; *at != NULL; at = &(*at)->next) {
        post_t  *p = *at;

        if (p->due_ms <= now) {
            *at = p->next;
            posts_end = p->next == NULL ? at : posts_end;
            return p;
        }
    }

    return NULL;
}


static void
on_tick(uv_timer_t *timer)
{
    uint64_t  now = unix_ms();

    (void) timer;

    for (int i = 0; i <= KINDS; i++) {
        kind_collect(i, now);
    }

    for (int i = 0; i < LINKS; i++) {
        link_t  *k = &links[i];
        post_t  *p;

        if (k->post != NULL && now - k->since_ms > LINK_WAIT_MS) {
            link_fail(k);
        }

        if (k->post == NULL && !k->closing && (p = post_take(now)) != NULL) {
            link_take(k, p);
        }
    }
}


/* --- start -------------------------------------------------------------- */

static void
kinds_read(void)
{
    const char  *at = opt.statuses;

    if (strcmp(at, "none") == 0) {
        return;
    }

    while (*at != '\0') {
        size_t  n = strcspn(at, ",");

        if (nkinds == KINDS || n == 0 || n >= sizeof(kinds[0])) {
            die("--status takes sent,delivered,read or none");
        }

        snprintf(kinds[nkinds++], sizeof(kinds[0]), "%.*s", (int) n, at);
        at += n + (at[n] == ',');
    }
}


/* The paths of the products beside WhatsApp's, where that ends in its name. */
static void
paths_read(void)
{
    char  *last = strrchr(path[WHATSAPP], '/');

    if (strcmp(last + 1, products[WHATSAPP]) != 0) {
        return;
    }

    for (product_t p = MESSENGER; p < PRODUCTS; p++) {
        snprintf(path[p], sizeof(path[p]), "%.*s%s",
                 (int) (last + 1 - path[WHATSAPP]), path[WHATSAPP],
                 products[p]);
    }
}


void
hooks_init(uv_loop_t *on)
{
    char  name[48];
    int   port = 80;

    loop = on;

    for (int i = 0; i <= KINDS; i++) {
        end[i] = &first[i];
    }

    if (opt.webhook == NULL) {
        return;
    }

    kinds_read();
    snprintf(path[WHATSAPP], sizeof(path[WHATSAPP]), "/");

    if (sscanf(opt.webhook, "http://%47[^:/]:%d%255s", name, &port,
               path[WHATSAPP]) < 2
        || uv_ip4_addr(strcmp(name, "localhost") == 0 ? "127.0.0.1" : name,
                       port, &address) != 0)
    {
        die("--webhook takes http://address:port/path, not %s", opt.webhook);
    }

    if (opt.app_secret == NULL) {
        die("--webhook needs --app-secret");
    }

    paths_read();
    snprintf(host, sizeof(host), "%s:%d", name, port);
    uv_timer_init(loop, &ticker);
    uv_timer_start(&ticker, on_tick, TICK_MS, TICK_MS);
}
