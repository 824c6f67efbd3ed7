/* profile - phrases of five languages; see profile.h. */

#include "worker/answer/profile.h"

#include <ctype.h>

#include "worker/answer/wordlist.h"
#include "worker/jsonx.h"

#define NAME_WORDS    3
#define LETTER_FIRST  0xc3              /* accented Latin letters in UTF-8 */

/* Behind them stands a name. */
static const char *const  introductions[] = {
    "me llamo", "mi nombre es", "my name is", "my name s", "call me",
    "meu nome e", "me chamo", "chamo me", "o meu nome e", "je m appelle",
    "mon nom est", "mi chiamo", "il mio nome e"
};

static const char  negations[] = " no not nao non ne don nunca never ";

/* Asked for: a language's names, and words that ask near them. */
static const struct { const char *language, *names; }  languages[] = {
    { "es", " espanol castellano spanish espanhol espagnol spagnolo " },
    { "en", " english ingles anglais inglese " },
    { "pt", " portugues portuguese portugais portoghese " },
    { "fr", " french frances francais francese " },
    { "it", " italian italiano italien " }
};

static const char  speaks[] = " in en em speak write answer reply habla hablas "
    "hablame hablar escribe escribeme responde respondeme fala falar fale "
    "escreva responda parle parlez parler ecrivez repondez parla parli "
    "parlare scrivi scrivimi rispondi please favor ";

/* No more of what nobody asked for. */
static const char *const  opt_outs[] = {
    "unsubscribe", "opt out", "no more offers", "no more promotions",
    "no more ads", "no more marketing", "stop sending me offers",
    "stop sending me promotions", "stop sending me ads", "stop marketing",
    "stop the ads", "remove me from your list",
    "no quiero mas promociones", "no quiero mas ofertas",
    "no quiero mas publicidad", "no quiero publicidad",
    "no me envien promociones", "no me envien publicidad",
    "no me envien mas promociones", "no me envien mas publicidad",
    "no me envien mas ofertas", "no me manden promociones",
    "no me manden publicidad", "no me manden mas promociones",
    "no me manden mas ofertas", "dejen de enviarme", "dejen de mandarme",
    "denme de baja de la lista", "dar de baja de la lista",
    "no mas promociones", "no mas publicidad", "no mas ofertas",
    "nao quero mais promocoes", "nao quero mais ofertas",
    "nao quero receber promocoes", "nao quero receber ofertas",
    "nao quero receber propaganda", "nao quero mais propaganda",
    "parem de me mandar", "parem de me enviar", "pare de me mandar",
    "me tire da lista", "descadastrar", "chega de propaganda",
    "ne m envoyez plus", "plus de publicite", "plus de promotions",
    "arretez de m envoyer", "desabonnez moi", "me desabonner",
    "je ne veux plus recevoir", "retirez moi de la liste",
    "non voglio piu ricevere", "non mandatemi piu", "non inviatemi piu",
    "basta pubblicita", "basta promozioni", "basta offerte",
    "smettetela di mandarmi", "cancellatemi dalla lista", "disiscrivimi",
    "disiscrivetemi"
};

/* Alone, in capitals or not, the word that every carrier knows. */
static const char  stops[] = " stop stopall baja parar sair arret cancela ";

static const struct { const char *language, *formal, *informal; }  tones[] = {
    { "es", " usted ustedes senor senora ", " tu ti contigo vos oye amigo " },
    { "fr", " vous votre vos monsieur madame ", " tu toi ton tes te " },
    { "pt", " senhor senhora ", " tu teu tua ti cara mano " },
    { "it", " signore signora dottore dottoressa ", " tu ti tuo tua te " }
};


/* --- name ---------------------------------------------------------------- */

/* Is it written as a name: a capital, or alone behind the introduction? */

static bool
is_capital(slice_t text, const word_t *w)
{
    uint8_t  c = text.data[w->from];

    return isupper(c) || (c == LETTER_FIRST && text.data[w->from + 1] < 0xa0);
}


static slice_t
name_behind(slice_t text, const fold_t *f, unsigned i)
{
    unsigned  n = 0;
    bool      capital = i < f->n && is_capital(text, &f->word[i]);

    while (i + n < f->n && n < NAME_WORDS) {
        const word_t  *w = &f->word[i + n];

        if (w->kind != WORD_LETTERS || (n > 0 && w->gap != GAP_SPACE)
            || (n > 0 && (!capital || !is_capital(text, w))))
        {
            break;
        }
        n++;
    }

    /* "my name is on the order": one small word, and more behind it */

    if (n == 0 || (!capital && i + 1 < f->n
                   && f->word[i + 1].gap == GAP_SPACE))
    {
        return SLICE_NULL;
    }

    return slice_make(text.data + f->word[i].from,
                      f->word[i + n - 1].to - f->word[i].from);
}


static slice_t
name_find(slice_t text, const fold_t *f)
{
    for (unsigned i = 0; i < f->n; i++) {
        for (size_t k = 0;
             k < sizeof(introductions) / sizeof(introductions[0]); k++)
        {
            unsigned  n = wordlist_phrase(introductions[k], f, i);
            slice_t   name;

            if (n == 0 || (i > 0 && wordlist_has(negations, f, i - 1))) {
                continue;
            }

            name = name_behind(text, f, i + n);
            if (name.len > 0 && name.len <= PROFILE_NAME_MAX) {
                return name;
            }
        }
    }

    return SLICE_NULL;
}


/* --- the rest ------------------------------------------------------------ */

static const char *
language_find(const fold_t *f)
{
    for (unsigned i = 0; i < f->n; i++) {
        for (size_t k = 0; k < sizeof(languages) / sizeof(languages[0]); k++) {
            bool  asked = i > 0 && wordlist_has(speaks, f, i - 1);

            asked = asked || (i + 1 < f->n && f->n <= 4
                              && wordlist_has(speaks, f, i + 1));
            asked = asked && !(i > 1 && wordlist_has(negations, f, i - 2));

            if (asked && wordlist_has(languages[k].names, f, i)) {
                return languages[k].language;
            }
        }
    }

    return NULL;
}


static bool
opts_out(const fold_t *f)
{
    if (f->n == 1 && wordlist_has(stops, f, 0)) {
        return true;
    }

    for (unsigned i = 0; i < f->n; i++) {
        for (size_t k = 0; k < sizeof(opt_outs) / sizeof(opt_outs[0]); k++) {
            if (wordlist_phrase(opt_outs[k], f, i) > 0) {
                return true;
            }
        }
    }

    return false;
}


/* Formal when there is any of it: who says usted once means it. */

static const char *
tone_find(const fold_t *f, const char *language)
{
    for (size_t k = 0; k < sizeof(tones) / sizeof(tones[0]); k++) {
        if (strcmp(tones[k].language, language) != 0) {
            continue;
        }

        if (wordlist_find(tones[k].formal, f, 0, f->n) >= 0) {
            return "formal";
        }

        return wordlist_find(tones[k].informal, f, 0, f->n) >= 0 ? "informal"
                                                                 : NULL;
    }

    return NULL;
}


static void
patch_set(json_t *patch, const json_t *known, const char *key, json_t *value)
{
    if (value != NULL && !json_equal(value, json_object_get(known, key))) {
        json_object_set(patch, key, value);
    }

    json_decref(value);
}


json_t *
profile_learn(pool_t *pool, slice_t text, const char *language,
    const json_t *known)
{
    json_t      *patch = pool_json(pool, json_object());
    fold_t       fold;
    slice_t      name;
    const char  *asked, *tone;

    fold_text(text, &fold);
    name = name_find(text, &fold);
    asked = language_find(&fold);
    tone = tone_find(&fold, language);

    if (name.len > 0) {
        patch_set(patch, known, "name",
                  json_stringn((const char *) name.data, name.len));
    }

    if (asked != NULL) {
        patch_set(patch, known, "language", json_string(asked));
    }

    /* once formal, a single "te" does not make it informal */

    if (tone != NULL && (strcmp(tone, "formal") == 0
                         || *jsonx_str(known, "tone") == '\0'))
    {
        patch_set(patch, known, "tone", json_string(tone));
    }

    if (opts_out(&fold)) {
        patch_set(patch, known, "opt_out", json_pack("[s]", "marketing"));
    }

    return json_object_size(patch) > 0 ? patch : NULL;
}


const char *
profile_line(pool_t *pool, const json_t *profile, const char *name,
    const json_t *topics)
{
    static const char *const  keys[] = { "name", "language", "tone" };

    const char  *line = "";
    json_t      *topic;
    size_t       i;
    bool         has_opt_out = json_array_size(json_object_get(profile,
                                                    "opt_out")) > 0;

    for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
        const char  *value = jsonx_str(profile, keys[k]);

        if (k == 0 && *value == '\0') {
            value = name;               /* what the channel calls them */
        }

        if (value != NULL && *value != '\0' && line != NULL) {
            line = pool_printf(pool, "%s%s%s: %s", line,
                               *line == '\0' ? "" : "; ", keys[k], value);
        }
    }

    if (has_opt_out && line != NULL) {
        line = pool_printf(pool, "%s%sno offers", line,
                           *line == '\0' ? "" : "; ");
    }

    json_array_foreach((json_t *) topics, i, topic) {
        if (line != NULL && json_is_string(topic)) {
            line = pool_printf(pool, "%s%s%s", line, i > 0 ? ", "
                               : *line == '\0' ? "talked about: "
                               : "; talked about: ",
                               json_string_value(topic));
        }
    }

    return line == NULL ? "" : line;
}
