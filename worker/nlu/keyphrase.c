/*
 * keyphrase - see keyphrase.h.
 */

#include "worker/nlu/keyphrase.h"

#include <assert.h>

#include "worker/nlu/features.h"

#define TABLE_SIZE   4096               /* power of two, well above the words */
#define WORD_MIN     3
#define LONG_WORD    10

static const char *const  stop_words =
    /* es */
    "a al algo alguien algun alguna ante antes aqui ahi alla asi aun aunque "
    "bien cada casi como con contra cual cuales cuando cuanto cuanta cuantos "
    "de del desde donde dos e el ella ellas ellos en entonces entre era eran "
    "es esa esas ese eso esos esta estaba estan estar este esto estos estoy "
    "fue fui gracias ha haber habia hace hacer hacia han hasta hay he hola "
    "hoy la las le les lo los mas me mi mis mismo mucho mucha muchas muy nada "
    "ni no nos nosotros nuestra nuestro o os otra otro para pero poco podria "
    "por porque porfa porfavor puede pueden puedo pues que quien quiero "
    "quisiera se sea ser si sido siempre sin sobre solo son soy su sus "
    "tambien tampoco tan tanto te tengo tiene tienen toda todavia todo todos "
    "tu tus un una unas uno unos usted ustedes va van vez voy y ya yo "
    "necesito favor buenas buenos dias tardes noches ayer manana ahora "
    /* en */
    "about above after again all also am an and any are aren as at be "
    "because been before being below but by can could couldn did didn do "
    "does doesn doing don down during each few for from further get got had "
    "has have haven having hello her here hers hey hi him his how i if in "
    "into is isn it its just know let like ll made make me more most my need "
    "never not now of off on once one only or other our out over please pls "
    "re really same she should so some still such than thanks that the their "
    "them then there these they thing this those thru through time to too "
    "under until up us ve very want was wasn way we well were what when "
    "where which while who why will with won would wouldn yes yet you your "
    "yours morning afternoon evening today yesterday tomorrow im ive dont "
    /* pt */
    "ao aos aquela aquele aquilo as ate boa bom cade com das dela dele "
    "depois do dos ela elas ele eles em era essa esse essas esses estava "
    "estou eu foi fica ficou for fosse isso isto ja la lhe mais mas meu meus "
    "minha minhas muito na nao nas nem no nos nossa nosso num numa obrigada "
    "obrigado oi ola onde ontem hoje amanha ou pela pelo pelos pode podem "
    "posso pra qual quando quanto quem quero seja sem sera seu seus sua suas "
    "so sou tao tem tenho ter ta to tudo uma uns vai voce voces vou vc vcs "
    "preciso noite tarde dia ainda agora aqui ali assim entao "
    /* fr */
    "ai alors apres as au aucun aussi autre aux avec avez avoir avons bon "
    "bonjour bonsoir ca car ce cela ces cet cette ceux chez ci comme comment "
    "dans des deja depuis donc du elle elles en encore est et etait ete etre "
    "eu eux faire fait faut il ils je jai juste la leur leurs lui ma "
    "maintenant mais meme merci mes moi moins mon ne notre nous on ont ou par "
    "parce pas peu peut peux plus pour pourquoi pouvez qu quand que quel "
    "quelle quelles quels qui quoi rien salut sans se sera ses si sont suis "
    "sur svp ta tant tes toi ton tous tout toute toutes tres trop tu un une "
    "va vais veux voila "
    "vos votre voudrais vous y hier demain aujourd hui jour soir "
    /* it */
    "abbiamo ai al alla alle allo anche ancora anzi avere avete bene buona "
    "buongiorno buonasera c che chi ci ciao cio coi col come con cosa cosi "
    "cui da dai dal dalla dei del della delle dello di dove due dopo e ecco "
    "ed era ero essere fa fare fatto fino fra gia gli grazie ha hai hanno ho "
    "ieri il in io la le lei li lo loro lui ma me mi mia mie miei mio molto "
    "ne nei nel nella nessuno noi non nostra nostro nulla o oggi domani ogni "
    "oppure ora per perche pero piu poco poi posso puo qua quale quali quando "
    "quanto quasi quella quelle quelli quello questa queste questi questo qui "
    "salve se sei senza si siamo siete solo sono sta stata stato sto su sua "
    "sue sui sul sulla suo suoi te ti tra troppo tu tua tue tuo tutta tutti "
    "tutto un una uno vi voglio vorrei voi vostra vostro giorno sera mattina ";

static const char  *table[TABLE_SIZE];
static bool         ready;


static uint32_t
place_of(const char *s, size_t len)
{
    uint32_t  i = feature_mix(feature_hash(FEATURE_SEED, s, len));

    for (;; i++) {
        const char  *word = table[i & (TABLE_SIZE - 1)];

        if (word == NULL
            || (strncmp(word, s, len) == 0 && word[len] == ' '))
        {
            return i & (TABLE_SIZE - 1);
        }
    }
}


/* Once; a few microseconds. */

static void
table_fill(void)
{
    unsigned  n = 0;

    for (const char *s = stop_words; *s != '\0'; s += strcspn(s, " ") + 1) {
        table[place_of(s, strcspn(s, " "))] = s;
        n++;
        assert(n < TABLE_SIZE / 2);
    }

    ready = true;
}


bool
is_stop_word(const char *s, size_t len)
{
    if (!ready) {
        table_fill();
    }

    return table[place_of(s, len)] != NULL;
}


static bool
is_content(const fold_t *fold, unsigned i)
{
    const word_t  *w = &fold->word[i];

    return w->kind == WORD_LETTERS && w->len >= WORD_MIN
           && !is_stop_word(fold_bytes(fold, w), w->len);
}


/* Long words and phrases of several say more. */

static float
phrase_weight(const fold_t *fold, unsigned from, unsigned to)
{
    float  letters = 0;

    for (unsigned i = from; i < to; i++) {
        letters += fold->word[i].len < LONG_WORD
                   ? (float) fold->word[i].len : LONG_WORD;
    }

    return letters / (KEYPHRASE_WORDS * LONG_WORD);
}


/* Keeps the list sorted by weight, the best first. */

static unsigned
phrase_insert(evidence_t ret[], unsigned n, evidence_t phrase)
{
    unsigned  at = n < KEY_PHRASES_MAX ? n : KEY_PHRASES_MAX;

    while (at > 0 && ret[at - 1].weight < phrase.weight) {
        if (at < KEY_PHRASES_MAX) {
            ret[at] = ret[at - 1];
        }
        at--;
    }

    if (at < KEY_PHRASES_MAX) {
        ret[at] = phrase;
    }

    return n < KEY_PHRASES_MAX ? n + 1 : n;
}


unsigned
keyphrases_find(const fold_t *fold, evidence_t ret[KEY_PHRASES_MAX])
{
    unsigned  n = 0, to;

    for (unsigned i = 0; i < fold->n; i = to) {
        evidence_t  phrase = { .rule = "phrase" };

        to = i + 1;
        if (!is_content(fold, i)) {
            continue;
        }

        while (to < fold->n && to - i < KEYPHRASE_WORDS
               && fold->word[to].gap == GAP_SPACE && is_content(fold, to))
        {
            to++;
        }

        phrase.from = fold->word[i].from;
        phrase.to = fold->word[to - 1].to;
        phrase.weight = phrase_weight(fold, i, to);
        n = phrase_insert(ret, n, phrase);
    }

    return n;
}
