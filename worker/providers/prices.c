/*
 * prices - see prices.h.
 */

#include "worker/providers/prices.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/share.h"

#define LINES_MAX  1000
#define CHECKED    "# checked"

typedef struct {
    char     provider[32];
    char     model[128];                /* "*" at the end: any that begins so */
    price_t  price;
} line_t;

static line_t    *lines;
static unsigned   n;
static bool       loaded;


void
prices_release(void)
{
    free(lines);
    lines = NULL;
    n = 0;
    loaded = false;
}


/* "# checked 2026-11-21" -> that day; 0: there is none. */

static time_t
day_read(const char *text)
{
    struct tm  tm = { 0 };

    if (text == NULL || strptime(text + sizeof(CHECKED) - 1, " %Y-%m-%d", &tm)
                        == NULL)
    {
        return 0;
    }

    return timegm(&tm);
}


static bool
line_read(const char *text, line_t *ret_line)
{
    int  end = 0, fields;

    *ret_line = (line_t) { .price = { .cached = -1 } };
    fields = sscanf(text, "%31s %127s %lf %lf %n", ret_line->provider,
                    ret_line->model, &ret_line->price.in,
                    &ret_line->price.out, &end);

    if (fields != 4) {
        return false;
    }

    if (text[end] != '\0' && text[end] != '#' && text[end] != '\n'
        && sscanf(text + end, "%lf", &ret_line->price.cached) != 1)
    {
        return false;
    }

    ret_line->price.checked = day_read(strstr(text + end, CHECKED));

    if (ret_line->price.cached < 0) {
        ret_line->price.cached = ret_line->price.in;
    }

    return ret_line->price.in >= 0 && ret_line->price.out >= 0
           && ret_line->price.in < 1e6 && ret_line->price.out < 1e6;
}


bool
prices_load(const char *path, char *err, size_t err_len)
{
    char   place[SHARE_PATH_MAX], text[512];
    bool   found = share_path(path, place);
    FILE  *f = found ? fopen(place, "r") : NULL;
    int    number = 0;

    prices_release();
    loaded = true;

    if (f == NULL) {
        snprintf(err, err_len, "%s: %s", path, found ? strerror(errno)
                                                     : "there is no such file");
        return false;
    }

    lines = calloc(LINES_MAX, sizeof(line_t));

    while (lines != NULL && fgets(text, sizeof(text), f) != NULL) {
        number++;
        if (text[strspn(text, " \t\r\n")] == '\0' || text[0] == '#') {
            continue;
        }

        if (n == LINES_MAX || !line_read(text, &lines[n])) {
            snprintf(err, err_len, "%s: line %d: %s", path, number,
                     n == LINES_MAX ? "too many" : "provider model in out"
                     " [cached]");
            fclose(f);
            return false;
        }
        n++;
    }

    fclose(f);

    return lines != NULL;
}


static bool
word_fits(const char *pattern, const char *word)
{
    size_t  len = strlen(pattern);

    if (len > 0 && pattern[len - 1] == '*') {
        return strncmp(pattern, word, len - 1) == 0;
    }

    return strcmp(pattern, word) == 0;
}


bool
price_find(const char *provider, const char *model, price_t *ret_price)
{
    char  err[256];

    if (!loaded && !prices_load(config_str("provider.prices"), err,
                                sizeof(err)))
    {
        log_warn("prices.unusable", LOG_STR("error", err));
    }

    for (unsigned i = 0; i < n; i++) {
        if (word_fits(lines[i].provider, provider)
            && word_fits(lines[i].model, model))
        {
            *ret_price = lines[i].price;
            return true;
        }
    }

    *ret_price = (price_t) { 0 };

    return false;
}


int64_t
price_of(const price_t *p, uint64_t in, uint64_t out, uint64_t cached)
{
    cached = cached > in ? in : cached;

    return (int64_t) ceil((double) (in - cached) * p->in
                          + (double) cached * p->cached
                          + (double) out * p->out);
}
