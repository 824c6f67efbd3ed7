/*
 * scheme_row - what the row of an endpoint demands of its senders.
 *
 * A row is asked about three times: by the API and by `relevo channel` before
 * it is stored, and by nginx when it is to be used.  All of them ask here:
 * what one accepts the others accept, and nobody stores what would answer
 * every webhook 503.
 */

#include "scheme.h"

#include "scan.h"
#include "scheme_private.h"

#include "banned.h"

static const struct {
    const char  *channel, *scheme;
} defaults[] = {
    { "whatsapp",  "meta" },
    { "messenger", "meta" },
    { "instagram", "meta" },
    { "telegram",  "telegram" },
    { "twilio",    "twilio" },
    { "generic",   "standard" },
    { "webchat",   "visitor" },
};

static const char *params_set(scheme_conf_t *conf, slice_t settings,
    const char **ret_what);
static const char *param_value(slice_t raw, slice_t *ret_value);


const char *
scheme_of_channel(slice_t channel)
{
    for (size_t i = 0; i < sizeof(defaults) / sizeof(defaults[0]); i++) {
        if (slice_eq(channel, slice_str(defaults[i].channel))) {
            return defaults[i].scheme;
        }
    }

    return NULL;
}


/* A chat's secret signs the tokens of its visitors, and nothing else does. */

bool
scheme_fits(const scheme_t *scheme, slice_t channel)
{
    const char  *own = scheme_of_channel(channel);
    bool         chat = own != NULL && scheme_find(slice_str(own))->visitor;

    return scheme->visitor == chat;
}


const char *
scheme_row_conf(const scheme_row_t *row, scheme_conf_t *ret_conf,
    const char **ret_what)
{
    const char      *own = scheme_of_channel(row->channel), *flaw;
    const scheme_t  *scheme = scheme_find(row->scheme.len > 0 ? row->scheme
                                          : slice_str(own));

    *ret_what = "scheme";

    if (scheme == NULL) {
        return "is unknown";
    }

    if (!scheme_fits(scheme, row->channel)) {
        return scheme->visitor ? "is a web chat's alone"
                               : "is not visitor, as a web chat's has to be";
    }

    scheme_conf_init(ret_conf, scheme);
    flaw = params_set(ret_conf, row->settings, ret_what);

    return flaw != NULL ? flaw : scheme_conf_flaw(ret_conf);
}


const char *
scheme_row_flaw(const scheme_row_t *row, slice_t secret,
    const char **ret_what)
{
    scheme_conf_t  conf;
    scheme_key_t  *key;
    const char    *flaw = scheme_row_conf(row, &conf, ret_what);

    if (flaw != NULL) {
        return flaw;
    }

    *ret_what = "secret";
    key = scheme_key_new(&conf, secret, &flaw);

    if (key == NULL) {
        return flaw;
    }

    scheme_key_free(key);

    return NULL;
}


/* Members of other names are the channel's; those of a chat all are. */

static const char *
params_set(scheme_conf_t *conf, slice_t settings, const char **ret_what)
{
    const char  *name, *flaw;

    for (unsigned i = 0; !conf->scheme->visitor
                         && (name = scheme_param_name(i)) != NULL; i++)
    {
        slice_t  value;

        if (!scan_member(settings, name, &value)
            || slice_eq(value, SLICE_LIT("null")))
        {
            continue;
        }

        flaw = param_value(value, &value);

        if (flaw == NULL) {
            flaw = scheme_param_set(conf, slice_str(name), value);
        }

        if (flaw != NULL) {
            *ret_what = name;
            return flaw;
        }
    }

    return NULL;
}


/* A text, or a whole number as it is written. */

static const char *
param_value(slice_t raw, slice_t *ret_value)
{
    *ret_value = raw;

    if (raw.data[0] == '"') {

        /* an escape is a character that no parameter takes, as this one */

        if (!scan_plain_string(raw, ret_value)) {
            *ret_value = SLICE_LIT("\"");
        }

        return NULL;
    }

    for (size_t i = 0; i < raw.len; i++) {
        if ((raw.data[i] < '0' || raw.data[i] > '9')
            && !(i == 0 && raw.data[i] == '-'))
        {
            return "is neither a text nor a whole number";
        }
    }

    return NULL;
}
