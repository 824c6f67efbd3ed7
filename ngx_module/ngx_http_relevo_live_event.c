
/*
 * live, entries: stream ids, the fields of an entry, whom it is for.
 * Pure: no I/O, no memory of its own.
 */

#include "ngx_http_relevo_live.h"


static ngx_uint_t ngx_http_relevo_word_is(u_char *p, size_t len,
    ngx_str_t *word);


/* "<ms>-<seq>", decimal */

ngx_int_t
ngx_http_relevo_id_parse(u_char *p, size_t len, ngx_http_relevo_id_t *ret_id)
{
    return stream_id_read(slice_make(p, len), ret_id) ? NGX_OK : NGX_ERROR;
}


ngx_int_t
ngx_http_relevo_id_cmp(const ngx_http_relevo_id_t *a,
    const ngx_http_relevo_id_t *b)
{
    return stream_id_compare(*a, *b);
}


u_char *
ngx_http_relevo_id_write(u_char *p, const ngx_http_relevo_id_t *id)
{
    return ngx_sprintf(p, "%uL-%uL", id->ms, id->seq);
}


redisReply *
ngx_http_relevo_stream_field(redisReply *reply, const char *name)
{
    size_t  i;

    for (i = 0; i + 1 < reply->elements; i += 2) {

        if (reply->element[i]->type == REDIS_REPLY_STRING
            && ngx_strcmp(reply->element[i]->str, name) == 0)
        {
            return reply->element[i + 1];
        }
    }

    return NULL;
}


static void
ngx_http_relevo_entry_text(redisReply *fields, const char *name,
    ngx_str_t *ret_text)
{
    redisReply  *value;

    value = ngx_http_relevo_stream_field(fields, name);

    if (value) {
        ret_text->data = (u_char *) value->str;
        ret_text->len = value->len;
    }
}


/* [id, [name, value, ...]] with the fields t, a and e */

ngx_int_t
ngx_http_relevo_entry_read(redisReply *reply,
    ngx_http_relevo_entry_t *ret_entry)
{
    slice_t      type;
    redisReply  *id, *fields;

    ngx_memzero(ret_entry, sizeof(ngx_http_relevo_entry_t));

    if (reply->type != REDIS_REPLY_ARRAY || reply->elements != 2) {
        return NGX_ERROR;
    }

    id = reply->element[0];
    fields = reply->element[1];

    if (id->type != REDIS_REPLY_STRING
        || ngx_http_relevo_id_parse((u_char *) id->str, id->len,
                                    &ret_entry->id)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    if (fields->type != REDIS_REPLY_ARRAY) {
        return NGX_DECLINED;
    }

    ngx_http_relevo_entry_text(fields, "t", &ret_entry->tenant);
    ngx_http_relevo_entry_text(fields, "a", &ret_entry->audience);
    ngx_http_relevo_entry_text(fields, "e", &ret_entry->event);

    if (ret_entry->audience.len == 0 || ret_entry->event.len == 0) {
        return NGX_DECLINED;
    }

    /* a reset has a frame of its own name: clients refetch */

    if (scan_member(ngx_http_relevo_slice(&ret_entry->event), "type", &type)) {
        ret_entry->is_reset = slice_eq(type, SLICE_LIT("\"reset\""));
        ret_entry->is_endpoints = slice_eq(type,
                                          SLICE_LIT("\"endpoints.changed\""));
        ret_entry->is_rights = slice_eq(type,
                                        SLICE_LIT("\"rights.changed\""));
    }

    return NGX_OK;
}


/* is one word of the entry's audience one of the listener's, or "*"? */

ngx_uint_t
ngx_http_relevo_entry_is_for(ngx_http_relevo_entry_t *entry,
    ngx_http_relevo_listener_t *listener)
{
    u_char      *p, *end, *last;
    ngx_str_t    everyone = ngx_string("*");
    ngx_uint_t   i;

    if (listener->tenant.len
        && !ngx_http_relevo_word_is(entry->tenant.data, entry->tenant.len,
                                    &listener->tenant)
        && !ngx_http_relevo_word_is(entry->tenant.data, entry->tenant.len,
                                    &everyone))
    {
        return 0;
    }

    last = entry->audience.data + entry->audience.len;

    for (p = entry->audience.data; p < last; p = end + 1) {
        end = ngx_strlchr(p, last, ' ');

        if (end == NULL) {
            end = last;
        }

        if (ngx_http_relevo_word_is(p, end - p, &everyone)) {
            return 1;
        }

        for (i = 0; i < listener->naudience; i++) {
            if (ngx_http_relevo_word_is(p, end - p, &listener->audience[i])) {
                return 1;
            }
        }
    }

    return 0;
}


static ngx_uint_t
ngx_http_relevo_word_is(u_char *p, size_t len, ngx_str_t *word)
{
    return len == word->len && len && ngx_memcmp(p, word->data, len) == 0;
}


/* tenants name their visitors themselves: the same name may be of two */

ngx_uint_t
ngx_http_relevo_listener_is(const ngx_http_relevo_listener_t *a,
    const ngx_http_relevo_listener_t *b)
{
    return a->who.len == b->who.len && a->tenant.len == b->tenant.len
           && ngx_memcmp(a->who.data, b->who.data, a->who.len) == 0
           && ngx_memcmp(a->tenant.data, b->tenant.data, a->tenant.len) == 0;
}
