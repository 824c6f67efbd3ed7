/*
 * scheme_private - what the files of the scheme table share.
 */

#ifndef RELEVO_SCHEME_PRIVATE_H
#define RELEVO_SCHEME_PRIVATE_H

#include "scheme.h"

struct scheme_s {
    const char          *name;
    const char          *headers[SCHEME_HEADERS_MAX];   /* all needed */
    signature_digest_t   digest;
    bool                 token;         /* the header is the secret */
    bool                 timestamp;     /* proof->timestamp is checked */
    bool                 url;           /* the MAC is about the URL */
    bool                 header_named;  /* by the settings */
    bool                 key_is_base64;
    bool                 open;          /* proves nothing */

    bool (*read)(const scheme_conf_t *conf, const slice_t *values,
        scheme_proof_t *proof);
    bool (*sign)(signer_t *s, const scheme_proof_t *proof,
        const scheme_input_t *input);
};

/* Constant time over all candidates. */
bool scheme_proof_holds(const scheme_proof_t *proof, const uint8_t *mac,
    size_t len);

scheme_rc_t scheme_twilio_check(signer_t *s, const scheme_proof_t *proof,
    const scheme_input_t *input);
size_t scheme_twilio_memory(size_t body_len);

#endif
