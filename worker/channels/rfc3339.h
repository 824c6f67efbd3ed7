/*
 * rfc3339 - times as text: 2026-11-21T09:30:00.250Z, with any offset.
 */

#ifndef RELEVO_CHANNELS_RFC3339_H
#define RELEVO_CHANNELS_RFC3339_H

#include <stdint.h>

/* Unix time in ms; 0: not such a time. */
int64_t rfc3339_ms(const char *text);

/* Writes it as UTC with milliseconds. */
#define RFC3339_LEN  25                 /* with the NUL */
void    rfc3339_write(int64_t ms, char ret_text[RFC3339_LEN]);

#endif
