/*
 * scheme_param - the parameters of a scheme: one table for the directive
 * relevo_signature and the rows of endpoints (scheme_row.c).
 *
 * A parameter belongs to the schemes that read it; given to another one, or
 * twice, it is an error.  A setter returns NULL or what is wrong, to be read
 * behind the parameter's name.
 */

#include "scheme.h"

#include "decode.h"
#include "scheme_private.h"

#include "banned.h"

static bool is_hmac(const scheme_t *scheme);
static const char *header_set(scheme_conf_t *conf, slice_t value);
static const char *prefix_set(scheme_conf_t *conf, slice_t value);
static const char *encoding_set(scheme_conf_t *conf, slice_t value);
static const char *digest_set(scheme_conf_t *conf, slice_t value);
static const char *tolerance_set(scheme_conf_t *conf, slice_t value);


static const struct {
    const char   *name;
    bool        (*is_of)(const scheme_t *scheme);
    const char *(*set)(scheme_conf_t *conf, slice_t value);
} params[] = {
    { "header",    scheme_needs_header_name, header_set },
    { "prefix",    scheme_needs_header_name, prefix_set },
    { "encoding",  is_hmac,                  encoding_set },
    { "digest",    is_hmac,                  digest_set },
    { "tolerance", scheme_has_timestamp,     tolerance_set },
};

#define PARAMS  (sizeof(params) / sizeof(params[0]))


void
scheme_conf_init(scheme_conf_t *conf, const scheme_t *scheme)
{
    *conf = (scheme_conf_t) {
        .scheme = scheme, .tolerance_s = SCHEME_TOLERANCE_S
    };
}


const char *
scheme_param_name(unsigned i)
{
    return i < PARAMS ? params[i].name : NULL;
}


const char *
scheme_param_set(scheme_conf_t *conf, slice_t name, slice_t value)
{
    unsigned  i = 0;

    while (i < PARAMS && !slice_eq(name, slice_str(params[i].name))) {
        i++;
    }

    if (i == PARAMS) {
        return "is unknown";
    }

    if (!params[i].is_of(conf->scheme)) {
        return "is not of this scheme";
    }

    if (conf->given & 1u << i) {
        return "is duplicate";
    }

    conf->given |= 1u << i;

    return value.len == 0 ? "is empty" : params[i].set(conf, value);
}


const char *
scheme_conf_flaw(const scheme_conf_t *conf)
{
    return scheme_needs_header_name(conf->scheme) && conf->header[0] == '\0'
           ? "needs header=NAME" : NULL;
}


static bool
is_hmac(const scheme_t *scheme)
{
    return scheme_needs_header_name(scheme) && scheme_reads_body(scheme);
}


static const char *
header_set(scheme_conf_t *conf, slice_t value)
{
    if (value.len > SCHEME_HEADER_LEN) {
        return "is longer than 63 bytes";
    }

    for (size_t i = 0; i < value.len; i++) {
        uint8_t  ch = value.data[i];

        ch |= ch >= 'A' && ch <= 'Z' ? 0x20 : 0;

        if (!((ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9')
              || ch == '-' || ch == '_'))
        {
            conf->header[0] = '\0';
            return "is no name of a header";
        }

        conf->header[i] = (char) ch;
    }

    conf->header[value.len] = '\0';

    return NULL;
}


/* What needs no escape in the JSON of a row. */

static const char *
prefix_set(scheme_conf_t *conf, slice_t value)
{
    for (size_t i = 0; i < value.len; i++) {
        uint8_t  ch = value.data[i];

        if (ch < 0x20 || ch > 0x7e || ch == '"' || ch == '\\') {
            return "is not printable ASCII without \" and \\";
        }
    }

    conf->prefix = value;

    return NULL;
}


static const char *
encoding_set(scheme_conf_t *conf, slice_t value)
{
    bool  base64 = slice_eq(value, SLICE_LIT("base64"));

    conf->encoding = base64 ? SCHEME_BASE64 : SCHEME_HEX;

    return base64 || slice_eq(value, SLICE_LIT("hex"))
           ? NULL : "is neither hex nor base64";
}


static const char *
digest_set(scheme_conf_t *conf, slice_t value)
{
    bool  sha1 = slice_eq(value, SLICE_LIT("sha1"));
    bool  sha512 = slice_eq(value, SLICE_LIT("sha512"));

    conf->digest = sha1 ? SIGNATURE_SHA1
                   : sha512 ? SIGNATURE_SHA512 : SIGNATURE_SHA256;

    return sha1 || sha512 || slice_eq(value, SLICE_LIT("sha256"))
           ? NULL : "is none of sha256, sha1, sha512";
}


/* As nginx writes a time, in one unit: 300, 300s, 5m, 1h. */

static const char *
tolerance_set(scheme_conf_t *conf, slice_t value)
{
    uint64_t  n, unit = 1;

    switch (value.data[value.len - 1]) {
    case 'd':
        unit = 86400;
        break;
    case 'h':
        unit = 3600;
        break;
    case 'm':
        unit = 60;
        break;
    case 's':
        break;
    default:
        value.len++;
    }

    value.len--;

    if (!decode_decimal(value, &n) || n < 1
        || n > SCHEME_TOLERANCE_MAX_S / unit)
    {
        return "is not a time between 1s and 1d";
    }

    conf->tolerance_s = n * unit;

    return NULL;
}
