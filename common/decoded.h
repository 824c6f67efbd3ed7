/*
 * decoded - what worker and relevo-decode say to each other.
 *
 * A seqpacket socket pair.  The owner sends one packet of JSON per file, with
 * two descriptors: the file, and an empty memfd for the result:
 *
 *   {"id": n, "wall_ms": n, "cpu_ms": n, "name": "...", "mime": "...",
 *    "options": {"what": [...]}, "limits": {"pixels": n, ...}}
 *   {"cancel": n}                                  without descriptors
 *
 * relevo-decode answers with one decoded_reply_t each, in any order, when the
 * child is gone: nobody writes to the memfd any more.  The first reply has id
 * 0 and DECODED_READY.  Its result, of a reply DECODED_OK:
 *
 *   "RDO1" | u32 0 | u64 offset of the JSON | u64 its length | attachments |
 *   JSON {..., "attachments": [{"name","mime","offset","bytes"}]}
 *
 * Numbers are in the byte order of the machine: both ends are on it.  What
 * the child wrote is not trusted: decoded_place() says where the JSON is, or
 * that it is nowhere.
 */

#ifndef RELEVO_DECODED_H
#define RELEVO_DECODED_H

#include <stdbool.h>
#include <stdint.h>

#define DECODED_REQUEST_MAX  65536          /* bytes of a packet */
#define DECODED_JSON_MAX     (16u << 20)    /* bytes of the result's JSON */

typedef enum {
    DECODED_READY = 1,      /* models are loaded */
    DECODED_OK,             /* the result is written */
    DECODED_CRASHED,        /* the child died of a signal, or of itself */
    DECODED_UNSAFE,         /* of the system call filter */
    DECODED_TIMEOUT,        /* of its CPU limit or the wall clock */
    DECODED_MEMORY,         /* of its address space */
    DECODED_TOO_LARGE,      /* of its output limit */
    DECODED_CANCELLED,
    DECODED_REFUSED         /* no child was made: bad packet, no process */
} decoded_outcome_t;

typedef struct {
    uint64_t  id;
    uint32_t  outcome;                      /* decoded_outcome_t */
    int32_t   signal;                       /* that ended the child, or 0 */
    uint32_t  cpu_ms;
    uint32_t  wall_ms;
    uint32_t  rss_kb;                       /* its most */
    uint32_t  reserved;
} decoded_reply_t;

typedef struct {
    char      magic[4];
    uint32_t  reserved;
    uint64_t  json_offset;
    uint64_t  json_bytes;
} decoded_header_t;

#define DECODED_MAGIC  "RDO1"

/* The JSON of a result of so many bytes; false: this is no result. */
bool decoded_place(const decoded_header_t *header, uint64_t size,
         uint64_t *ret_offset, uint64_t *ret_bytes);

/* An attachment lies between the header and the JSON. */
bool decoded_inside(const decoded_header_t *header, uint64_t offset,
         uint64_t bytes);

/* The error code of a child that left no result: "broken", "timeout", ...;
 * NULL when it is not the file's fault (ready, cancelled, refused). */
const char *decoded_error(decoded_outcome_t outcome);

#endif
