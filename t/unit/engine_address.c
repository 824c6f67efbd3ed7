/*
 * Which addresses are public, and that a call goes nowhere its guard does not
 * let it: in any spelling, by name, and on a connection that was kept.
 */

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/mman.h>

#include "t/unit/engine_test.h"
#include "worker/engine/address.h"
#include "worker/engine/foreign.h"
#include "worker/engine/http.h"
#include "worker/engine/stats.h"

static struct { int connections; }  *seen;
static int                           port;
static pid_t                         server;
static bool                          may;
static unsigned                      asked;

static struct {
    unsigned      done;
    int           status;
    http_stage_t  stage;
    char          error[128];
} got;


/* --- addresses ---------------------------------------------------------- */

static const char *const  public[] = {
    "1.1.1.1", "8.8.8.8", "11.0.0.0", "9.255.255.255", "100.63.255.255",
    "100.128.0.0", "128.0.0.1", "126.255.255.255", "172.15.255.255",
    "172.32.0.0", "192.167.255.255", "192.169.0.0", "198.17.255.255",
    "198.20.0.0", "223.255.255.255", "169.253.255.255", "169.255.0.0",
    "2606:4700::1111", "2001:4860:4860::8888", "2a00::1", "3ffe::1",
    "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1",
};

static const char *const  private[] = {
    "0.0.0.0", "0.255.255.255", "10.0.0.1", "10.255.255.255", "100.64.0.1",
    "100.100.100.200", "127.0.0.1", "127.255.255.254", "169.254.169.254",
    "169.254.170.2", "172.16.0.1", "172.31.255.255", "192.0.0.8",
    "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1",
    "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1",
    "239.255.255.255", "240.0.0.1", "255.255.255.255", "168.63.129.16",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254",
    "::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1", "100::1", "2001::1", "2001:10::1", "2001:db8::1",
    "2002:7f00:1::1", "2002:a9fe:a9fe::", "3fff::1", "5f00::1", "fc00::1",
    "fd00:ec2::254", "fd7a:115c:a1e0::53", "fe80::1", "fe80::1%lo",
    "fec0::1", "ff02::1",
};


static bool
judge(const char *text)
{
    struct sockaddr_storage  to;

    return address_read(text, &to)
           && address_is_public((const struct sockaddr *) &to);
}


static void
test_public(void)
{
    struct sockaddr_storage  to;
    const struct sockaddr    local = { .sa_family = AF_UNIX };

    for (size_t i = 0; i < sizeof(public) / sizeof(public[0]); i++) {
        ok(judge(public[i]), "%s", public[i]);
    }

    for (size_t i = 0; i < sizeof(private) / sizeof(private[0]); i++) {
        ok(address_read(private[i], &to) && !judge(private[i]), "%s",
           private[i]);
    }

    ok(!address_is_public(&local), "a unix socket");
    ok(!address_in(&local, "0.0.0.0/0 ::/0"), "is in no network");
    ok(!address_read("127.1", &to), "what inet_pton does not read");
    ok(!address_read("", &to), "nothing");
}


static bool
is_in(const char *text, const char *networks)
{
    struct sockaddr_storage  to;

    return address_read(text, &to)
           && address_in((const struct sockaddr *) &to, networks);
}


static void
test_networks(void)
{
    ok(!is_in("10.0.0.1", ""), "no network");
    ok(is_in("10.0.0.1", "10.0.0.0/8"), "inside");
    ok(!is_in("11.0.0.1", "10.0.0.0/8"), "outside");
    ok(is_in("10.3.255.1", "192.168.0.0/16, 10.0.0.0/14"), "the second");
    ok(!is_in("10.4.0.1", "10.0.0.0/14"), "by a bit");
    ok(is_in("10.0.0.7", "10.0.0.7"), "one address");
    ok(!is_in("10.0.0.8", "10.0.0.7"), "another one");
    ok(is_in("::ffff:10.0.0.7", "10.0.0.7/32"), "mapped");
    ok(is_in("fd00::7", "10.0.0.0/8 fd00::/8"), "IPv6");
    ok(!is_in("fd00::7", "0.0.0.0/0"), "all of IPv4 is not IPv6");

    ok(address_networks_problem("") == NULL, "none is fine");
    ok(address_networks_problem("10.0.0.0/8  fd00::/8,127.0.0.1") == NULL,
       "a list");
    is_str(address_networks_problem("10.0.0.0/8 10.0.0/8"), "10.0.0/8",
           "not an address");
    is_str(address_networks_problem("10.0.0.0/33"), "10.0.0.0/33",
           "too many bits");
    is_str(address_networks_problem("10.0.0.0/"), "10.0.0.0/", "no bits");
    is_str(address_networks_problem("fd00::/-1"), "fd00::/-1", "below none");
    ok(address_networks_problem("localhost") != NULL, "a name");
}


/* --- calls -------------------------------------------------------------- */

static void
serve(int fd)
{
    static const char  answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"
                                  "\r\nok";
    char               bytes[4096];

    while (read(fd, bytes, sizeof(bytes)) > 0) {
        if (write(fd, answer, sizeof(answer) - 1) < 0) {
            break;
        }
    }

    _exit(0);
}


static void
server_start(void)
{
    struct sockaddr_in  a = { .sin_family = AF_INET };
    socklen_t           len = sizeof(a);
    int                 fd = socket(AF_INET, SOCK_STREAM, 0);

    seen = mmap(NULL, sizeof(*seen), PROT_READ | PROT_WRITE,
                MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(fd, (struct sockaddr *) &a, len) < 0 || listen(fd, 64) < 0
        || getsockname(fd, (struct sockaddr *) &a, &len) < 0)
    {
        puts("Bail out! no server socket");
        exit(1);
    }

    port = ntohs(a.sin_port);
    server = fork();

    if (server == 0) {
        signal(SIGCHLD, SIG_IGN);
        setpgid(0, 0);
        for ( ;; ) {
            int  c = accept(fd, NULL, NULL);

            seen->connections++;
            if (fork() == 0) {
                serve(c);
            }
            close(c);
        }
    }

    setpgid(server, server);
    close(fd);
}


static bool
guard(const struct sockaddr *to)
{
    asked++;

    return may && address_in(to, "127.0.0.0/8");
}


static rc_t
call_start(job_t *j)
{
    http_call(j, j->data);

    return RC_AGAIN;
}


static rc_t
call_finish(job_t *j)
{
    got.status = j->ops->status;
    got.stage = j->ops->stage;
    snprintf(got.error, sizeof(got.error), "%s",
             j->ops->error == NULL ? "" : j->ops->error);
    got.done++;

    return RC_OK;
}


static void
call_done(job_t *j, rc_t rc)
{
    (void) j;
    (void) rc;
}


static const phase_t  table[] = {
    { "call", call_start, call_finish, 5000 }, { NULL, NULL, NULL, 0 }
};


static void
call(const char *host, http_guard_fn with)
{
    char            url[128];
    http_request_t  req = {
        .method = "GET", .url = url, .timeout_ms = 5000, .may_connect = with,
        .owner = "tenant"
    };
    unsigned        before = got.done;

    snprintf(url, sizeof(url), "http://%s:%d/", host, port);
    asked = 0;
    (void) job_new(table, &req, call_done);
    ok(UNTIL(got.done > before), "%s is over", host);
}


static void
test_spellings(void)
{
    static const char *const  hosts[] = {
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1",
        "0177.0.0.1", "0", "localhost", "foo.localhost",
        "[::ffff:7f00:1]", "[::1]", "[::]",
    };

    int  before = seen->connections;

    for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
        call(hosts[i], address_is_public);
        is_str(got.error, HTTP_REFUSED, hosts[i]);
        is_int(got.stage, HTTP_NOT_SENT, "nothing has left");
    }

    is_int(seen->connections, before, "nobody was connected to");
}


static void
test_guard(void)
{
    call("127.0.0.1", NULL);
    is_int(got.status, 200, "without a guard");

    may = true;
    call("127.0.0.1", guard);
    is_int(got.status, 200, "the guard lets it go");
    is_int(seen->connections, 1, "on the connection that was kept");
    ok(asked == 1, "and was asked for it");

    may = false;
    call("127.0.0.1", guard);
    is_str(got.error, HTTP_REFUSED, "not any longer");
    is_int(got.stage, HTTP_NOT_SENT, "nothing has left");
    is_int(seen->connections, 1, "nor connected");
    ok(stats_value[STAT_http_refused] >= 1, "counted");
}


/* Ports are looked at where the world is; our own networks have all. */

static void
test_foreign(void)
{
    static const struct {
        const char  *ip;
        int          port;
        bool         may;
    } to[] = {
        { "93.184.216.34", 443, true }, { "93.184.216.34", 8443, true },
        { "93.184.216.34", 25, false }, { "2606:4700::1", 443, true },
        { "2606:4700::1", 6379, false }, { "10.1.2.3", 6379, true },
        { "10.2.2.3", 443, false }, { "127.0.0.1", 443, false },
    };
    struct sockaddr_storage  a;

    for (size_t i = 0; i < sizeof(to) / sizeof(to[0]); i++) {
        ok(address_read(to[i].ip, &a), "%s", to[i].ip);
        address_set_port(&a, to[i].port);
        is_int(foreign_may((struct sockaddr *) &a, "10.1.0.0/16"), to[i].may,
               "its port");
    }

    test_set("http.foreign_ports", "");
    ok(address_read("93.184.216.34", &a), "without a list of ports");
    address_set_port(&a, 25);
    ok(foreign_may((struct sockaddr *) &a, ""), "all are allowed");
    test_set("http.foreign_ports", "443 80 8443 8080");

    is_str(foreign_ports_problem("443, 80\t8080"), NULL, "a list of ports");
    is_str(foreign_ports_problem(""), NULL, "no port");
    is_str(foreign_ports_problem("443 http"), "http", "a word");
    is_str(foreign_ports_problem("443 70000"), "70000", "too large");
    is_str(foreign_ports_problem("8o80"), "8o80", "not digits alone");
}


int
main(void)
{
    signal(SIGPIPE, SIG_IGN);
    test_set("log.level", "error");
    server_start();
    loop_init();
    http_init();

    test_public();
    test_networks();
    test_guard();
    test_foreign();
    test_spellings();

    http_release();
    loop_release();
    config_release();
    kill(-server, SIGKILL);
    waitpid(server, NULL, 0);

    return done_testing();
}
