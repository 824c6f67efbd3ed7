
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


static ngx_int_t ngx_http_relevo_api_seal_one(ngx_http_relevo_api_t *api,
    const ngx_http_relevo_field_t *field, ngx_str_t *tenant);
static const char *ngx_http_relevo_api_secret_flaw(json_t *body,
    const ngx_str_t *channel, json_t *secret, const char **ret_what);
static const char *ngx_http_relevo_api_scheme_settings(scheme_conf_t *conf,
    json_t *settings, const char **ret_what);
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
    char              place[SEAL_PLACE_MAX], what[32], text[SEAL_TEXT_MAX + 1];
    size_t            len, place_len;
    json_t           *value;
    uint8_t           box[SEAL_BOX_MAX];
    const char       *kind, *flaw, *flawed;
    const ngx_str_t  *channel, *name;

    static ngx_str_t  notify = ngx_string("notify");
    static ngx_str_t  route = ngx_string("route");

    value = json_object_getn(api->body, field->name, field->name_len);

    if (!json_is_string(value)) {
        return NGX_AGAIN;
    }

    if (json_string_length(value) == 0) {
        return ngx_http_relevo_api_problem(api->request, 422,
            "the secret is empty: leave it out to keep the one there is");
    }

    channel = ngx_http_relevo_api_param(api, "channel");
    name = ngx_http_relevo_api_param(api, "account");
    kind = "account";

    if (name == NULL) {
        name = ngx_http_relevo_api_param(api, "name");
        kind = "endpoint";
    }

    if (channel == NULL && name == NULL) {
        channel = &notify;
        name = &route;
        kind = "route";
    }

    if (channel == NULL || name == NULL || field->name_len >= sizeof(what)
        || json_string_length(value) > SEAL_SECRET_MAX)
    {
        return ngx_http_relevo_api_problem(api->request, 422,
                                           "the secret is too long");
    }

    (void) ngx_cpystrn((u_char *) what, (u_char *) field->name,
                       field->name_len + 1);

    if (ngx_strcmp(kind, "endpoint") == 0 && ngx_strcmp(what, "secret") == 0) {
        flaw = ngx_http_relevo_api_secret_flaw(api->body, channel, value,
                                               &flawed);
        if (flaw) {
            return ngx_http_relevo_api_flaw(api->request, flawed, flaw);
        }
    }

    place_len = seal_place(place, kind, slice_make(tenant->data, tenant->len),
                           slice_make(channel->data, channel->len),
                           slice_make(name->data, name->len), what);

    if (place_len == 0) {
        return ngx_http_relevo_api_problem(api->request, 422,
                                           "the name is too long");
    }

    if (seal_close(api->rmcf->keys, slice_make(place, place_len),
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


/*
 * What an endpoint's scheme cannot use would answer every webhook 503: what
 * is wrong, with what.  NULL: nothing, or PostgreSQL has more to say: there is
 * no such scheme.  A chat's secret signs tokens, whatever its scheme is.
 */

static const char *
ngx_http_relevo_api_secret_flaw(json_t *body, const ngx_str_t *channel,
    json_t *secret, const char **ret_what)
{
    ngx_str_t                         name;
    const char                       *flaw;
    scheme_conf_t                     conf;
    scheme_key_t                     *key;
    const scheme_t                   *scheme;
    const ngx_http_relevo_channel_t  *of;

    name = *channel;
    of = ngx_http_relevo_channel(&name);
    scheme = scheme_find(slice_str(json_string_value(json_object_get(body,
                                                                "scheme"))));

    if (scheme == NULL || (of && of->verify == NULL)) {
        return NULL;
    }

    scheme_conf_init(&conf, scheme);

    flaw = ngx_http_relevo_api_scheme_settings(&conf,
                                         json_object_get(body, "settings"),
                                         ret_what);
    if (flaw) {
        return flaw;
    }

    *ret_what = "scheme";
    flaw = scheme_conf_flaw(&conf);

    if (flaw) {
        return flaw;
    }

    *ret_what = "secret";
    key = scheme_key_new(&conf, slice_make(json_string_value(secret),
                                           json_string_length(secret)),
                         &flaw);
    if (key == NULL) {
        return flaw;
    }

    scheme_key_free(key);

    return NULL;
}


/* as the parameters of relevo_signature; members of others are theirs */

static const char *
ngx_http_relevo_api_scheme_settings(scheme_conf_t *conf, json_t *settings,
    const char **ret_what)
{
    u_char       number[NGX_INT64_LEN];
    slice_t      text;
    json_t      *value;
    ngx_uint_t   i;
    const char  *name, *flaw;

    for (i = 0; (name = scheme_param_name(i)) != NULL; i++) {
        value = json_object_get(settings, name);

        if (value == NULL) {
            continue;
        }

        /* what is neither text nor number no setter takes */

        text = SLICE_LIT("\"");

        if (json_is_string(value)) {
            text = slice_make(json_string_value(value),
                              json_string_length(value));

        } else if (json_is_integer(value)) {
            text = slice_make(number, ngx_sprintf(number, "%L",
                                   (int64_t) json_integer_value(value))
                                      - number);
        }

        *ret_what = name;
        flaw = scheme_param_set(conf, slice_str(name), text);

        if (flaw) {
            return flaw;
        }
    }

    return NULL;
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
