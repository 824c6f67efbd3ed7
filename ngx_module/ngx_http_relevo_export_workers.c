
/*
 * export, the workers: each child of each `relevo worker` writes a flat JSON
 * object of numbers into its field of relevo:stats, once a second.
 *
 *   "host:pid:salt"  {"at_ms":..,"turns_ok":7,
 *                     "messages|channel=whatsapp|direction=in":3, ...}
 *
 * Nothing is added up here.  Each child is a series of its own (label worker),
 * because a sum would fall when a child ends, which Prometheus takes for a
 * reset of all of them; sum(rate(...)) over the label is right whatever comes
 * and goes.  A field that was not written for NGX_HTTP_RELEVO_STALE_MS belongs
 * to a child that is gone, and is left out.
 *
 * The fields are our own worker's, but a foreign one may cost no more than
 * nonsense: names and labels are [0-9a-z_], values are numbers.
 */

#include "ngx_http_relevo_export.h"


#define NGX_HTTP_RELEVO_STALE_MS      30000
#define NGX_HTTP_RELEVO_FAMILIES_MAX  256
#define NGX_HTTP_RELEVO_SAMPLES_MAX   65536
#define NGX_HTTP_RELEVO_WORKERS_MAX   1024
#define NGX_HTTP_RELEVO_WORD_MAX      64

#define COUNTER    "counter"
#define GAUGE      "gauge"
#define HISTOGRAM  "histogram"


typedef struct ngx_http_relevo_sample_s  ngx_http_relevo_sample_t;

struct ngx_http_relevo_sample_s {
    ngx_http_relevo_sample_t       *next;       /* of the family */
    ngx_str_t                       worker;
    ngx_str_t                       name;       /* without labels */
    ngx_str_t                       labels;     /* "|channel=x|..." or "" */
    ngx_str_t                       value;
};


typedef struct {
    const char                     *name;
    const char                     *kind;
    const char                     *help;
} ngx_http_relevo_known_t;


typedef struct {
    ngx_str_t                       name;
    const ngx_http_relevo_known_t  *known;      /* NULL: of a newer worker */
    ngx_http_relevo_sample_t       *first;
    ngx_http_relevo_sample_t      **last;
} ngx_http_relevo_family_t;


typedef struct {
    ngx_pool_t                     *pool;
    ngx_uint_t                      nworkers;
    ngx_uint_t                      nstale;
    ngx_uint_t                      nsamples;
    ngx_uint_t                      n;
    ngx_http_relevo_family_t        family[NGX_HTTP_RELEVO_FAMILIES_MAX];
} ngx_http_relevo_families_t;


static void ngx_http_relevo_worker_read(ngx_http_relevo_families_t *families,
    redisReply *field, redisReply *value);
static ngx_int_t ngx_http_relevo_worker_name(ngx_pool_t *pool,
    redisReply *field, ngx_str_t *ret_name);
static ngx_uint_t ngx_http_relevo_worker_is_stale(redisReply *value);
static u_char *ngx_http_relevo_worker_pair(u_char *p, u_char *last,
    ngx_http_relevo_sample_t *ret_sample);
static void ngx_http_relevo_family_add(ngx_http_relevo_families_t *families,
    ngx_http_relevo_sample_t *sample);
static void ngx_http_relevo_family_print(ngx_http_relevo_page_t *page,
    ngx_http_relevo_family_t *family);


/* name, kind and help are written down once, where they are counted */

static const ngx_http_relevo_known_t  ngx_http_relevo_known[] = {
#define STAT(name, kind, help)    { #name, kind, help },
#define FAMILY(name, kind, help)  { #name, kind, help },
#include "worker/engine/stats.def"
#include "worker/engine/stats_family.def"
#undef STAT
#undef FAMILY
    { NULL, NULL, NULL }
};


void
ngx_http_relevo_export_workers(ngx_http_relevo_page_t *page,
    redisReply *reply)
{
    size_t                       i;
    ngx_uint_t                   k;
    ngx_http_relevo_families_t  *families;

    families = ngx_pcalloc(page->pool, sizeof(ngx_http_relevo_families_t));
    if (families == NULL) {
        page->failed = 1;
        return;
    }

    families->pool = page->pool;

    if (reply && reply->type == REDIS_REPLY_ARRAY) {

        for (i = 0; i + 1 < reply->elements; i += 2) {
            ngx_http_relevo_worker_read(families, reply->element[i],
                                        reply->element[i + 1]);
        }
    }

    ngx_http_relevo_print(page,
                          "# HELP relevo_worker_children worker children that "
                          "report\n# TYPE relevo_worker_children gauge\n"
                          "relevo_worker_children %ui\n"
                          "# HELP relevo_worker_stale children that no longer "
                          "do, left out\n# TYPE relevo_worker_stale gauge\n"
                          "relevo_worker_stale %ui\n",
                          families->nworkers, families->nstale);

    for (k = 0; k < families->n; k++) {
        ngx_http_relevo_family_print(page, &families->family[k]);
    }
}


static void
ngx_http_relevo_worker_read(ngx_http_relevo_families_t *families,
    redisReply *field, redisReply *value)
{
    u_char                    *p, *last;
    ngx_str_t                  worker;
    ngx_http_relevo_sample_t  *sample, one;

    if (field->type != REDIS_REPLY_STRING || value->type != REDIS_REPLY_STRING
        || families->nworkers == NGX_HTTP_RELEVO_WORKERS_MAX
        || ngx_http_relevo_worker_is_stale(value)
        || ngx_http_relevo_worker_name(families->pool, field, &worker)
           != NGX_OK)
    {
        families->nstale++;
        return;
    }

    families->nworkers++;

    p = (u_char *) value->str;
    last = p + value->len;

    while ((p = ngx_http_relevo_worker_pair(p, last, &one)) != NULL) {

        if (one.name.len == 0) {
            continue;
        }

        if (families->nsamples == NGX_HTTP_RELEVO_SAMPLES_MAX) {
            return;
        }

        sample = ngx_palloc(families->pool, sizeof(ngx_http_relevo_sample_t));
        if (sample == NULL) {
            return;
        }

        *sample = one;
        sample->worker = worker;
        sample->next = NULL;

        ngx_http_relevo_family_add(families, sample);
    }
}


static ngx_int_t
ngx_http_relevo_worker_name(ngx_pool_t *pool, redisReply *field,
    ngx_str_t *ret_name)
{
    u_char  *p;
    size_t   i, len;

    len = ngx_min((size_t) field->len, 2 * NGX_HTTP_RELEVO_WORD_MAX);

    p = ngx_pnalloc(pool, len + 1);
    if (p == NULL) {
        return NGX_ERROR;
    }

    for (i = 0; i < len; i++) {
        p[i] = field->str[i];

        if (!((p[i] >= '0' && p[i] <= '9') || (p[i] >= 'a' && p[i] <= 'z')
              || (p[i] >= 'A' && p[i] <= 'Z')
              || p[i] == '.' || p[i] == ':' || p[i] == '-'))
        {
            p[i] = '_';
        }
    }

    ret_name->data = p;
    ret_name->len = len;

    return NGX_OK;
}


/* the clocks of the machines agree to some seconds, or all are left out */

static ngx_uint_t
ngx_http_relevo_worker_is_stale(redisReply *value)
{
    char        *p;
    int64_t      at, now;
    ngx_time_t  *tp;

    p = strstr(value->str, "\"at_ms\"");
    if (p == NULL) {
        return 1;
    }

    p += sizeof("\"at_ms\"") - 1;
    p += strspn(p, " :");

    tp = ngx_timeofday();
    now = (int64_t) tp->sec * 1000 + tp->msec;
    at = strtoll(p, NULL, 10);

    return at < now - NGX_HTTP_RELEVO_STALE_MS
           || at > now + NGX_HTTP_RELEVO_STALE_MS;
}


static u_char *
ngx_http_relevo_worker_word(u_char *p, u_char *last)
{
    while (p < last && ((*p >= 'a' && *p <= 'z') || *p == '_'
                        || (*p >= '0' && *p <= '9')))
    {
        p++;
    }

    return p;
}


/* "|name=value" any number of times; +Inf is the one value of its kind */

static u_char *
ngx_http_relevo_worker_labels(u_char *p, u_char *last)
{
    while (p < last && *p == '|') {
        p = ngx_http_relevo_worker_word(p + 1, last);

        if (p == last || *p != '=') {
            return p;
        }

        for (p++; p < last && *p != '|' && *p != '"'; p++) {

            if (ngx_http_relevo_worker_word(p, p + 1) == p
                && *p != '.' && *p != '+' && *p != 'I')
            {
                return p;
            }
        }
    }

    return p;
}


/*
 * The next "name": number; NULL at the end.  ret_sample->name is empty when
 * what was found is something else.
 */

static u_char *
ngx_http_relevo_worker_pair(u_char *p, u_char *last,
    ngx_http_relevo_sample_t *ret_sample)
{
    u_char     *start;
    ngx_str_t   name;

    ngx_memzero(ret_sample, sizeof(ngx_http_relevo_sample_t));

    p = ngx_strlchr(p, last, '"');
    if (p == NULL) {
        return NULL;
    }

    name.data = ++p;
    p = ngx_http_relevo_worker_word(p, last);
    name.len = p - name.data;

    ret_sample->labels.data = p;
    p = ngx_http_relevo_worker_labels(p, last);
    ret_sample->labels.len = p - ret_sample->labels.data;

    if (p == last || *p++ != '"' || name.len == 0
        || name.len > NGX_HTTP_RELEVO_WORD_MAX
        || ret_sample->labels.len > 2 * NGX_HTTP_RELEVO_WORD_MAX
        || (name.data[0] >= '0' && name.data[0] <= '9')
        || (name.len == 5 && ngx_strncmp(name.data, "at_ms", 5) == 0))
    {
        return p;
    }

    while (p < last && (*p == ' ' || *p == ':')) {
        p++;
    }

    start = p;
    p += (p < last && *p == '-');

    while (p < last && ((*p >= '0' && *p <= '9') || *p == '.')) {
        p++;
    }

    if (p == start || p[-1] < '0' || p[-1] > '9'
        || (size_t) (p - start) > NGX_INT64_LEN + 10)
    {
        return p;
    }

    ret_sample->name = name;
    ret_sample->value.data = start;
    ret_sample->value.len = p - start;

    return p;
}


static ngx_uint_t
ngx_http_relevo_ends_with(ngx_str_t *name, const char *suffix)
{
    size_t  len;

    len = ngx_strlen(suffix);

    return name->len > len
           && ngx_strncmp(name->data + name->len - len, suffix, len) == 0;
}


static const ngx_http_relevo_known_t *
ngx_http_relevo_known_find(ngx_str_t *name)
{
    const ngx_http_relevo_known_t  *known;

    for (known = ngx_http_relevo_known; known->name; known++) {

        if (ngx_strlen(known->name) == name->len
            && ngx_strncmp(known->name, name->data, name->len) == 0)
        {
            return known;
        }
    }

    return NULL;
}


/* _bucket, _sum and _count belong to the histogram of that name */

static const ngx_http_relevo_known_t *
ngx_http_relevo_family_of(ngx_str_t *name)
{
    ngx_str_t                       base;
    const ngx_http_relevo_known_t  *known;

    base = *name;

    if (ngx_http_relevo_ends_with(name, "_bucket")) {
        base.len -= sizeof("_bucket") - 1;

    } else if (ngx_http_relevo_ends_with(name, "_sum")) {
        base.len -= sizeof("_sum") - 1;

    } else if (ngx_http_relevo_ends_with(name, "_count")) {
        base.len -= sizeof("_count") - 1;
    }

    known = ngx_http_relevo_known_find(&base);

    if (known && known->kind[0] == HISTOGRAM[0]) {
        *name = base;
        return known;
    }

    return ngx_http_relevo_known_find(name);
}


static void
ngx_http_relevo_family_add(ngx_http_relevo_families_t *families,
    ngx_http_relevo_sample_t *sample)
{
    ngx_str_t                       name;
    ngx_uint_t                      i;
    ngx_http_relevo_family_t       *family;
    const ngx_http_relevo_known_t  *known;

    name = sample->name;
    known = ngx_http_relevo_family_of(&name);

    for (i = 0; i < families->n; i++) {
        family = &families->family[i];

        if (family->name.len == name.len
            && ngx_strncmp(family->name.data, name.data, name.len) == 0)
        {
            break;
        }
    }

    if (i == NGX_HTTP_RELEVO_FAMILIES_MAX) {
        return;
    }

    family = &families->family[i];

    if (i == families->n) {
        families->n++;
        family->name = name;
        family->known = known;
        family->last = &family->first;
    }

    families->nsamples++;
    *family->last = sample;
    family->last = &sample->next;
}


/* "|a=b|c=d" as a="b",c="d", behind what is there already */

static void
ngx_http_relevo_labels_print(ngx_http_relevo_page_t *page, ngx_str_t *labels)
{
    u_char  *p, *last, *name, *value;

    p = labels->data;
    last = p + labels->len;

    while (p < last) {
        name = ++p;
        value = ngx_strlchr(name, last, '=');

        if (value == NULL) {
            return;
        }

        p = ngx_strlchr(value, last, '|');
        p = p ? p : last;

        ngx_http_relevo_print(page, ",%*s=\"%*s\"", (size_t) (value - name),
                              name, (size_t) (p - value - 1), value + 1);
    }
}


static void
ngx_http_relevo_family_print(ngx_http_relevo_page_t *page,
    ngx_http_relevo_family_t *family)
{
    u_char                     buf[NGX_HTTP_RELEVO_WORD_MAX + 8];
    const char                *kind, *total;
    ngx_str_t                  name;
    ngx_http_relevo_sample_t  *sample;

    kind = family->known ? family->known->kind : "untyped";
    total = (kind[0] == 'c') ? "_total" : "";

    name.data = buf;
    name.len = ngx_sprintf(buf, "%V%s", &family->name, total) - buf;

    ngx_http_relevo_print_head(page, "relevo_worker_", &name, kind,
                               family->known ? family->known->help
                                             : "of a worker newer than nginx");

    for (sample = family->first; sample; sample = sample->next) {
        ngx_http_relevo_print(page, "relevo_worker_%V%s{worker=\"%V\"",
                              &sample->name, total, &sample->worker);
        ngx_http_relevo_labels_print(page, &sample->labels);
        ngx_http_relevo_print(page, "} %V\n", &sample->value);
    }
}
