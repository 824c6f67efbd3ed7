/*
 * packed - which office format a ZIP file is: packed.c tells them apart by
 * their entries, not by their MIME type.
 */

#ifndef RELEVO_DECODE_PACKED_H
#define RELEVO_DECODE_PACKED_H

#include "decode/office.h"

typedef const char *(*packed_decode_t)(const decode_input_t *in,
    decode_result_t *out);

const char *docx_decode(const decode_input_t *in, decode_result_t *out);
const char *pptx_decode(const decode_input_t *in, decode_result_t *out);
const char *xlsx_decode(const decode_input_t *in, decode_result_t *out);
const char *odt_decode(const decode_input_t *in, decode_result_t *out);
const char *ods_decode(const decode_input_t *in, decode_result_t *out);
const char *odp_decode(const decode_input_t *in, decode_result_t *out);

#endif
