/*
 * decode - hex and base64, strictly: one value has one spelling.
 *
 * The output's length is known beforehand, so that what is compared later has
 * a fixed length.  No I/O, no allocation.
 */

#ifndef RELEVO_DECODE_H
#define RELEVO_DECODE_H

#include "slice.h"

/* text is exactly 2 * len lower-case hex digits. */
bool decode_hex(slice_t text, uint8_t *ret_bytes, size_t len);

/* Standard alphabet with its padding; the bits left over are zero.  Writes at
 * most max bytes; false also when there are more. */
bool decode_base64(slice_t text, uint8_t *ret_bytes, size_t max,
    size_t *ret_len);

/* Decimal digits without a leading zero, as they come in headers. */
bool decode_decimal(slice_t text, uint64_t *ret_value);

#endif
