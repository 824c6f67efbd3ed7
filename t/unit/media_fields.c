/*
 * media_fields - key facts of invoices and receipts in five languages, and
 * what is none.
 */

#include <stdlib.h>

#include "t/unit/tap.h"
#include "worker/jsonx.h"
#include "worker/media/fields.h"

/* "kind number date due total currency tax rate subtotal iban" of a paper,
 * "-" for what was not found, then the parties */

static const char *
said(const char *text)
{
    static char  line[512];
    static const struct { const char *field, *member; } parts[] = {
        { "number", "value" }, { "date", "value" }, { "due", "value" },
        { "total", "value" }, { "total", "currency" }, { "tax", "value" },
        { "tax", "rate" }, { "subtotal", "value" }, { "iban", "value" },
        { "seller", "value" }, { "buyer", "value" }
    };

    json_t  *f = fields_find(slice_str(text));
    size_t   n;

    if (f == NULL) {
        return "none";
    }

    n = (size_t) snprintf(line, sizeof(line), "%s", jsonx_str(f, "kind"));

    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        const char  *v = jsonx_str(json_object_get(f, parts[i].field),
                                   parts[i].member);

        n += (size_t) snprintf(line + n, sizeof(line) - n, "|%s",
                               *v == '\0' ? "-" : v);
    }

    if (json_object_get(f, "sums") != NULL) {
        snprintf(line + n, sizeof(line) - n, "|%s",
                 jsonx_true(f, "sums") ? "sums" : "differs");
    }
    json_decref(f);

    return line;
}


static const struct { const char *what, *text, *fields; } papers[] = {
    { "es, lines",
      "Muebles Roble S.L.\nCalle Mayor 12, 28013 Madrid\nNIF: B12345678\n\n"
      "FACTURA Nº: F-2026/0148\nFecha: 21/11/2026\n"
      "Vencimiento: 21/12/2026\nCliente: Ana López Díaz\n\n"
      "Descripción\tUds\tPrecio\tImporte\nMesa de roble\t1\t890,00\t890,00\n"
      "Silla\t4\t95,50\t382,00\nBase imponible\t1.272,00 €\n"
      "IVA 21 %\t267,12 €\nTOTAL A PAGAR\t1.539,12 €\n"
      "IBAN: ES91 2100 0418 4502 0005 1332\n",
      "invoice|F-2026/0148|2026-11-21|2026-12-21|1539.12|EUR|267.12|21|"
      "1272.00|ES9121000418450200051332|Muebles Roble S.L.|Ana López Díaz|"
      "sums" },
    { "es, cells below",
      "Talleres Ría SA\nNúmero de factura\tFecha de emisión\tVencimiento\n"
      "2026-0099\t3 de marzo de 2026\t2/4/2026\nCliente\nPedro Gil\n"
      "Subtotal: 100,00\nIVA (10%): 10,00\nTotal: 110,00 EUR\n",
      "invoice|2026-0099|2026-03-03|2026-04-02|110.00|EUR|10.00|10|100.00|"
      "-|Talleres Ría SA|Pedro Gil|sums" },
    { "es, receipt",
      "SUPERMERCADO EL SOL\nC/ Luna 3\nFactura simplificada: 0042-118\n"
      "21/11/2026 18:32\n2 x LECHE 1,10\t2,20\nPAN\t0,95\nTOTAL\t3,15€\n"
      "EFECTIVO 5,00\nCAMBIO 1,85\n",
      "receipt|0042-118|2026-11-21|-|3.15|EUR|-|-|-|-|SUPERMERCADO EL SOL|-" },
    { "en, dollars",
      "Acme Widgets Inc.\nINVOICE\nInvoice #: INV-00417\n"
      "Invoice Date: 03/04/2026\nDue Date: 04/03/2026\nBill To:\n"
      "Jane Roe\nWidget 3 $25.00 $75.00\nSubtotal $75.00\n"
      "Sales Tax (8.25%) $6.19\nTotal Due $81.19\n",
      "invoice|INV-00417|2026-03-04|2026-04-03|81.19|USD|6.19|8.25|75.00|-|"
      "Acme Widgets Inc.|Jane Roe|sums" },
    { "en, pounds",
      "From: Hill & Sons Ltd\nTo whom it may concern\nInvoice number 7731\n"
      "Date 1 February 2026\nNet total 1,000.00\nVAT @ 20% 200.00\n"
      "Total £1,200.00\nIBAN GB29 NWBK 6016 1331 9268 19\n",
      "invoice|7731|2026-02-01|-|1200.00|GBP|200.00|20|1000.00|"
      "GB29NWBK60161331926819|Hill & Sons Ltd|-|sums" },
    { "pt, Brazil",
      "Padaria Pão Quente Ltda\nNota Fiscal nº 004512\n"
      "Data de emissão: 05/10/2026\nDestinatário: João da Silva\n"
      "Valor total: R$ 1.234,50\nICMS 18% R$ 222,21\n",
      "invoice|004512|2026-10-05|-|1234.50|BRL|222.21|18|-|-|"
      "Padaria Pão Quente Ltda|João da Silva" },
    { "pt, Portugal",
      "Loja do Mar Lda\nFatura n.º FT 2026/77\nData: 2026-10-05\n"
      "Total ilíquido 50,00\nIVA 23% 11,50\nTotal a pagar 61,50 €\n",
      "invoice|FT 2026/77|2026-10-05|-|61.50|EUR|11.50|23|50.00|-|"
      "Loja do Mar Lda|-|sums" },
    { "fr",
      "Boulangerie Dupré SARL\nFacture n° 2026-311\n"
      "Date de facture : 14 mars 2026\nDate d'échéance : 13/04/2026\n"
      "Client : Société Martin\nTotal HT : 1 250,00 €\nTVA 20 % : 250,00 €\n"
      "Net à payer : 1 500,00 €\nIBAN : FR14 2004 1010 0505 0001 3M02 606\n",
      "invoice|2026-311|2026-03-14|2026-04-13|1500.00|EUR|250.00|20|1250.00|"
      "FR1420041010050500013M02606|Boulangerie Dupré SARL|Société Martin|"
      "sums" },
    { "it",
      "Ferramenta Rossi S.r.l.\nP.IVA 01234567890\n"
      "Fattura n. 12/A del 10/09/2026\nSpett.le\nBianchi Maria\n"
      "Imponibile € 200,00\nIVA 22% € 44,00\nTotale fattura € 244,00\n"
      "Scadenza 10/10/2026\nIBAN IT60 X054 2811 1010 0000 0123 456\n",
      "invoice|12/A|2026-09-10|2026-10-10|244.00|EUR|44.00|22|200.00|"
      "IT60X0542811101000000123456|Ferramenta Rossi S.r.l.|Bianchi Maria|"
      "sums" },
    { "it, receipt",
      "BAR CENTRALE\nDOCUMENTO COMMERCIALE\n1 CAFFÈ 1,20\n1 CORNETTO 1,50\n"
      "TOTALE COMPLESSIVO 2,70\nDI CUI IVA 0,25\n21-11-2026 08:14\n"
      "DOC N. 0311-0042\n",
      "receipt|0311-0042|2026-11-21|-|2.70|-|0.25|-|-|-|BAR CENTRALE|-" },
    { "sums that do not fit", "Factura 9-A\nSubtotal 10,00\nIVA 2,10\n"
      "Total 13,10\n",
      "invoice|9-A|-|-|13.10|-|2.10|-|10.00|-|-|-|differs" },
    { "numbers of somebody else",
      "Número de cliente: 4711\nFactura\nTotal 10,00 €\n",
      "invoice|-|-|-|10.00|EUR|-|-|-|-|-|-" },
    { "a checksum that is wrong",
      "Factura 5-B\nTotal 1,00 €\nES91 2100 0418 4502 0005 1333\n",
      "invoice|5-B|-|-|1.00|EUR|-|-|-|-|-|-" },

    { "no paper", "Hola, ¿cuánto es el total? Pagué 20 € ayer", "none" },
    { "a contract", "Contrato de alquiler\nEn Madrid, a 3 de mayo de 2026\n"
      "Renta total: novecientos euros\n", "none" },
    { "nothing", "", "none" }
};


static const struct { const char *text, *amount; } amounts[] = {
    { "1.234,56 €", "1234.56 EUR" }, { "$1,234.56", "1234.56 $" },
    { "1 234,56 EUR", "1234.56 EUR" }, { "1'234.50 CHF", "1234.50 CHF" },
    { "R$10", "10 BRL" }, { "12.990", "12990 " }, { "1,5", "1.5 " },
    { "21 %", "21 %" }, { "8.25%", "8.25 %" }, { "5", "5 " },
    { "21/11/2026", "" }, { "2026-11-21", "" }, { "21.11.2026", "" },
    { "F-220", "" }, { "AB12", "" }, { "18:32", "" }, { "no number", "" },
    { "9999999999999999", "" }, { "1.000.000,00", "1000000.00 " },
    { "20 EUROPA", "20 " }
};


static void
amounts_try(void)
{
    for (size_t i = 0; i < sizeof(amounts) / sizeof(amounts[0]); i++) {
        slice_t         rest = slice_str(amounts[i].text);
        field_amount_t  a = { .cents = 0 };
        char            got[40] = "";

        if (field_amount(&rest, &a)) {
            snprintf(got, sizeof(got), "%s %s", a.value,
                     a.percent ? "%" : a.currency);
        }

        is_str(got, amounts[i].amount, amounts[i].text);
    }
}


/* Cells that are empty: a line may end with its tab, or begin with one.  Each
 * text is a block of its own, so that reading past it is seen. */

static void
cells_try(void)
{
    static const struct { const char *text, *fields; } tables[] = {
        { "Factura\nNúmero de factura:\t\nTotal\t10,00 €\n",
          "invoice|-|-|-|10.00|EUR|-|-|-|-|-|-" },
        { "Factura\nNúmero de factura:\t\n\t\nTotal\t\n\t\n", "none" },
        { "Factura\nTotal\t5,00 €\nVendedor:\t",
          "invoice|-|-|-|5.00|EUR|-|-|-|-|-|-" },
        { "Factura\nTotal\t\nx\t", "none" },
    };

    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
        char  *text = strdup(tables[i].text);

        is_str(said(text), tables[i].fields, "an empty cell");
        free(text);
    }
}


int
main(void)
{
    json_t  *f;

    amounts_try();
    cells_try();

    for (size_t i = 0; i < sizeof(papers) / sizeof(papers[0]); i++) {
        is_str(said(papers[i].text), papers[i].fields, papers[i].what);
    }

    f = fields_find(slice_str("A\nFactura 12-B\nTotal: 5,00 €\n"));
    is_str(jsonx_str(json_object_get(f, "total"), "evidence"),
           "Total: 5,00 €", "the line it was found in");
    is_int(jsonx_int(json_object_get(f, "total"), "line"), 3, "... and which");
    json_decref(f);

    return done_testing();
}
