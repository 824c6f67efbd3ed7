/*
 * verify - is it signed per Standard Webhooks?  Written from the text of the
 * standard; nothing of the product's signer is used.
 *
 *   "v1,<base64 HMAC-SHA256 of id.timestamp.body>", several with spaces
 */

#include "t/fake/fake_hook/hook.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define TOLERANCE_S  300


/* How often the header is there; its last value. */
static int
header_get(const request_t *r, const char *name, char *buf, size_t size)
{
    const char  *at = r->head, *end = r->head + r->head_len, *eol;
    size_t       len = strlen(name);
    int          n = 0;

    *buf = '\0';

    for ( ; (eol = memchr(at, '\n', (size_t) (end - at))) != NULL;
         at = eol + 1)
    {
        if ((size_t) (eol - at) > len && strncasecmp(at, name, len) == 0
            && at[len] == ':')
        {
            const char  *value = at + len + 1;

            value += strspn(value, " \t");
            snprintf(buf, size, "%.*s", (int) (eol - value - 1), value);
            n++;
        }
    }

    return n;
}


/* The signature by one secret, "v1,..." */
static void
sign(const char *secret, const request_t *r, const delivery_t *d,
    char ret_text[64])
{
    unsigned char   key[128], mac[EVP_MAX_MD_SIZE], base64[64];
    unsigned        len = 0;
    char           *text;
    int             n, key_len;

    secret += strncmp(secret, "whsec_", 6) == 0 ? 6 : 0;
    key_len = strlen(secret) > 128 ? -1
              : EVP_DecodeBlock(key, (const unsigned char *) secret,
                                (int) strlen(secret));
    *ret_text = '\0';

    for (const char *p = secret + strlen(secret);
         key_len > 0 && p > secret && p[-1] == '='; p--)
    {
        key_len--;
    }

    n = asprintf(&text, "%s.%s.%.*s", d->id, d->timestamp, (int) r->body_len,
                 r->body);
    if (n < 0) {
        die("out of memory");
    }

    if (key_len > 0) {
        HMAC(EVP_sha256(), key, key_len, (unsigned char *) text, (size_t) n,
             mac, &len);
        (void) EVP_EncodeBlock(base64, mac, (int) len);
        snprintf(ret_text, 64, "v1,%.44s", base64);
    }

    free(text);
}


/* Is the word one of the signatures? */
static bool
has_word(const char *list, const char *word)
{
    size_t  len = strlen(word);

    while (len > 0 && *list != '\0') {
        size_t  n = strcspn(list, " ");

        if (n == len && memcmp(list, word, n) == 0) {
            return true;
        }

        list += n;
        list += strspn(list, " ");
    }

    return false;
}


/* Does any secret of the file fit? */
static bool
is_signed(const request_t *r, const delivery_t *d)
{
    FILE  *f = fopen(secret_file, "r");
    char   line[256], word[64];
    bool   fits = false;

    if (f == NULL) {
        die("cannot read %s", secret_file);
    }

    while (!fits && fgets(line, sizeof(line), f) != NULL) {
        line[strcspn(line, "\r\n")] = '\0';
        sign(line, r, d, word);
        fits = has_word(d->signature, word);
    }

    fclose(f);

    return fits;
}


const char *
verify(const request_t *r, delivery_t *d)
{
    long long  age;

    if (header_get(r, "webhook-id", d->id, sizeof(d->id)) != 1) {
        return "not one webhook-id";
    }

    if (header_get(r, "webhook-timestamp", d->timestamp,
                   sizeof(d->timestamp)) != 1)
    {
        return "not one webhook-timestamp";
    }

    if (header_get(r, "webhook-signature", d->signature,
                   sizeof(d->signature)) != 1)
    {
        return "not one webhook-signature";
    }

    if (strspn(d->timestamp, "0123456789") != strlen(d->timestamp)) {
        return "the timestamp is no number";
    }

    age = (long long) (unix_ms() / 1000) - atoll(d->timestamp);

    if (age > TOLERANCE_S || age < -TOLERANCE_S) {
        return "the timestamp is out of the window";
    }

    return is_signed(r, d) ? NULL : "the signature does not fit";
}
