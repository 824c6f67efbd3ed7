/*
 * config_secret - the contents of a file that a setting names: a regular one,
 * not everybody's to read, small.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "worker/engine/config_value.h"

#define CONFIG_SECRET_MAX  (64u << 10)


static bool
config_secret_check(const setting_t *s, const char *path, int fd,
    const fault_t *e)
{
    struct stat  st;

    if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
        return config_error(e, "%s: %s is not a regular file", s->key, path);
    }

    if ((st.st_mode & S_IRWXO) != 0) {
        return config_error(e, "%s: %s is open to everybody; "
                            "chmod 600 it", s->key, path);
    }

    if (st.st_size > CONFIG_SECRET_MAX) {
        return config_error(e, "%s: %s is larger than %u bytes, not a secret",
                            s->key, path, CONFIG_SECRET_MAX);
    }

    return true;
}


bool
config_secret_read(const setting_t *s, value_t *v, const fault_t *e)
{
    char     *data;
    int       fd;
    ssize_t   n;

    /* O_NONBLOCK: a FIFO by mistake must not hang the start */

    fd = open(v->text, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return config_error(e, "%s: cannot read %s: %s", s->key, v->text,
                            strerror(errno));
    }

    if (!config_secret_check(s, v->text, fd, e)) {
        (void) close(fd);
        return false;
    }

    data = malloc(CONFIG_SECRET_MAX + 1);
    n = data == NULL ? -1 : read(fd, data, CONFIG_SECRET_MAX);
    (void) close(fd);

    if (n < 0) {
        free(data);
        return config_error(e, "%s: cannot read %s", s->key, v->text);
    }

    while (n > 0 && (data[n - 1] == '\n' || data[n - 1] == '\r')) {
        n--;
    }

    data[n] = '\0';
    v->secret = slice_make(data, (size_t) n);

    if (n == 0) {
        return config_error(e, "%s: %s is empty", s->key, v->text);
    }

    return true;
}
