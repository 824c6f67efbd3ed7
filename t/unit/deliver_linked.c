/*
 * A row with a file of ours as its channel sends it, and the form that takes
 * a copy of it to a provider.
 */

#include "t/unit/tap.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "worker/deliver/attached.h"
#include "worker/engine/multipart.h"

static const char  row_text[] =
    "{\"id\":\"m1\",\"payload\":{\"type\":\"image\","
    "\"text\":\"a\",\"media\":{\"file\":\"f1\",\"object\":\"t/x.png\","
    "\"mime\":\"image/png\",\"filename\":\"x.png\"}}}";


static const char *
member(const json_t *row, const char *name)
{
    const char  *s = json_string_value(json_object_get(json_object_get(
                         json_object_get(row, "payload"), "media"), name));

    return s == NULL ? "" : s;
}


static void
test_row(void)
{
    pool_t        *pool = pool_new(65536);
    json_t        *row = pool_json(pool, json_loads(row_text, 0, NULL));
    attached_t     a = { .row = row };
    const json_t  *sent;

    ok(linked_row(row, &a, pool) == row, "without anything it is the row");

    a.link = "https://x.example/files?t=1";
    sent = linked_row(row, &a, pool);
    is_str(member(sent, "link"), a.link, "a link");
    is_str(member(sent, "object"), "", "instead of the name in our store");
    is_str(member(sent, "file"), "", "and of our id");
    is_str(member(sent, "filename"), "x.png", "the rest stays");
    is_str(member(row, "object"), "t/x.png", "the row itself is as it was");

    a = (attached_t) { .row = row, .id = "77", .path = "/x" };
    sent = linked_row(row, &a, pool);
    is_str(member(sent, "id"), "77", "the provider's id");
    is_str(member(sent, "path"), "", "comes before the copy");

    a.id = NULL;
    is_str(member(linked_row(row, &a, pool), "path"), "/x", "a copy");
    pool_free(pool);
}


/* All of a form, read in pieces of step bytes. */
static size_t
form_text(const http_request_t *http, char *to, size_t size, size_t step)
{
    size_t  n = 0, more;

    while (n < http->read_len && n + step < size) {
        more = http->read(http->data, n, (uint8_t *) to + n,
                          step < http->read_len - n ? step
                          : (size_t) (http->read_len - n));
        if (more == 0) {
            break;
        }
        n += more;
    }
    to[n] = '\0';

    return n;
}


static void
test_form(void)
{
    pool_t                   *pool = pool_new(65536);
    char                      path[] = "/tmp/form.XXXXXX";
    int                       fd = mkstemp(path);
    const multipart_field_t   fields[] = {
        { "type", "image/png" }, { "left_out", NULL }, { NULL, NULL }
    };
    multipart_file_t          file = {
        .field = "file", .path = path, .mime = "image/png",
        .filename = "a\"b\r\nc.png"
    };
    http_request_t            http = { .method = "POST" };
    const char               *type = "";
    char                      whole[4096], pieces[4096];

    ok(fd != -1 && write(fd, "bytes", 5) == 5, "a file");
    (void) close(fd);
    ok(multipart_body(pool, fields, &file, &http, &type), "a form of it");
    ok(strncmp(type, "Content-Type: multipart/form-data; boundary=", 44) == 0,
       "its type");
    ok(form_text(&http, whole, sizeof(whole), 1000) == http.read_len,
       "is as long as it says");
    (void) form_text(&http, pieces, sizeof(pieces), 7);
    is_str(pieces, whole, "and the same in small pieces");
    ok(strstr(whole, "name=\"type\"\r\n\r\nimage/png\r\n") != NULL,
       "a field");
    ok(strstr(whole, "left_out") == NULL, "not what has no value");
    ok(strstr(whole, "filename=\"a_b__c.png\"\r\nContent-Type: image/png"
                     "\r\n\r\nbytes\r\n--") != NULL,
       "the file, whose name ends no header");

    file.path = NULL;
    file.fd = open(path, O_RDONLY);
    file.bytes = 3;
    file.front = SLICE_LIT("WAV ");
    (void) memset(whole, 0, sizeof(whole));
    ok(multipart_body(pool, fields, &file, &http, &type), "of an open file");
    (void) form_text(&http, whole, sizeof(whole), 7);
    ok(strstr(whole, "\r\n\r\nWAV byt\r\n--") != NULL,
       "a front, and so many of its bytes");
    (void) close(file.fd);
    file.path = path;

    (void) unlink(path);
    ok(!multipart_body(pool, fields, &file, &http, &type),
       "none of a file that is gone");
    pool_free(pool);
}


int
main(void)
{
    test_row();
    test_form();

    return done_testing();
}
