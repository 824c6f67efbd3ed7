
/*
 * meter - how often an address or a tenant did something, in shared memory.
 *
 * One word per meter: the time until which what it did is paid for (virtual
 * scheduling).  Each event moves it by window / n; an event that would move
 * it more than a window ahead is over the rate.  A meter whose time has
 * passed says nothing any more, so its place is free: nothing expires, nothing
 * is allocated, the zone cannot fill.
 *
 * The table is 8-way associative.  A set full of living meters gives up the
 * one that would be free first (counted).  Two workers that take a place at
 * the same moment may cost an event or two; there is no lock for that.
 */

#include "ngx_http_relevo.h"


#define NGX_HTTP_RELEVO_WAYS    8
#define NGX_HTTP_RELEVO_TRIES   3


static ngx_int_t ngx_http_relevo_limits_init_zone(ngx_shm_zone_t *zone,
    void *data);
static ngx_http_relevo_meter_t *ngx_http_relevo_meter_find(
    ngx_http_relevo_limits_shm_t *sh, uint64_t key, ngx_uint_t make);


static ngx_inline uint64_t
ngx_http_relevo_meter_now(void)
{
    return (uint64_t) ngx_current_msec * 1000;
}


static ngx_inline uint64_t
ngx_http_relevo_load(const uint64_t *word)
{
    return __atomic_load_n(word, __ATOMIC_RELAXED);
}


static ngx_inline ngx_uint_t
ngx_http_relevo_swap(uint64_t *word, uint64_t old, uint64_t new)
{
    return __atomic_compare_exchange_n(word, &old, new, 0, __ATOMIC_RELAXED,
                                       __ATOMIC_RELAXED);
}


/* the layout is in the name: another build never takes over the bytes */

ngx_int_t
ngx_http_relevo_limits_zone(ngx_conf_t *cf, void *tag,
    ngx_http_relevo_limits_main_t *conf)
{
    u_char          *p;
    ngx_str_t        name;
    ngx_shm_zone_t  *zone;

    p = ngx_pnalloc(cf->pool, sizeof("relevo_limits.") + NGX_SIZE_T_LEN);
    if (p == NULL) {
        return NGX_ERROR;
    }

    name.data = p;
    name.len = ngx_sprintf(p, "relevo_limits.%uz",
                           sizeof(ngx_http_relevo_limits_shm_t))
               - p;

    zone = ngx_shared_memory_add(cf, &name, conf->zone_size, tag);
    if (zone == NULL) {
        return NGX_ERROR;
    }

    zone->init = ngx_http_relevo_limits_init_zone;
    conf->zone = zone;

    return NGX_OK;
}


static ngx_int_t
ngx_http_relevo_limits_init_zone(ngx_shm_zone_t *zone, void *data)
{
    size_t                         size, sets;
    ngx_slab_pool_t               *shpool;
    ngx_http_relevo_limits_shm_t  *sh;

    shpool = (ngx_slab_pool_t *) zone->shm.addr;

    if (data || zone->shm.exists) {
        zone->data = data ? data : shpool->data;
        return NGX_OK;
    }

    sh = ngx_slab_calloc(shpool, sizeof(ngx_http_relevo_limits_shm_t));
    if (sh == NULL) {
        return NGX_ERROR;
    }

    /* half of what is left or more, a power of two */

    size = shpool->pfree * ngx_pagesize;

    for (sets = 1;
         sets * 2 * NGX_HTTP_RELEVO_WAYS * sizeof(ngx_http_relevo_meter_t)
             <= size;
         sets *= 2)
    {
        /* void */
    }

    sh->meters = ngx_slab_calloc(shpool, sets * NGX_HTTP_RELEVO_WAYS
                                         * sizeof(ngx_http_relevo_meter_t));
    if (sh->meters == NULL) {
        return NGX_ERROR;
    }

    sh->mask = sets - 1;
    sh->salt = ((uint64_t) ngx_random() << 33) ^ (uint64_t) ngx_random()
               ^ ((uint64_t) ngx_pid << 16);

    shpool->data = sh;
    zone->data = sh;

    return NGX_OK;
}


/* eight bytes at a time: a hash by bytes waits for a product for each */

static ngx_inline uint64_t
ngx_http_relevo_meter_mix(uint64_t key)
{
    key ^= key >> 32;
    key *= 0xd6e8feb86659fd93ULL;

    return key ^ key >> 32;
}


uint64_t
ngx_http_relevo_meter_key(ngx_http_relevo_limits_shm_t *sh,
    ngx_http_relevo_meter_e kind, const void *data, size_t len)
{
    size_t         n;
    uint64_t       key, word;
    const u_char  *p;

    p = data;
    key = sh->salt + kind * 0x9e3779b97f4a7c15ULL + len;

    for ( /* void */ ; len; p += n, len -= n) {
        n = ngx_min(len, sizeof(uint64_t));
        word = 0;

        ngx_memcpy(&word, p, n);
        key = ngx_http_relevo_meter_mix(key ^ word);
    }

    return key ? key : 1;
}


static ngx_http_relevo_meter_t *
ngx_http_relevo_meter_find(ngx_http_relevo_limits_shm_t *sh, uint64_t key,
    ngx_uint_t make)
{
    uint64_t                  old, until, best;
    ngx_uint_t                i, try;
    ngx_http_relevo_meter_t  *set, *free;

    set = sh->meters + (key & sh->mask) * NGX_HTTP_RELEVO_WAYS;

    for (try = 0; try < NGX_HTTP_RELEVO_TRIES; try++) {
        free = NULL;
        best = UINT64_MAX;
        old = 0;

        for (i = 0; i < NGX_HTTP_RELEVO_WAYS; i++) {

            if (ngx_http_relevo_load(&set[i].key) == key) {
                return &set[i];
            }

            until = ngx_http_relevo_load(&set[i].until);

            if (until < best) {
                best = until;
                free = &set[i];
                old = ngx_http_relevo_load(&free->key);
            }
        }

        if (!make || free == NULL) {
            return NULL;
        }

        if (ngx_http_relevo_swap(&free->key, old, key)) {

            if (best > ngx_http_relevo_meter_now()) {
                ngx_http_relevo_count(limit_evicted, 1);
            }

            __atomic_store_n(&free->until, 0, __ATOMIC_RELAXED);

            return free;
        }
    }

    return NULL;
}


/* two locations of different rates do not share what they count */

static ngx_inline uint64_t
ngx_http_relevo_meter_rated(uint64_t key, const ngx_http_relevo_rate_t *rate)
{
    return key + (rate->n ^ rate->window << 24) * 0x9e3779b97f4a7c15ULL;
}


uint64_t
ngx_http_relevo_meter_add(ngx_http_relevo_limits_shm_t *sh, uint64_t key,
    const ngx_http_relevo_rate_t *rate, ngx_uint_t n)
{
    uint64_t                  now, old, begin, cost;
    ngx_http_relevo_meter_t  *meter;

    key = ngx_http_relevo_meter_rated(key, rate);

    meter = ngx_http_relevo_meter_find(sh, key, 1);
    if (meter == NULL) {
        return 0;
    }

    now = ngx_http_relevo_meter_now();
    cost = rate->window / rate->n * ngx_min(n, rate->n);

    for ( ;; ) {
        old = ngx_http_relevo_load(&meter->until);
        begin = ngx_max(old, now);

        if (begin + cost > now + rate->window) {
            return begin + cost - now - rate->window;
        }

        if (ngx_http_relevo_swap(&meter->until, old, begin + cost)) {
            return 0;
        }
    }
}


void
ngx_http_relevo_meter_return(ngx_http_relevo_limits_shm_t *sh, uint64_t key,
    const ngx_http_relevo_rate_t *rate)
{
    uint64_t                  now, old, cost;
    ngx_http_relevo_meter_t  *meter;

    meter = ngx_http_relevo_meter_find(sh,
                                ngx_http_relevo_meter_rated(key, rate), 0);
    if (meter == NULL) {
        return;
    }

    now = ngx_http_relevo_meter_now();
    cost = rate->window / rate->n;

    /* what has been paid for meanwhile is not there to be taken back */

    do {
        old = ngx_http_relevo_load(&meter->until);

        if (old <= now) {
            return;
        }

    } while (!ngx_http_relevo_swap(&meter->until, old,
                                   ngx_max(now, old - ngx_min(cost, old))));
}


uint64_t
ngx_http_relevo_meter_wait(ngx_http_relevo_limits_shm_t *sh, uint64_t key,
    const ngx_http_relevo_rate_t *rate)
{
    uint64_t  left, cost;

    left = ngx_http_relevo_meter_used(sh, key, rate);
    cost = rate->window / rate->n;

    return (left + cost > rate->window) ? left + cost - rate->window : 0;
}


uint64_t
ngx_http_relevo_meter_used(ngx_http_relevo_limits_shm_t *sh, uint64_t key,
    const ngx_http_relevo_rate_t *rate)
{
    return ngx_http_relevo_meter_left(sh,
                                     ngx_http_relevo_meter_rated(key, rate));
}


uint64_t
ngx_http_relevo_meter_left(ngx_http_relevo_limits_shm_t *sh, uint64_t key)
{
    uint64_t                  now, until;
    ngx_http_relevo_meter_t  *meter;

    meter = ngx_http_relevo_meter_find(sh, key, 0);
    if (meter == NULL) {
        return 0;
    }

    now = ngx_http_relevo_meter_now();
    until = ngx_http_relevo_load(&meter->until);

    return (until > now) ? until - now : 0;
}


void
ngx_http_relevo_meter_set(ngx_http_relevo_limits_shm_t *sh, uint64_t key,
    uint64_t left)
{
    ngx_http_relevo_meter_t  *meter;

    meter = ngx_http_relevo_meter_find(sh, key, 1);

    if (meter) {
        __atomic_store_n(&meter->until, ngx_http_relevo_meter_now() + left,
                         __ATOMIC_RELAXED);
    }
}
