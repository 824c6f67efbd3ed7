/*
 * cursor - steps over JSON text, validating every byte it passes.
 *
 * Private to the scanners.  cursor_value() passes a whole value and gives its
 * verbatim bytes; cursor_enter() steps into a container, whose members or
 * elements then come one by one:
 *
 *   if (cursor_enter(&c, '{')) {
 *       while (cursor_member(&c, &key)) {
 *           ... exactly one cursor_value() or one walk of an entered container
 *       }
 *   }
 *
 * Errors stick: after one, every function returns false and c.rc says why, so
 * a walk needs to look at rc once, at its end.  Nothing is allocated; depth is
 * capped, so the recursion behind cursor_value() is too.
 */

#ifndef RELEVO_CURSOR_H
#define RELEVO_CURSOR_H

#include "scan.h"

typedef struct {
    const uint8_t  *p;                  /* next byte */
    const uint8_t  *end;
    unsigned        depth;              /* containers that are open */
    scan_rc_t       rc;
    bool            fresh;              /* entered, nothing passed yet */
} cursor_t;

typedef struct {
    slice_t  text;                      /* between the quotes, verbatim */
    bool     escaped;                   /* holds at least one backslash */
} cursor_string_t;


void cursor_init(cursor_t *c, slice_t body);

/* Passes one value. */
bool cursor_value(cursor_t *c, slice_t *ret_value);

/* Steps into the next value when it opens with bracket; else stays. */
bool cursor_enter(cursor_t *c, uint8_t bracket);

/* Is there another member (the cursor is at its value then), or the end? */
bool cursor_member(cursor_t *c, cursor_string_t *ret_key);
bool cursor_element(cursor_t *c);

/* After the document: only white space is left.  Returns c->rc. */
scan_rc_t cursor_finish(cursor_t *c);

/* The string in value; false when it is not one string and nothing else. */
bool cursor_string(slice_t value, cursor_string_t *ret_string);

/* The same of a value that a cursor has passed, so it is well-formed. */
bool cursor_passed_string(slice_t value, cursor_string_t *ret_string);

/* Does string spell this ASCII name, with escapes or without? */
bool cursor_string_spells(cursor_string_t string, slice_t name);


static inline bool
cursor_string_is(cursor_string_t string, slice_t name)
{
    return string.escaped ? cursor_string_spells(string, name)
                          : slice_eq(string.text, name);
}

#endif
