/*
 * scheme_twilio - X-Twilio-Signature.
 *
 *   form   base64(HMAC-SHA1(auth token, URL + name + value + ...)), names and
 *          values decoded, sorted by name, the unique values of one name too
 *   JSON   the URL alone; its argument bodySHA256 is the body's SHA-256
 *
 * The URL is the one Twilio was told, with the query as it came: behind a
 * proxy only the operator knows its beginning.  Twilio signs it with or
 * without a standard port, so both are to be tried.  No allocation.
 */

#ifndef RELEVO_SCHEME_TWILIO_H
#define RELEVO_SCHEME_TWILIO_H

#include "signature.h"
#include "slice.h"

#define TWILIO_BODY_HEX  64             /* of bodySHA256 */

/* The 28 characters of the header; false when it is not a signature. */
bool twilio_header_parse(slice_t header, uint8_t ret_mac[SIGNATURE_SHA1_LEN]);

/* MAC of base, uri and the form's fields; form is empty for JSON.  False when
 * it is not a form. */
bool twilio_mac(signer_t *s, slice_t base, slice_t uri, slice_t form,
    uint8_t ret_mac[SIGNATURE_SHA1_LEN]);

/* Is hex the body's SHA-256?  Public values, but compared in constant time. */
bool twilio_body_is(slice_t hex, slice_t body);

#endif
