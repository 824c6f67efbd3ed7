/*
 * linked - a file of our object store becomes a link its provider can fetch.
 *
 * A row whose payload has {"media": {"object": name, ...}} gets a link that
 * lives for a day instead, so that what leaves is as fresh as the attempt. A
 * store that has no links (a folder) cannot send files this way.
 */

#include "worker/deliver/row.h"

#include "worker/jsonx.h"
#include "worker/media/object.h"

#define LINK_SECONDS  86400


const json_t *
linked_row(const json_t *row, pool_t *pool)
{
    const json_t  *payload = json_object_get(row, "payload");
    const json_t  *media = json_object_get(payload, "media");
    const char    *object = jsonx_str(media, "object"), *link;
    json_t        *copy, *inside, *file;

    if (*object == '\0') {
        return row;
    }

    link = object_url(pool, object, LINK_SECONDS);
    if (link == NULL) {
        return NULL;
    }

    copy = pool_json(pool, json_copy((json_t *) (uintptr_t) row));
    inside = json_copy((json_t *) (uintptr_t) payload);
    file = json_copy((json_t *) (uintptr_t) media);
    json_object_del(file, "object");
    json_object_set_new(file, "link", json_string(link));
    json_object_set_new(inside, "media", file);
    json_object_set_new(copy, "payload", inside);

    return copy;
}
