/*
 * record - what one entry of the ingress log relevo:{p}:in holds.
 *
 * The nginx module encodes a record for every accepted webhook, the owner of
 * partition p decodes it in admit; API and CLI encode wakes.  It is the only
 * contract between the two halves of the product.
 *
 *   XADD relevo:{p}:in * r <record>
 *
 * One field, named "r", binary.  All integers little-endian:
 *
 *   offset size
 *        0    1  version        1; a reader that meets a higher one stops its
 *                               partition and alarms, it never dead-letters
 *        1    1  kind           record_kind_t
 *        2    2  flags          RECORD_FLAG_*; unknown bits are kept, ignored
 *        4    2  partition
 *        6    2  header_len     offset of the payload: a reader of version 1
 *                               skips header bytes it does not know
 *        8    8  received_us    Unix time of acceptance, microseconds
 *       16    1  channel_len    "whatsapp", "webchat", ...
 *       17    1  endpoint_len   name in the URL, "" when there is none
 *       18    1  request_id_len nginx $request_id, 32 hex digits
 *       19    1  trace_len      W3C traceparent, 55 bytes, or 0
 *       20    2  sender_len     what the URL or the headers say, authentic
 *                               (web chat: the visitor; Twilio: the outbox
 *                               id that a status callback carries; generic:
 *                               the delivery's id)
 *       22    2  reserved, 0
 *       24       channel, endpoint, request_id, traceparent, sender
 *  header_len    payload: the request body, verbatim, to the end of the field
 *
 * A wake's payload is "<tenant uuid> <conversation uuid>" (37 + 36 bytes) or
 * empty ("look at what is due").
 *
 * No I/O, no allocation: encode is a length pass and a write pass.
 */

#ifndef RELEVO_RECORD_H
#define RELEVO_RECORD_H

#include "slice.h"

#define RECORD_VERSION      1
#define RECORD_FIXED_LEN    24
#define RECORD_NAME_MAX     255
#define RECORD_SENDER_MAX   1024

#define RECORD_FLAG_SLOW    0x0001u     /* above its rate: after others */
#define RECORD_FLAG_UPLOAD  0x0002u     /* the payload is the module's own: a
                                           file it has spooled (web chat) */

typedef enum {
    RECORD_WEBHOOK = 1,                 /* authentic, readable payload */
    RECORD_WAKE = 2,                    /* no payload of a sender: look here */
    RECORD_MALFORMED = 3                /* authentic, unreadable: dead letter */
} record_kind_t;

typedef enum {
    RECORD_OK = 0,
    RECORD_NEWER,                       /* version above RECORD_VERSION */
    RECORD_BROKEN                       /* not a record; counted, dead letter */
} record_rc_t;

typedef struct {
    record_kind_t  kind;
    uint16_t       flags;
    uint16_t       partition;
    uint64_t       received_us;
    slice_t        channel;
    slice_t        endpoint;
    slice_t        request_id;
    slice_t        traceparent;
    slice_t        sender;
    slice_t        payload;
} record_t;


/*
 * Bytes record_encode_header() will write; 0 when a name is too long or the
 * kind unknown.  The payload is not copied by the encoder: the module appends
 * its body buffers behind the header.
 */
size_t record_header_len(const record_t *r);

/* Writes the header into buf (record_header_len() bytes); returns its end. */
uint8_t *record_encode_header(const record_t *r, uint8_t *buf);

/* Decodes in place: the slices of ret_r point into bytes. */
record_rc_t record_decode(slice_t bytes, record_t *ret_r);


/* FNV-1a, 64 bit, of the account id; partition = this mod partitions. */
uint64_t fnv1a64(slice_t bytes);
unsigned partition_of(slice_t account, unsigned partitions);

#endif
