/*
 * hostile - files that want to hurt whoever decodes them.
 */

#include <stdlib.h>
#include <string.h>

#include "t/media/samples/samples.h"

static uint8_t  file[1 << 16];
static size_t   len;


static void
begin(const void *bytes, size_t n)
{
    memcpy(file, bytes, n);
    len = n;
}


static void
more(const void *bytes, size_t n)
{
    memcpy(file + len, bytes, n);
    len += n;
}


static void
put(const char *suffix, const char *error)
{
    label_t  label = { .set = "hostile", .error = error };

    put_bytes(file, len, suffix, &label);
}


/* 40,000 x 40,000 and more, in a few bytes */
static void
headers_that_lie(void)
{
    begin("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\0\0\0\1\0\0\10\2\0\0\0\0\0\0\0",
          33);
    put("png", "too_large");

    begin("\xff\xd8\xff\xc0\0\x11\10\xff\xff\xff\xff\3\1\x11\0\2\x11\0\3\x11\0"
          "\xff\xda\0\x0c\3\1\0\2\0\3\0\0\x3f\0", 35);
    put("jpg", "too_large");

    begin("GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\2\2D\1\0;",
          28);
    put("gif", "too_large");

    begin("RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xfe\xff\0\xfe\xff\0", 30);
    put("webp", "too_large");

    /* the canvas is small, the frame is not */
    begin("GIF89a\1\0\1\0\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\2\2D\1\0;", 28);
    put("gif", "too_large");
}


/* A picture of ours, cut off, and with another file behind it. */
static void
pieces_of(PIX *pix)
{
    l_uint8  *bytes;
    size_t    n;

    (void) pixWriteMemJpeg(&bytes, &n, pix, 75, 0);
    begin(bytes, n / 2);
    put("jpg", "broken");
    begin(bytes, 12);
    put("jpg", "broken");
    begin(bytes, n);                            /* a picture and a zip */
    more("PK\3\4\24\0\0\0\0\0", 10);
    put("jpg", NULL);
    lept_free(bytes);

    (void) pixWriteMemPng(&bytes, &n, pix, 0);
    begin(bytes, n / 2);
    put("png", "broken");
    begin(bytes, 40);
    put("png", "broken");
    begin(bytes, n);
    file[n / 2] ^= 0xff;
    file[n / 2 + 1] ^= 0xff;
    put("png", "broken");
    lept_free(bytes);
}


static void
others(void)
{
    begin("GIF89a", 6);
    put("gif", "broken");
    begin("GIF89a\1\0\1\0\200\0\0\377\377\377\0\0\0,\0\0\0\0\1\0\1\0\0\2\377",
          31);
    put("gif", "broken");
    begin("\xff\xd8\xff", 3);
    put("jpg", "broken");
    begin("RIFF\xff\xff\xff\xffWEBPVP8 \xff\xff\xff\xff", 20);
    put("webp", "broken");
    begin("\x7f" "ELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0>\0\1\0\0\0", 24);
    put("png", "unsupported");

    memset(file, 0, 4096);
    len = 4096;
    put("jpg", "unsupported");
}


void
hostile_write(void)
{
    PIX  *pix = scene(2, 120, 90);

    headers_that_lie();
    pieces_of(pix);
    others();
    pixDestroy(&pix);
}
