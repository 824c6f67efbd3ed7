/*
 * loadgen - posts signed WhatsApp webhooks or web chat messages as fast as
 * the server takes them, over keep-alive connections (closed loop).
 *
 *   loadgen --port P --channel whatsapp --secret-file F
 *           [--path /webhooks/whatsapp]
 *           --accounts A1,A2,... --count N [--connections 64] [--contacts 50]
 *           [--rate R] [--text TEXT]
 *
 * Every message is new; message n goes to account n mod accounts, contact
 * (n / accounts) mod contacts.  With --rate the messages are spread evenly
 * (R per second), else the loop is closed.  Prints one JSON object: sent, ok,
 * not_ok, seconds, per_second, latency percentiles in microseconds.
 */

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "common/signature.h"

#define CONNECTIONS_MAX  512
#define ACCOUNTS_MAX     256
#define REQUEST_MAX      4096

typedef struct {
    int       fd;
    char      out[REQUEST_MAX];
    size_t    out_len, out_done;
    char      in[4096];
    size_t    in_len;
    uint64_t  started_us;
    bool      busy;
} conn_t;

static const char  *opt_path, *opt_text, *opt_secret;
static char        *accounts[ACCOUNTS_MAX];
static unsigned     naccounts, ncontacts = 50, nconns = 64, opt_port;
static uint64_t     count, rate, sent, answered, ok;
static bool         webchat;
static signer_t    *signer;
static conn_t       conns[CONNECTIONS_MAX];
static uint32_t    *latency;
static uint64_t     begin_us;
static char         run[16];
static int          ep;


static uint64_t
clock_us(void)
{
    struct timespec  ts;

    clock_gettime(CLOCK_MONOTONIC, &ts);

    return (uint64_t) ts.tv_sec * 1000000 + (uint64_t) ts.tv_nsec / 1000;
}


static void
die(const char *what)
{
    fprintf(stderr, "loadgen: %s: %s\n", what, strerror(errno));
    exit(1);
}


static int
body_whatsapp(char *body, size_t size, uint64_t n)
{
    const char  *account = accounts[n % naccounts];
    uint64_t     contact = (n / naccounts) % ncontacts;

    return snprintf(body, size,
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"W%s\","
        "\"changes\":[{\"field\":\"messages\",\"value\":{"
        "\"messaging_product\":\"whatsapp\",\"metadata\":{"
        "\"display_phone_number\":\"15550001111\",\"phone_number_id\":\"%s\"},"
        "\"contacts\":[{\"profile\":{\"name\":\"Ana %llu\"},"
        "\"wa_id\":\"521555%07llu\"}],\"messages\":[{"
        "\"from\":\"521555%07llu\",\"id\":\"wamid.%s.%llu\","
        "\"timestamp\":\"%ld\",\"type\":\"text\","
        "\"text\":{\"body\":\"%s\"}}]}}]}]}",
        account, account, (unsigned long long) contact,
        (unsigned long long) contact, (unsigned long long) contact, run,
        (unsigned long long) n, (long) time(NULL), opt_text);
}


static void
request_whatsapp(conn_t *c, uint64_t n)
{
    char     body[2048], hex[65];
    uint8_t  mac[SIGNATURE_SHA256_LEN];
    int      len = body_whatsapp(body, sizeof(body), n);

    if (!signer_begin(signer)
        || !signer_update(signer, slice_make(body, (size_t) len))
        || !signer_end(signer, mac))
    {
        die("hmac");
    }

    for (int i = 0; i < SIGNATURE_SHA256_LEN; i++) {
        sprintf(hex + 2 * i, "%02x", mac[i]);
    }

    c->out_len = (size_t) snprintf(c->out, sizeof(c->out),
        "POST %s HTTP/1.1\r\nHost: localhost\r\n"
        "Content-Type: application/json\r\nContent-Length: %d\r\n"
        "X-Hub-Signature-256: sha256=%s\r\n\r\n%s",
        opt_path, len, hex, body);
}


static void
request_webchat(conn_t *c, uint64_t n)
{
    char       body[1024], visitor[32];
    uint8_t    token[VISITOR_TOKEN_MAX];
    visitor_t  v;
    size_t     token_len;
    int        len;

    /* the same ones in every run: who is new costs more */
    snprintf(visitor, sizeof(visitor), "v%llu",
             (unsigned long long) ((n / naccounts) % ncontacts));

    v.endpoint = slice_str(accounts[n % naccounts]);
    v.visitor = slice_str(visitor);
    v.exp_s = (uint64_t) time(NULL) + 3600;

    token_len = visitor_token_write(signer, &v, token);

    len = snprintf(body, sizeof(body),
        "{\"id\":\"%08llx-%.4s-4000-8000-%012llx\",\"text\":\"%s\"}",
        (unsigned long long) (n & 0xffffffff), run, (unsigned long long) n,
        opt_text);

    c->out_len = (size_t) snprintf(c->out, sizeof(c->out),
        "POST /chat/%s/messages HTTP/1.1\r\nHost: localhost\r\n"
        "Content-Type: application/json\r\nContent-Length: %d\r\n"
        "Authorization: Bearer %.*s\r\n\r\n%s",
        accounts[n % naccounts], len, (int) token_len, token, body);
}


static void
conn_open(conn_t *c)
{
    struct sockaddr_in  sin = {
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t) opt_port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    int  one = 1;

    c->fd = socket(AF_INET, SOCK_STREAM, 0);

    if (c->fd < 0
        || connect(c->fd, (struct sockaddr *) &sin, sizeof(sin)) < 0)
    {
        die("connect");
    }

    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));

    if (fcntl(c->fd, F_SETFL, O_NONBLOCK) < 0) {
        die("fcntl");
    }
}


static void
conn_watch(conn_t *c)
{
    struct epoll_event  e = { .events = EPOLLIN, .data.ptr = c };

    conn_open(c);

    if (epoll_ctl(ep, EPOLL_CTL_ADD, c->fd, &e) < 0) {
        die("epoll_ctl");
    }
}


static bool
due(void)
{
    return sent < count
        && (rate == 0 || sent * 1000000 / rate <= clock_us() - begin_us);
}


static void
conn_next(conn_t *c)
{
    ssize_t  n;

    if (!due()) {
        return;
    }

    if (webchat) {
        request_webchat(c, sent);
    } else {
        request_whatsapp(c, sent);
    }

    sent++;
    c->busy = true;
    c->in_len = 0;
    c->started_us = clock_us();

    /* a request is smaller than any socket buffer: one write takes it */

    n = write(c->fd, c->out, c->out_len);

    if (n != (ssize_t) c->out_len) {
        die("write");
    }
}


static bool
answer_is_whole(const conn_t *c)
{
    const char  *end = memmem(c->in, c->in_len, "\r\n\r\n", 4);
    const char  *len;
    size_t       body = 0;

    if (end == NULL) {
        return false;
    }

    len = memmem(c->in, (size_t) (end - c->in), "Content-Length: ", 16);

    if (len != NULL) {
        body = strtoul(len + 16, NULL, 10);
    }

    return c->in_len >= (size_t) (end - c->in) + 4 + body;
}


static void
conn_reopen(conn_t *c)
{
    close(c->fd);
    conn_watch(c);
}


static void
conn_read(conn_t *c)
{
    ssize_t  n = read(c->fd, c->in + c->in_len, sizeof(c->in) - 1 - c->in_len);

    if (n < 0 && errno == EAGAIN) {
        return;
    }

    /* nginx ends what says nothing for client_header_timeout */

    if (n == 0 && !c->busy) {
        conn_reopen(c);
        return;
    }

    if (n <= 0) {
        errno = n < 0 ? errno : ECONNRESET;
        die("read");
    }

    c->in_len += (size_t) n;

    if (!answer_is_whole(c)) {
        return;
    }

    latency[answered++] = (uint32_t) (clock_us() - c->started_us);
    ok += memcmp(c->in, "HTTP/1.1 200", 12) == 0;
    c->busy = false;

    /* nginx ends a connection after keepalive_requests, saying so */

    if (memmem(c->in, c->in_len, "Connection: close", 17) != NULL) {
        conn_reopen(c);
    }
}


static void
run_loop(void)
{
    struct epoll_event  ev[64];

    ep = epoll_create1(0);

    for (unsigned i = 0; i < nconns; i++) {
        conn_watch(&conns[i]);
    }

    begin_us = clock_us();

    while (answered < count) {
        for (unsigned i = 0; i < nconns && due(); i++) {
            if (!conns[i].busy) {
                conn_next(&conns[i]);
            }
        }

        int  n = epoll_wait(ep, ev, 64, rate ? 1 : 1000);

        for (int i = 0; i < n; i++) {
            conn_read(ev[i].data.ptr);
        }
    }
}


static int
by_value(const void *a, const void *b)
{
    uint32_t  x = *(const uint32_t *) a, y = *(const uint32_t *) b;

    return (x > y) - (x < y);
}


static void
report(void)
{
    double  s = (double) (clock_us() - begin_us) / 1e6;

    qsort(latency, answered, sizeof(*latency), by_value);

    printf("{\"sent\":%llu,\"ok\":%llu,\"not_ok\":%llu,\"seconds\":%.3f,"
           "\"per_second\":%.0f,\"p50_us\":%u,\"p99_us\":%u,\"max_us\":%u}\n",
           (unsigned long long) sent, (unsigned long long) ok,
           (unsigned long long) (answered - ok), s, (double) answered / s,
           latency[answered / 2], latency[answered * 99 / 100],
           latency[answered - 1]);
}


static slice_t
read_secret(const char *file)
{
    static char  buf[512];
    FILE        *f = fopen(file, "r");
    size_t       n;

    if (f == NULL) {
        die(file);
    }

    n = fread(buf, 1, sizeof(buf), f);
    fclose(f);

    while (n > 0 && (buf[n - 1] == '\n' || buf[n - 1] == '\r')) {
        n--;
    }

    return slice_make(buf, n);
}


static void
parse_options(int argc, char **argv)
{
    static const struct option  options[] = {
        { "port", 1, NULL, 'p' },     { "channel", 1, NULL, 'c' },
        { "secret-file", 1, NULL, 's' }, { "path", 1, NULL, 'u' },
        { "accounts", 1, NULL, 'a' }, { "count", 1, NULL, 'n' },
        { "connections", 1, NULL, 'k' }, { "contacts", 1, NULL, 't' },
        { "rate", 1, NULL, 'r' },     { "text", 1, NULL, 'x' },
        { NULL, 0, NULL, 0 }
    };
    int  o;

    opt_path = "/webhooks/whatsapp";
    opt_text = "hola";

    while ((o = getopt_long(argc, argv, "", options, NULL)) != -1) {
        switch (o) {
        case 'p': opt_port = (unsigned) atoi(optarg); break;
        case 'c': webchat = strcmp(optarg, "webchat") == 0; break;
        case 's': opt_secret = optarg; break;
        case 'u': opt_path = optarg; break;
        case 'n': count = strtoull(optarg, NULL, 10); break;
        case 'k': nconns = (unsigned) atoi(optarg); break;
        case 't': ncontacts = (unsigned) atoi(optarg); break;
        case 'r': rate = strtoull(optarg, NULL, 10); break;
        case 'x': opt_text = optarg; break;
        case 'a':
            for (char *a = strtok(optarg, ","); a && naccounts < ACCOUNTS_MAX;
                 a = strtok(NULL, ","))
            {
                accounts[naccounts++] = a;
            }
            break;
        default:
            exit(2);
        }
    }

    if (!opt_port || !opt_secret || !naccounts || !count || !nconns
        || nconns > CONNECTIONS_MAX || !ncontacts)
    {
        fprintf(stderr, "loadgen: --port, --secret-file, --accounts and "
                        "--count are needed (see the head of loadgen.c)\n");
        exit(2);
    }
}


int
main(int argc, char **argv)
{
    parse_options(argc, argv);

    signer = signer_new(read_secret(opt_secret));
    latency = calloc(count, sizeof(*latency));

    if (signer == NULL || latency == NULL) {
        fprintf(stderr, "loadgen: the secret is too short, or no memory\n");
        return 1;
    }

    snprintf(run, sizeof(run), "%08lx",
             (unsigned long) (clock_us() ^ (uint64_t) getpid()) & 0xffffffff);

    run_loop();
    report();

    return ok == count ? 0 : 1;
}
