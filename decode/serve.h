/*
 * serve - the warmed parent: takes requests from its owner, one child each.
 */

#ifndef RELEVO_DECODE_SERVE_H
#define RELEVO_DECODE_SERVE_H

#define SERVE_CHILDREN  64              /* at a time; its owner asks for less */

/* Until the owner closes its end of the socket (a seqpacket socket pair,
 * common/decoded.h).  An exit status. */
int serve(int socket);

#endif
