/*
 * form - a body that is multipart/form-data with one file, read strictly:
 * CRLFs, the boundary of the header, a name in every part, no part twice.
 */

#include "t/fake/fake_graph/fake.h"

#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char  *at, *end;
    char         mark[80];              /* "--" boundary */
} form_t;


static bool
takes(form_t *f, const char *text)
{
    size_t  n = strlen(text);

    if ((size_t) (f->end - f->at) < n || memcmp(f->at, text, n) != 0) {
        return false;
    }

    f->at += n;

    return true;
}


/* name="..." of a part's header; "" without it */
static void
parameter(const char *head, size_t len, const char *name, char *to,
    size_t size)
{
    char         wanted[32];
    const char  *at;
    size_t       n;

    *to = '\0';
    snprintf(wanted, sizeof(wanted), "; %s=\"", name);
    at = memmem(head, len, wanted, strlen(wanted));

    if (at != NULL) {
        at += strlen(wanted);
        n = strcspn(at, "\"\r\n");
        snprintf(to, size, "%.*s", (int) n, at);
    }
}


static void
file_set(json_t *form, const char *name, const char *filename,
    const char *head, size_t head_len, const char *bytes, size_t len)
{
    unsigned char  digest[SHA256_DIGEST_LENGTH];
    char           hex[2 * sizeof(digest) + 1], type[128] = "";
    const char    *at = memmem(head, head_len, "Content-Type: ", 14);

    if (at != NULL) {
        snprintf(type, sizeof(type), "%.*s", (int) strcspn(at + 14, "\r\n"),
                 at + 14);
    }

    SHA256((const unsigned char *) bytes, len, digest);

    for (size_t i = 0; i < sizeof(digest); i++) {
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    }

    json_object_set_new(form, "file", json_pack("{s:s, s:s, s:s, s:I, s:s}",
        "field", name, "filename", filename, "type", type,
        "bytes", (json_int_t) len, "sha256", hex));
}


/* One part behind its boundary line, up to the next boundary. */
static bool
part_read(form_t *f, json_t *form)
{
    char         name[64], filename[512], stop[96];
    const char  *head = f->at, *body, *end;

    body = memmem(f->at, (size_t) (f->end - f->at), "\r\n\r\n", 4);
    snprintf(stop, sizeof(stop), "\r\n%s", f->mark);

    if (body == NULL
        || (end = memmem(body + 4, (size_t) (f->end - body - 4), stop,
                         strlen(stop))) == NULL)
    {
        return false;
    }

    parameter(head, (size_t) (body - head), "name", name, sizeof(name));
    parameter(head, (size_t) (body - head), "filename", filename,
              sizeof(filename));
    body += 4;
    f->at = end + 2;

    if (*name == '\0' || json_object_get(form, name) != NULL) {
        return false;
    }

    if (*filename == '\0') {
        return json_object_set_new(form, name,
                   json_stringn(body, (size_t) (end - body))) == 0;
    }

    if (json_object_get(form, "file") != NULL) {
        return false;
    }

    file_set(form, name, filename, head, (size_t) (body - head), body,
             (size_t) (end - body));

    return true;
}


json_t *
form_read(const request_t *r)
{
    static const char  type[] = "multipart/form-data; boundary=";
    form_t             f = { .at = r->body, .end = r->body + r->body_len };
    json_t            *form = json_object();

    if (strncmp(r->content_type, type, sizeof(type) - 1) == 0
        && strlen(r->content_type) - (sizeof(type) - 1) < 71)
    {
        snprintf(f.mark, sizeof(f.mark), "--%s",
                 r->content_type + sizeof(type) - 1);

        while (takes(&f, f.mark)) {
            if (takes(&f, "--\r\n") && f.at == f.end
                && json_object_get(form, "file") != NULL)
            {
                return form;
            }

            if (!takes(&f, "\r\n") || !part_read(&f, form)) {
                break;
            }
        }
    }

    json_decref(form);

    return NULL;
}
