/*
 * hook - what the files of the fake receiver share.
 *
 *   receiver.c   is it a callback; control; what the history says of it
 *   verify.c     Standard Webhooks, with OpenSSL alone
 *
 * server.c, rules.c and history.c are fake_graph's.
 */

#ifndef FAKE_HOOK_H
#define FAKE_HOOK_H

#include "t/fake/fake_graph/fake.h"

extern const char  *secret_file;

/* The headers of a delivery; "" when one is missing. */
typedef struct {
    char  id[256], timestamp[32], signature[1024];
} delivery_t;

/* NULL, or what is wrong with the headers, the time or the signature. */
const char *verify(const request_t *r, delivery_t *ret_delivery);

#endif
