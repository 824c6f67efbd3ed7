/*
 * relevo:fetch against a server that answers, redirects, lies, stops and
 * never ends: what becomes the local copy, what is asked how often and with
 * which credential, and what every refusal is called.
 *
 * The server forks per connection; what it saw is in shared memory.
 */

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/sha.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/socket.h>

#include "t/unit/engine_test.h"
#include "worker/deliver/accounts.h"
#include "worker/engine/http.h"
#include "worker/media/fetch.h"

#define PNG      "\x89PNG\r\n\x1a\n"
#define LENGTH   200000                 /* of the file */
#define TOKEN    "sesame"
#define UPLOAD   "00112233445566778899aabbccddeeff"

typedef struct {
    atomic_int  metadata, bytes, foreign;   /* requests */
    atomic_int  with_bearer;            /* of those to foreign hosts */
    atomic_int  ranges;
    char        agent[64];
} seen_t;

static seen_t      *seen;
static int          port;
static pid_t        server;
static char         file[LENGTH], other[LENGTH], digest[65], other_digest[65];
static media_step_t step;
static bool         over;
static rc_t         result;
static char         why[256];
static char         path[128];


/* --- stubs: no database ------------------------------------------------- */

op_t *
accounts_load(job_t *j, const char *channel, const char *account)
{
    (void) j;
    (void) channel;
    (void) account;

    return NULL;
}


bool
accounts_loaded(const char *channel, const char *account, const op_t *op)
{
    (void) channel;
    (void) account;
    (void) op;

    return true;
}


const channel_account_t *
accounts_get(pool_t *pool, const char *channel, const char *account,
    const char **ret_error)
{
    channel_account_t  *a = pool_alloc(pool, sizeof(channel_account_t));

    (void) channel;
    (void) ret_error;
    a->name = account;
    a->api_base = "";
    a->token = SLICE_LIT(TOKEN);

    if (strcmp(channel, "telegram") == 0) {
        a->token = SLICE_LIT("123:" TOKEN);
    }

    return a;
}


void
accounts_forget(const char *channel, const char *account)
{
    (void) channel;
    (void) account;
}


bool
accounts_receipts(const char *channel, const char *account)
{
    (void) channel;
    (void) account;

    return true;
}


void
accounts_release(void)
{
}


/* --- the server --------------------------------------------------------- */

static void
say(int fd, const void *bytes, size_t len)
{
    if (send(fd, bytes, len, MSG_NOSIGNAL) < 0) {
        _exit(0);
    }
}


static void
answer(int fd, const char *status, const char *headers, const void *body,
    size_t len, size_t claimed)
{
    char  head[2048];

    snprintf(head, sizeof(head), "HTTP/1.1 %s\r\nContent-Length: %zu\r\n"
             "Connection: close\r\n%s\r\n", status, claimed, headers);
    say(fd, head, strlen(head));
    say(fd, body, len);
    shutdown(fd, SHUT_WR);

    char  rest[64];

    while (read(fd, rest, sizeof(rest)) > 0) { }
    _exit(0);
}


static void
answer_text(int fd, const char *status, const char *headers, const char *text)
{
    answer(fd, status, headers, text, strlen(text), strlen(text));
}


/* The id of a medium says how it goes. */
static void
serve_metadata(int fd, const char *id)
{
    char  text[1024];
    int   n = atomic_fetch_add(&seen->metadata, 1) + 1;

    if (strcmp(id, "gone") == 0) {
        answer_text(fd, "404 Not Found", "", "{\"error\":{\"code\":100}}");
    }

    if (strcmp(id, "busy") == 0 && n == 1) {
        answer_text(fd, "429 Too Many", "Retry-After: 1\r\n", "{}");
    }

    if (strcmp(id, "foreign") == 0) {
        snprintf(text, sizeof(text), "{\"url\":\"http://[::1]:%d/x\"}", port);
        answer_text(fd, "200 OK", "", text);
    }

    snprintf(text, sizeof(text), "{\"url\":\"http://127.0.0.1:%d/bytes/%s\","
             "\"mime_type\":\"image/png\",\"sha256\":\"%s\",\"file_size\":"
             "\"%d\"}", port, id, strcmp(id, "lie") == 0 ? other_digest
             : digest, strcmp(id, "huge") == 0 ? 90000000
             : strcmp(id, "empty") == 0 ? 0 : LENGTH);
    answer_text(fd, "200 OK", "", text);
}


static void
serve_endless(int fd)
{
    char  head[] = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";

    say(fd, head, strlen(head));

    for (;;) {
        say(fd, file, LENGTH);
    }
}


static void
serve_bytes(int fd, const char *id, const char *request)
{
    int          n = atomic_fetch_add(&seen->bytes, 1) + 1;
    const char  *range = strstr(request, "\r\nRange: bytes=");
    size_t       from = range != NULL ? (size_t) atoi(range + 15) : 0;
    char         text[256];

    if (strstr(request, "Authorization: Bearer " TOKEN "\r\n") == NULL) {
        answer_text(fd, "401 Unauthorized", "", "no");
    }

    if (strcmp(id, "expired") == 0 && n < 3) {
        answer_text(fd, "404 Not Found", "", "expired");
    }

    if (strcmp(id, "dead") == 0) {
        answer_text(fd, "404 Not Found", "", "expired");
    }

    if (strcmp(id, "endless") == 0) {
        serve_endless(fd);
    }

    if (strcmp(id, "empty") == 0) {
        answer_text(fd, "200 OK", "", "");
    }

    if (strcmp(id, "html") == 0) {
        answer_text(fd, "200 OK", "", "<html>log in, please</html>");
    }

    if (strcmp(id, "redirect") == 0) {
        snprintf(text, sizeof(text), "Location: http://localhost:%d/foreign"
                 "\r\n", port);
        answer_text(fd, "302 Found", text, "");
    }

    if (strcmp(id, "private") == 0) {
        answer_text(fd, "302 Found", "Location: http://10.1.2.3/x\r\n", "");
    }

    if (strcmp(id, "cut") == 0 && n == 1) {
        answer(fd, "200 OK", "", file, LENGTH / 2, LENGTH);
    }

    if (strcmp(id, "mixed") == 0 && n == 1) {   /* half of another file */
        answer(fd, "200 OK", "", other, LENGTH / 2, LENGTH);
    }

    if (strcmp(id, "skewed") == 0 && n == 1) {
        answer(fd, "200 OK", "", file, LENGTH / 2, LENGTH);
    }

    if (range != NULL) {
        atomic_fetch_add(&seen->ranges, 1);
        from += strcmp(id, "skewed") == 0;      /* not what was asked for */
        snprintf(text, sizeof(text), "Content-Range: bytes %zu-%d/%d\r\n",
                 from, LENGTH - 1, LENGTH);
        answer(fd, "206 Partial Content", text, file + from, LENGTH - from,
               LENGTH - from);
    }

    answer(fd, "200 OK", "", file, LENGTH, LENGTH);
}


static bool
begins(const char *request, const char *line)
{
    return strncmp(request, line, strlen(line)) == 0;
}


static void
serve(int fd)
{
    char     request[8192] = "", id[64] = "";
    size_t   len = 0;
    ssize_t  n;

    while (strstr(request, "\r\n\r\n") == NULL
           && (n = read(fd, request + len, sizeof(request) - 1 - len)) > 0)
    {
        len += (size_t) n;
        request[len] = '\0';
    }

    if (sscanf(request, "GET /bytes/%63[a-z]", id) == 1) {
        serve_bytes(fd, id, request);

    } else if (sscanf(request, "GET /v24.0/%63[a-z]?phone_number_id=P1", id)
               == 1)
    {
        serve_metadata(fd, id);

    } else if (begins(request, "GET /foreign ")) {
        atomic_fetch_add(&seen->foreign, 1);
        atomic_fetch_add(&seen->with_bearer,
                         strstr(request, TOKEN) != NULL);
        answer(fd, "200 OK", "", file, LENGTH, LENGTH);

    } else if (begins(request, "GET /bot123:" TOKEN "/getFile?file_id=big "))
    {
        answer_text(fd, "400 Bad Request", "", "{\"ok\":false,\"description\":"
                    "\"Bad Request: file is too big\"}");

    } else if (begins(request, "GET /bot123:" TOKEN "/getFile?file_id=A%2Fb "))
    {
        answer_text(fd, "200 OK", "", "{\"ok\":true,\"result\":{\"file_path\":"
                    "\"../f1.jpg\"}}");

    } else if (begins(request, "GET /bot123:" TOKEN "/getFile?file_id=ok "))
    {
        answer_text(fd, "200 OK", "", "{\"ok\":true,\"result\":{\"file_path\":"
                    "\"photos/f1.jpg\",\"file_size\":200000}}");

    } else if (begins(request, "GET /file/bot123:" TOKEN "/photos/f1.jpg "))
    {
        answer(fd, "200 OK", "", file, LENGTH, LENGTH);
    }

    answer_text(fd, "400 Bad Request", "", request);
}


static void
server_start(void)
{
    struct sockaddr_in  at = {
        .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)
    };
    socklen_t  len = sizeof(at);
    int        fd = socket(AF_INET, SOCK_STREAM, 0);

    if (bind(fd, (struct sockaddr *) &at, sizeof(at)) != 0
        || listen(fd, 64) != 0
        || getsockname(fd, (struct sockaddr *) &at, &len) != 0)
    {
        puts("Bail out! no server");
        exit(1);
    }

    port = ntohs(at.sin_port);
    server = fork();

    if (server == 0) {
        signal(SIGCHLD, SIG_IGN);

        for (;;) {
            int  c = accept(fd, NULL, NULL);

            if (c >= 0 && fork() == 0) {
                serve(c);
            }
            close(c);
        }
    }

    close(fd);
}


/* --- a step ------------------------------------------------------------- */

static void
step_over(job_t *j, rc_t rc)
{
    over = true;
    result = rc;
    snprintf(why, sizeof(why), "%s", j->reason != NULL ? j->reason : "");
    step.row = step.row != NULL ? json_deep_copy(step.row) : NULL;
}


/* Runs the task; "ok", the error's name, or "retry". */
static const char *
fetch(const char *channel, const char *kind, const char *ref,
    const char *more)
{
    static char  text[512];
    json_t      *source;

    snprintf(text, sizeof(text), "{\"ref\":\"%s\"%s}", ref, more);
    source = json_loads(text, 0, NULL);
    json_decref(step.row);
    step = (media_step_t) {
        .tenant = "t1", .media = "m1", .conversation = "", .contact = "c1",
        .message = "", .language = "", .channel = channel, .account = "P1",
        .kind = kind, .source = source, .mime = "", .object = "",
        .sha256 = "", .bytes = -1, .name = "", .path = path,
    };
    memset(seen, 0, sizeof(*seen));
    unlink(path);
    over = false;
    ok(job_new(fetch_phases, &step, step_over) != NULL && UNTIL(over),
       "%s %s: it ends", channel, ref);
    json_decref(source);

    return result == RC_OK ? "ok" : result == RC_RETRY ? "retry"
           : step.error != NULL ? step.error : "?";
}


static bool
is_whole(void)
{
    static char  got[LENGTH + 1];
    FILE        *f = fopen(path, "r");
    size_t       n;

    if (f == NULL) {
        return false;
    }

    n = fread(got, 1, sizeof(got), f);
    fclose(f);

    return n == LENGTH && memcmp(got, file, LENGTH) == 0;
}


/* Nothing but what was kept lies in the folder. */
static unsigned
files_left(void)
{
    char      cmd[256];
    FILE     *p;
    unsigned  n = 0;

    snprintf(cmd, sizeof(cmd), "find %s -type f ! -name token ! -name '0*'"
             " | wc -l", test_dir());
    p = popen(cmd, "r");
    ok(p != NULL && fscanf(p, "%u", &n) == 1, "the folder is read");
    pclose(p);

    return n;
}


static void
test_whatsapp(void)
{
    is_str(fetch("whatsapp", "image", "plain", ""), "ok", "two steps");
    ok(is_whole(), "the file is there");
    is_str(json_string_value(json_object_get(step.row, "sha256")), digest,
           "its digest");
    is_str(json_string_value(json_object_get(step.row, "mime")), "image/png",
           "its type, by its bytes");
    is(json_integer_value(json_object_get(step.row, "bytes")), LENGTH,
       "its size");
    is(files_left(), 1, "and nothing else");

    is_str(fetch("whatsapp", "image", "expired", ""), "ok",
           "an expired URL is asked for again");
    is(seen->metadata, 3, "each time the id");
    is_str(fetch("whatsapp", "image", "dead", ""), MEDIA_GONE,
           "but not for ever");
    is_str(fetch("whatsapp", "image", "gone", ""), MEDIA_GONE,
           "an id nobody knows");
    is(files_left(), 0, "nothing is left");
    is_str(fetch("whatsapp", "image", "busy", ""), "ok", "429: later");
    is(seen->metadata, 2, "once more");
}


static void
test_bytes(void)
{
    char  told[128];

    is_str(fetch("whatsapp", "image", "cut", ""), "ok", "cut off: goes on");
    ok(is_whole(), "whole all the same");
    is(seen->ranges, 1, "only the rest was asked for");

    is_str(fetch("whatsapp", "image", "mixed", ""), "ok",
           "it went on with another file: from its beginning");
    ok(is_whole(), "that is the file");
    is(seen->ranges, 1, "it had gone on");

    is_str(fetch("whatsapp", "image", "skewed", ""), "ok",
           "another range than was asked for: all of it");
    ok(is_whole(), "that is the file, too");
    is(seen->ranges, 1, "asked for once");

    is_str(fetch("whatsapp", "image", "lie", ""), MEDIA_MISMATCH,
           "not the announced digest");
    is(seen->bytes, 2, "asked twice");
    is(files_left(), 0, "it is not kept");

    snprintf(told, sizeof(told), ",\"sha256\":\"%s\"", other_digest);
    is_str(fetch("whatsapp", "image", "plain", told), MEDIA_MISMATCH,
           "nor the webhook's");
    is_str(fetch("whatsapp", "image", "huge", ""), MEDIA_TOO_LARGE,
           "announced as too large");
    is(seen->bytes, 0, "no byte of it is asked for");
    is_str(fetch("whatsapp", "image", "endless", ""), MEDIA_TOO_LARGE,
           "one without an end");
    is_str(fetch("whatsapp", "image", "empty", ""), MEDIA_BROKEN, "nothing");
    is_str(fetch("generic", "image", "x", ""), MEDIA_UNSUPPORTED,
           "no URL at all");
    is(files_left(), 0, "nothing is left of all these");
}


static void
test_types(void)
{
    is_str(fetch("whatsapp", "voice", "plain", ""), MEDIA_MISMATCH,
           "a picture is no voice note");
    is_str(fetch("whatsapp", "document", "plain", ""), "ok",
           "but may be a document");
    is_str(fetch("whatsapp", "image", "html", ""), MEDIA_MISMATCH,
           "a page that says 200 is no picture");
}


static void
test_places(void)
{
    char  url[128];

    is_str(fetch("whatsapp", "image", "redirect", ""), "ok",
           "a redirect is followed");
    is(seen->foreign, 1, "once");
    is(seen->with_bearer, 0, "without the token");
    is_str(fetch("whatsapp", "image", "private", ""), MEDIA_UNSAFE,
           "not into a private network");
    is_str(fetch("whatsapp", "image", "foreign", ""), MEDIA_UNSAFE,
           "the token goes to Meta's hosts only");

    snprintf(url, sizeof(url), "http://127.0.0.1:%d/foreign", port);
    is_str(fetch("messenger", "image", url, ""), "ok",
           "an attachment of a page");
    is(seen->with_bearer, 0, "without a token");
    is_str(fetch("messenger", "image", "https://example.org/x", ""),
           MEDIA_UNSAFE, "only from Meta's hosts");
    is_str(fetch("generic", "image", url, ""), "ok", "anybody's link");
    is_str(fetch("generic", "image", "http://10.1.2.3/x", ""), MEDIA_UNSAFE,
           "not into a private network");
    is_str(fetch("generic", "image", "file:///etc/passwd", ""), MEDIA_UNSAFE,
           "nor into files");
    is_str(fetch("twilio", "image", "https://example.org/x", ""),
           MEDIA_UNSAFE, "Twilio's are Twilio's");
}


static void
test_telegram(void)
{
    is_str(fetch("telegram", "image", "ok", ""), "ok", "getFile, file");
    ok(is_whole(), "the file is there");
    is_str(fetch("telegram", "image", "big", ""), MEDIA_TOO_LARGE,
           "the Bot API gives 20 MB");
    is_str(fetch("telegram", "image", "A/b", ""), "retry",
           "a path that is none");
}


static void
test_uploads(void)
{
    char   name[256];
    FILE  *f;

    snprintf(name, sizeof(name), "%s/" UPLOAD, test_dir());
    f = fopen(name, "w");
    fwrite(file, 1, LENGTH, f);
    fclose(f);

    is_str(fetch("webchat", "image", UPLOAD, ""), "ok", "an upload");
    ok(is_whole(), "the file is there");
    is_str(json_string_value(json_object_get(step.row, "sha256")), digest,
           "its digest");
    ok(access(name, F_OK) == 0, "nginx's stays until it is stored");
    is_str(fetch("webchat", "image", "../../../../etc/passwd", ""),
           MEDIA_UNSUPPORTED, "a path is no upload");
    is_str(fetch("webchat", "image", "ff112233445566778899aabbccddeeff", ""),
           MEDIA_GONE, "one that is not there");
    ok(truncate(name, 0) == 0, "an empty one");
    is_str(fetch("webchat", "document", UPLOAD, ""), MEDIA_BROKEN,
           "is no file");
    unlink(name);
}


static void
test_disk(void)
{
    snprintf(path, sizeof(path), "%s/token/m1", test_dir());
    is_str(fetch("whatsapp", "image", "plain", ""), "retry",
           "a folder that is a file");
    ok(strstr(why, "spool:") != NULL, "it says so: %s", why);
    snprintf(path, sizeof(path), "%s/new/folder/m1", test_dir());
    is_str(fetch("whatsapp", "image", "plain", ""), "ok",
           "a missing folder is made");
}


static void
setup(void)
{
    char     base[64], token[128];
    uint8_t  md[32];
    FILE    *f;

    memcpy(file, PNG, 8);

    for (size_t i = 8; i < LENGTH; i++) {
        file[i] = (char) (i * 2654435761u >> 13);
    }

    SHA256((const uint8_t *) file, LENGTH, md);

    for (int i = 0; i < 32; i++) {
        snprintf(digest + 2 * i, 3, "%02x", md[i]);
    }

    memcpy(other_digest, digest, sizeof(digest));
    other_digest[0] = digest[0] == 'a' ? 'b' : 'a';
    seen = mmap(NULL, sizeof(*seen), PROT_READ | PROT_WRITE,
                MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    snprintf(token, sizeof(token), "%s/token", test_dir());
    f = fopen(token, "w");
    fputs(TOKEN, f);
    fclose(f);
    chmod(token, 0600);
    server_start();
    snprintf(base, sizeof(base), "http://127.0.0.1:%d", port);
    test_set("whatsapp.api_base", base);
    test_set("telegram.api_base", base);
    test_set("generic.private_networks", "127.0.0.1");
    test_set("media.hosts", "127.0.0.1");
    test_set("media.max_image", "300k");
    test_set("media.fetch_retry", "10ms");
    test_set("webchat.uploads", test_dir());
    snprintf(path, sizeof(path), "%s/m1", test_dir());
    loop_init();
    http_init();
}


int
main(void)
{
    setup();
    test_whatsapp();
    test_bytes();
    test_types();
    test_places();
    test_telegram();
    test_uploads();
    test_disk();
    json_decref(step.row);
    test_stop(server, SIGKILL);
    http_release();
    loop_release();
    test_dir_remove();
    config_release();

    return done_testing();
}
