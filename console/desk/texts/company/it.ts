/* company - italiano. */

import type en from "./en";

const it: Record<keyof typeof en, string> = {
    "hours.title": "Orari di apertura",
    "hours.zone": "Fuso orario",
    "hours.always": "Sempre aperto",
    "hours.week": "Aperto",
    "hours.form": "09:00-14:00, 16:00-20:00; vuoto: chiuso",
    "hours.holidays": "Festività",
    "hours.open": "aperto ora",
    "hours.shut": "chiuso ora",
    "hours.opens": "apre",
    "brand.title": "Marchio",
    "brand.logo": "Logo",
    "brand.picture": "PNG, JPEG o WebP, al massimo 48 KB",
    "brand.bare": "Senza logo",
    "brand.contrast": "Il testo sullo sfondo ha un contrasto di {n}: serve almeno 4,5.",
    "brand.colours": "Colori",
    "brand.primary": "Principale",
    "brand.accent": "Collegamenti e segni",
    "brand.background": "Sfondo della barra",
    "brand.text": "Testo della barra",
    "brand.pair": "Un testo della barra richiede il suo sfondo.",
    "flag.title": "Che cosa fa il bot",
    "flag.human_handoff": "Passa conversazioni a persone",
    "flag.human_handoff.hint": "spento: dice che può solo rispondere a domande",
    "flag.sentiment_analysis": "Legge l'umore dei messaggi",
    "flag.sentiment_analysis.hint": "spento: ognuno è neutro",
    "flag.response_cache": "Ridà una risposta senza cercarla di nuovo",
    "flag.response_cache.hint": "spento: ognuna si cerca di nuovo",
    "tenants.title": "Organizzazioni",
    "tenants.add": "Aggiungi organizzazione",
    "tenants.slug": "Nome breve",
    "tenants.form": "a-z, 0-9, - e _: serve per accedere e non cambia",
    "tenants.language": "Lingua",
    "tenants.next": "Nessuno può ancora accedere. Il primo amministratore si crea sulla macchina:",
    "tenants.limits": "Ciò che può usare. Vuoto: nessun limite. Un massimo è imposto dal programma, qualunque cosa accada.",
    "tenants.used": "{n} usati",
    "tenants.most": "Al massimo",
};

export default it;
