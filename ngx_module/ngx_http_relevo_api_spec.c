
/*
 * api, specs - what a query and a body may hold.
 *
 * A spec is a line of words, one per member: NAME, NAME! (must be there),
 * NAME:TYPE, NAME!:TYPE.  The same line makes the OpenAPI document, so the
 * two cannot differ.  A member that is not named is refused: a misspelt
 * filter must not become no filter.
 *
 *   (none)    a string of at most 4096 characters; strN: at most N
 *   int bool num arr obj any uuid time     what they say
 *   a|b|c     one of these
 *   secret    a string that is sealed before SQL sees it
 *
 * Members that are not required may be null: merge patches say so.
 */

#include "ngx_http_relevo_api.h"


#define NGX_HTTP_RELEVO_STRING_MAX   4096
#define NGX_HTTP_RELEVO_ERRORS_MAX   16


static void ngx_http_relevo_spec_error(ngx_http_relevo_api_t *api,
    const char *where, const char *name, size_t len, const char *code);
static const char *ngx_http_relevo_spec_value(
    const ngx_http_relevo_field_t *field, json_t *value);
static const char *ngx_http_relevo_spec_string(
    const ngx_http_relevo_field_t *field, const u_char *p, size_t len);
static const char *ngx_http_relevo_spec_text(
    const ngx_http_relevo_field_t *field, ngx_str_t *value);
static ngx_uint_t ngx_http_relevo_type_is(
    const ngx_http_relevo_field_t *field, const char *type);
static ngx_uint_t ngx_http_relevo_spec_has(const char *spec, const char *name,
    size_t len);


ngx_uint_t
ngx_http_relevo_spec_next(const char **p, ngx_http_relevo_field_t *ret_field)
{
    size_t       len;
    const char  *word, *colon;

    word = *p + strspn(*p, " ");
    len = strcspn(word, " ");

    if (len == 0) {
        return 0;
    }

    *p = word + len;

    colon = memchr(word, ':', len);

    ret_field->name = word;
    ret_field->name_len = colon ? (size_t) (colon - word) : len;
    ret_field->type = colon ? colon + 1 : "";
    ret_field->type_len = colon ? len - ret_field->name_len - 1 : 0;
    ret_field->required = word[ret_field->name_len - 1] == '!';
    ret_field->name_len -= ret_field->required;

    return 1;
}


ngx_int_t
ngx_http_relevo_spec_query(ngx_http_relevo_api_t *api)
{
    ngx_uint_t                i;
    const char               *spec, *p, *code;
    ngx_http_relevo_field_t   field;

    spec = api->route->query ? api->route->query : "";

    for (i = 0; i < api->nquery; i++) {
        p = spec;
        code = "unknown";

        while (ngx_http_relevo_spec_next(&p, &field)) {

            if (field.name_len == api->query_names[i].len
                && ngx_memcmp(field.name, api->query_names[i].data,
                              field.name_len)
                   == 0)
            {
                code = ngx_http_relevo_spec_text(&field, &api->query[i]);
                break;
            }
        }

        if (code) {
            ngx_http_relevo_spec_error(api, "query",
                                       (char *) api->query_names[i].data,
                                       api->query_names[i].len, code);
        }
    }

    return api->nerrors ? NGX_DECLINED : NGX_OK;
}


ngx_int_t
ngx_http_relevo_spec_body(ngx_http_relevo_api_t *api)
{
    json_t                   *value;
    const char               *spec, *p, *code, *name;
    ngx_http_relevo_field_t   field;

    spec = api->route->body;

    if (api->body && !json_is_object(api->body)) {
        ngx_http_relevo_spec_error(api, "body", "", 0, "object");
        return NGX_DECLINED;
    }

    p = spec;

    while (ngx_http_relevo_spec_next(&p, &field)) {
        value = api->body ? json_object_getn(api->body, field.name,
                                             field.name_len)
                          : NULL;

        if (value == NULL || json_is_null(value)) {
            code = field.required ? "required" : NULL;

        } else {
            code = ngx_http_relevo_spec_value(&field, value);
        }

        if (code) {
            ngx_http_relevo_spec_error(api, "body", field.name,
                                       field.name_len, code);
        }
    }

    json_object_foreach(api->body, name, value) {

        if (!ngx_http_relevo_spec_has(spec, name, ngx_strlen(name))) {
            ngx_http_relevo_spec_error(api, "body", name, ngx_strlen(name),
                                       "unknown");
        }
    }

    return api->nerrors ? NGX_DECLINED : NGX_OK;
}


static ngx_uint_t
ngx_http_relevo_spec_has(const char *spec, const char *name, size_t len)
{
    ngx_http_relevo_field_t  field;

    while (ngx_http_relevo_spec_next(&spec, &field)) {

        if (field.name_len == len && ngx_memcmp(field.name, name, len) == 0) {
            return 1;
        }
    }

    return 0;
}


/* {"path":"body.name","code":"required"}; the name is the client's */

static void
ngx_http_relevo_spec_error(ngx_http_relevo_api_t *api, const char *where,
    const char *name, size_t len, const char *code)
{
    size_t      size;
    u_char     *p;
    ngx_str_t   old;

    if (api->nerrors == NGX_HTTP_RELEVO_ERRORS_MAX) {
        return;
    }

    len = ngx_min(len, 64);
    old = api->errors;

    size = old.len + sizeof(",{\"path\":\".\",\"code\":\"\"}")
           + ngx_strlen(where) + ngx_strlen(code) + len * 6;

    p = ngx_pnalloc(api->request->pool, size);

    /* without memory the errors are fewer, but it stays refused */

    api->nerrors++;

    if (p == NULL) {
        return;
    }

    api->errors.data = p;

    p = ngx_sprintf(p, "%V%s{\"path\":\"%s%s", &old, old.len ? "," : "", where,
                    len ? "." : "");
    p = (u_char *) ngx_escape_json(p, (u_char *) name, len);
    p = ngx_sprintf(p, "\",\"code\":\"%s\"}", code);

    api->errors.len = p - api->errors.data;
}


static ngx_uint_t
ngx_http_relevo_type_is(const ngx_http_relevo_field_t *field, const char *type)
{
    return field->type_len == ngx_strlen(type)
           && ngx_memcmp(field->type, type, field->type_len) == 0;
}


/* NULL, or the code of what is wrong */

static const char *
ngx_http_relevo_spec_value(const ngx_http_relevo_field_t *field, json_t *value)
{
    if (ngx_http_relevo_type_is(field, "any")) {
        return NULL;
    }

    if (ngx_http_relevo_type_is(field, "int")) {
        return json_is_integer(value) ? NULL : "integer";
    }

    if (ngx_http_relevo_type_is(field, "num")) {
        return json_is_number(value) ? NULL : "number";
    }

    if (ngx_http_relevo_type_is(field, "bool")) {
        return json_is_boolean(value) ? NULL : "boolean";
    }

    if (ngx_http_relevo_type_is(field, "arr")) {
        return json_is_array(value) ? NULL : "array";
    }

    if (ngx_http_relevo_type_is(field, "obj")) {
        return json_is_object(value) ? NULL : "object";
    }

    if (!json_is_string(value)) {
        return "string";
    }

    return ngx_http_relevo_spec_string(field,
                                       (u_char *) json_string_value(value),
                                       json_string_length(value));
}


/* a value of the query: text that must read as its type */

static const char *
ngx_http_relevo_spec_text(const ngx_http_relevo_field_t *field,
    ngx_str_t *value)
{
    if (ngx_http_relevo_type_is(field, "int")) {
        return (value->len <= 9
                && ngx_atoi(value->data, value->len) != NGX_ERROR)
               ? NULL : "integer";
    }

    if (ngx_http_relevo_type_is(field, "bool")) {
        return (value->len == 4 && ngx_memcmp(value->data, "true", 4) == 0)
               || (value->len == 5 && ngx_memcmp(value->data, "false", 5) == 0)
               ? NULL : "boolean";
    }

    return ngx_http_relevo_spec_string(field, value->data, value->len);
}


static const char *
ngx_http_relevo_spec_string(const ngx_http_relevo_field_t *field,
    const u_char *p, size_t len)
{
    size_t       max;
    const char  *word, *end;

    if (ngx_http_relevo_type_is(field, "uuid")) {
        return ngx_http_relevo_is_uuid(p, len) ? NULL : "uuid";
    }

    /* what reads as one is for SQL; this keeps the rest away from it */

    if (ngx_http_relevo_type_is(field, "time")) {
        return (len >= 10 && len <= 35 && p[4] == '-' && p[7] == '-'
                && strspn((char *) p, "0123456789-+:.TZ") == len)
               ? NULL : "time";
    }

    if (field->type_len && ngx_strlchr((u_char *) field->type,
                                       (u_char *) field->type
                                       + field->type_len, '|'))
    {
        for (word = field->type; /* void */ ; word = end + 1) {
            end = word + strcspn(word, "| ");

            if ((size_t) (end - word) == len && ngx_memcmp(word, p, len) == 0) {
                return NULL;
            }

            if (*end != '|') {
                return "choice";
            }
        }
    }

    max = NGX_HTTP_RELEVO_STRING_MAX;

    if (field->type_len > 3 && ngx_memcmp(field->type, "str", 3) == 0) {
        max = ngx_atoi((u_char *) field->type + 3, field->type_len - 3);
    }

    if (ngx_utf8_length((u_char *) p, len) > max) {
        return "too_long";
    }

    return (len == 0 && field->required) ? "empty" : NULL;
}
