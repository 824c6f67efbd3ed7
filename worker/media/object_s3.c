/*
 * object_s3 - the store that is a bucket of S3, or of anything that speaks it.
 *
 * By path (endpoint/bucket/key), signed by our own SigV4: the digest of a file
 * is known before it leaves, so it is streamed and signed at once.  One PUT
 * per file: none is over 100 MB.  Encryption by the store is asked for by
 * headers, and looked for in the answer: a store that ignored it is an error.
 */

#include "worker/media/object.h"

#include <errno.h>
#include <fcntl.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "worker/channels/rfc3339.h"
#include "worker/engine/config.h"
#include "worker/providers/sigv4.h"

#define HEADERS_MAX   16
#define ANSWER_MAX    (4u << 20)
#define EMPTY_SHA256 \
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define NOT_SET       "object: s3.bucket or s3.credential_file is missing"

typedef enum { S3_PUT, S3_GET, S3_HEAD, S3_REMOVE, S3_LIST } verb_t;

typedef struct {
    verb_t       verb;
    const char  *headers[HEADERS_MAX + 1];
    unsigned     n;
    bool         encrypted;             /* the answer says so */
    uint64_t     bytes;                 /* content-length */
    object_t    *o;
} s3_t;


static const char *
origin(pool_t *pool)
{
    const char  *set = config_str("s3.endpoint");

    return *set != '\0' ? set
           : pool_printf(pool, "https://s3.%s.amazonaws.com",
                         config_str("s3.region"));
}


/* host[:port] of the origin. */
static const char *
host_of(const char *url)
{
    const char  *host = strstr(url, "://");

    return host == NULL ? url : host + 3;
}


/* --- requests ----------------------------------------------------------- */

static bool
header_add(pool_t *pool, s3_t *s, const char *name, const char *value)
{
    const char  *text = pool_printf(pool, "%s: %s", name, value);

    /* libcurl leaves out one without a value, so it must not be signed */

    if (*value == '\0') {
        return true;
    }

    if (text == NULL || s->n == HEADERS_MAX) {
        return false;
    }

    s->headers[s->n++] = text;

    return true;
}


static bool
request_write(pool_t *pool, s3_t *s, const char *method, const char *key,
    const char *query, const char *hash, http_request_t *ret_http)
{
    sigv4_key_t      cred;
    const char      *base = origin(pool), *encoded;
    sigv4_request_t  r = {
        .method = method, .query = query, .body_hash = hash,
        .region = config_str("s3.region"), .service = "s3",
        .now = time(NULL),
    };

    if (*config_str("s3.bucket") == '\0'
        || !sigv4_key_read(config_secret("s3.credential_file"), &cred))
    {
        return false;
    }

    encoded = uri_encode(pool, slice_str(key), true);

    if (base == NULL || encoded == NULL
        || !header_add(pool, s, "x-amz-content-sha256", hash))
    {
        return false;
    }

    r.host = host_of(base);
    r.path = pool_printf(pool, "/%s%s%s", config_str("s3.bucket"),
                         *encoded != '\0' ? "/" : "", encoded);
    r.headers = s->headers;

    *ret_http = (http_request_t) {
        .method = method,
        .url = r.path == NULL ? NULL
               : pool_printf(pool, "%s%s%s%s", base, r.path,
                             *query != '\0' ? "?" : "", query),
        .headers = r.path == NULL ? NULL : sigv4_sign(pool, &r, &cred),
        .line = HTTP_MEDIA,
        .timeout_ms = (uint64_t) config_int("store.timeout"),
        .max_body = ANSWER_MAX,
    };

    return ret_http->url != NULL && ret_http->headers != NULL;
}


static s3_t *
s3_new(job_t *j, object_t *o, verb_t verb)
{
    s3_t  *s = pool_alloc_always(j->pool, sizeof(s3_t));

    s->verb = verb;
    s->o = o;
    o->own = s;

    return s;
}


static size_t
put_read(void *data, uint64_t offset, uint8_t *buf, size_t len)
{
    const s3_t  *s = data;
    ssize_t      n = pread(s->o->fd, buf, len, (off_t) offset);

    return n > 0 ? (size_t) n : 0;
}


static void
answer_header(void *data, slice_t name, slice_t value)
{
    s3_t  *s = data;
    char   digits[24] = "";

    if (name.len == 28 && strncasecmp((const char *) name.data,
                                      "x-amz-server-side-encryption", 28) == 0)
    {
        s->encrypted = value.len > 0;
    }

    if (name.len == 14 && value.len < sizeof(digits)
        && strncasecmp((const char *) name.data, "content-length", 14) == 0)
    {
        memcpy(digits, value.data, value.len);
        s->bytes = strtoull(digits, NULL, 10);
    }
}


static bool
put_headers(pool_t *pool, s3_t *s, const object_put_t *put)
{
    const char  *sse = config_str("s3.sse"), *key = config_str("s3.sse_key");
    const char  *at = pool_printf(pool, "%lld", (long long) put->at_ms);

    return at != NULL
        && header_add(pool, s, "Content-Type", put->mime)
        && header_add(pool, s, "x-amz-meta-user_id", put->user)
        && header_add(pool, s, "x-amz-meta-message_id", put->message)
        && header_add(pool, s, "x-amz-meta-media_type", put->kind)
        && header_add(pool, s, "x-amz-meta-timestamp", at)
        && (*sse == '\0'
            || header_add(pool, s, "x-amz-server-side-encryption", sse))
        && (*sse == '\0' || *key == '\0'
            || header_add(pool, s,
                          "x-amz-server-side-encryption-aws-kms-key-id",
                          key));
}


static void
s3_put(job_t *j, object_t *o, const object_put_t *put)
{
    s3_t            *s = s3_new(j, o, S3_PUT);
    http_request_t   req;

    o->fd = open(put->path, O_RDONLY | O_CLOEXEC);
    if (o->fd < 0) {
        object_refused(j, o, "object: the local file is gone");
        return;
    }

    if (!put_headers(j->pool, s, put)
        || !request_write(j->pool, s, "PUT", put->key, "", put->sha256, &req))
    {
        object_refused(j, o, NOT_SET);
        return;
    }

    req.read = put_read;
    req.read_len = put->bytes;
    req.on_header = answer_header;
    req.data = s;
    o->op = http_call(j, &req);
}


static bool
get_body(void *data, int status, slice_t bytes)
{
    const s3_t  *s = data;

    return status != 200 || spool_write(s->o->spool, bytes);
}


static void
s3_get(job_t *j, object_t *o, const char *key, const char *path)
{
    s3_t            *s = s3_new(j, o, S3_GET);
    const char      *error = NOT_SET;
    http_request_t   req;

    o->spool = spool_new(j->pool, path, &error);

    if (o->spool == NULL || !request_write(j->pool, s, "GET", key, "",
                                           EMPTY_SHA256, &req))
    {
        object_refused(j, o, error);
        return;
    }

    req.max_body = (size_t) config_int("media.max_bytes") * 2;
    req.on_body = get_body;
    req.data = s;
    o->op = http_call(j, &req);
}


static void
s3_plain(job_t *j, object_t *o, verb_t verb, const char *method,
    const char *key, const char *query)
{
    s3_t            *s = s3_new(j, o, verb);
    http_request_t   req;

    if (!request_write(j->pool, s, method, key, query, EMPTY_SHA256, &req)) {
        object_refused(j, o, NOT_SET);
        return;
    }

    req.on_header = answer_header;
    req.data = s;
    o->op = http_call(j, &req);
}


static void
s3_head(job_t *j, object_t *o, const char *key)
{
    s3_plain(j, o, S3_HEAD, "HEAD", key, "");
}


static void
s3_remove(job_t *j, object_t *o, const char *key)
{
    s3_plain(j, o, S3_REMOVE, "DELETE", key, "");
}


static void
s3_list(job_t *j, object_t *o, const char *prefix, const char *after)
{
    const char  *p = uri_encode(j->pool, slice_str(prefix), false);
    const char  *a = uri_encode(j->pool, slice_str(after), false);
    const char  *query = pool_printf(j->pool, "list-type=2&max-keys=%d"
                                     "&prefix=%s%s%s", OBJECT_LIST_MAX,
                                     p != NULL ? p : "", *after != '\0'
                                     ? "&start-after=" : "",
                                     a != NULL ? a : "");

    s3_plain(j, o, S3_LIST, "GET", "", query != NULL ? query : "");
}


/* --- answers ------------------------------------------------------------ */

/* The text of the first element of a name below node, pool-owned; or "". */
static const char *
child(pool_t *pool, xmlNode *node, const char *name)
{
    for (xmlNode *n = node->children; n != NULL; n = n->next) {
        if (n->type == XML_ELEMENT_NODE
            && strcmp((const char *) n->name, name) == 0)
        {
            xmlChar     *text = xmlNodeGetContent(n);
            const char  *copy = pool_strdup(pool, text != NULL
                                            ? (const char *) text : "");

            xmlFree(text);
            return copy != NULL ? copy : "";
        }
    }

    return "";
}


static json_t *
list_read(pool_t *pool, slice_t body)
{
    xmlDoc   *doc = xmlReadMemory((const char *) body.data, (int) body.len,
                                  NULL, NULL, XML_PARSE_NONET
                                  | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    xmlNode  *root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
    json_t   *items = json_array(), *answer;

    if (root == NULL
        || strcmp((const char *) root->name, "ListBucketResult") != 0)
    {
        json_decref(items);
        xmlFreeDoc(doc);
        return NULL;
    }

    for (xmlNode *n = root->children; n != NULL; n = n->next) {
        if (n->type == XML_ELEMENT_NODE
            && strcmp((const char *) n->name, "Contents") == 0)
        {
            json_array_append_new(items, json_pack("{s:s, s:I, s:I}",
                "key", child(pool, n, "Key"), "bytes", (json_int_t)
                atoll(child(pool, n, "Size")), "at_ms", (json_int_t)
                rfc3339_ms(child(pool, n, "LastModified"))));
        }
    }

    answer = json_pack("{s:o, s:b}", "items", items, "more",
                       strcmp(child(pool, root, "IsTruncated"), "true") == 0);
    xmlFreeDoc(doc);

    return answer;
}


static rc_t
settled_ok(job_t *j, object_t *o, const s3_t *s)
{
    switch (s->verb) {

    case S3_PUT:
        if (*config_str("s3.sse") != '\0' && !s->encrypted) {
            o->error = "object: the store did not encrypt";
            return RC_RETRY;
        }
        return RC_OK;

    case S3_GET:
        o->error = spool_keep(o->spool) ? NULL : spool_error(o->spool);
        return o->error == NULL ? RC_OK : RC_RETRY;

    case S3_HEAD:
        o->answer = pool_json(j->pool, json_pack("{s:I}", "bytes",
                                                 (json_int_t) s->bytes));
        return RC_OK;

    case S3_LIST:
        o->answer = pool_json(j->pool, list_read(j->pool, o->op->body));
        o->error = o->answer == NULL ? "object: not a list" : NULL;
        return o->answer != NULL ? RC_OK : RC_RETRY;

    case S3_REMOVE:
        return RC_OK;
    }

    return RC_RETRY;
}


static rc_t
s3_settled(job_t *j, object_t *o)
{
    const s3_t  *s = o->own;
    const op_t  *op = o->op;

    if (op->rc != RC_OK || op->stage != HTTP_ANSWERED) {
        o->error = o->spool != NULL && spool_error(o->spool) != NULL
                   ? spool_error(o->spool) : op->error;
        return op->rc == RC_OK ? RC_RETRY : op->rc;
    }

    if (op->status / 100 == 2) {
        return settled_ok(j, o, s);
    }

    if (op->status == 404) {
        o->error = OBJECT_MISSING;
        return s->verb == S3_REMOVE ? RC_OK
               : s->verb == S3_GET || s->verb == S3_HEAD ? RC_REJECT
                                                         : RC_RETRY;
    }

    if (op->status == 401 || op->status == 403) {
        o->error = OBJECT_DENIED;
        return RC_RETRY;
    }

    o->error = op->status == 507 ? OBJECT_FULL
               : pool_printf(j->pool, "object: status %d", op->status);

    return RC_RETRY;
}


static const char *
s3_url(pool_t *pool, const char *key, unsigned seconds)
{
    sigv4_key_t      cred;
    const char      *base = origin(pool), *query;
    sigv4_request_t  r = {
        .method = "GET", .query = "", .region = config_str("s3.region"),
        .service = "s3", .now = time(NULL),
    };

    if (base == NULL || *config_str("s3.bucket") == '\0'
        || !sigv4_key_read(config_secret("s3.credential_file"), &cred))
    {
        return NULL;
    }

    r.host = host_of(base);
    r.path = pool_printf(pool, "/%s/%s", config_str("s3.bucket"), key);
    query = r.path == NULL ? NULL : sigv4_presign(pool, &r, &cred, seconds);

    return query == NULL ? NULL
           : pool_printf(pool, "%s%s?%s", base, r.path, query);
}


const object_store_t  object_s3 = {
    .name = "s3",
    .put = s3_put,
    .get = s3_get,
    .head = s3_head,
    .remove = s3_remove,
    .list = s3_list,
    .settled = s3_settled,
    .url = s3_url,
};
