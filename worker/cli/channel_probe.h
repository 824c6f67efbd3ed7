/*
 * channel_probe - a test webhook: what is said (channel_probe.c) and what
 * proves it (channel_sign.c).
 *
 * Nobody is behind it, so what it says is of a kind that is stored and never
 * answered: a reaction, or a message without anything in it.  Its contact is
 * one of core.is_test_identity().
 */

#ifndef RELEVO_CLI_CHANNEL_PROBE_H
#define RELEVO_CLI_CHANNEL_PROBE_H

#include "worker/cli/channel.h"

#define PROOF_HEADERS  4
#define PROOF_MAC_MAX  (2 * 64 + 1)
#define PROOF_LINE     (2 * SEAL_SECRET_MAX + 128)

typedef struct {
    char         id[48];                /* provider id of the message */
    const char  *channel;               /* as it was told, borrowed */
    const char  *type;                  /* Content-Type */
    char        *body;                  /* of malloc */
    char        *signed_text;           /* Twilio: URL and fields; or NULL */
} channel_probe_t;

typedef struct {
    char         text[PROOF_HEADERS][PROOF_LINE];
    const char  *headers[PROOF_HEADERS + 1];        /* NULL behind the last */
    unsigned     n;
} channel_proof_t;

/* public_url: what the provider would have called.  False, told. */
bool  channel_probe(const char *channel, const char *account,
          const char *public_url, channel_probe_t *ret_probe);
void  channel_probe_free(channel_probe_t *probe);

/* endpoint: core.endpoint_get(), {}: by the channel's own scheme.  False,
 * told. */
bool  channel_sign(const json_t *endpoint, const secret_t *secret,
          const channel_probe_t *probe, channel_proof_t *ret_proof);
void  channel_proof_wipe(channel_proof_t *proof);

#endif
