/*
 * linked - a row with a file of ours as its channel sends it: see attached.h.
 */

#include "worker/deliver/attached.h"


const json_t *
linked_row(const json_t *row, const attached_t *a, pool_t *pool)
{
    const json_t  *payload = json_object_get(row, "payload");
    const json_t  *media = json_object_get(payload, "media");
    json_t        *copy, *inside, *file;

    if (a->link == NULL && a->id == NULL && a->path == NULL) {
        return row;
    }

    copy = pool_json(pool, json_copy((json_t *) (uintptr_t) row));
    inside = json_copy((json_t *) (uintptr_t) payload);
    file = json_copy((json_t *) (uintptr_t) media);
    json_object_del(file, "object");
    json_object_del(file, "file");

    if (a->link != NULL) {
        json_object_set_new(file, "link", json_string(a->link));
    } else if (a->id != NULL) {
        json_object_set_new(file, "id", json_string(a->id));
    } else {
        json_object_set_new(file, "path", json_string(a->path));
    }

    json_object_set_new(inside, "media", file);
    json_object_set_new(copy, "payload", inside);

    return copy;
}
