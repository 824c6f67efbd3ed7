
/*
 * endpoints, one row: published JSON becomes something that can verify.
 *
 * Boxes are opened and signers made once per worker and change, never per
 * request.  A row that cannot be used stays in the tables with its reason:
 * its sender gets 503 and repeats, the others go on.
 */

#include "ngx_http_relevo_endpoints.h"

#include <openssl/crypto.h>


static void ngx_http_relevo_endpoint_read(
    ngx_http_relevo_directory_t *directory,
    ngx_http_relevo_endpoint_t *endpoint);
static const char *ngx_http_relevo_endpoint_secrets(
    ngx_http_relevo_directory_t *directory,
    ngx_http_relevo_endpoint_t *endpoint, slice_t boxes);
static const char *ngx_http_relevo_endpoint_secret(
    ngx_http_relevo_endpoint_t *endpoint, slice_t secret);
static const char *ngx_http_relevo_endpoint_token(
    ngx_http_relevo_directory_t *directory,
    ngx_http_relevo_endpoint_t *endpoint, slice_t box);
static const char *ngx_http_relevo_endpoint_open(
    ngx_http_relevo_directory_t *directory,
    ngx_http_relevo_endpoint_t *endpoint, slice_t text, const char *what,
    u_char *ret_plain, size_t *ret_len);
static const char *ngx_http_relevo_endpoint_scheme(
    ngx_http_relevo_endpoint_t *endpoint, slice_t row);
static const char *ngx_http_relevo_endpoint_flaw(
    ngx_http_relevo_endpoint_t *endpoint, const char *what,
    const char *flaw);
static void ngx_http_relevo_endpoint_key_cleanup(void *data);
static void ngx_http_relevo_row_string(slice_t row, const char *name,
    ngx_str_t *ret_value);


ngx_http_relevo_endpoint_t *
ngx_http_relevo_endpoint_create(ngx_http_relevo_directory_t *directory,
    ngx_str_t *key, ngx_str_t *value)
{
    ngx_pool_t                  *pool;
    ngx_http_relevo_endpoint_t  *endpoint;

    pool = ngx_create_pool(1024, directory->log);
    if (pool == NULL) {
        return NULL;
    }

    endpoint = ngx_pcalloc(pool, sizeof(ngx_http_relevo_endpoint_t));

    if (endpoint) {
        endpoint->key.data = ngx_pstrdup(pool, key);
        endpoint->value.data = ngx_pstrdup(pool, value);
    }

    if (endpoint == NULL || endpoint->key.data == NULL
        || endpoint->value.data == NULL)
    {
        ngx_destroy_pool(pool);
        return NULL;
    }

    endpoint->key.len = key->len;
    endpoint->value.len = value->len;
    endpoint->pool = pool;
    endpoint->refs = 1;

    ngx_http_relevo_endpoint_read(directory, endpoint);

    return endpoint;
}


void
ngx_http_relevo_endpoint_release(ngx_http_relevo_endpoint_t *endpoint)
{
    if (--endpoint->refs == 0) {
        ngx_destroy_pool(endpoint->pool);
    }
}


static void
ngx_http_relevo_endpoint_read(ngx_http_relevo_directory_t *directory,
    ngx_http_relevo_endpoint_t *endpoint)
{
    slice_t  row, version, boxes, box;

    row = ngx_http_relevo_slice(&endpoint->value);

    if (scan_json(row) != SCAN_OK || !scan_member(row, "v", &version)) {
        endpoint->error = "its row is not readable";
        return;
    }

    if (!slice_eq(version, SLICE_LIT("1"))) {
        endpoint->error = "its row is of a newer version than this module";
        return;
    }

    ngx_http_relevo_row_string(row, "tenant", &endpoint->tenant);
    endpoint->error = ngx_http_relevo_endpoint_scheme(endpoint, row);

    if (endpoint->error) {
        return;
    }

    if (scan_member(row, "secrets", &boxes)) {
        endpoint->error = ngx_http_relevo_endpoint_secrets(directory,
                                                           endpoint, boxes);
    }

    if (endpoint->error == NULL && scan_member(row, "verify_token", &box)
        && scan_plain_string(box, &box))
    {
        endpoint->error = ngx_http_relevo_endpoint_token(directory, endpoint,
                                                         box);
    }

    if (endpoint->error == NULL && endpoint->auth.nkeys == 0
        && scheme_needs_secret(endpoint->auth.conf.scheme))
    {
        endpoint->error = "it has no secret";
    }
}


/* as the API and `relevo channel` have checked it, by the same function */

static const char *
ngx_http_relevo_endpoint_scheme(ngx_http_relevo_endpoint_t *endpoint,
    slice_t row)
{
    u_char        *slash;
    ngx_str_t      name;
    const char    *what, *flaw;
    scheme_row_t   said;

    slash = ngx_strlchr(endpoint->key.data,
                        endpoint->key.data + endpoint->key.len, '/');

    ngx_str_null(&name);
    ngx_http_relevo_row_string(row, "scheme", &name);

    said.channel = slice_make(endpoint->key.data,
                              slash ? slash - endpoint->key.data : 0);
    said.scheme = ngx_http_relevo_slice(&name);

    if (!scan_member(row, "settings", &said.settings)) {
        said.settings = SLICE_NULL;
    }

    flaw = scheme_row_conf(&said, &endpoint->auth.conf, &what);

    return flaw ? ngx_http_relevo_endpoint_flaw(endpoint, what, flaw) : NULL;
}


static const char *
ngx_http_relevo_endpoint_flaw(ngx_http_relevo_endpoint_t *endpoint,
    const char *what, const char *flaw)
{
    size_t   len;
    u_char  *text;

    len = sizeof("its  ") + ngx_strlen(what) + ngx_strlen(flaw);

    text = ngx_pnalloc(endpoint->pool, len);
    if (text == NULL) {
        return "no memory";
    }

    ngx_sprintf(text, "its %s %s%Z", what, flaw);

    return (const char *) text;
}


/* ["<base64>", "<base64>"]: neither quotes nor escapes inside */

static const char *
ngx_http_relevo_endpoint_secrets(ngx_http_relevo_directory_t *directory,
    ngx_http_relevo_endpoint_t *endpoint, slice_t boxes)
{
    u_char      *p, *last, *end;
    u_char       plain[SEAL_TEXT_MAX];
    size_t       len;
    const char  *error;

    p = (u_char *) boxes.data;
    last = p + boxes.len;

    while ((p = ngx_strlchr(p, last, '"')) != NULL) {
        end = ngx_strlchr(++p, last, '"');

        if (end == NULL
            || endpoint->auth.nkeys == NGX_HTTP_RELEVO_SECRETS_MAX)
        {
            return "its row is not readable";
        }

        error = ngx_http_relevo_endpoint_open(directory, endpoint,
                                              slice_make(p, end - p),
                                              "secret", plain, &len);
        if (error == NULL) {
            error = ngx_http_relevo_endpoint_secret(endpoint,
                                                    slice_make(plain, len));
            OPENSSL_cleanse(plain, len);
        }

        if (error) {
            return error;
        }

        p = end + 1;
    }

    return NULL;
}


static const char *
ngx_http_relevo_endpoint_secret(ngx_http_relevo_endpoint_t *endpoint,
    slice_t secret)
{
    const char          *error;
    scheme_key_t        *key;
    ngx_pool_cleanup_t  *cln;

    cln = ngx_pool_cleanup_add(endpoint->pool, 0);
    if (cln == NULL) {
        return "no memory";
    }

    key = scheme_key_new(&endpoint->auth.conf, secret, &error);
    if (key == NULL) {
        return error;
    }

    cln->handler = ngx_http_relevo_endpoint_key_cleanup;
    cln->data = key;

    endpoint->auth.keys[endpoint->auth.nkeys++] = key;

    return NULL;
}


static void
ngx_http_relevo_endpoint_key_cleanup(void *data)
{
    scheme_key_free(data);
}


static const char *
ngx_http_relevo_endpoint_token(ngx_http_relevo_directory_t *directory,
    ngx_http_relevo_endpoint_t *endpoint, slice_t box)
{
    size_t       len;
    u_char       plain[SEAL_TEXT_MAX];
    const char  *error;

    error = ngx_http_relevo_endpoint_open(directory, endpoint, box,
                                          "verify_token", plain, &len);
    if (error) {
        return error;
    }

    endpoint->auth.verify_token.data = ngx_pnalloc(endpoint->pool, len);

    if (endpoint->auth.verify_token.data) {
        ngx_memcpy(endpoint->auth.verify_token.data, plain, len);
        endpoint->auth.verify_token.len = len;
    }

    OPENSSL_cleanse(plain, len);

    return endpoint->auth.verify_token.data ? NULL : "no memory";
}


static const char *
ngx_http_relevo_endpoint_open(ngx_http_relevo_directory_t *directory,
    ngx_http_relevo_endpoint_t *endpoint, slice_t text, const char *what,
    u_char *ret_plain, size_t *ret_len)
{
    char          place[SEAL_PLACE_MAX];
    u_char       *slash;
    u_char        box[SEAL_TEXT_MAX];
    size_t        n;
    slice_t       channel, name;
    seal_rc_t     rc;
    ngx_str_t    *key;

    if (directory->conf->keys == NULL) {
        return "there is no relevo_key_file";
    }

    key = &endpoint->key;
    slash = ngx_strlchr(key->data, key->data + key->len, '/');

    if (slash == NULL || !seal_from_text(text, box, &n)) {
        return seal_reason(SEAL_BROKEN);
    }

    channel = slice_make(key->data, slash - key->data);
    name = slice_make(slash + 1, key->data + key->len - slash - 1);

    rc = seal_open(directory->conf->keys,
                   slice_make(place,
                              seal_place(place, "endpoint",
                                     ngx_http_relevo_slice(&endpoint->tenant),
                                     channel, name, what)),
                   slice_make(box, n), ret_plain, ret_len);

    return rc == SEAL_OK ? NULL : seal_reason(rc);
}


void
ngx_http_relevo_account_read(ngx_http_relevo_account_t *account,
    ngx_str_t *value)
{
    slice_t    row, rate;
    ngx_int_t  n;

    row = ngx_http_relevo_slice(value);

    if (scan_json(row) != SCAN_OK) {
        return;
    }

    ngx_http_relevo_row_string(row, "tenant", &account->tenant);

    if (scan_member(row, "rate", &rate)) {
        n = ngx_atoi((u_char *) rate.data, rate.len);
        account->rate = n > 0 ? n : 0;
    }
}


/* borrowed from the row */

static void
ngx_http_relevo_row_string(slice_t row, const char *name,
    ngx_str_t *ret_value)
{
    slice_t  value;

    if (scan_member(row, name, &value) && scan_plain_string(value, &value)) {
        ret_value->data = (u_char *) value.data;
        ret_value->len = value.len;
    }
}
