/*
 * serve - stored files for people, through nginx: a unix socket that speaks
 * as much HTTP as a proxy needs.
 *
 *   browser -> nginx, location /files -> files.socket -> core.file_open(link)
 *           -> object store -> opened, when it is sealed -> the bytes
 *
 * nginx holds neither the store's credential nor the key of sealed files, and
 * a folder store stays 0600: only the worker opens files, and only by a link
 * that the database has signed and still stands by.  Of all the children with
 * the role `media` one listens, whoever holds the lock beside the socket; when
 * it goes another takes over.
 */

#ifndef RELEVO_MEDIA_SERVE_H
#define RELEVO_MEDIA_SERVE_H

void serve_start(void);                 /* nothing without files.socket */
void serve_stop(void);                  /* listens no more */
void serve_release(void);               /* closes what is open; before the
                                           drivers are released */

#endif
