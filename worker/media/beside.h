/*
 * beside - the files that lie beside a local copy: path.thumbnail, path.pcm.
 */

#ifndef RELEVO_MEDIA_BESIDE_H
#define RELEVO_MEDIA_BESIDE_H

#define BESIDE_MAX  640                 /* bytes of such a path */

void beside_path(const char *path, const char *name, char ret[BESIDE_MAX]);

/* The local copy and all that lies beside it are gone. */
void beside_remove(const char *path);

#endif
