
/*
 * api, secrets - what a body says in confidence, sealed before it goes on.
 *
 * A member of type `secret` in the route's spec becomes the base64 of a box
 * that only the installation's key file opens (common/seal.h), bound to
 * tenant, channel and name; PostgreSQL never sees the secret, nor does a log.
 * The place is that of `relevo channel`: kind and name come from the path; a
 * path without them is that of a route of notifications.  An endpoint's secret
 * is tried with its scheme first: afterwards nobody here can.
 */

#include "ngx_http_relevo_api.h"


/* whose secret it is, out of the path */

typedef struct {
    const char                         *kind;
    const ngx_str_t                    *channel;
    const ngx_str_t                    *name;
} ngx_http_relevo_owner_t;


static ngx_int_t ngx_http_relevo_api_seal_one(ngx_http_relevo_api_t *api,
    const ngx_http_relevo_field_t *field, ngx_str_t *tenant);
static ngx_int_t ngx_http_relevo_api_seal_value(ngx_http_relevo_api_t *api,
    const ngx_http_relevo_field_t *field, json_t *value, slice_t place);
static void ngx_http_relevo_api_owner(ngx_http_relevo_api_t *api,
    ngx_http_relevo_owner_t *owner);
static const char *ngx_http_relevo_api_secret_flaw(json_t *body,
    const ngx_str_t *channel, json_t *secret, const char **ret_what);
static ngx_int_t ngx_http_relevo_api_flaw(ngx_http_request_t *r,
    const char *what, const char *flaw);
static const ngx_str_t *ngx_http_relevo_api_param(ngx_http_relevo_api_t *api,
    const char *name);


ngx_int_t
ngx_http_relevo_api_seal(ngx_http_relevo_api_t *api, ngx_str_t *tenant)
{
    ngx_int_t                 rc;
    const char               *p;
    ngx_http_relevo_field_t   field;

    if (api->rmcf->keys == NULL) {
        return ngx_http_relevo_api_problem(api->request, 503,
                                           "there is no relevo_key_file");
    }

    p = api->route->body;

    while (ngx_http_relevo_spec_next(&p, &field)) {

        if (field.type_len != 6 || ngx_memcmp(field.type, "secret", 6) != 0) {
            continue;
        }

        rc = ngx_http_relevo_api_seal_one(api, &field, tenant);
        if (rc != NGX_AGAIN) {
            return rc;
        }
    }

    return NGX_AGAIN;
}


static ngx_int_t
ngx_http_relevo_api_seal_one(ngx_http_relevo_api_t *api,
    const ngx_http_relevo_field_t *field, ngx_str_t *tenant)
{
    char                     place[SEAL_PLACE_MAX], what[32];
    size_t                   len;
    json_t                  *value;
    const char              *flaw, *flawed;
    ngx_http_relevo_owner_t  owner;

    value = json_object_getn(api->body, field->name, field->name_len);

    if (!json_is_string(value)) {
        return NGX_AGAIN;
    }

    if (json_string_length(value) == 0) {
        return ngx_http_relevo_api_problem(api->request, 422,
            "the secret is empty: leave it out to keep the one there is");
    }

    ngx_http_relevo_api_owner(api, &owner);

    if (owner.channel == NULL || owner.name == NULL
        || field->name_len >= sizeof(what)
        || json_string_length(value) > SEAL_SECRET_MAX)
    {
        return ngx_http_relevo_api_problem(api->request, 422,
                                           "the secret is too long");
    }

    (void) ngx_cpystrn((u_char *) what, (u_char *) field->name,
                       field->name_len + 1);

    if (ngx_strcmp(owner.kind, "endpoint") == 0
        && ngx_strcmp(what, "secret") == 0)
    {
        flaw = ngx_http_relevo_api_secret_flaw(api->body, owner.channel, value,
                                               &flawed);
        if (flaw) {
            return ngx_http_relevo_api_flaw(api->request, flawed, flaw);
        }
    }

    len = seal_place(place, owner.kind, ngx_http_relevo_slice(tenant),
                     ngx_http_relevo_slice(owner.channel),
                     ngx_http_relevo_slice(owner.name), what);

    if (len == 0) {
        return ngx_http_relevo_api_problem(api->request, 422,
                                           "the name is too long");
    }

    return ngx_http_relevo_api_seal_value(api, field, value,
                                          slice_make(place, len));
}


static ngx_int_t
ngx_http_relevo_api_seal_value(ngx_http_relevo_api_t *api,
    const ngx_http_relevo_field_t *field, json_t *value, slice_t place)
{
    char     text[SEAL_TEXT_MAX + 1];
    size_t   len;
    uint8_t  box[SEAL_BOX_MAX];

    if (seal_close(api->rmcf->keys, place,
                   slice_make(json_string_value(value),
                              json_string_length(value)), box, &len)
        != SEAL_OK)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    len = seal_to_text(slice_make(box, len), text);

    return json_object_setn_new(api->body, field->name, field->name_len,
                                json_stringn(text, len)) == 0
           ? NGX_AGAIN : NGX_HTTP_INTERNAL_SERVER_ERROR;
}


/* as `relevo channel` and `relevo notify` bind theirs; NULL: no such name */

static void
ngx_http_relevo_api_owner(ngx_http_relevo_api_t *api,
    ngx_http_relevo_owner_t *owner)
{
    static const ngx_str_t  notify = ngx_string("notify");
    static const ngx_str_t  route = ngx_string("route");

    owner->channel = ngx_http_relevo_api_param(api, "channel");
    owner->name = ngx_http_relevo_api_param(api, "account");
    owner->kind = "account";

    if (owner->name == NULL) {
        owner->name = ngx_http_relevo_api_param(api, "name");
        owner->kind = "endpoint";
    }

    if (owner->channel == NULL && owner->name == NULL) {
        owner->channel = &notify;
        owner->name = &route;
        owner->kind = "route";
    }
}


/* what would answer every webhook 503: what is wrong, with what */

static const char *
ngx_http_relevo_api_secret_flaw(json_t *body, const ngx_str_t *channel,
    json_t *secret, const char **ret_what)
{
    char          *settings;
    const char    *flaw;
    scheme_row_t   row;

    settings = json_dumps(json_object_get(body, "settings"), JSON_COMPACT);

    row.channel = ngx_http_relevo_slice(channel);
    row.scheme = slice_str(json_string_value(json_object_get(body, "scheme")));
    row.settings = slice_str(settings);

    flaw = scheme_row_flaw(&row, slice_make(json_string_value(secret),
                                            json_string_length(secret)),
                           ret_what);
    free(settings);

    return flaw;
}


/* "secret: is too short"; both are constants, some with quotes in them */

static ngx_int_t
ngx_http_relevo_api_flaw(ngx_http_request_t *r, const char *what,
    const char *flaw)
{
    u_char  *detail, *p;

    detail = ngx_pnalloc(r->pool, ngx_strlen(what) + ngx_strlen(flaw) + 3);
    if (detail == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ngx_sprintf(detail, "%s: %s%Z", what, flaw);

    for (p = detail; *p; p++) {
        if (*p == '"' || *p == '\\') {
            *p = '\'';
        }
    }

    return ngx_http_relevo_api_problem(r, 422, (const char *) detail);
}


static const ngx_str_t *
ngx_http_relevo_api_param(ngx_http_relevo_api_t *api, const char *name)
{
    ngx_str_t    param;
    ngx_uint_t   i;
    const char  *path;

    path = api->route->path;

    for (i = 0; i < api->nparams; i++) {
        (void) ngx_http_relevo_route_param(&path, &param);

        if (param.len == ngx_strlen(name)
            && ngx_memcmp(param.data, name, param.len) == 0)
        {
            return &api->params[i];
        }
    }

    return NULL;
}
