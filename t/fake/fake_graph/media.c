/*
 * media - GET /vNN.N/<id> gives a URL that lives five minutes; the URL gives
 * the bytes.
 *
 * Objects come by POST /_control {"media": [{"id", "body" or "file" (a path),
 * "mime_type", "sha256", "dead": 404 or 410}]}; "dead" ends its URL as if it
 * were late.
 * Both requests need the bearer, the second a User-Agent too.
 *
 * GET /_cdn/<id> is what webhooks of Messenger and Instagram name: anybody's,
 * and whoever shows a credential there has told a stranger.
 */

#include "t/fake/fake_graph/fake.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define URL_LIVES_MS  (5 * 60 * 1000)

static json_t  *objects;                /* id -> object */


bool
media_set(const json_t *media)
{
    size_t   i;
    json_t  *object;

    if (!json_is_array(media)) {
        return false;
    }

    objects = objects != NULL ? objects : json_object();

    json_array_foreach(media, i, object) {
        const char  *id = json_string_value(json_object_get(object, "id"));

        if (id == NULL || json_object_set(objects, id, object) != 0) {
            return false;
        }
    }

    return true;
}


void
media_clear(void)
{
    json_decref(objects);
    objects = NULL;
}


static const char *
member(const json_t *object, const char *key, const char *otherwise)
{
    const char  *s = json_string_value(json_object_get(object, key));

    return s != NULL ? s : otherwise;
}


/* Its bytes, of malloc; NULL with an id whose file is not there. */
static char *
bytes_of(const json_t *object, size_t *ret_len)
{
    const char  *path = member(object, "file", NULL);
    FILE        *in;
    char        *bytes;

    if (path == NULL) {
        bytes = strdup(member(object, "body", ""));
        *ret_len = strlen(bytes);
        return bytes;
    }

    in = fopen(path, "rb");

    if (in == NULL || fseek(in, 0, SEEK_END) != 0) {
        return NULL;
    }

    *ret_len = (size_t) ftell(in);
    bytes = malloc(*ret_len + 1);
    rewind(in);
    *ret_len = fread(bytes, 1, *ret_len, in);
    fclose(in);

    return bytes;
}


static int
size_of(const json_t *object)
{
    size_t   len = 0;
    char    *bytes = bytes_of(object, &len);

    free(bytes);

    return (int) len;
}


/* /_media/<id>/<time the URL was made> */
static void
media_bytes(const request_t *r, reply_t *ret)
{
    char           id[256] = "";
    long long      made = 0;
    const json_t  *object;
    int            dead;

    if (sscanf(r->path, "/_media/%255[^/]/%lld", id, &made) != 2
        || (object = json_object_get(objects, id)) == NULL)
    {
        graph_error(ret, 404, 100, "no such media");
        return;
    }

    dead = (int) json_integer_value(json_object_get(object, "dead"));

    if (*r->user_agent == '\0') {
        graph_error(ret, 400, 100, "a User-Agent is needed");

    } else if (dead > 0 || (long long) unix_ms() - made > URL_LIVES_MS) {
        graph_error(ret, dead > 0 ? dead : 404, 100, "the URL has expired");

    } else {
        ret->status = 200;
        ret->body = bytes_of(object, &ret->body_len);
    }
}


bool
media_public(const request_t *r, reply_t *ret)
{
    const json_t  *object;

    if (strncmp(r->path, "/_cdn/", 6) != 0) {
        return false;
    }

    object = json_object_get(objects, r->path + 6);

    if (*r->authorization != '\0') {
        graph_error(ret, 400, 190, "a credential, shown to a stranger");

    } else if (strcmp(r->method, "GET") != 0 || object == NULL) {
        graph_error(ret, 404, 100, "no such file");

    } else {
        ret->status = 200;
        ret->body = bytes_of(object, &ret->body_len);
    }

    return true;
}


/* /vNN.N/<id> */
bool
media_handle(const request_t *r, const char *host, reply_t *ret)
{
    const char    *id = strrchr(r->path, '/');
    char           name[256], url[512];
    const json_t  *object;
    json_t        *answer;

    if (strncmp(r->path, "/_media/", 8) == 0) {
        media_bytes(r, ret);
        return true;
    }

    snprintf(name, sizeof(name), "%s", id + 1);
    name[strcspn(name, "?")] = '\0';
    object = json_object_get(objects, name);

    if (object == NULL) {
        return false;
    }

    snprintf(url, sizeof(url), "http://%s/_media/%s/%lld", host, name,
             (long long) unix_ms());
    answer = json_pack("{s:s, s:s, s:s, s:s, s:i, s:s}",
        "url", url, "mime_type", member(object, "mime_type", "image/jpeg"),
        "sha256", member(object, "sha256", ""), "id", name,
        "file_size", size_of(object),
        "messaging_product", "whatsapp");
    ret->status = 200;
    ret->body = json_dumps(answer, JSON_COMPACT);
    json_decref(answer);

    return true;
}
