/*
 * slot_words - see slot_words.h.  One open-addressing table of all words; a
 * word of several lists is one entry with several bits.
 */

#include "worker/nlu/slot_words.h"

#include <assert.h>

#include "worker/nlu/features.h"

#define TABLE_SIZE  1024                /* power of two, well above the words */

/* Folded words between blanks. */
static const char *const  lists[SLOT_LISTS] = {
    [LIST_ORDER] =
        "pedido pedidos orden ordenes encargo guia rastreo folio factura"
        " ticket order orders tracking shipment parcel invoice reference ref"
        " booking encomenda rastreio protocolo nota compra commande colis"
        " facture suivi dossier ordine ordini spedizione tracciamento fattura"
        " pratica reserva reservation prenotazione numero number num nr nro no"
        " id",

    [LIST_THOUSANDS] = "mil k millones milhoes milioni de",
    [LIST_UNIT] = "eur euro euros eurillos pavos",
    [LIST_UNIT + 1] = "usd dolar dolares dollar dollars bucks dolari dollari",
    [LIST_UNIT + 2] = "gbp pound pounds quid libra libras sterlina sterline"
                       " livres",
    [LIST_UNIT + 3] = "brl real reais conto contos pila",
    [LIST_UNIT + 4] = "mxn",
    [LIST_UNIT + 5] = "cop",
    [LIST_UNIT + 6] = "ars",
    [LIST_UNIT + 7] = "clp",
    [LIST_UNIT + 8] = "pen sol soles",
    [LIST_UNIT + 9] = "cad",
    [LIST_UNIT + 10] = "chf franchi francs",
    [LIST_UNIT + 11] = "peso pesos lucas",

    [LIST_RELATIVE] = "hoy today hoje aujourdhui aujourd oggi tonight"
                       " stasera",
    [LIST_RELATIVE + 1] = "tomorrow tmrw demain domani amanha",
    [LIST_RELATIVE + 2] = "ayer yesterday ontem hier ieri",
    [LIST_RELATIVE + 3] = "anteayer antier anteontem",
    [LIST_RELATIVE + 4] = "dopodomani",
    [LIST_RELATIVE + 5] = "ieriltro altroieri",

    [LIST_WEEKDAY] = "lunes monday lundi lunedi",
    [LIST_WEEKDAY + 1] = "martes tuesday tues mardi martedi",
    [LIST_WEEKDAY + 2] = "miercoles wednesday mercredi mercoledi",
    [LIST_WEEKDAY + 3] = "jueves thursday thurs jeudi giovedi",
    [LIST_WEEKDAY + 4] = "viernes friday vendredi venerdi",
    [LIST_WEEKDAY + 5] = "sabado saturday samedi sabato",
    [LIST_WEEKDAY + 6] = "domingo sunday dimanche domenica",

    [LIST_FEIRA] = "segunda",
    [LIST_FEIRA + 1] = "terca",
    [LIST_FEIRA + 2] = "quarta",
    [LIST_FEIRA + 3] = "quinta",
    [LIST_FEIRA + 4] = "sexta",
    [LIST_FEIRA_BEFORE] = "na nesta proxima ate toda desta pra",

    [LIST_MONTH] = "enero january jan janeiro janvier gennaio ene gen",
    [LIST_MONTH + 1] = "febrero february feb fevereiro fevrier febbraio fev",
    [LIST_MONTH + 2] = "marzo march mar marco mars",
    [LIST_MONTH + 3] = "abril april apr avril aprile abr avr",
    [LIST_MONTH + 4] = "mayo may maio mai maggio mag",
    [LIST_MONTH + 5] = "junio june jun junho juin giugno giu",
    [LIST_MONTH + 6] = "julio july jul julho juillet luglio juil lug",
    [LIST_MONTH + 7] = "agosto august aug aout",
    [LIST_MONTH + 8] = "septiembre september sep sept setembro septembre"
                        " settembre",
    [LIST_MONTH + 9] = "octubre october oct outubro octobre ottobre",
    [LIST_MONTH + 10] = "noviembre november nov novembro novembre",
    [LIST_MONTH + 11] = "diciembre december dec dezembro decembre dicembre"
                         " dic dez",

    [LIST_OF] = "de di of do",
    [LIST_OF_YEAR] = "de del of do",
    [LIST_IN] = "in en dentro dans tra fra em daqui within",
    [LIST_IN_OF] = "de a",
    [LIST_DAYS] = "day days dia dias jour jours giorno giorni",
    [LIST_WEEKS] = "week weeks semana semanas semaine semaines settimana"
                    " settimane",
    [LIST_PASADO] = "pasado",
    [LIST_MANANA] = "manana",
    [LIST_NO_TOMORROW] = "la esta por de cada una",
    [LIST_AFTER] = "apres after dopo",
    [LIST_TOMORROW] = "demain tomorrow domani",
    [LIST_DEPOIS] = "depois",
    [LIST_DE] = "de",
    [LIST_AMANHA] = "amanha"
};

_Static_assert(SLOT_LISTS <= 64, "a bit for each list");

static struct {
    const char  *s;                     /* NULL: free */
    size_t       len;
    uint64_t     lists;
} table[TABLE_SIZE];

static bool  ready;


/* The entry of a word, or the free place where it belongs. */

static unsigned
place_of(const char *s, size_t len)
{
    uint32_t  i = feature_mix(feature_hash(FEATURE_SEED, s, len));

    for (;; i++) {
        unsigned  at = i & (TABLE_SIZE - 1);

        if (table[at].s == NULL
            || (table[at].len == len && memcmp(table[at].s, s, len) == 0))
        {
            return at;
        }
    }
}


/* Once; some microseconds. */

static void
table_fill(void)
{
    unsigned  n = 0;

    for (unsigned i = 0; i < SLOT_LISTS; i++) {
        for (const char *s = lists[i]; *s != '\0'; s += strspn(s, " ")) {
            size_t    len = strcspn(s, " ");
            unsigned  at = place_of(s, len);

            n += table[at].s == NULL;
            assert(n < TABLE_SIZE / 2);

            table[at].s = s;
            table[at].len = len;
            table[at].lists |= 1ull << i;
            s += len;
        }
    }

    ready = true;
}


uint64_t
slot_words(const char *s, size_t len)
{
    if (!ready) {
        table_fill();
    }

    return table[place_of(s, len)].lists;
}
