
/*
 * api, OpenAPI - GET /api/v1/openapi.json: the table as an OpenAPI 3.1
 * document, made once per worker.
 *
 * Every word of it comes from the rows: paths, parameters, bodies (the same
 * specs that requests are checked against), scopes.  What an answer holds is
 * left open, but for problems and lists, which are the same everywhere.
 */

#include "ngx_http_relevo_api.h"


static const char  ngx_http_relevo_openapi_head[] =
    "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"Relevo\",\"version\":\"1\","
    "\"description\":\"Conversations, tickets and agents.\","
    "\"license\":{\"name\":\"BSD-2-Clause\",\"identifier\":\"BSD-2-Clause\"}},"
    "\"servers\":[{\"url\":\"/\"}],"
    "\"security\":[{\"bearer\":[]},{\"cookie\":[]},{\"service\":[]}],"
    "\"components\":{\"securitySchemes\":{"
    "\"bearer\":{\"type\":\"http\",\"scheme\":\"bearer\"},"
    "\"cookie\":{\"type\":\"apiKey\",\"in\":\"cookie\",\"name\":\""
    NGX_HTTP_RELEVO_API_COOKIE "\"},"
    "\"service\":{\"type\":\"apiKey\",\"in\":\"header\","
    "\"name\":\"X-Service-Token\"}},"
    "\"schemas\":{\"Problem\":{\"type\":\"object\",\"required\":[\"type\","
    "\"title\",\"status\",\"code\"],\"properties\":{"
    "\"type\":{\"type\":\"string\"},\"title\":{\"type\":\"string\"},"
    "\"status\":{\"type\":\"integer\"},\"code\":{\"type\":\"string\"},"
    "\"detail\":{\"type\":\"string\"},\"errors\":{\"type\":\"array\","
    "\"items\":{\"type\":\"object\",\"required\":[\"path\",\"code\"],"
    "\"properties\":{\"path\":{\"type\":\"string\"},"
    "\"code\":{\"type\":\"string\"}}}}}}},"
    "\"responses\":{\"Problem\":{\"description\":\"It was refused or failed\","
    "\"content\":{\"application/problem+json\":{\"schema\":{\"$ref\":"
    "\"#/components/schemas/Problem\"}}}}}},"
    "\"paths\":{";


static json_t *ngx_http_relevo_openapi_paths(void);
static json_t *ngx_http_relevo_openapi_operation(
    const ngx_http_relevo_route_t *route);
static json_t *ngx_http_relevo_openapi_parameters(
    const ngx_http_relevo_route_t *route);
static json_t *ngx_http_relevo_openapi_body(const char *spec);
static json_t *ngx_http_relevo_openapi_type(
    const ngx_http_relevo_field_t *field);
static json_t *ngx_http_relevo_openapi_choice(
    const ngx_http_relevo_field_t *field);


static char  *ngx_http_relevo_openapi_paths_text;


ngx_int_t
ngx_http_relevo_openapi(ngx_http_request_t *r)
{
    char       *paths;
    json_t     *tree;
    ngx_str_t   text;

    paths = ngx_http_relevo_openapi_paths_text;

    if (paths == NULL) {
        tree = ngx_http_relevo_openapi_paths();
        paths = json_dumps(tree, JSON_COMPACT);
        json_decref(tree);

        if (paths == NULL) {
            return NGX_HTTP_INTERNAL_SERVER_ERROR;
        }

        ngx_http_relevo_openapi_paths_text = paths;
    }

    /* the head is left open where "paths" begins */

    text.len = sizeof(ngx_http_relevo_openapi_head) - 1 + ngx_strlen(paths);
    text.data = ngx_pnalloc(r->pool, text.len + 1);

    if (text.data == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    text.len = ngx_sprintf(text.data, "%s%s}", ngx_http_relevo_openapi_head,
                           paths + 1)
               - text.data;

    return ngx_http_relevo_text(r, NGX_HTTP_OK, "application/json", &text);
}


static const char *
ngx_http_relevo_openapi_method(ngx_uint_t method)
{
    switch (method) {

    case NGX_HTTP_GET:
        return "get";

    case NGX_HTTP_POST:
        return "post";

    case NGX_HTTP_PUT:
        return "put";

    case NGX_HTTP_PATCH:
        return "patch";

    default:
        return "delete";
    }
}


static json_t *
ngx_http_relevo_openapi_paths(void)
{
    json_t                         *paths, *path;
    ngx_uint_t                      i;
    const ngx_http_relevo_route_t  *route;

    paths = json_object();

    for (i = 0; i < ngx_http_relevo_routes_n(); i++) {
        route = &ngx_http_relevo_routes()[i];

        if (route->flags & NGX_HTTP_RELEVO_ROUTE_HIDDEN) {
            continue;
        }

        path = json_object_get(paths, route->path);

        if (path == NULL) {
            path = json_object();
            (void) json_object_set_new(paths, route->path, path);
        }

        (void) json_object_set_new(path,
                   ngx_http_relevo_openapi_method(route->method),
                   ngx_http_relevo_openapi_operation(route));
    }

    return paths;
}


static json_t *
ngx_http_relevo_openapi_operation(const ngx_http_relevo_route_t *route)
{
    json_t      *op, *parameters;
    const char  *type;

    type = (route->flags & NGX_HTTP_RELEVO_ROUTE_LIVE) ? "text/event-stream"
                                                       : "application/json";

    op = json_pack("{s:s, s:s, s:{s:{s:s, s:{s:{}}}, s:{s:s}}}",
                   "operationId", route->function, "summary", route->summary,
                   "responses",
                       "2XX", "description", "Done", "content", type,
                       "default", "$ref", "#/components/responses/Problem");

    parameters = ngx_http_relevo_openapi_parameters(route);

    if (json_array_size(parameters)) {
        (void) json_object_set_new(op, "parameters", parameters);

    } else {
        json_decref(parameters);
    }

    if (route->body) {
        (void) json_object_set_new(op, "requestBody",
                                   ngx_http_relevo_openapi_body(route->body));
    }

    if (route->flags & NGX_HTTP_RELEVO_ROUTE_UPLOAD) {
        (void) json_object_set_new(op, "requestBody",
                   json_pack("{s:b, s:{s:{s:{s:s, s:s}}}}", "required", 1,
                             "content", "application/octet-stream", "schema",
                             "type", "string", "format", "binary"));
    }

    if (route->flags & NGX_HTTP_RELEVO_ROUTE_PUBLIC) {
        (void) json_object_set_new(op, "security", json_array());

    } else if (route->scope && route->scope[0]) {
        (void) json_object_set_new(op, "x-scope",
                                   json_string(route->scope));
    }

    return op;
}


static json_t *
ngx_http_relevo_openapi_parameters(const ngx_http_relevo_route_t *route)
{
    json_t                   *list, *schema;
    ngx_str_t                 name;
    const char               *p;
    ngx_http_relevo_field_t   field;

    list = json_array();
    p = route->path;

    while (ngx_http_relevo_route_param(&p, &name)) {
        schema = json_pack("{s:s}", "type", "string");

        if (name.len >= 2 && ngx_memcmp(name.data + name.len - 2, "id", 2) == 0)
        {
            (void) json_object_set_new(schema, "format", json_string("uuid"));
        }

        (void) json_array_append_new(list,
                   json_pack("{s:s%, s:s, s:b, s:o}", "name", name.data,
                             name.len, "in", "path", "required", 1, "schema",
                             schema));
    }

    p = route->query ? route->query : "";

    while (ngx_http_relevo_spec_next(&p, &field)) {
        (void) json_array_append_new(list,
                   json_pack("{s:s%, s:s, s:b, s:o}", "name", field.name,
                             field.name_len, "in", "query", "required",
                             (int) field.required, "schema",
                             ngx_http_relevo_openapi_type(&field)));
    }

    return list;
}


static json_t *
ngx_http_relevo_openapi_body(const char *spec)
{
    json_t                   *properties, *required, *schema;
    ngx_uint_t                must;
    ngx_http_relevo_field_t   field;

    properties = json_object();
    required = json_array();

    while (ngx_http_relevo_spec_next(&spec, &field)) {
        (void) json_object_setn_new(properties, field.name, field.name_len,
                                    ngx_http_relevo_openapi_type(&field));

        if (field.required) {
            (void) json_array_append_new(required,
                                    json_stringn(field.name, field.name_len));
        }
    }

    must = json_array_size(required) != 0;

    schema = json_pack("{s:s, s:b, s:o}", "type", "object",
                       "additionalProperties", 0, "properties", properties);

    if (must) {
        (void) json_object_set_new(schema, "required", required);

    } else {
        json_decref(required);
    }

    return json_pack("{s:b, s:{s:{s:o}}}", "required", (int) must, "content",
                     "application/json", "schema", schema);
}


static json_t *
ngx_http_relevo_openapi_type(const ngx_http_relevo_field_t *field)
{
    size_t       i;
    ngx_int_t    max;
    const char  *format;

    static const struct {
        const char  *type;
        const char  *name;
        const char  *format;
    } types[] = {
        { "int", "integer", NULL },
        { "num", "number", NULL },
        { "bool", "boolean", NULL },
        { "arr", "array", NULL },
        { "obj", "object", NULL },
        { "uuid", "string", "uuid" },
        { "time", "string", "date-time" },
        { "secret", "string", "password" }
    };

    for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {

        if (field->type_len == ngx_strlen(types[i].type)
            && ngx_memcmp(field->type, types[i].type, field->type_len) == 0)
        {
            format = types[i].format;

            return format ? json_pack("{s:s, s:s}", "type", types[i].name,
                                      "format", format)
                          : json_pack("{s:s}", "type", types[i].name);
        }
    }

    if (field->type_len == 3 && ngx_memcmp(field->type, "any", 3) == 0) {
        return json_object();
    }

    if (memchr(field->type, '|', field->type_len)) {
        return ngx_http_relevo_openapi_choice(field);
    }

    max = field->type_len > 3 ? ngx_atoi((u_char *) field->type + 3,
                                         field->type_len - 3)
                              : 4096;

    return json_pack("{s:s, s:i}", "type", "string", "maxLength", (int) max);
}


static json_t *
ngx_http_relevo_openapi_choice(const ngx_http_relevo_field_t *field)
{
    json_t      *words;
    size_t       len;
    const char  *word, *end;

    words = json_array();
    end = field->type + field->type_len;

    for (word = field->type; word < end; word += len + 1) {
        len = strcspn(word, "| ");
        (void) json_array_append_new(words, json_stringn(word, len));
    }

    return json_pack("{s:s, s:o}", "type", "string", "enum", words);
}
