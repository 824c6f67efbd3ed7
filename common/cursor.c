/*
 * cursor - the JSON grammar (RFC 8259), once, for all scanners.
 *
 * The functions named x_pass() take the position of an x and return the one
 * behind it, NULL for a violation: the position stays in a register, which is
 * what makes this fast.  Strings go 16 bytes at a time where SSE2 is there.
 * Bytes >= 0x80 are legal inside strings only, and not examined.
 */

#include "cursor.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "banned.h"


static inline bool
is_digit(uint8_t ch)
{
    return (uint8_t) (ch - '0') <= 9;
}


static const uint8_t *
blanks_pass(const uint8_t *p, const uint8_t *end)
{
    while (p < end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t')) {
        p++;
    }

    return p;
}


/* Senders write no blanks: one comparison, and no call. */

static inline const uint8_t *
space_pass(const uint8_t *p, const uint8_t *end)
{
    return p < end && *p > ' ' ? p : blanks_pass(p, end);
}


/* Passes bytes that mean nothing in a string: no quote, backslash, control. */

static inline const uint8_t *
plain_pass(const uint8_t *p, const uint8_t *end)
{
#ifdef __SSE2__
    const __m128i  quote = _mm_set1_epi8('"');
    const __m128i  slash = _mm_set1_epi8('\\');
    const __m128i  control = _mm_set1_epi8(0x1f);

    while (end - p >= 16) {
        __m128i   v = _mm_loadu_si128((const __m128i *) (const void *) p);
        __m128i   m = _mm_or_si128(_mm_cmpeq_epi8(v, quote),
                                   _mm_cmpeq_epi8(v, slash));
        unsigned  mask;

        /* unsigned v <= 0x1f */
        m = _mm_or_si128(m, _mm_cmpeq_epi8(_mm_max_epu8(v, control), control));
        mask = (unsigned) _mm_movemask_epi8(m);

        if (mask != 0) {
            return p + __builtin_ctz(mask);
        }

        p += 16;
    }
#endif

    while (p < end && *p != '"' && *p != '\\' && *p >= 0x20) {
        p++;
    }

    return p;
}


static const uint8_t  is_hex[256] = {
    ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1,
    ['6'] = 1, ['7'] = 1, ['8'] = 1, ['9'] = 1,
    ['A'] = 1, ['B'] = 1, ['C'] = 1, ['D'] = 1, ['E'] = 1, ['F'] = 1,
    ['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1, ['e'] = 1, ['f'] = 1
};


/* p is behind the backslash */

static inline const uint8_t *
escape_pass(const uint8_t *p, const uint8_t *end)
{
    if (p == end) {
        return NULL;
    }

    switch (*p) {

    case '"': case '\\': case '/':
    case 'b': case 'f': case 'n': case 'r': case 't':
        return p + 1;

    case 'u':
        if (end - p < 5
            || !(is_hex[p[1]] & is_hex[p[2]] & is_hex[p[3]] & is_hex[p[4]]))
        {
            return NULL;
        }

        return p + 5;

    default:
        return NULL;
    }
}


/* p is behind the opening quote, the result behind the closing one */

static inline __attribute__((always_inline)) const uint8_t *
string_pass(const uint8_t *p, const uint8_t *end, bool *ret_escaped)
{
    bool  escaped = false;

    for ( ;; ) {
        p = plain_pass(p, end);

        if (p == end) {
            return NULL;
        }

        if (*p == '"') {
            *ret_escaped = escaped;
            return p + 1;
        }

        if (*p != '\\') {
            return NULL;                /* control character */
        }

        escaped = true;
        p = escape_pass(p + 1, end);

        if (p == NULL) {
            return NULL;
        }
    }
}


/* one digit at least */

static const uint8_t *
digits_pass(const uint8_t *p, const uint8_t *end)
{
    if (p == end || !is_digit(*p)) {
        return NULL;
    }

    while (p < end && is_digit(*p)) {
        p++;
    }

    return p;
}


static const uint8_t *
number_pass(const uint8_t *p, const uint8_t *end)
{
    if (*p == '-') {
        p++;
    }

    /* a leading zero stands alone */

    p = p < end && *p == '0' ? p + 1 : digits_pass(p, end);

    if (p != NULL && p < end && *p == '.') {
        p = digits_pass(p + 1, end);
    }

    if (p != NULL && p < end && (*p | 0x20) == 'e') {
        p++;

        if (p < end && (*p == '+' || *p == '-')) {
            p++;
        }

        p = digits_pass(p, end);
    }

    return p;
}


static const uint8_t *
word_pass(const uint8_t *p, const uint8_t *end, slice_t word)
{
    if ((size_t) (end - p) < word.len
        || memcmp(p, word.data, word.len) != 0)
    {
        return NULL;
    }

    return p + word.len;
}


static bool
depth_enter(cursor_t *c)
{
    if (c->depth == SCAN_DEPTH_MAX) {
        c->rc = SCAN_DEPTH;
        return false;
    }

    c->depth++;

    return true;
}


/* a key, the colon, and the space around it; p is at the opening quote */

static inline __attribute__((always_inline)) const uint8_t *
key_pass(const uint8_t *p, const uint8_t *end, cursor_string_t *ret_key)
{
    const uint8_t  *start = p + 1;

    if (p == end || *p != '"') {
        return NULL;
    }

    p = string_pass(start, end, &ret_key->escaped);
    if (p == NULL) {
        return NULL;
    }

    ret_key->text = slice_make(start, (size_t) (p - start) - 1);

    p = space_pass(p, end);
    if (p == end || *p != ':') {
        return NULL;
    }

    return space_pass(p + 1, end);
}


static inline const uint8_t *
scalar_pass(const uint8_t *p, const uint8_t *end)
{
    bool  escaped;

    switch (*p) {

    case '"':
        return string_pass(p + 1, end, &escaped);

    case 't':
        return word_pass(p, end, SLICE_LIT("true"));

    case 'f':
        return word_pass(p, end, SLICE_LIT("false"));

    case 'n':
        return word_pass(p, end, SLICE_LIT("null"));

    case '-':
    case '0': case '1': case '2': case '3': case '4':
    case '5': case '6': case '7': case '8': case '9':
        return number_pass(p, end);

    default:
        return NULL;
    }
}


/* To the next value of the innermost container: past its key, if it has one */

static inline const uint8_t *
item_pass(const uint8_t *p, const uint8_t *end, uint64_t objects)
{
    cursor_string_t  ignored;

    return objects & 1 ? key_pass(p, end, &ignored) : p;
}


static inline uint8_t
closing(uint64_t objects)
{
    return objects & 1 ? '}' : ']';
}


/*
 * A value with all that is in it, without recursion: what is open is a bit
 * per level, the innermost the lowest, 1 for an object.
 */

static const uint8_t *
value_pass(cursor_t *c, const uint8_t *p)
{
    const unsigned  room = SCAN_DEPTH_MAX - c->depth;
    const uint8_t  *end = c->end;
    uint64_t        objects = 0;
    unsigned        depth = 0;

    for ( ;; ) {
        if (p == end) {
            return NULL;
        }

        if (*p == '{' || *p == '[') {
            if (depth++ == room) {
                c->rc = SCAN_DEPTH;
                return NULL;
            }

            objects = objects << 1 | (*p == '{');
            p = space_pass(p + 1, end);

            if (p == end || *p != closing(objects)) {
                p = item_pass(p, end, objects);
                if (p == NULL) {
                    return NULL;
                }

                continue;
            }

        } else {
            p = scalar_pass(p, end);
            if (p == NULL) {
                return NULL;
            }
        }

        /* behind a value, or at the bracket that ends an empty container */

        for ( ;; ) {
            if (depth == 0) {
                return p;
            }

            p = space_pass(p, end);

            if (p == end) {
                return NULL;
            }

            if (*p == ',') {
                break;
            }

            if (*p != closing(objects)) {
                return NULL;
            }

            p++;
            depth--;
            objects >>= 1;
        }

        p = item_pass(space_pass(p + 1, end), end, objects);
        if (p == NULL) {
            return NULL;
        }
    }
}


/* ---- the cursor ---- */

/* Moves to p, or makes the error stick when p is NULL. */

static inline bool
cursor_move(cursor_t *c, const uint8_t *p)
{
    if (p != NULL) {
        c->p = p;
        return true;
    }

    if (c->rc == SCAN_OK) {
        c->rc = SCAN_SYNTAX;
    }

    return false;
}


void
cursor_init(cursor_t *c, slice_t body)
{
    *c = (cursor_t) { .rc = SCAN_OK };

    if (body.len > 0) {                 /* NULL + 0 is undefined */
        c->end = slice_end(body);
        c->p = space_pass(body.data, c->end);
    }
}


bool
cursor_value(cursor_t *c, slice_t *ret_value)
{
    const uint8_t  *start = c->p;

    if (c->rc != SCAN_OK || !cursor_move(c, value_pass(c, start))) {
        return false;
    }

    *ret_value = slice_make(start, (size_t) (c->p - start));

    return true;
}


bool
cursor_enter(cursor_t *c, uint8_t bracket)
{
    if (c->rc != SCAN_OK || c->p == c->end || *c->p != bracket
        || !depth_enter(c))
    {
        return false;
    }

    c->p = space_pass(c->p + 1, c->end);
    c->fresh = true;

    return true;
}


/* Passes the comma before a next item; false: closed, or an error. */

static inline bool
cursor_next(cursor_t *c, uint8_t close)
{
    const uint8_t  *p;
    bool            first = c->fresh;

    if (c->rc != SCAN_OK) {
        return false;
    }

    c->fresh = false;
    p = space_pass(c->p, c->end);

    if (p < c->end && *p == close) {
        c->p = p + 1;
        c->depth--;
        return false;
    }

    if (first) {
        return true;
    }

    if (p == c->end || *p != ',') {
        return cursor_move(c, NULL);
    }

    c->p = space_pass(p + 1, c->end);

    return true;
}


bool
cursor_member(cursor_t *c, cursor_string_t *ret_key)
{
    return cursor_next(c, '}')
           && cursor_move(c, key_pass(c->p, c->end, ret_key));
}


bool
cursor_element(cursor_t *c)
{
    return cursor_next(c, ']');
}


scan_rc_t
cursor_finish(cursor_t *c)
{
    if (c->rc == SCAN_OK && space_pass(c->p, c->end) != c->end) {
        c->rc = SCAN_SYNTAX;
    }

    return c->rc;
}
