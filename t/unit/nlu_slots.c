/*
 * nlu_slots - what is found in a text, in five languages, and where.
 *
 * Today is Saturday, 2026-11-21.
 */

#include "t/unit/tap.h"
#include "worker/nlu/keyphrase.h"
#include "worker/nlu/slots.h"

#define TODAY  20778

static const slot_product_t  products[] = {
    { "air 3", "AIR-3" }, { "air 3 pro", "AIR-3P" }, { "cafetera roma", "CR1" }
};

static const slot_facts_t  facts = { products, 3, TODAY };


/* "amount=129.90 EUR date=2026-11-22" */

static const char *
found(const char *text)
{
    static char  said[1024];
    slot_t       slot[SLOTS_MAX];
    fold_t       fold;
    unsigned     n;
    size_t       used = 0;

    fold_text(slice_str(text), &fold);
    n = slots_find(slice_str(text), &fold, &facts, slot);
    said[0] = '\0';

    for (unsigned i = 0; i < n; i++) {
        ok(slot[i].from < slot[i].to && slot[i].to <= strlen(text),
           "a span inside the text");
        used += (size_t) snprintf(said + used, sizeof(said) - used,
                                  "%s%s=%s%s%s", i > 0 ? " " : "",
                                  slot_name(slot[i].kind), slot[i].value,
                                  slot[i].unit[0] != '\0' ? " " : "",
                                  slot[i].unit);
    }

    return said;
}


static const struct { const char *text, *slots; } cases[] = {
    { "hola, ¿qué tal?", "" },

    /* orders */
    { "mi pedido 48213 no llega", "order_id=48213" },
    { "order #A-1077?", "order_id=A-1077" },
    { "o protocolo é 20267781", "order_id=20267781" },
    { "colis n° XY123456FR", "order_id=XY123456FR" },
    { "ordine ab-9921, grazie", "order_id=AB-9921" },
    { "somos 4", "" }, { "talla 38", "" }, { "covid19", "" },

    /* amounts */
    { "me cobraron 129,90 €", "amount=129.90 EUR" },
    { "paguei R$ 1.234,50 ontem",
      "amount=1234.50 BRL date=2026-11-20" },
    { "it was $1,299.00.", "amount=1299.00 USD" },
    { "20 bucks", "amount=20 USD" }, { "45€", "amount=45 EUR" },
    { "500 pesos", "amount=500" }, { "£30 off", "amount=30 GBP" },
    { "30usd", "amount=30 USD" }, { "2.500 euros", "amount=2500 EUR" },
    { "mil euros", "" }, { "50 km", "" },

    /* dates */
    { "para mañana", "date=2026-11-22" },
    { "por la mañana", "" }, { "pasado mañana", "date=2026-11-23" },
    { "tomorrow at 6", "date=2026-11-22" }, { "hoje", "date=2026-11-21" },
    { "après demain", "date=2026-11-23" }, { "ieri", "date=2026-11-20" },
    { "depois de amanhã", "date=2026-11-23" },
    { "dopodomani", "date=2026-11-23" },
    { "el viernes", "date=2026-11-27" }, { "saturday", "date=2026-11-28" },
    { "segunda-feira", "date=2026-11-23" }, { "lundi", "date=2026-11-23" },
    { "domenica sera", "date=2026-11-22" },
    { "el 3 de marzo", "date=2027-03-03" },
    { "March 3rd 2027", "date=2027-03-03" },
    { "le 1er décembre", "date=2026-12-01" },
    { "30/11", "date=2026-11-30" }, { "12/25/2026", "date=2026-12-25" },
    { "2027-01-02", "date=2027-01-02" }, { "3.12.26", "date=2026-12-03" },
    { "31/02", "" }, { "45/45", "" }, { "3.50", "" },
    { "in 3 days", "date=2026-11-24" },
    { "dentro de 2 semanas", "date=2026-12-05" },
    { "tra 2 giorni", "date=2026-11-23" }, { "in 9000 days", "" },

    /* phones and addresses */
    { "llámame al +34 600 11 22 33", "phone=+34600112233" },
    { "meu número: (11) 98765-4321", "phone=11987654321" },
    { "soy Ana.Diaz@Shop.Example, gracias", "email=ana.diaz@shop.example" },
    { "@handle", "" }, { "a@b", "" },

    /* products */
    { "¿tienen la Cafetera ROMA?", "product=CR1" },
    { "is the Air 3 Pro in stock", "product=AIR-3P" },
    { "the air 3, please", "product=AIR-3" }, { "hair 3", "" },
};


static void
test_phrases(void)
{
    static const char  text[] = "hola, la pantalla táctil de mi lavadora"
                                " nueva no enciende";
    evidence_t         phrase[KEY_PHRASES_MAX];
    fold_t             fold;
    unsigned           n;

    fold_text(slice_str(text), &fold);
    n = keyphrases_find(&fold, phrase);

    is_int(n, 3, "three phrases");
    ok(strncmp(text + phrase[0].from, "pantalla táctil", 16) == 0
       || strncmp(text + phrase[0].from, "lavadora nueva", 14) == 0,
       "the longest first");
    ok(phrase[0].weight >= phrase[1].weight
       && phrase[1].weight >= phrase[2].weight, "by weight");

    fold_text(slice_str("y de la que no"), &fold);
    is_int(keyphrases_find(&fold, phrase), 0, "function words alone: none");
}


int
main(void)
{
    for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        is_str(found(cases[i].text), cases[i].slots, cases[i].text);
    }

    test_phrases();
    return done_testing();
}
