/*
 * image_codes - see image_codes.h.
 *
 * Codes are large: a picture of 1200 pixels has what one of 4000 has, in a
 * tenth of the time.  Where nothing is found the larger one is looked at too.
 */

#include "decode/image_codes.h"

#include <stdlib.h>
#include <zbar.h>

#include "common/banned.h"

static const int  sizes[] = { 1200, 2600 };     /* longer side */


static uint8_t *
grey_bytes(PIX *grey)
{
    int       w = pixGetWidth(grey), h = pixGetHeight(grey);
    uint8_t  *bytes = malloc((size_t) w * (size_t) h), *to = bytes;

    for (int y = 0; bytes != NULL && y < h; y++) {
        const l_uint32  *line = pixGetData(grey)
                                + (size_t) y * (size_t) pixGetWpl(grey);

        for (int x = 0; x < w; x++) {
            *to++ = (uint8_t) GET_DATA_BYTE(line, x);
        }
    }

    return bytes;
}


/* Pixels of the box around a code.  A bar code is often read along a line. */
static double
symbol_area(const zbar_symbol_t *symbol, double size)
{
    int     left = 1 << 30, right = 0, top = 1 << 30, bottom = 0;
    double  width, height;

    for (unsigned i = 0; i < zbar_symbol_get_loc_size(symbol); i++) {
        int  x = zbar_symbol_get_loc_x(symbol, i);
        int  y = zbar_symbol_get_loc_y(symbol, i);

        left = x < left ? x : left;
        right = x > right ? x : right;
        top = y < top ? y : top;
        bottom = y > bottom ? y : bottom;
    }

    width = right - left;
    height = bottom - top;
    if (right < left || bottom < top) {
        return 0;
    }

    if (zbar_symbol_get_type(symbol) != ZBAR_QRCODE) {
        width = width < height / 3 ? height / 3 : width;
        height = height < width / 3 ? width / 3 : height;
    }

    return width * height / size;
}


static double
codes_scan(PIX *grey, decode_result_t *out)
{
    unsigned              w = (unsigned) pixGetWidth(grey);
    unsigned              h = (unsigned) pixGetHeight(grey);
    uint8_t              *bytes = grey_bytes(grey);
    zbar_image_scanner_t *scanner = zbar_image_scanner_create();
    zbar_image_t         *image = zbar_image_create();
    const zbar_symbol_t  *symbol;
    double                share = 0;

    if (bytes == NULL || scanner == NULL || image == NULL) {
        return 0;
    }

    (void) zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE,
                                         1);
    /* two digits in a photo of a fence are no code */
    (void) zbar_image_scanner_set_config(scanner, ZBAR_I25, ZBAR_CFG_ENABLE,
                                         0);
    (void) zbar_image_scanner_set_config(scanner, ZBAR_DATABAR,
                                         ZBAR_CFG_ENABLE, 0);
    (void) zbar_image_scanner_set_config(scanner, ZBAR_DATABAR_EXP,
                                         ZBAR_CFG_ENABLE, 0);
    (void) zbar_image_scanner_set_config(scanner, ZBAR_NONE,
                                         ZBAR_CFG_TEST_INVERTED, 1);
    zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image, w, h);
    zbar_image_set_data(image, bytes, (unsigned long) w * h, NULL);

    if (zbar_scan_image(scanner, image) > 0) {
        for (symbol = zbar_image_first_symbol(image); symbol != NULL;
             symbol = zbar_symbol_next(symbol))
        {
            result_code(out, zbar_get_symbol_name(zbar_symbol_get_type(symbol)),
                        slice_make(zbar_symbol_get_data(symbol),
                                   zbar_symbol_get_data_length(symbol)));
            share += symbol_area(symbol, (double) w * h) + 1e-6;
        }
    }

    zbar_image_destroy(image);
    zbar_image_scanner_destroy(scanner);
    free(bytes);

    return share;
}


double
image_codes(PIX *pix, decode_result_t *out)
{
    PIX     *grey = pixConvertTo8(pix, 0);
    int      longer;
    double   share = 0;

    if (grey == NULL) {
        return 0;
    }

    longer = pixGetWidth(grey) > pixGetHeight(grey) ? pixGetWidth(grey)
                                                    : pixGetHeight(grey);

    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        PIX  *scaled = longer <= sizes[i]
                       ? pixClone(grey)
                       : pixScale(grey, (l_float32) sizes[i]
                                        / (l_float32) longer,
                                  (l_float32) sizes[i] / (l_float32) longer);

        share = scaled == NULL ? 0 : codes_scan(scaled, out);
        pixDestroy(&scaled);
        if (share > 0 || longer <= sizes[i]) {
            break;
        }
    }

    pixDestroy(&grey);

    return share;
}
