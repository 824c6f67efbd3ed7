
/*
 * upload, the file: copied out of nginx's temporary file into the folder of
 * uploads, hashed on the way, synced, named, the folder synced.  A 200 is a
 * receipt: what it stands for survives a power loss.
 *
 * Runs in a thread of the pool "default", because fsync() blocks.  The file
 * is 0640: the worker reads it as the group of the folder (setgid).
 */

#include "ngx_http_relevo_upload.h"

#include <openssl/evp.h>


#define NGX_HTTP_RELEVO_UPLOAD_PIECE    65536


static int ngx_http_relevo_upload_put(int target, const u_char *piece,
    size_t len);
static int ngx_http_relevo_upload_copy(ngx_http_relevo_upload_t *up,
    int target, EVP_MD_CTX *hash);
static int ngx_http_relevo_upload_name(ngx_http_relevo_upload_t *up,
    const char *part);


void
ngx_http_relevo_upload_write(ngx_http_relevo_upload_t *up)
{
    int          target, done;
    char         part[NGX_MAX_PATH];
    u_char       digest[EVP_MAX_MD_SIZE];
    EVP_MD_CTX  *hash;

    up->failed = "opened";

    (void) ngx_snprintf((u_char *) part, sizeof(part), "%s/new.%s%Z",
                        up->folder, up->name);

    target = open(part, O_WRONLY|O_CREAT|O_EXCL|O_CLOEXEC, 0640);

    if (target == -1) {
        up->err = ngx_errno;
        return;
    }

    up->failed = "written";
    hash = EVP_MD_CTX_new();

    done = hash != NULL
           && EVP_DigestInit_ex(hash, EVP_sha256(), NULL) == 1
           && ngx_http_relevo_upload_copy(up, target, hash)
           && EVP_DigestFinal_ex(hash, digest, NULL) == 1
           && fsync(target) == 0;

    up->err = ngx_errno;
    EVP_MD_CTX_free(hash);

    if (close(target) == -1 || !done) {
        (void) unlink(part);
        return;
    }

    (void) ngx_hex_dump(up->digest, digest, NGX_HTTP_RELEVO_UPLOAD_DIGEST / 2);

    up->failed = "named";

    if (ngx_http_relevo_upload_name(up, part)) {
        up->failed = NULL;

    } else {
        up->err = ngx_errno;
        (void) unlink(part);
    }
}


/* a full disk takes a part of it first, and says why with the next one */

static int
ngx_http_relevo_upload_put(int target, const u_char *piece, size_t len)
{
    ssize_t  n;

    while (len) {
        n = write(target, piece, len);

        if (n <= 0) {
            return 0;
        }

        piece += n;
        len -= n;
    }

    return 1;
}


static int
ngx_http_relevo_upload_copy(ngx_http_relevo_upload_t *up, int target,
    EVP_MD_CTX *hash)
{
    u_char   piece[NGX_HTTP_RELEVO_UPLOAD_PIECE];
    ssize_t  n;

    up->size = 0;

    for ( ;; ) {
        n = pread(up->source, piece, sizeof(piece), up->size);

        if (n <= 0) {
            return n == 0;
        }

        if (EVP_DigestUpdate(hash, piece, n) != 1
            || !ngx_http_relevo_upload_put(target, piece, n))
        {
            return 0;
        }

        up->size += n;
    }
}


static int
ngx_http_relevo_upload_name(ngx_http_relevo_upload_t *up, const char *part)
{
    int   folder, done;
    char  path[NGX_MAX_PATH];

    (void) ngx_snprintf((u_char *) path, sizeof(path), "%s/%s%Z", up->folder,
                        up->name);

    if (rename(part, path) == -1) {
        return 0;
    }

    folder = open((char *) up->folder, O_RDONLY|O_DIRECTORY|O_CLOEXEC);
    done = folder != -1 && fsync(folder) == 0;

    if (folder != -1) {
        (void) close(folder);
    }

    return done;
}
