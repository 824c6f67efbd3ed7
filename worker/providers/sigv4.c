/*
 * sigv4 - see sigv4.h.
 *
 *   string  = "AWS4-HMAC-SHA256" date scope SHA256(canonical request)
 *   key     = HMAC chain: "AWS4" secret, day, region, service, "aws4_request"
 *   proof   = HMAC(key, string)
 */

#include "worker/providers/sigv4.h"

#include <ctype.h>
#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#define DIGEST      SHA256_DIGEST_LENGTH
#define SECRET_MAX  256

typedef struct {
    slice_t  name, value;               /* name as written, value trimmed */
} field_t;

typedef struct {
    char         date[17];              /* 20261121T000000Z */
    char         day[9];
    const char  *scope;
    const char  *canonical;
    const char  *signed_names;
} work_t;


static void
hex_write(const uint8_t *bytes, size_t len, char *ret_text)
{
    for (size_t i = 0; i < len; i++) {
        snprintf(ret_text + 2 * i, 3, "%02x", bytes[i]);
    }
}


static void
sha256_hex(slice_t bytes, char ret_text[2 * DIGEST + 1])
{
    uint8_t  digest[DIGEST];

    SHA256(bytes.data, bytes.len, digest);
    hex_write(digest, DIGEST, ret_text);
}


char *
uri_encode(pool_t *pool, slice_t text, bool keep_slash)
{
    static const char  digits[] = "0123456789ABCDEF";
    char              *out = pool_alloc(pool, text.len * 3 + 1), *p = out;

    if (out == NULL) {
        return NULL;
    }

    for (size_t i = 0; i < text.len; i++) {
        uint8_t  c = text.data[i];

        if ((c < 0x80 && isalnum(c)) || (c != '\0' && strchr("-._~", c))
            || (keep_slash && c == '/'))
        {
            *p++ = (char) c;
            continue;
        }

        *p++ = '%';
        *p++ = digits[c >> 4];
        *p++ = digits[c & 15];
    }

    *p = '\0';

    return out;
}


bool
sigv4_key_read(slice_t text, sigv4_key_t *ret_key)
{
    const uint8_t  *end, *a, *b;

    if (text.len == 0) {
        return false;
    }

    end = slice_end(text);
    a = memchr(text.data, ':', text.len);
    if (a == NULL || a == text.data || a + 1 == end) {
        return false;
    }

    b = memchr(a + 1, ':', (size_t) (end - a - 1));

    *ret_key = (sigv4_key_t) {
        .access_key = slice_make(text.data, (size_t) (a - text.data)),
        .secret_key = slice_make(a + 1,
                                 (size_t) ((b == NULL ? end : b) - a - 1)),
        .session_token = b == NULL ? SLICE_NULL
                         : slice_make(b + 1, (size_t) (end - b - 1)),
    };

    return ret_key->secret_key.len > 0
           && ret_key->secret_key.len < SECRET_MAX - 4;
}


/* ---- the canonical request ---- */

static int
field_compare(const void *one, const void *two)
{
    const field_t  *a = one, *b = two;
    size_t          n = a->name.len < b->name.len ? a->name.len : b->name.len;
    int             order = strncasecmp((const char *) a->name.data,
                                        (const char *) b->name.data, n);

    return order != 0 ? order
           : (a->name.len > b->name.len) - (a->name.len < b->name.len);
}


static bool
field_read(const char *header, field_t *ret_field)
{
    const char  *colon = strchr(header, ':'), *value, *end;

    if (colon == NULL) {
        return false;
    }

    for (value = colon + 1; *value == ' '; value++) { }
    for (end = value + strlen(value); end > value && end[-1] == ' '; end--) { }

    ret_field->name = slice_make(header, (size_t) (colon - header));
    ret_field->value = slice_make(value, (size_t) (end - value));

    return true;
}


/* Appends with inner runs of blanks as one. */

static char *
field_value_add(char *out, slice_t value)
{
    for (size_t i = 0; i < value.len; i++) {
        if (value.data[i] != ' ' || value.data[i - 1] != ' ') {
            *out++ = (char) value.data[i];
        }
    }

    return out;
}


static char *
field_name_add(char *out, slice_t name)
{
    for (size_t i = 0; i < name.len; i++) {
        *out++ = (char) tolower(name.data[i]);
    }

    return out;
}


/* "name:value\n" of each, and "name;name" of all. */

static bool
fields_write(pool_t *pool, const field_t *fields, size_t n, char **ret_lines,
    char **ret_names)
{
    size_t   lines_len = 1, names_len = 1;
    char    *lines, *names;

    for (size_t i = 0; i < n; i++) {
        lines_len += fields[i].name.len + fields[i].value.len + 2;
        names_len += fields[i].name.len + 1;
    }

    *ret_lines = lines = pool_alloc(pool, lines_len);
    *ret_names = names = pool_alloc(pool, names_len);
    if (lines == NULL || names == NULL) {
        return false;
    }

    for (size_t i = 0; i < n; i++) {
        lines = field_name_add(lines, fields[i].name);
        *lines++ = ':';
        lines = field_value_add(lines, fields[i].value);
        *lines++ = '\n';

        if (i > 0) {
            *names++ = ';';
        }
        names = field_name_add(names, fields[i].name);
    }

    *lines = '\0';
    *names = '\0';

    return true;
}


/* By name, then value; "a=" before "a-b=", although "=" is above "-". */

static int
pair_compare(const void *one, const void *two)
{
    const char  *a = *(const char *const *) one;
    const char  *b = *(const char *const *) two;
    size_t       la = strcspn(a, "="), lb = strcspn(b, "=");
    int          order = strncmp(a, b, la < lb ? la : lb);

    if (order == 0 && la != lb) {
        return la < lb ? -1 : 1;
    }

    return order != 0 ? order : strcmp(a + la, b + lb);
}


/* Pairs sorted by name, then value; a name without "=" gets one. */

static char *
query_write(pool_t *pool, const char *query)
{
    char    *pairs[SIGV4_HEADERS_MAX], *copy = pool_strdup(pool, query), *next;
    char    *out = pool_alloc(pool, strlen(query) + SIGV4_HEADERS_MAX + 1);
    size_t   n = 0;

    if (copy == NULL || out == NULL) {
        return NULL;
    }

    while ((next = strsep(&copy, "&")) != NULL && n < SIGV4_HEADERS_MAX) {
        if (*next != '\0') {
            pairs[n] = strchr(next, '=') != NULL ? next
                       : pool_printf(pool, "%s=", next);
            if (pairs[n++] == NULL) {
                return NULL;
            }
        }
    }

    qsort(pairs, n, sizeof(pairs[0]), pair_compare);
    *out = '\0';

    for (size_t i = 0; i < n; i++) {
        strcat(out, i == 0 ? "" : "&");
        strcat(out, pairs[i]);
    }

    return out;
}


/* Host, date, token and content type with the caller's own. */

static bool
canonical_write(pool_t *pool, const sigv4_request_t *r, work_t *w,
    const char **headers)
{
    field_t   fields[SIGV4_HEADERS_MAX + 4];
    size_t    n = 0;
    char     *lines, *names, *query, hash[2 * DIGEST + 1];
    const char  *path = r->path;

    fields[n++] = (field_t) { SLICE_LIT("host"), slice_str(r->host) };
    for (const char **h = headers; *h != NULL; h++) {
        if (!field_read(*h, &fields[n++])) {
            return false;
        }
    }
    qsort(fields, n, sizeof(fields[0]), field_compare);

    if (strcmp(r->service, "s3") != 0) {
        path = uri_encode(pool, slice_str(path), true);
    }

    query = query_write(pool, r->query);

    if (r->body_hash != NULL) {
        snprintf(hash, sizeof(hash), "%s", r->body_hash);
    } else {
        sha256_hex(r->body, hash);
    }

    if (path == NULL || query == NULL
        || !fields_write(pool, fields, n, &lines, &names))
    {
        return false;
    }

    w->signed_names = names;
    w->canonical = pool_printf(pool, "%s\n%s\n%s\n%s\n%s\n%s", r->method, path,
                               query, lines, names, hash);

    return w->canonical != NULL;
}


/* ---- the proof ---- */

static void
hmac_next(uint8_t key[DIGEST], size_t len, const char *text)
{
    unsigned  n = DIGEST;
    uint8_t   out[DIGEST];

    (void) HMAC(EVP_sha256(), key, (int) len, (const uint8_t *) text,
                strlen(text), out, &n);
    memcpy(key, out, DIGEST);
}


static void
signing_key(const sigv4_request_t *r, const sigv4_key_t *key, const char *day,
    uint8_t ret_key[DIGEST])
{
    uint8_t   first[SECRET_MAX], out[DIGEST];
    unsigned  n = DIGEST;

    memcpy(first, "AWS4", 4);
    memcpy(first + 4, key->secret_key.data, key->secret_key.len);
    (void) HMAC(EVP_sha256(), first, (int) key->secret_key.len + 4,
                (const uint8_t *) day, strlen(day), out, &n);
    OPENSSL_cleanse(first, sizeof(first));

    memcpy(ret_key, out, DIGEST);
    hmac_next(ret_key, DIGEST, r->region);
    hmac_next(ret_key, DIGEST, r->service);
    hmac_next(ret_key, DIGEST, "aws4_request");
}


static bool
proof_write(pool_t *pool, const sigv4_request_t *r, const sigv4_key_t *key,
    const work_t *w, char ret_proof[2 * DIGEST + 1])
{
    char         hash[2 * DIGEST + 1];
    uint8_t      mac[DIGEST];
    const char  *text;

    sha256_hex(slice_str(w->canonical), hash);
    text = pool_printf(pool, "AWS4-HMAC-SHA256\n%s\n%s\n%s", w->date,
                       w->scope, hash);
    if (text == NULL) {
        return false;
    }

    signing_key(r, key, w->day, mac);
    hmac_next(mac, DIGEST, text);
    hex_write(mac, DIGEST, ret_proof);

    return true;
}


/* Date, day and scope. */

static bool
work_begin(pool_t *pool, const sigv4_request_t *r, work_t *w)
{
    struct tm  tm;

    gmtime_r(&r->now, &tm);
    strftime(w->date, sizeof(w->date), "%Y%m%dT%H%M%SZ", &tm);
    strftime(w->day, sizeof(w->day), "%Y%m%d", &tm);
    w->scope = pool_printf(pool, "%s/%s/%s/aws4_request", w->day, r->region,
                           r->service);

    return w->scope != NULL;
}


static char *
authorization(pool_t *pool, const sigv4_request_t *r, const sigv4_key_t *key,
    work_t *w)
{
    char  proof[2 * DIGEST + 1];

    if (!proof_write(pool, r, key, w, proof)) {
        return NULL;
    }

    return pool_printf(pool, "Authorization: AWS4-HMAC-SHA256 "
                       "Credential=%.*s/%s, SignedHeaders=%s, Signature=%s",
                       (int) key->access_key.len, key->access_key.data,
                       w->scope, w->signed_names, proof);
}


const char **
sigv4_sign(pool_t *pool, const sigv4_request_t *r, const sigv4_key_t *key)
{
    const char  **all = pool_alloc(pool, (SIGV4_HEADERS_MAX + 4)
                                         * sizeof(char *));
    size_t        n = 0;
    work_t        w;

    if (!work_begin(pool, r, &w)) {
        return NULL;
    }

    for (const char **h = r->headers; all != NULL && *h != NULL; h++) {
        if (n == SIGV4_HEADERS_MAX - 3) {
            return NULL;
        }
        all[n++] = *h;
    }

    if (all == NULL
        || (all[n++] = pool_printf(pool, "X-Amz-Date: %s", w.date)) == NULL)
    {
        return NULL;
    }

    if (key->session_token.len > 0) {
        all[n] = pool_printf(pool, "X-Amz-Security-Token: %.*s",
                             (int) key->session_token.len,
                             key->session_token.data);
        if (all[n++] == NULL) {
            return NULL;
        }
    }

    if (!canonical_write(pool, r, &w, all)) {
        return NULL;
    }

    all[n] = authorization(pool, r, key, &w);

    return all[n] == NULL ? NULL : all;
}


const char *
sigv4_presign(pool_t *pool, const sigv4_request_t *r, const sigv4_key_t *key,
    unsigned seconds)
{
    static const char  *none[] = { NULL };
    sigv4_request_t     q = *r;
    const char         *id, *token, *scope;
    char                proof[2 * DIGEST + 1];
    work_t              w;

    if (!work_begin(pool, r, &w)) {
        return NULL;
    }

    id = uri_encode(pool, key->access_key, false);
    token = uri_encode(pool, key->session_token, false);
    scope = uri_encode(pool, slice_str(w.scope), false);

    if (id == NULL || token == NULL || scope == NULL) {
        return NULL;
    }

    q.body_hash = "UNSIGNED-PAYLOAD";
    q.query = pool_printf(pool, "X-Amz-Algorithm=AWS4-HMAC-SHA256"
                          "&X-Amz-Credential=%s%%2F%s&X-Amz-Date=%s"
                          "&X-Amz-Expires=%u%s%s&X-Amz-SignedHeaders=host",
                          id, scope, w.date, seconds,
                          *token != '\0' ? "&X-Amz-Security-Token=" : "",
                          token);

    if (q.query == NULL || !canonical_write(pool, &q, &w, none)
        || !proof_write(pool, &q, key, &w, proof))
    {
        return NULL;
    }

    return pool_printf(pool, "%s&X-Amz-Signature=%s", q.query, proof);
}
