/*
 * object_seal - see object_seal.h.
 */

#include "worker/media/object_seal.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <stdlib.h>
#include <unistd.h>

#define HEADER    32
#define SALT_AT   16
#define SALT      16
#define PIECE     65536
#define TAG       16
#define NONCE     12
#define LABEL     "relevo object"

static const uint8_t  magic[8] = "RLVOBJ1\n";

typedef struct {
    EVP_CIPHER_CTX  *ctx;
    const char      *name;              /* of the object */
    uint8_t          header[HEADER];
    uint8_t          key[32];
    uint64_t         number;            /* of the piece */
    int              from, to;
    uint8_t          in[PIECE + TAG], out[PIECE + TAG];
} work_t;


/* Reads up to len bytes; fewer only at the end; -1: an error. */
static ssize_t
read_all(int fd, uint8_t *buf, size_t len)
{
    size_t   have = 0;
    ssize_t  n = 1;

    while (have < len && (n = read(fd, buf + have, len - have)) > 0) {
        have += (size_t) n;
    }

    return n < 0 ? -1 : (ssize_t) have;
}


static bool
write_all(int fd, const uint8_t *buf, size_t len)
{
    while (len > 0) {
        ssize_t  n = write(fd, buf, len);

        if (n <= 0) {
            return false;
        }

        buf += n;
        len -= (size_t) n;
    }

    return true;
}


static bool
key_derive(work_t *w, const uint8_t key[SEAL_KEY_LEN])
{
    uint8_t   text[sizeof(LABEL) - 1 + SALT];
    unsigned  len = sizeof(w->key);

    memcpy(text, LABEL, sizeof(LABEL) - 1);
    memcpy(text + sizeof(LABEL) - 1, w->header + SALT_AT, SALT);

    return HMAC(EVP_sha256(), key, SEAL_KEY_LEN, text, sizeof(text), w->key,
                &len) != NULL;
}


static bool
piece_begin(work_t *w, bool seal, bool last)
{
    uint8_t  nonce[NONCE] = { 0 };
    int      n;

    for (int i = 0; i < 8; i++) {
        nonce[3 + i] = (uint8_t) (w->number >> (56 - 8 * i));
    }

    nonce[NONCE - 1] = last;
    w->number++;

    return EVP_CipherInit_ex(w->ctx, EVP_aes_256_gcm(), NULL, w->key, nonce,
                             seal) == 1
           && EVP_CipherUpdate(w->ctx, NULL, &n, w->header, HEADER) == 1
           && EVP_CipherUpdate(w->ctx, NULL, &n, (const uint8_t *) w->name,
                               (int) strlen(w->name)) == 1;
}


static bool
piece_seal(work_t *w, size_t len, bool last)
{
    int  n = 0, more = 0;

    return piece_begin(w, true, last)
           && EVP_CipherUpdate(w->ctx, w->out, &n, w->in, (int) len) == 1
           && EVP_CipherFinal_ex(w->ctx, w->out + n, &more) == 1
           && EVP_CIPHER_CTX_ctrl(w->ctx, EVP_CTRL_GCM_GET_TAG, TAG,
                                  w->out + len) == 1
           && write_all(w->to, w->out, len + TAG);
}


static bool
piece_unseal(work_t *w, size_t len, bool last)
{
    int  n = 0, more = 0;

    return piece_begin(w, false, last)
           && EVP_CIPHER_CTX_ctrl(w->ctx, EVP_CTRL_GCM_SET_TAG, TAG,
                                  w->in + len) == 1
           && EVP_CipherUpdate(w->ctx, w->out, &n, w->in, (int) len) == 1
           && EVP_CipherFinal_ex(w->ctx, w->out + n, &more) == 1;
}


static work_t *
work_new(const char *name, int from, int to)
{
    work_t  *w = calloc(1, sizeof(work_t));

    if (w == NULL || (w->ctx = EVP_CIPHER_CTX_new()) == NULL) {
        free(w);
        return NULL;
    }

    w->name = name;
    w->from = from;
    w->to = to;

    return w;
}


static void
work_free(work_t *w)
{
    EVP_CIPHER_CTX_free(w->ctx);
    OPENSSL_cleanse(w, sizeof(*w));
    free(w);
}


/* One piece is read ahead: the last one has to be known as such. */
static const char *
seal_pieces(work_t *w)
{
    ssize_t  n = read_all(w->from, w->in, PIECE), next;
    uint8_t  ahead[1];

    while (n == PIECE) {
        next = read_all(w->from, ahead, 1);

        if (next < 0 || !piece_seal(w, PIECE, next == 0)) {
            return "object: cannot be sealed";
        }

        if (next == 0) {
            return NULL;
        }

        w->in[0] = ahead[0];
        n = read_all(w->from, w->in + 1, PIECE - 1);
        n = n < 0 ? n : n + 1;
    }

    return n >= 0 && piece_seal(w, (size_t) n, true)
           ? NULL : "object: cannot be sealed";
}


const char *
object_seal(const seal_keys_t *keys, const char *name, int from, int to)
{
    work_t      *w = work_new(name, from, to);
    const char  *error = "object: cannot be sealed";

    if (w == NULL || keys->n == 0) {
        free(w);
        return error;
    }

    memcpy(w->header, magic, sizeof(magic));
    memcpy(w->header + 8, keys->id[0], 4);
    w->header[12] = 16;

    if (RAND_bytes(w->header + SALT_AT, SALT) == 1
        && key_derive(w, keys->key[0]) && write_all(to, w->header, HEADER))
    {
        error = seal_pieces(w);
    }

    work_free(w);

    return error;
}


static const char *
unseal_pieces(work_t *w)
{
    ssize_t  n = read_all(w->from, w->in, PIECE + TAG), next;
    uint8_t  ahead[1];
    bool     last;

    do {
        next = n == PIECE + TAG ? read_all(w->from, ahead, 1) : 0;
        last = next == 0;

        if (n < TAG || next < 0 || !piece_unseal(w, (size_t) n - TAG, last)) {
            return SEALED_CHANGED;
        }

        if (!write_all(w->to, w->out, (size_t) n - TAG)) {
            return "object: the local file cannot be written";
        }

        if (!last) {
            w->in[0] = ahead[0];
            n = read_all(w->from, w->in + 1, PIECE + TAG - 1);
            n = n < 0 ? n : n + 1;
        }

    } while (!last);

    return NULL;
}


const char *
object_unseal(const seal_keys_t *keys, const char *name, int from, int to)
{
    work_t      *w = work_new(name, from, to);
    const char  *error = SEALED_BY_ANOTHER;

    if (w == NULL) {
        return "object: out of memory";
    }

    if (read_all(from, w->header, HEADER) != HEADER
        || memcmp(w->header, magic, sizeof(magic)) != 0
        || w->header[12] != 16)
    {
        work_free(w);
        return SEALED_CHANGED;
    }

    for (unsigned i = 0; i < keys->n; i++) {
        if (memcmp(w->header + 8, keys->id[i], 4) == 0) {
            error = key_derive(w, keys->key[i]) ? unseal_pieces(w)
                                                : "object: cannot be opened";
            break;
        }
    }

    work_free(w);

    return error;
}


bool
object_is_sealed(int fd)
{
    uint8_t  begin[sizeof(magic)];

    return pread(fd, begin, sizeof(begin), 0) == sizeof(begin)
           && memcmp(begin, magic, sizeof(begin)) == 0;
}
