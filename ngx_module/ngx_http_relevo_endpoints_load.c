
/*
 * endpoints, reading: at connect, on endpoints.changed, every few seconds.
 *
 *   HGETALL relevo:meta -> digest -> ours?  nothing to do
 *                                    the zone's?  a worker beside us has it
 *                                    else HGETALL both -> tables, zone
 *
 * Without a digest nothing has been published since Redis began: what is
 * known stays.  The digest is written last, so reading in between leads to
 * another one, and to reading again.  All of it is cancelable; an exiting
 * worker does not begin anew.
 */

#include "ngx_http_relevo_endpoints.h"


#define NGX_HTTP_RELEVO_COPY_MAX   (64 * 1024 * 1024)


static void ngx_http_relevo_directory_hook(void *data, ngx_uint_t up);
static void ngx_http_relevo_directory_check_handler(ngx_event_t *ev);
static void ngx_http_relevo_directory_check(
    ngx_http_relevo_directory_t *directory);
static void ngx_http_relevo_directory_meta_handler(void *data,
    redisReply *reply);
static void ngx_http_relevo_directory_fetch(
    ngx_http_relevo_directory_t *directory);
static void ngx_http_relevo_directory_endpoints_handler(void *data,
    redisReply *reply);
static void ngx_http_relevo_directory_accounts_handler(void *data,
    redisReply *reply);
static ngx_int_t ngx_http_relevo_directory_collect(
    ngx_http_relevo_directory_t *directory, u_char kind, redisReply *reply);
static void ngx_http_relevo_directory_done(
    ngx_http_relevo_directory_t *directory);
static void ngx_http_relevo_directory_from_zone(
    ngx_http_relevo_directory_t *directory, u_char *digest);


ngx_http_relevo_directory_t *
ngx_http_relevo_directory_create(ngx_cycle_t *cycle,
    ngx_http_relevo_main_conf_t *rmcf)
{
    ngx_http_relevo_directory_t  *directory;

    directory = ngx_pcalloc(cycle->pool, sizeof(ngx_http_relevo_directory_t));
    if (directory == NULL) {
        return NULL;
    }

    directory->conf = rmcf;
    directory->log = cycle->log;
    directory->ident = -1;

    directory->check.handler = ngx_http_relevo_directory_check_handler;
    directory->check.data = directory;
    directory->check.log = cycle->log;
    directory->check.cancelable = 1;

    rmcf->redis->hook = ngx_http_relevo_directory_hook;
    rmcf->redis->hook_data = directory;

    ngx_http_relevo_directory_from_zone(directory, NULL);

    ngx_add_timer(&directory->check, rmcf->endpoints_check);

    return directory;
}


void
ngx_http_relevo_directory_close(ngx_http_relevo_directory_t *directory)
{
    if (directory->check.timer_set) {
        ngx_del_timer(&directory->check);
    }

    if (directory->tables) {
        ngx_http_relevo_tables_destroy(directory->tables);
        directory->tables = NULL;
    }
}


static void
ngx_http_relevo_directory_hook(void *data, ngx_uint_t up)
{
    if (up) {
        ngx_http_relevo_directory_check(data);
    }
}


static void
ngx_http_relevo_directory_check_handler(ngx_event_t *ev)
{
    ngx_http_relevo_directory_t  *directory;

    directory = ev->data;

    if (ngx_exiting) {
        return;
    }

    ngx_http_relevo_directory_check(directory);

    ngx_add_timer(ev, directory->conf->endpoints_check);
}


/* somebody has changed something: not in the middle of a handler */

void
ngx_http_relevo_directory_changed(ngx_http_relevo_main_conf_t *rmcf)
{
    if (rmcf->directory) {
        ngx_http_relevo_directory_check(rmcf->directory);
    }
}


static void
ngx_http_relevo_directory_check(ngx_http_relevo_directory_t *directory)
{
    if (directory->busy) {
        directory->again = 1;
        return;
    }

    directory->again = 0;

    if (!ngx_exiting
        && ngx_http_relevo_redis_words(directory->conf->redis,
                                       "HGETALL relevo:meta", 0,
                                       ngx_http_relevo_directory_meta_handler,
                                       directory))
    {
        directory->busy = 1;
    }
}


static void
ngx_http_relevo_directory_meta_handler(void *data, redisReply *reply)
{
    size_t                        i;
    redisReply                   *value;
    ngx_http_relevo_directory_t  *directory = data;

    directory->busy = 0;

    if (ngx_http_relevo_redis_check(directory->conf->redis, reply) != NGX_OK
        || reply->type != REDIS_REPLY_ARRAY)
    {
        return;
    }

    for (i = 0; i + 1 < reply->elements; i += 2) {
        value = reply->element[i + 1];

        if (reply->element[i]->type == REDIS_REPLY_STRING
            && ngx_strcmp(reply->element[i]->str, "endpoints") == 0
            && value->type == REDIS_REPLY_STRING
            && value->len == NGX_HTTP_RELEVO_DIGEST_LEN)
        {
            ngx_memcpy(directory->loading.digest, value->str,
                       NGX_HTTP_RELEVO_DIGEST_LEN);

            if (directory->tables == NULL
                || ngx_memcmp(directory->digest, value->str,
                              NGX_HTTP_RELEVO_DIGEST_LEN)
                   != 0)
            {
                ngx_http_relevo_directory_fetch(directory);
            }

            break;
        }
    }

    if (directory->again) {
        ngx_http_relevo_directory_check(directory);
    }
}


static void
ngx_http_relevo_directory_fetch(ngx_http_relevo_directory_t *directory)
{
    ngx_http_relevo_redis_t  *redis;

    redis = directory->conf->redis;

    ngx_http_relevo_directory_from_zone(directory, directory->loading.digest);

    if (directory->tables
        && ngx_memcmp(directory->digest, directory->loading.digest,
                      NGX_HTTP_RELEVO_DIGEST_LEN)
           == 0)
    {
        return;
    }

    directory->loading.len = 0;

    if (ngx_http_relevo_redis_words(redis, "HGETALL relevo:endpoints", 0,
                                 ngx_http_relevo_directory_endpoints_handler,
                                 directory))
    {
        directory->busy = 1;
    }
}


static void
ngx_http_relevo_directory_endpoints_handler(void *data, redisReply *reply)
{
    ngx_http_relevo_redis_t      *redis;
    ngx_http_relevo_directory_t  *directory = data;

    redis = directory->conf->redis;

    if (ngx_http_relevo_redis_check(redis, reply) != NGX_OK
        || ngx_http_relevo_directory_collect(directory, 'e', reply) != NGX_OK
        || ngx_http_relevo_redis_words(redis, "HGETALL relevo:accounts", 0,
                                   ngx_http_relevo_directory_accounts_handler,
                                   directory)
           == NULL)
    {
        ngx_http_relevo_directory_done(directory);
    }
}


static void
ngx_http_relevo_directory_accounts_handler(void *data, redisReply *reply)
{
    ngx_http_relevo_directory_t  *directory = data;

    if (ngx_http_relevo_redis_check(directory->conf->redis, reply) == NGX_OK
        && ngx_http_relevo_directory_collect(directory, 'a', reply) == NGX_OK
        && ngx_http_relevo_directory_install(directory, &directory->loading)
           == NGX_OK)
    {
        ngx_http_relevo_zone_write(directory->conf->endpoints_shm,
                                   &directory->loading, directory->log);
    }

    ngx_http_relevo_directory_done(directory);
}


/* appends the hash to directory->loading */

static ngx_int_t
ngx_http_relevo_directory_collect(ngx_http_relevo_directory_t *directory,
    u_char kind, redisReply *reply)
{
    u_char                      *p;
    size_t                       i, size;
    ngx_str_t                    key, value;
    ngx_http_relevo_snapshot_t  *loading;

    loading = &directory->loading;
    size = loading->len;

    if (reply->type != REDIS_REPLY_ARRAY || reply->elements % 2) {
        return NGX_ERROR;
    }

    for (i = 0; i < reply->elements; i += 2) {

        if (reply->element[i]->type != REDIS_REPLY_STRING
            || reply->element[i + 1]->type != REDIS_REPLY_STRING)
        {
            return NGX_ERROR;
        }

        size += ngx_http_relevo_snapshot_entry_len(
                        reply->element[i]->len, reply->element[i + 1]->len);
    }

    if (size > NGX_HTTP_RELEVO_COPY_MAX) {
        ngx_http_relevo_count(endpoint_zone_full, 1);
        ngx_log_error(NGX_LOG_ERR, directory->log, 0,
                      "relevo endpoints: more than %d bytes are published",
                      NGX_HTTP_RELEVO_COPY_MAX);
        return NGX_ERROR;
    }

    p = ngx_alloc(ngx_max(size, 1), directory->log);
    if (p == NULL) {
        return NGX_ERROR;
    }

    if (loading->data) {
        ngx_memcpy(p, loading->data, loading->len);
        ngx_free(loading->data);
    }

    loading->data = p;
    p += loading->len;

    for (i = 0; i < reply->elements; i += 2) {
        key.data = (u_char *) reply->element[i]->str;
        key.len = reply->element[i]->len;
        value.data = (u_char *) reply->element[i + 1]->str;
        value.len = reply->element[i + 1]->len;

        p = ngx_http_relevo_snapshot_entry(p, kind, &key, &value);
    }

    loading->len = size;

    return NGX_OK;
}


static void
ngx_http_relevo_directory_done(ngx_http_relevo_directory_t *directory)
{
    if (directory->loading.data) {
        ngx_free(directory->loading.data);
        directory->loading.data = NULL;
    }

    directory->busy = 0;

    if (directory->again) {
        ngx_http_relevo_directory_check(directory);
    }
}


/* digest NULL: whatever the zone has, a worker begins */

static void
ngx_http_relevo_directory_from_zone(ngx_http_relevo_directory_t *directory,
    u_char *digest)
{
    ngx_http_relevo_snapshot_t  copy;

    if (ngx_http_relevo_zone_read(directory->conf->endpoints_shm, digest,
                                  &copy, directory->log)
        == NGX_OK)
    {
        (void) ngx_http_relevo_directory_install(directory, &copy);
        ngx_free(copy.data);
    }
}
