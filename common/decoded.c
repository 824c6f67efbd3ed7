/*
 * decoded - see decoded.h.
 */

#include "common/decoded.h"

#include <stddef.h>
#include <string.h>

#include "common/banned.h"


bool
decoded_place(const decoded_header_t *header, uint64_t size,
    uint64_t *ret_offset, uint64_t *ret_bytes)
{
    if (size < sizeof(*header)
        || memcmp(header->magic, DECODED_MAGIC, sizeof(header->magic)) != 0
        || header->json_offset < sizeof(*header)
        || header->json_offset > size
        || header->json_bytes == 0
        || header->json_bytes > DECODED_JSON_MAX
        || header->json_bytes != size - header->json_offset)
    {
        return false;
    }

    *ret_offset = header->json_offset;
    *ret_bytes = header->json_bytes;

    return true;
}


bool
decoded_inside(const decoded_header_t *header, uint64_t offset,
    uint64_t bytes)
{
    return offset >= sizeof(*header) && offset <= header->json_offset
           && bytes <= header->json_offset - offset;
}


const char *
decoded_error(decoded_outcome_t outcome)
{
    switch (outcome) {
    case DECODED_CRASHED:
        return "broken";
    case DECODED_UNSAFE:
        return "unsafe";
    case DECODED_TIMEOUT:
        return "timeout";
    case DECODED_MEMORY:
        return "memory";
    case DECODED_TOO_LARGE:
        return "too_large";
    default:
        return NULL;
    }
}
