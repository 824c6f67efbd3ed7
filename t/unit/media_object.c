/*
 * The store that is a folder, sealed files, and clamd: what is kept once, what
 * survives, what is refused; a fake clamd that reads the protocol strictly.
 */

#include <arpa/inet.h>
#include <fcntl.h>
#include <openssl/sha.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "t/unit/engine_test.h"
#include "worker/engine/failpoint.h"
#include "worker/engine/http.h"
#include "worker/media/files.h"
#include "worker/media/object_seal.h"
#include "worker/media/store.h"

#define T1     "01977f0a-0000-7000-8000-000000000001"
#define T2     "01977f0a-0000-7000-8000-000000000002"
#define HALF   "0123456789abcdef0123456789abcdef"
#define KEY    HALF HALF
#define KEY2   "1123456789abcdef0123456789abcdef" HALF

typedef struct {
    const char   *verb, *key, *path, *after;
    object_put_t  put;
    object_t     *object;
    rc_t          rc;
    char          error[128];
    json_t       *answer;
    bool          over;
} call_t;

static char  dir[64], path[128], path2[128], digest[65];


/* --- calls -------------------------------------------------------------- */

static rc_t
call_start(job_t *j)
{
    call_t  *c = j->data;

    c->object = strcmp(c->verb, "put") == 0 ? object_put(j, &c->put)
                : strcmp(c->verb, "get") == 0
                  ? object_get(j, c->key, c->path)
                : strcmp(c->verb, "head") == 0 ? object_head(j, c->key)
                : strcmp(c->verb, "list") == 0
                  ? object_list(j, c->key, c->after)
                                              : object_remove(j, c->key);

    return RC_AGAIN;
}


static rc_t
call_finish(job_t *j)
{
    call_t  *c = j->data;

    c->rc = object_settled(j, c->object);
    snprintf(c->error, sizeof(c->error), "%s", c->object->error != NULL
             ? c->object->error : "");
    c->answer = c->object->answer != NULL ? json_deep_copy(c->object->answer)
                                          : NULL;

    return RC_OK;
}


static void
call_over(job_t *j, rc_t rc)
{
    call_t  *c = j->data;

    (void) rc;
    c->over = true;
}


static const phase_t  call_phases[] = {
    { "call", call_start, call_finish, 20000 }, { NULL, NULL, NULL, 0 }
};


static rc_t
call(call_t *c)
{
    if (job_new(call_phases, c, call_over) == NULL || !UNTIL(c->over)) {
        return RC_AGAIN;
    }

    return c->rc;
}


static rc_t
put(const char *key, const char *from, bool shared)
{
    static char  hex[65];
    call_t       c = { .verb = "put" };

    if (!files_digest(from, hex)) {
        return RC_AGAIN;
    }

    c.put = (object_put_t) {
        .key = key, .path = from, .sha256 = hex, .shared = shared,
        .mime = "image/png", .user = "", .message = "", .kind = ""
    };

    return call(&c);
}


static rc_t
simple(const char *verb, const char *key)
{
    call_t  c = { .verb = verb, .key = key, .path = path2 };
    rc_t    rc;

    unlink(path2);
    rc = call(&c);
    json_decref(c.answer);

    return rc;
}


static void
write_file(const char *name, size_t len, unsigned salt)
{
    FILE  *f = fopen(name, "w");

    for (size_t i = 0; i < len; i++) {
        fputc((int) ((i * 2654435761u + salt) >> 7 & 0xff), f);
    }

    fclose(f);
}


static bool
same(const char *a, const char *b)
{
    char  one[65], two[65];

    return files_digest(a, one) && files_digest(b, two)
           && strcmp(one, two) == 0;
}


/* Files below the folder of the store. */
static unsigned
count(const char *what)
{
    char      cmd[256];
    FILE     *p;
    unsigned  n = 9999;

    snprintf(cmd, sizeof(cmd), "find %s/objects -type f %s | wc -l", dir,
             what);
    p = popen(cmd, "r");
    n = p != NULL && fscanf(p, "%u", &n) == 1 ? n : 9999;
    pclose(p);

    return n;
}


/* --- the folder --------------------------------------------------------- */

static void
test_folder(void)
{
    char         name[256];
    struct stat  st;

    is(simple("get", T1 "/media/a/1.png"), RC_REJECT, "nothing is there yet");
    is(put(T1 "/media/a/1.png", path, true), RC_OK, "put");
    is(put(T1 "/media/a/1.png", path, true), RC_OK, "again: harmless");
    is(count(""), 2, "a name and its bytes");
    snprintf(name, sizeof(name), "%s/objects/" T1 "/media/a/1.png", dir);
    ok(stat(name, &st) == 0 && (st.st_mode & 0777) == 0600, "0600");
    is(simple("get", T1 "/media/a/1.png"), RC_OK, "get");
    ok(same(path, path2), "the same bytes");
    is(simple("head", T1 "/media/a/1.png"), RC_OK, "head");
    is(simple("head", T1 "/media/a/2.png"), RC_REJECT, "no such object");

    is(put(T1 "/media/b/2.png", path, true), RC_OK, "the same file again");
    is(count("-links 3 -path '*/blobs/*'"), 1, "its bytes are kept once");
    is(put(T2 "/media/b/2.png", path, true), RC_OK, "of another tenant");
    is(count("-path '*/blobs/*'"), 2, "tenants share nothing");

    is(simple("remove", T1 "/media/a/1.png"), RC_OK, "remove");
    is(simple("remove", T1 "/media/a/1.png"), RC_OK, "again: harmless");
    is(simple("get", T1 "/media/b/2.png"), RC_OK, "the other name stays");
    is(simple("remove", T1 "/media/b/2.png"), RC_OK, "remove the last name");
    is(count("-path '*" T1 "*'"), 0, "the bytes went with it");
    is(simple("remove", T2 "/media/b/2.png"), RC_OK, "the other tenant's");
    is(put(T1 "/media/c/3.png", path, false), RC_OK, "not shared");
    is(count(""), 1, "no second name");
    is(simple("remove", T1 "/media/c/3.png"), RC_OK, "removed");

    is(put(T1 "/media/d/4.png", path, true), RC_OK, "once more");
    setenv("RELEVO_FAILPOINTS", "object.many_links=error@1", 1);
    failpoint_reload();
    is(put(T1 "/media/d/5.png", path, true), RC_OK, "too many names");
    unsetenv("RELEVO_FAILPOINTS");
    failpoint_reload();
    is(count("-links 1"), 1, "it has bytes of its own");
    is(simple("get", T1 "/media/d/5.png"), RC_OK, "get");
    ok(same(path, path2), "the same bytes");
    is(simple("remove", T1 "/media/d/4.png"), RC_OK, "removed");
    is(simple("remove", T1 "/media/d/5.png"), RC_OK, "removed");

    is(put(T1 "/../../x", path, true), RC_REJECT, "no way up");
    is(put("/etc/x", path, true), RC_REJECT, "no root");
    is(put(T1 "/Media", path, true), RC_REJECT, "small letters only");
    is(put("", path, true), RC_REJECT, "no name");
}


static void
test_list(void)
{
    static const char *const  keys[] = {
        T1 "/media/a/1.png", T1 "/media/a/2.png", T1 "/media/b/1.png",
        T2 "/media/a/1.png"
    };
    call_t  c = { .verb = "list", .key = "", .after = "" };

    for (int i = 3; i >= 0; i--) {
        (void) put(keys[i], path, true);
    }

    is(call(&c), RC_OK, "list");
    is(json_array_size(json_object_get(c.answer, "items")), 4, "all");

    for (size_t i = 0; i < 4; i++) {
        const json_t  *item = json_array_get(json_object_get(c.answer,
                                                             "items"), i);

        is_str(json_string_value(json_object_get(item, "key")), keys[i],
               "in order");
    }

    json_decref(c.answer);
    c = (call_t) { .verb = "list", .key = T1, .after = keys[1] };
    is(call(&c), RC_OK, "of a tenant, behind a name");
    is(json_array_size(json_object_get(c.answer, "items")), 1, "one");
    json_decref(c.answer);

    for (int i = 0; i < 4; i++) {
        (void) simple("remove", keys[i]);
    }
}


/* Bytes of long ago under a name of today: who removes what is old must not
 * take the name for old. */
static void
test_age(void)
{
    const struct timespec  old[2] = { { .tv_sec = 1000 }, { .tv_sec = 1000 } };

    char     name[256];
    call_t   c = { .verb = "list", .key = "", .after = T1 "/media/a/1.png" };
    json_t  *item;

    is(put(T1 "/media/a/1.png", path, true), RC_OK, "put");
    snprintf(name, sizeof(name), "%s/objects/" T1 "/media/a/1.png", dir);
    ok(utimensat(AT_FDCWD, name, old, 0) == 0, "long ago");
    is(put(T1 "/media/b/2.png", path, true), RC_OK, "sent again today");
    is(call(&c), RC_OK, "list");
    item = json_array_get(json_object_get(c.answer, "items"), 0);
    is_str(json_string_value(json_object_get(item, "key")),
           T1 "/media/b/2.png", "it");
    ok(json_integer_value(json_object_get(item, "at_ms")) > 1000 * 1000,
       "its name is young");
    json_decref(c.answer);
    (void) simple("remove", T1 "/media/a/1.png");
    (void) simple("remove", T1 "/media/b/2.png");
}


static void
test_no_room(void)
{
    char  file[128];

    snprintf(file, sizeof(file), "%s/notafolder", dir);
    write_file(file, 10, 0);
    test_set("store.dir", file);
    is(put(T1 "/media/a/1.png", path, true), RC_RETRY,
       "a store that cannot be used is tried again");
    snprintf(file, sizeof(file), "%s/objects", dir);
    test_set("store.dir", file);
}


static void
test_names(void)
{
    pool_t      *pool = pool_new(POOL_CAP_DEFAULT);
    const char  *key = object_key(pool, T1, "+5215550001", "m1", "",
                                  "image/jpeg; x=y", 1795219200000);

    ok(object_key_ok(key), "a name: %s", key);
    ok(strstr(key, "5550001") == NULL, "no number in it");
    ok(strstr(key, "/2026/11/21/m1.jpg") != NULL, "day, id, extension");
    ok(strcmp(key, object_key(pool, T1, "+5215550001", "m1", "",
              "image/jpeg", 1795219200000)) == 0, "always the same");
    ok(strncmp(key + 37, object_key(pool, T2, "+5215550001", "m1", "",
               "image/jpeg", 1795219200000) + 37, 38) != 0,
       "elsewhere somebody else");
    is_str(object_extension("application/x-unheard-of"), "bin", "unknown");
    ok(object_url(pool, key, 60) == NULL, "a folder has no URLs");
    pool_free(pool);
}


/* --- sealed ------------------------------------------------------------- */

static seal_keys_t
keys_of(const char *text)
{
    seal_keys_t  keys = { 0 };
    const char  *error;

    ok(seal_keys_read(slice_str(text), &keys, &error), "a key file");

    return keys;
}


static const char *
seal_one(const seal_keys_t *keys, const char *name, const char *from,
    const char *to, bool opens)
{
    int          in = open(from, O_RDONLY);
    int          out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const char  *error = opens ? object_unseal(keys, name, in, out)
                               : object_seal(keys, name, in, out);

    close(in);
    close(out);

    return error;
}


static void
change(const char *name, off_t at)
{
    int   fd = open(name, O_RDWR);
    char  c;

    if (pread(fd, &c, 1, at) == 1) {
        c ^= 1;
        ok(pwrite(fd, &c, 1, at) == 1, "a bit is changed");
    }

    close(fd);
}


static void
test_seal(void)
{
    static const size_t  sizes[] = { 0, 1, 65535, 65536, 65537, 131072,
                                     300000 };
    seal_keys_t          keys = keys_of(KEY "\n");
    seal_keys_t          both = keys_of(KEY2 "\n" KEY "\n");
    seal_keys_t          other = keys_of(KEY2 "\n");
    char                 box[128], plain[128];

    snprintf(box, sizeof(box), "%s/box", dir);
    snprintf(plain, sizeof(plain), "%s/plain", dir);

    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct stat  st;

        write_file(plain, sizes[i], 3);
        is_str(seal_one(&keys, "n", plain, box, false), NULL, "sealed");
        is_str(seal_one(&both, "n", box, path2, true), NULL, "opened");
        ok(same(plain, path2), "%zu bytes: the same", sizes[i]);
        ok(stat(box, &st) == 0 && (st.st_size - 32 - (off_t) sizes[i]) % 16
           == 0, "16 bytes a piece");
    }

    is_str(seal_one(&other, "n", box, path2, true), SEALED_BY_ANOTHER,
           "another key");
    is_str(seal_one(&keys, "m", box, path2, true), SEALED_CHANGED,
           "another name");
    is_str(seal_one(&keys, "n", plain, path2, true), SEALED_CHANGED,
           "no sealed file");

    change(box, 70000);
    is_str(seal_one(&keys, "n", box, path2, true), SEALED_CHANGED,
           "a changed bit");
    seal_one(&keys, "n", plain, box, false);
    ok(truncate(box, 32 + 2 * (65536 + 16)) == 0, "cut off at a piece");
    is_str(seal_one(&keys, "n", box, path2, true), SEALED_CHANGED,
           "is noticed");
    ok(truncate(box, 32 + 65536 + 20) == 0, "cut off in one");
    is_str(seal_one(&keys, "n", box, path2, true), SEALED_CHANGED,
           "is noticed");
}


/* --- tasks -------------------------------------------------------------- */

static media_step_t  step;
static bool          over;
static rc_t          result;
static char          why[256], object[300];


static void
step_over(job_t *j, rc_t rc)
{
    const char  *key = json_string_value(json_object_get(step.row,
                                                         "object"));

    over = true;
    result = rc;
    snprintf(why, sizeof(why), "%s", j->reason != NULL ? j->reason : "");
    snprintf(object, sizeof(object), "%s", key != NULL ? key : "");
}


static rc_t
task(const phase_t *phases)
{
    over = false;
    step.own = NULL;
    step.row = NULL;
    step.output = NULL;
    step.error = NULL;

    return job_new(phases, &step, step_over) != NULL && UNTIL(over)
           ? result : RC_AGAIN;
}


/* relevo:store without the phase that asks PostgreSQL for room: that one is
 * t/97_api_media.t's. */

static const phase_t *
store_here(void)
{
    static phase_t  here[8];
    unsigned        n = 0;

    for (const phase_t *p = store_phases; p->name != NULL; p++) {
        if (strcmp(p->name, "quota") != 0) {
            here[n++] = *p;
        }
    }

    here[n] = (phase_t) { NULL, NULL, NULL, 0 };

    return here;
}


static void
test_tasks(void)
{
    json_t       *source = json_object(), *input = json_object();
    char          keys[128];
    FILE         *f;

    step = (media_step_t) {
        .tenant = T1, .media = "m1", .contact = "c1", .message = "g1",
        .channel = "whatsapp", .account = "", .kind = "image",
        .source = source, .input = input, .mime = "image/png", .object = "",
        .sha256 = digest, .bytes = 5, .name = "", .path = path,
        .at_ms = 1795219200000,
    };
    is(task(store_here()), RC_OK, "relevo:store");
    step.object = strdup(object);
    ok(count("") == 2, "stored: %s", object);

    step.path = path2;
    unlink(path2);
    is(task(scan_phases), RC_OK, "not scanned, but the file is back");
    ok(same(path, path2), "from the store");
    is(simple("remove", step.object), RC_OK, "removed");

    snprintf(keys, sizeof(keys), "%s/keys", dir);
    f = fopen(keys, "w");
    fputs(KEY "\n", f);
    fclose(f);
    chmod(keys, 0600);
    test_set("store.key_file", keys);
    step.path = path;
    is(task(store_here()), RC_OK, "relevo:store, sealed");
    is(count("-name '*.png' -size 1"), 0, "what lies there is larger");
    step.path = path2;
    unlink(path2);
    (void) task(scan_phases);
    ok(same(path, path2), "and is opened again");
    is(count(""), 1, "sealed files are not shared");
    test_set("store.key_file", "");
    (void) simple("remove", step.object);

    unlink(path2);
    is(task(scan_phases), RC_REJECT, "gone from the store, too");
    is_str(step.error, MEDIA_GONE, "says so");
    free((char *) (uintptr_t) step.object);
    json_decref(source);
    json_decref(input);
}


/* --- clamd -------------------------------------------------------------- */

static bool
read_full(int fd, void *buf, size_t len)
{
    char  *p = buf;

    while (len > 0) {
        ssize_t  n = read(fd, p, len);

        if (n <= 0) {
            return false;
        }

        p += n;
        len -= (size_t) n;
    }

    return true;
}


/* Answers as clamd does; with "slow" in the file, not at all. */
static void
clamd_serve(int fd)
{
    static char  all[1 << 20];
    char         command[10];
    uint32_t     len;
    size_t       n = 0;
    const char  *says = "stream: OK";

    if (!read_full(fd, command, 10) || memcmp(command, "zINSTREAM", 10) != 0) {
        _exit(1);
    }

    while (read_full(fd, &len, 4) && (len = ntohl(len)) > 0) {
        if (n + len > 200000) {
            says = "INSTREAM size limit exceeded. ERROR";
            break;
        }

        if (!read_full(fd, all + n, len)) {
            _exit(1);
        }

        n += len;
    }

    if (memmem(all, n, "EICAR", 5) != NULL) {
        says = "stream: Eicar-Test-Signature FOUND";
    }

    if (memmem(all, n, "slow", 4) != NULL) {
        while (read(fd, command, 1) > 0) { }
        _exit(0);
    }

    (void) !write(fd, says, strlen(says) + 1);
    shutdown(fd, SHUT_WR);
    _exit(0);
}


static pid_t
clamd_start(const char *name)
{
    struct sockaddr_un  at = { .sun_family = AF_UNIX };
    int                 fd = socket(AF_UNIX, SOCK_STREAM, 0);
    pid_t               pid;

    snprintf(at.sun_path, sizeof(at.sun_path), "%s", name);

    if (bind(fd, (struct sockaddr *) &at, sizeof(at)) != 0
        || listen(fd, 8) != 0)
    {
        puts("Bail out! no fake clamd");
        exit(1);
    }

    pid = fork();
    if (pid == 0) {
        signal(SIGCHLD, SIG_IGN);

        for (;;) {
            int  c = accept(fd, NULL, NULL);

            if (c >= 0 && fork() == 0) {
                clamd_serve(c);
            }
            close(c);
        }
    }

    close(fd);

    return pid;
}


static void
put_text(const char *text)
{
    FILE  *f = fopen(path2, "w");

    fputs(text, f);
    fclose(f);
}


static void
test_scan(void)
{
    char   name[100];
    pid_t  pid;

    snprintf(name, sizeof(name), "%s/clamd", dir);
    test_set("clamd.socket", name);
    test_set("clamd.timeout", "300ms");
    step.path = path2;
    step.object = "";

    put_text("hello");
    is(task(scan_phases), RC_RETRY, "clamd is away: later");
    pid = clamd_start(name);
    is(task(scan_phases), RC_OK, "clean");
    put_text("x EICAR x");
    is(task(scan_phases), RC_REJECT, "infected");
    is_str(step.error, MEDIA_UNSAFE, "unsafe");
    put_text("slow");
    is(task(scan_phases), RC_RETRY, "no answer in time: later");
    write_file(path2, 900000, 1);
    is(task(scan_phases), RC_REJECT, "more than clamd takes");
    is_str(step.error, MEDIA_TOO_LARGE, "is not called clean");
    test_stop(pid, SIGKILL);
}


int
main(void)
{
    char  objects[128];

    snprintf(dir, sizeof(dir), "%s", test_dir());
    snprintf(path, sizeof(path), "%s/a", dir);
    snprintf(path2, sizeof(path2), "%s/b", dir);
    snprintf(objects, sizeof(objects), "%s/objects", dir);
    write_file(path, 100000, 1);
    (void) files_digest(path, digest);
    test_set("store.dir", objects);
    loop_init();
    http_init();

    test_folder();
    test_list();
    test_age();
    test_no_room();
    test_names();
    test_seal();
    test_tasks();
    test_scan();

    http_release();
    loop_release();
    test_dir_remove();
    config_release();

    return done_testing();
}
