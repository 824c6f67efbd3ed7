/*
 * ole - compound files: an office file behind a password, or one of the
 * formats of before 2007, which nobody here reads.
 *
 * An encrypted DOCX or XLSX is such a file with a stream "EncryptedPackage";
 * names are UTF-16 in its directory.
 */

#include "decode/decode.h"
#include "decode/handlers.h"

#include "common/banned.h"


static bool
has_stream(slice_t file, const char *name)
{
    char    wide[64];
    size_t  n = 0;

    for (; *name != '\0' && n + 2 <= sizeof(wide); name++) {
        wide[n++] = *name;
        wide[n++] = '\0';
    }

    return file.len > 0 && memmem(file.data, file.len, wide, n) != NULL;
}


static const char *
ole_decode(const decode_input_t *in, decode_result_t *out)
{
    result_kind(out, "document");

    return has_stream(in->bytes, "EncryptedPackage") ? DECODE_ENCRYPTED
                                                     : DECODE_UNSUPPORTED;
}


static const char *const  types[] = {
    "application/CDFV2", "application/encrypted", "application/x-ole-storage",
    "application/msword", "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint", "application/vnd.ms-office", NULL
};

const decode_handler_t  ole_handler = {
    "ole", types, NULL, ole_decode
};
