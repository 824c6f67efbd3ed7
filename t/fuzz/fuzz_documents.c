/*
 * fuzz_documents - our own part of reading documents: RTF, mails, HTML, text,
 * tables, Ogg, and the XML of office files.
 *
 * Input: which handler; the rest is the file, or an entry of an office file
 * that is packed here (a fuzzer does not find valid ZIPs).
 *
 * - No error, or a code of decode.h.
 * - The text is UTF-8 that jsonb takes, at most as long as its limit.
 * - What is plain UTF-8 loses nothing but white space and control characters.
 */

#include <archive.h>
#include <archive_entry.h>
#include <libxml/parser.h>

#include "decode/av.h"
#include "decode/handlers.h"
#include "decode/result.h"
#include "t/fuzz/check.h"

#define TEXT_MAX  20000

static const struct { const decode_handler_t *handler; const char *entry; }
ways[] = {
    { &rtf_handler, NULL }, { &eml_handler, NULL }, { &html_handler, NULL },
    { &plain_handler, NULL }, { &voice_handler, NULL },
    { &packed_handler, NULL }, { &ole_handler, NULL },
    { &packed_handler, "word/document.xml" },
    { &packed_handler, "xl/worksheets/sheet1.xml" },
    { &packed_handler, "xl/sharedStrings.xml" },
    { &packed_handler, "xl/styles.xml" },
    { &packed_handler, "xl/workbook.xml" },
    { &packed_handler, "ppt/slides/slide1.xml" },
    { &packed_handler, "ppt/presentation.xml" },
    { &packed_handler, "content.xml" }
};

#define WAYS  (sizeof(ways) / sizeof(ways[0]))

/* What an office file needs besides the entry that is fuzzed. */
static const struct { const char *name, *content; } parts[] = {
    { "xl/workbook.xml", "<w xmlns:r=\"r\"><sheets><sheet name=\"a\" "
      "r:id=\"a\"/></sheets></w>" },
    { "xl/_rels/workbook.xml.rels", "<R><Relationship Id=\"a\" "
      "Target=\"worksheets/sheet1.xml\"/></R>" },
    { "xl/worksheets/sheet1.xml", "<s><row><c t=\"s\" r=\"A1\"><v>0</v></c>"
      "<c s=\"1\" r=\"B1\"><v>46347</v></c></row></s>" },
    { "xl/sharedStrings.xml", "<sst><si><t>uno</t></si></sst>" },
    { "ppt/presentation.xml", "<p xmlns:r=\"r\"><sldId id=\"1\" "
      "r:id=\"a\"/></p>" },
    { "ppt/_rels/presentation.xml.rels", "<R><Relationship Id=\"a\" "
      "Target=\"slides/slide1.xml\"/></R>" }
};


/* ---- what the rest of relevo-decode would do ---- */

bool
decode_wants(const decode_input_t *in, const char *what)
{
    (void) in;

    return strcmp(what, "pcm") != 0;
}


json_t *
decode_part(const decode_input_t *whole, slice_t bytes, const char *name,
    const char *declared)
{
    (void) whole;
    (void) bytes;
    (void) name;
    (void) declared;

    return json_pack("{s:[{s:s, s:s, s:i}], s:s}", "pages", "text", "part",
                     "source", "layer", "confidence", 100, "error",
                     DECODE_BROKEN);
}


const char *
sniff(slice_t bytes, const char *name)
{
    (void) bytes;
    (void) name;

    return "application/pdf";
}


const char *
av_decode(const decode_input_t *in, decode_result_t *out)
{
    (void) in;
    (void) out;

    return DECODE_UNSUPPORTED;
}


/* ---- an office file ---- */

static void
entry_add(struct archive *a, const char *name, slice_t content)
{
    struct archive_entry  *e = archive_entry_new();

    archive_entry_set_pathname(e, name);
    archive_entry_set_size(e, (la_int64_t) content.len);
    archive_entry_set_filetype(e, AE_IFREG);
    archive_entry_set_perm(e, 0600);
    check(archive_write_header(a, e) == ARCHIVE_OK);
    check(archive_write_data(a, content.data, content.len)
          == (la_ssize_t) content.len);
    archive_entry_free(e);
}


static slice_t
office_file(const char *entry, slice_t content, char *room, size_t room_len)
{
    struct archive  *a = archive_write_new();
    size_t           used = 0;
    bool             slides = strncmp(entry, "ppt/", 4) == 0;

    check(archive_write_set_format_zip(a) == ARCHIVE_OK);
    check(archive_write_zip_set_compression_store(a) == ARCHIVE_OK);
    check(archive_write_open_memory(a, room, room_len, &used) == ARCHIVE_OK);

    if (strcmp(entry, "content.xml") == 0) {
        entry_add(a, "mimetype", slice_str(
            "application/vnd.oasis.opendocument.spreadsheet"));
    }

    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0])
                       && *entry != 'w' && *entry != 'c'; i++)
    {
        if (strcmp(parts[i].name, entry) != 0
            && slides == (strncmp(parts[i].name, "ppt/", 4) == 0))
        {
            entry_add(a, parts[i].name, slice_str(parts[i].content));
        }
    }

    entry_add(a, entry, content);
    check(archive_write_close(a) == ARCHIVE_OK);
    archive_write_free(a);

    return slice_make(room, used);
}


/* ---- properties ---- */

static bool
is_code(const char *error)
{
    static const char *const  codes[] = {
        DECODE_UNSUPPORTED, DECODE_BROKEN, DECODE_ENCRYPTED,
        DECODE_TOO_LARGE, DECODE_TOO_MANY_PAGES, DECODE_TOO_DEEP,
        DECODE_UNSAFE, DECODE_MEMORY
    };

    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        if (strcmp(error, codes[i]) == 0) {
            return true;
        }
    }

    return false;
}


/* The visible ASCII of a text: what no way of reading may lose. */

static size_t
visible(const char *s, size_t len)
{
    size_t  n = 0;

    for (size_t i = 0; i < len; i++) {
        n += s[i] > ' ' && s[i] < 0x7f;
    }

    return n;
}


static bool
is_ascii(slice_t text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] >= 0x80 || text.data[i] == 0) {
            return false;
        }
    }

    return true;
}


static void
check_result(const decode_handler_t *h, slice_t file, decode_result_t *r,
    const char *error)
{
    const json_t  *text = json_object_get(result_json(r), "text");
    const char    *s = json_string_value(text);
    size_t         len = json_string_length(text);

    check(error == NULL || is_code(error));
    check(s != NULL && strlen(s) == len);
    check(len <= TEXT_MAX + 2 * json_array_size(json_object_get(
                                    result_json(r), "pages")));

    if (h == &plain_handler && is_ascii(file) && len < TEXT_MAX / 2
        && memchr(file.data, '"', file.len) == NULL)
    {
        size_t  seen = visible(s, len);
        size_t  had = visible((const char *) file.data, file.len);

        /* separators of a table became tabs */
        check(seen <= had);
        check(strcmp(json_string_value(json_object_get(
            result_json(r), "kind")), "text") != 0 || seen == had);
    }
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static char               room[64 * 1024];

    slice_t                   file = slice_make(data, len);
    uint8_t                   way = (uint8_t) (take_byte(&file) % WAYS);
    const decode_handler_t   *h = ways[way].handler;
    decode_result_t          *r = result_new(-1, h->types[0]);
    decode_input_t            in = { .fd = -1, .name = "", .declared = "",
                                     .language = "", .mime = h->types[0] };
    const char               *error;

    limit_value[LIMIT_text] = TEXT_MAX;
    limit_value[LIMIT_duration_ms] = 2000;
    xmlInitParser();

    in.bytes = ways[way].entry == NULL || file.len > 16384 ? file
               : office_file(ways[way].entry, file, room, sizeof(room));
    error = h->decode(&in, r);
    result_finish(r, error);
    check_result(h, file, r, error);
    result_free(r);

    return 0;
}
