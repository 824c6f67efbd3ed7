/*
 * api, second factors - codes of RFC 6238: SHA-1, six digits, 30 seconds.
 *
 * The secret is made here and kept sealed (common/seal.h), bound to tenant
 * and agent: PostgreSQL never sees it, so a copy of the database opens no
 * second factor.  Before: a statement that says whose request this is and
 * gives the box.  After: SQL, which is told which step the code is of and of
 * which box, and sees to it that a step counts once.
 *
 * The secret itself is only told when it is new: SQL answers with a word in
 * its place, NGX_HTTP_RELEVO_TOTP_WORD.
 */

#include "ngx_http_relevo_api.h"

#include "common/hmac.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>


#define NGX_HTTP_RELEVO_TOTP_SECRET   20        /* bytes */
#define NGX_HTTP_RELEVO_TOTP_TEXT     32        /* of them as base32 */
#define NGX_HTTP_RELEVO_TOTP_DIGITS   6
#define NGX_HTTP_RELEVO_TOTP_SECONDS  30
#define NGX_HTTP_RELEVO_TOTP_SLACK    1         /* steps to either side */
#define NGX_HTTP_RELEVO_TOTP_WORD     "{secret}"


static ngx_int_t ngx_http_relevo_totp_make(ngx_http_relevo_api_t *api,
    slice_t place);
static ngx_int_t ngx_http_relevo_totp_check(ngx_http_relevo_api_t *api,
    slice_t place, const ngx_str_t *box, const char *code);
static void ngx_http_relevo_totp_base32(u_char *dst, const u_char *src);


/* the code the body brings; NULL: none */

const char *
ngx_http_relevo_totp_code(ngx_http_relevo_api_t *api)
{
    json_t  *code;

    code = json_object_get(api->body, "totp");

    if (code == NULL) {
        code = json_object_get(api->body, "code");
    }

    return json_string_length(code) ? json_string_value(code) : NULL;
}


/* NGX_AGAIN: go on; all else ends the request */

ngx_int_t
ngx_http_relevo_totp(ngx_http_relevo_api_t *api, ngx_str_t *tenant,
    ngx_str_t *agent, ngx_str_t *box)
{
    char         text[SEAL_PLACE_MAX];
    size_t       len;
    const char  *code;

    if (agent->len == 0) {
        return NGX_AGAIN;                       /* a key, or nobody */
    }

    code = ngx_http_relevo_totp_code(api);

    if (code && box->len == 0) {
        return NGX_AGAIN;                       /* there is no second factor */
    }

    if (api->rmcf->keys == NULL) {
        return ngx_http_relevo_api_problem(api->request, 503,
                                           "there is no relevo_key_file");
    }

    len = seal_place(text, "agent", slice_make(tenant->data, tenant->len),
                     SLICE_LIT("totp"), slice_make(agent->data, agent->len),
                     "secret");

    if (len == 0) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return code ? ngx_http_relevo_totp_check(api, slice_make(text, len), box,
                                             code)
                : ngx_http_relevo_totp_make(api, slice_make(text, len));
}


/* a new secret: api->secret for its owner, api->box to be kept */

static ngx_int_t
ngx_http_relevo_totp_make(ngx_http_relevo_api_t *api, slice_t place)
{
    size_t       len;
    u_char       secret[NGX_HTTP_RELEVO_TOTP_SECRET];
    uint8_t      sealed[NGX_HTTP_RELEVO_TOTP_SECRET + SEAL_OVERHEAD];
    ngx_int_t    rc;
    ngx_pool_t  *pool;

    pool = api->request->pool;

    api->secret.data = ngx_pnalloc(pool, NGX_HTTP_RELEVO_TOTP_TEXT);
    api->box.data = ngx_pnalloc(pool, 4 * sizeof(sealed));

    if (api->secret.data == NULL || api->box.data == NULL
        || RAND_bytes(secret, sizeof(secret)) != 1)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    rc = seal_close(api->rmcf->keys, place,
                    slice_make(secret, sizeof(secret)), sealed, &len)
         == SEAL_OK ? NGX_AGAIN : NGX_HTTP_INTERNAL_SERVER_ERROR;

    if (rc == NGX_AGAIN) {
        ngx_http_relevo_totp_base32(api->secret.data, secret);
        api->secret.len = NGX_HTTP_RELEVO_TOTP_TEXT;
        api->box.len = seal_to_text(slice_make(sealed, len),
                                    (char *) api->box.data);
    }

    OPENSSL_cleanse(secret, sizeof(secret));

    return rc;
}


/* RFC 4648, as authenticator programs want it; five bytes, eight letters */

static void
ngx_http_relevo_totp_base32(u_char *dst, const u_char *src)
{
    uint64_t           bits;
    ngx_uint_t         i, k;
    static const char  letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    for (i = 0; i < NGX_HTTP_RELEVO_TOTP_SECRET; i += 5) {

        for (bits = 0, k = 0; k < 5; k++) {
            bits = bits << 8 | src[i + k];
        }

        for (k = 0; k < 8; k++) {
            *dst++ = letters[bits >> (35 - 5 * k) & 31];
        }
    }
}


/* RFC 4226 */

static ngx_uint_t
ngx_http_relevo_totp_number(slice_t secret, uint64_t step,
    ngx_uint_t *ret_number)
{
    u_char      mac[20], counter[8];
    hmac_t      h;
    ngx_uint_t  i;

    for (i = 0; i < 8; i++) {
        counter[i] = (u_char) (step >> (56 - 8 * i));
    }

    if (!hmac_key(&h, SIGNATURE_SHA1, secret)) {
        return 0;
    }

    hmac_begin(&h);

    if (!hmac_update(&h, slice_make(counter, sizeof(counter)))
        || !hmac_end(&h, mac))
    {
        hmac_clear(&h);
        return 0;
    }

    hmac_clear(&h);

    i = mac[19] & 15;
    *ret_number = ((ngx_uint_t) (mac[i] & 127) << 24 | mac[i + 1] << 16
                   | mac[i + 2] << 8 | mac[i + 3]) % 1000000;

    return 1;
}


/* api->step: the step whose code it is, 0: none of those around now */

static ngx_int_t
ngx_http_relevo_totp_check(ngx_http_relevo_api_t *api, slice_t place,
    const ngx_str_t *box, const char *code)
{
    size_t      len;
    u_char      text[NGX_HTTP_RELEVO_TOTP_DIGITS + 1];
    uint8_t     sealed[SEAL_BOX_MAX], secret[SEAL_SECRET_MAX];
    uint64_t    now, step;
    seal_rc_t   rc;
    ngx_uint_t  number;

    api->box = *box;
    api->step = 0;

    if (box->len > SEAL_TEXT_MAX
        || !seal_from_text(slice_make(box->data, box->len), sealed, &len))
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    rc = seal_open(api->rmcf->keys, place, slice_make(sealed, len), secret,
                   &len);

    if (rc != SEAL_OK) {
        ngx_log_error(NGX_LOG_ERR, api->request->connection->log, 0,
                      "relevo: a second factor is %s", seal_reason(rc));
        return ngx_http_relevo_api_problem(api->request, 503, "");
    }

    now = ngx_time() / NGX_HTTP_RELEVO_TOTP_SECONDS;

    for (step = now - NGX_HTTP_RELEVO_TOTP_SLACK;
         step <= now + NGX_HTTP_RELEVO_TOTP_SLACK; step++)
    {
        if (!ngx_http_relevo_totp_number(slice_make(secret, len), step,
                                         &number))
        {
            break;
        }

        (void) ngx_sprintf(text, "%06ui%Z", number);

        if (ngx_strlen(code) == NGX_HTTP_RELEVO_TOTP_DIGITS
            && CRYPTO_memcmp(text, code, NGX_HTTP_RELEVO_TOTP_DIGITS) == 0)
        {
            api->step = step;
        }
    }

    OPENSSL_cleanse(secret, sizeof(secret));

    return NGX_AGAIN;
}


/* the answer with the secret in the place of the word */

ngx_int_t
ngx_http_relevo_totp_tell(ngx_http_relevo_api_t *api, ngx_str_t *text)
{
    u_char  *p, *found, *out;
    size_t   word;

    if (api->secret.len == 0) {
        return NGX_OK;
    }

    word = sizeof(NGX_HTTP_RELEVO_TOTP_WORD) - 1;
    out = ngx_pnalloc(api->request->pool, text->len + text->len / word
                                          * api->secret.len);
    if (out == NULL) {
        return NGX_ERROR;
    }

    p = out;

    while (text->len) {
        found = ngx_strnstr(text->data, NGX_HTTP_RELEVO_TOTP_WORD, text->len);

        if (found == NULL) {
            p = ngx_cpymem(p, text->data, text->len);
            break;
        }

        p = ngx_cpymem(p, text->data, found - text->data);
        p = ngx_cpymem(p, api->secret.data, api->secret.len);
        text->len -= found + word - text->data;
        text->data = found + word;
    }

    text->data = out;
    text->len = p - out;

    return NGX_OK;
}
