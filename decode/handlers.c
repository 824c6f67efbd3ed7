/*
 * handlers - the table: which type is whose.  The first row that matches.
 */

#include <string.h>

#include "decode/decode.h"
#include "decode/handlers.h"

#include "common/banned.h"

static const decode_handler_t *const  handlers[] = {
#ifdef RELEVO_FAILPOINTS
    &hook_handler,
#endif
    &image_handler,
    &pdf_handler,
    &packed_handler,                    /* DOCX XLSX PPTX ODT ODS ODP */
    &ole_handler,
    &rtf_handler,
    &html_handler,
    &eml_handler,
    &plain_handler,                     /* behind them: all of "text/" */
    &voice_handler,
    &av_handler                         /* all of "audio/" and "video/" */
};

#define HANDLERS  (sizeof(handlers) / sizeof(handlers[0]))


/* "text/" is all of them. */
static bool
type_is(const char *type, const char *mime)
{
    size_t  len = strlen(type);

    return len > 0 && type[len - 1] == '/' ? strncmp(type, mime, len) == 0
                                           : strcmp(type, mime) == 0;
}


const decode_handler_t *
handler_find(const char *mime)
{
    for (size_t i = 0; i < HANDLERS; i++) {
        for (const char *const *type = handlers[i]->types; *type != NULL;
             type++)
        {
            if (type_is(*type, mime)) {
                return handlers[i];
            }
        }
    }

    return NULL;
}


bool
handlers_warm(const char **ret_error)
{
    for (size_t i = 0; i < HANDLERS; i++) {
        if (handlers[i]->warm != NULL && !handlers[i]->warm(ret_error)) {
            return false;
        }
    }

    return true;
}


bool
decode_wants(const decode_input_t *in, const char *what)
{
    const json_t  *list = json_object_get(in->options, "what");
    const json_t  *item;
    size_t         i;

    if (!json_is_array(list)) {
        return true;
    }

    json_array_foreach(list, i, item) {
        const char  *word = json_string_value(item);

        if (word != NULL && strcmp(word, what) == 0) {
            return true;
        }
    }

    return false;
}
