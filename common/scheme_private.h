/*
 * scheme_private - what the files of the scheme table share.
 */

#ifndef RELEVO_SCHEME_PRIVATE_H
#define RELEVO_SCHEME_PRIVATE_H

#include "scheme.h"

#define SCHEME_BASIC_MAX  512           /* bytes of user:password */

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
    bool                 visitor;       /* proves no webhook: read is NULL */

    /* why no sender could ever use this secret, or NULL; may be NULL */
    const char *(*secret_error)(slice_t secret);
    bool (*read)(const scheme_conf_t *conf, const slice_t *values,
        scheme_proof_t *proof);
    bool (*sign)(signer_t *s, const scheme_proof_t *proof,
        const scheme_input_t *input);
};

/* scheme_read.c: one per spelling; false: not what the sender writes. */
bool scheme_read_meta(const scheme_conf_t *conf, const slice_t *values,
    scheme_proof_t *proof);
bool scheme_read_standard(const scheme_conf_t *conf, const slice_t *values,
    scheme_proof_t *proof);
bool scheme_read_stripe(const scheme_conf_t *conf, const slice_t *values,
    scheme_proof_t *proof);
bool scheme_read_slack(const scheme_conf_t *conf, const slice_t *values,
    scheme_proof_t *proof);
bool scheme_read_twilio(const scheme_conf_t *conf, const slice_t *values,
    scheme_proof_t *proof);
bool scheme_read_hmac(const scheme_conf_t *conf, const slice_t *values,
    scheme_proof_t *proof);
bool scheme_read_token(const scheme_conf_t *conf, const slice_t *values,
    scheme_proof_t *proof);
bool scheme_read_basic(const scheme_conf_t *conf, const slice_t *values,
    scheme_proof_t *proof);

/* Constant time over all candidates. */
bool scheme_proof_holds(const scheme_proof_t *proof, const uint8_t *mac,
    size_t len);

scheme_rc_t scheme_twilio_check(signer_t *s, const scheme_proof_t *proof,
    const scheme_input_t *input);
size_t scheme_twilio_memory(size_t body_len);

#endif
