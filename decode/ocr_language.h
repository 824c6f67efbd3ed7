/*
 * ocr_language - which of the five languages a text is, by its small words:
 * enough to choose the model that reads it, accents may be missing.
 */

#ifndef RELEVO_DECODE_OCR_LANGUAGE_H
#define RELEVO_DECODE_OCR_LANGUAGE_H

/* "es", "en", "pt", "fr", "it", or "" when no language is ahead. */
const char *ocr_language(const char *text);

#endif
