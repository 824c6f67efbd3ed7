/*
 * augment - see augment.h.
 */

#include "worker/train/augment.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "worker/nlu/fold.h"
#include "worker/nlu/utf8.h"

#define WORDS_MAX      128
#define CHAT_BYTES     9                /* the longest of chat_words, NUL */
#define TYPO_LETTERS   5                /* a word this long can have one */

/* How chats write a word; several lines for a word are several ways. */
static const struct { const char *lang, *word, *chat; } chat_words[] = {
    { "es", "que", "q" }, { "es", "que", "k" }, { "es", "porque", "xq" },
    { "es", "porque", "pq" }, { "es", "por", "x" }, { "es", "para", "pa" },
    { "es", "tambien", "tmb" }, { "es", "tambien", "tb" },
    { "es", "bien", "bn" }, { "es", "gracias", "grax" },
    { "es", "gracias", "grcs" }, { "es", "esta", "ta" },
    { "es", "estoy", "toy" }, { "es", "mensaje", "msj" },
    { "es", "favor", "fa" }, { "es", "nada", "na" }, { "es", "de", "d" },
    { "es", "quiero", "kiero" }, { "es", "te", "t" }, { "es", "mucho", "mxo" },
    { "es", "telefono", "tel" }, { "es", "numero", "nro" },
    { "es", "informacion", "info" }, { "es", "ahora", "aora" },
    { "es", "hasta", "asta" }, { "es", "hola", "ola" }, { "es", "usted", "ud" },
    { "es", "ustedes", "uds" }, { "es", "minutos", "min" },

    { "en", "you", "u" }, { "en", "are", "r" }, { "en", "your", "ur" },
    { "en", "please", "pls" }, { "en", "please", "plz" },
    { "en", "thanks", "thx" }, { "en", "thanks", "tnx" },
    { "en", "because", "cuz" }, { "en", "because", "bc" },
    { "en", "to", "2" }, { "en", "for", "4" }, { "en", "before", "b4" },
    { "en", "though", "tho" }, { "en", "through", "thru" },
    { "en", "what", "wat" }, { "en", "message", "msg" }, { "en", "the", "da" },
    { "en", "with", "w" }, { "en", "and", "n" }, { "en", "people", "ppl" },
    { "en", "tomorrow", "tmrw" }, { "en", "about", "abt" },
    { "en", "appointment", "appt" }, { "en", "minutes", "mins" },
    { "en", "want to", "wanna" }, { "en", "going to", "gonna" },
    { "en", "got to", "gotta" }, { "en", "really", "rly" },
    { "en", "account", "acct" }, { "en", "delivery", "del" },

    { "pt", "voce", "vc" }, { "pt", "voces", "vcs" }, { "pt", "nao", "n" },
    { "pt", "nao", "nn" }, { "pt", "que", "q" }, { "pt", "tambem", "tb" },
    { "pt", "tambem", "tbm" }, { "pt", "porque", "pq" },
    { "pt", "quando", "qd" }, { "pt", "quando", "qdo" }, { "pt", "esta", "ta" },
    { "pt", "estou", "to" }, { "pt", "para", "pra" }, { "pt", "para", "p" },
    { "pt", "beleza", "blz" }, { "pt", "obrigado", "obg" },
    { "pt", "obrigada", "obg" }, { "pt", "por favor", "pfv" },
    { "pt", "por favor", "pf" }, { "pt", "mesmo", "msm" },
    { "pt", "hoje", "hj" }, { "pt", "muito", "mto" }, { "pt", "muito", "mt" },
    { "pt", "quanto", "qto" }, { "pt", "comigo", "cmg" },
    { "pt", "mensagem", "msg" }, { "pt", "agora", "agr" },
    { "pt", "de", "d" }, { "pt", "depois", "dps" }, { "pt", "valeu", "vlw" },
    { "pt", "certeza", "ctz" }, { "pt", "numero", "num" },
    { "pt", "cada", "kd" }, { "pt", "onde esta", "cade" },

    { "fr", "tout", "tt" }, { "fr", "toute", "tte" }, { "fr", "est", "e" },
    { "fr", "c est", "c" }, { "fr", "cest", "c" }, { "fr", "vous", "vs" },
    { "fr", "nous", "ns" }, { "fr", "pourquoi", "pk" },
    { "fr", "pourquoi", "pq" }, { "fr", "beaucoup", "bcp" },
    { "fr", "quand", "qd" }, { "fr", "toujours", "tjs" },
    { "fr", "toujours", "tjrs" }, { "fr", "quelque", "qq" },
    { "fr", "quelqu un", "qqn" }, { "fr", "bonjour", "bjr" },
    { "fr", "bonsoir", "bsr" }, { "fr", "salut", "slt" },
    { "fr", "rendez vous", "rdv" }, { "fr", "parce que", "pcq" },
    { "fr", "s il vous plait", "svp" }, { "fr", "s il te plait", "stp" },
    { "fr", "sil vous plait", "svp" }, { "fr", "merci", "mci" },
    { "fr", "desole", "dsl" }, { "fr", "desolee", "dsl" },
    { "fr", "probleme", "pb" }, { "fr", "dans", "ds" }, { "fr", "pour", "pr" },
    { "fr", "que", "q" }, { "fr", "maintenant", "mtn" },
    { "fr", "aujourd hui", "ajd" }, { "fr", "message", "msg" },
    { "fr", "je suis", "chuis" }, { "fr", "il y a", "ya" },
    { "fr", "n est ce pas", "nspas" }, { "fr", "avec", "ac" },

    { "it", "non", "nn" }, { "it", "che", "ke" }, { "it", "perche", "xke" },
    { "it", "perche", "xche" }, { "it", "per", "x" },
    { "it", "comunque", "cmq" }, { "it", "tutto", "tt" },
    { "it", "messaggio", "msg" }, { "it", "anche", "anke" },
    { "it", "qualcuno", "qlc" }, { "it", "qualcosa", "qlcs" },
    { "it", "quando", "qnd" }, { "it", "grazie", "grz" },
    { "it", "grazie", "grazieee" }, { "it", "sono", "sn" },
    { "it", "con", "cn" }, { "it", "della", "dlla" }, { "it", "prima", "pma" },
    { "it", "numero", "num" }, { "it", "risposta", "risp" },
    { "it", "appuntamento", "app" }, { "it", "questo", "qst" },
    { "it", "questa", "qsta" }, { "it", "volta", "vlt" },
    { "it", "minuti", "min" }, { "it", "chi", "ki" }, { "it", "ciao", "cià" }
};


uint64_t
augment_seed(const char *text, unsigned variant)
{
    uint64_t  h = 0xcbf29ce484222325u + variant;

    for (; *text != '\0'; text++) {
        h = (h ^ (uint8_t) *text) * 0x100000001b3u;
    }

    return h;
}


/* splitmix64 */

uint32_t
augment_random(uint64_t *state, uint32_t below)
{
    uint64_t  z = *state += 0x9e3779b97f4a7c15u;

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;

    return (uint32_t) ((z ^ z >> 31) % below);
}


void
augment_plain(const char *text, bool join, char *buf)
{
    const uint8_t  *p = (const uint8_t *) text, *end = p + strlen(text);
    fold_t          fold;

    while (p < end) {
        const uint8_t  *from = p;
        uint32_t        c = utf8_next(&p, end);

        if (c == '\'' || c == 0x2019) {
            if (!join) {
                *buf++ = ' ';
            }
            continue;
        }

        fold_text(slice_make(from, (size_t) (p - from)), &fold);
        if (fold.n == 1) {
            memcpy(buf, fold.bytes, fold.used);
            buf += fold.used;
        } else {
            memcpy(buf, from, (size_t) (p - from));
            buf += p - from;
        }
    }

    *buf = '\0';
}


/* Length of `word` when it stands at s as a whole word. */

static size_t
word_at(const char *s, const char *word)
{
    size_t  len = strlen(word);

    return strncmp(s, word, len) == 0 && !isalnum((unsigned char) s[len])
           ? len : 0;
}


static const char *
chat_pick(const char *s, const char *lang, uint64_t *state, size_t *ret_len)
{
    const char  *found = NULL;

    for (size_t i = 0; i < sizeof(chat_words) / sizeof(chat_words[0]); i++) {
        size_t  len;

        if (strcmp(chat_words[i].lang, lang) != 0) {
            continue;
        }

        len = word_at(s, chat_words[i].word);
        if (len > 0 && (found == NULL || augment_random(state, 2) == 0)) {
            found = chat_words[i].chat;
            *ret_len = len;
        }
    }

    return found;
}


bool
augment_chat(const char *text, const char *lang, uint64_t *state, char *buf)
{
    bool  changed = false, begins = true;
    char *from = buf;

    while (*text != '\0' && buf - from < AUGMENT_BYTES - CHAT_BYTES) {
        size_t       len = 0;
        const char  *chat = begins ? chat_pick(text, lang, state, &len) : NULL;

        if (chat != NULL && augment_random(state, 3) > 0) {
            buf = stpcpy(buf, chat);
            text += len;
            changed = true;
            begins = false;
            continue;
        }

        begins = !isalnum((unsigned char) *text)
                 && ((unsigned char) *text < 0x80);
        *buf++ = *text++;
    }

    *buf = '\0';
    return changed;
}


/* Beginnings and lengths of the words between blanks. */

static unsigned
words_find(const char *text, const char *word[], size_t len[], unsigned max)
{
    unsigned  n = 0;

    while (n < max) {
        text += strspn(text, " ");
        if (*text == '\0') {
            break;
        }

        word[n] = text;
        len[n] = strcspn(text, " ");
        text += len[n++];
    }

    return n;
}


static bool
is_ascii_word(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (!isalpha((unsigned char) s[i])) {
            return false;
        }
    }

    return len >= TYPO_LETTERS;
}


bool
augment_typo(const char *text, uint64_t *state, char *buf)
{
    const char  *word[WORDS_MAX];
    size_t       len[WORDS_MAX];
    unsigned     n = words_find(text, word, len, WORDS_MAX), k = 0;
    size_t       at;
    char         swap;

    for (unsigned i = 0; i < n; i++) {
        if (is_ascii_word(word[i], len[i])) {
            word[k] = word[i];
            len[k++] = len[i];
        }
    }

    if (k == 0) {
        return false;
    }

    n = augment_random(state, k);
    strcpy(buf, text);
    buf += word[n] - text;
    at = 1 + augment_random(state, (uint32_t) len[n] - 2);

    switch (augment_random(state, 3)) {
    case 0:                                     /* two change places */
        swap = buf[at];
        buf[at] = buf[at + 1];
        buf[at + 1] = swap;
        break;
    case 1:                                     /* one is missing */
        memmove(buf + at, buf + at + 1, strlen(buf + at));
        break;
    default:                                    /* one is there twice */
        memmove(buf + at + 1, buf + at, strlen(buf + at) + 1);
        break;
    }

    return true;
}


bool
augment_crop(const char *text, unsigned words, uint64_t *state, char *buf)
{
    const char  *word[WORDS_MAX];
    size_t       len[WORDS_MAX], bytes;
    unsigned     n = words_find(text, word, len, WORDS_MAX), from;

    if (n <= words) {
        return false;
    }

    from = augment_random(state, n - words + 1);
    bytes = (size_t) (word[from + words - 1] + len[from + words - 1]
                      - word[from]);
    memcpy(buf, word[from], bytes);
    buf[bytes] = '\0';

    return true;
}
