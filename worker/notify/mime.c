/* mime - see mime.h. */

#include "worker/notify/mime.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "common/utf8_cut.h"

#define LINE_MAX_LEN  76                /* RFC 2045 6.7: with the soft "=" */
#define PLAIN_MAX     70                /* longer headers are folded */
#define WORD_BYTES    39                /* of an encoded word: 52 of base64 */


/* ---- headers ---- */

/* Control characters as blanks: no line of it ends. */
static char *
one_line(pool_t *pool, const char *text)
{
    char  *line = pool_strdup(pool, text);

    for (char *p = line; p != NULL && *p != '\0'; p++) {
        if ((unsigned char) *p < ' ' || *p == 0x7f) {
            *p = ' ';
        }
    }

    return line;
}


static bool
is_plain(const char *line)
{
    for (const char *p = line; *p != '\0'; p++) {
        if ((unsigned char) *p >= 0x7f) {
            return false;
        }
    }

    return strlen(line) <= PLAIN_MAX && strstr(line, "=?") == NULL;
}


const char *
mime_words(pool_t *pool, const char *text)
{
    const char  *line = one_line(pool, text), *all = "";
    char         word[4 * WORD_BYTES / 3 + 8];

    if (line == NULL || is_plain(line)) {
        return line;
    }

    while (*line != '\0' && all != NULL) {
        size_t  len = utf8_cut(slice_str(line), WORD_BYTES).len;

        (void) EVP_EncodeBlock((uint8_t *) word, (const uint8_t *) line,
                               (int) len);
        all = pool_printf(pool, "%s%s=?utf-8?B?%s?=", all,
                          *all != '\0' ? "\r\n " : "", word);
        line += len;
    }

    return all;
}


const char *
mime_address(pool_t *pool, const char *from)
{
    const char  *open = strrchr(from, '<');
    const char  *start = open != NULL ? open + 1 : from;
    size_t       len = strcspn(start, ">");

    return memchr(start, '@', len) == NULL ? NULL
           : pool_printf(pool, "%.*s", (int) len, start);
}


/* A display name is a quoted string, or encoded words. */
static const char *
from_header(pool_t *pool, const char *from)
{
    const char  *address = mime_address(pool, from);
    const char  *open = strrchr(from, '<');
    char        *name;
    size_t       len;

    if (address == NULL || open == NULL) {
        return address;
    }

    name = pool_printf(pool, "%.*s", (int) (open - from), from);
    if (name == NULL) {
        return NULL;
    }

    for (len = strlen(name); len > 0 && name[len - 1] == ' '; len--) {
        name[len - 1] = '\0';
    }

    for (char *p = name; *p != '\0'; p++) {
        if (*p == '"' || *p == '\\') {
            *p = ' ';
        }
    }

    return is_plain(name)
           ? pool_printf(pool, "\"%s\" <%s>", one_line(pool, name), address)
           : pool_printf(pool, "%s\r\n <%s>", mime_words(pool, name),
                         address);
}


/* As mail has it, whatever the locale says. */
static const char *
date_header(pool_t *pool, int64_t at)
{
    static const char *const  days[] = {
        "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"
    };
    static const char *const  months[] = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
        "Nov", "Dec"
    };

    time_t     seconds = (time_t) at;
    struct tm  tm;

    gmtime_r(&seconds, &tm);

    return pool_printf(pool, "%s, %02d %s %d %02d:%02d:%02d +0000",
                       days[tm.tm_wday], tm.tm_mday, months[tm.tm_mon],
                       tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}


/* RFC 8058: the mail program's own button posts to the link. */
static const char *
leave_headers(pool_t *pool, const char *leave)
{
    return leave == NULL ? ""
           : pool_printf(pool, "List-Unsubscribe: <%s>\r\n"
                         "List-Unsubscribe-Post: List-Unsubscribe=One-Click"
                         "\r\n", leave);
}


static const char *
headers(pool_t *pool, const mime_t *mail)
{
    const char  *from = from_header(pool, mail->from);
    const char  *address = mime_address(pool, mail->from);
    const char  *subject = mime_words(pool, mail->subject);
    const char  *to = one_line(pool, mail->to);
    const char  *date = date_header(pool, mail->at);
    const char  *leave = leave_headers(pool, mail->leave);

    if (from == NULL || address == NULL || subject == NULL || to == NULL
        || date == NULL || leave == NULL)
    {
        return NULL;
    }

    return pool_printf(pool,
        "Date: %s\r\nFrom: %s\r\nTo: <%s>\r\nSubject: %s\r\n"
        "Message-ID: <%s%s>\r\nAuto-Submitted: auto-generated\r\n%s%s"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n",
        date, from, to, subject, mail->id, strchr(address, '@'),
        mail->urgent ? "Importance: high\r\n" : "", leave);
}


/* ---- the text ---- */

typedef struct {
    char    *to;
    size_t   len;
    size_t   line;                      /* bytes of this line */
} quoted_t;


static void
quoted_add(quoted_t *q, const char *piece, size_t len)
{
    if (q->line + len > LINE_MAX_LEN - 1) {
        memcpy(q->to + q->len, "=\r\n", 3);
        q->len += 3;
        q->line = 0;
    }

    memcpy(q->to + q->len, piece, len);
    q->len += len;
    q->line += len;
}


static void
quoted_char(quoted_t *q, unsigned char c, bool last)
{
    char  code[4];

    if (c == '\n') {
        memcpy(q->to + q->len, "\r\n", 2);
        q->len += 2;
        q->line = 0;

    } else if (c == '=' || c >= 0x7f || (c < ' ' && c != '\t')
               || (last && (c == ' ' || c == '\t')))
    {
        snprintf(code, sizeof(code), "=%02X", c);
        quoted_add(q, code, 3);

    } else {
        quoted_add(q, (const char *) &c, 1);
    }
}


slice_t
mime_write(pool_t *pool, const mime_t *mail)
{
    const char  *head = headers(pool, mail);
    size_t       len = strlen(mail->text), n = head == NULL ? 0
                                               : strlen(head);
    quoted_t     q = { 0 };

    q.to = head == NULL ? NULL : pool_alloc(pool, n + 4 * len + 16);

    if (q.to == NULL) {
        return SLICE_NULL;
    }

    memcpy(q.to, head, n);
    q.len = n;

    for (size_t i = 0; i < len; i++) {
        quoted_char(&q, (unsigned char) mail->text[i],
                    mail->text[i + 1] == '\n' || mail->text[i + 1] == '\0');
    }

    memcpy(q.to + q.len, "\r\n", 2);

    return slice_make(q.to, q.len + 2);
}
