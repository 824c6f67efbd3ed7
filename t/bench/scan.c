/*
 * bench/scan - ns per webhook: scan_whatsapp_accounts() against jansson.
 *
 * The same payload of about 850 bytes, escaped as Meta escapes, in the same
 * run; the best of several rounds each, taken in turns, so that a busy machine
 * disturbs both alike.  Prints ns per payload, ns per KB and the ratio.
 */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <jansson.h>

#include "common/scan.h"

#define ROUNDS  9
#define CALLS   20000

static const char  payload[] =
    "{\"object\":\"whatsapp_business_account\",\"entry\":[{"
    "\"id\":\"102290129340398\",\"changes\":[{\"value\":{"
    "\"messaging_product\":\"whatsapp\",\"metadata\":{"
    "\"display_phone_number\":\"15550001111\","
    "\"phone_number_id\":\"106540352242922\"},\"contacts\":[{\"profile\":{"
    "\"name\":\"Ana Mar\\u00eda L\\u00f3pez\",\"username\":\"@ana\"},"
    "\"wa_id\":\"5215550001234\",\"user_id\":\"MX.13491208655302741918\","
    "\"identity_key_hash\":\"DF2lS5v2W6x=\"}],\"messages\":[{"
    "\"from\":\"5215550001234\","
    "\"from_user_id\":\"MX.13491208655302741918\","
    "\"id\":\"wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=\","
    "\"timestamp\":\"1795219200\",\"type\":\"text\",\"text\":{\"body\":"
    "\"Hola, buenos d\\u00edas. Hice un pedido la semana pasada y todav\\u00eda"
    " no me ha llegado; el n\\u00famero es 48213. \\u00bfMe pueden decir"
    " d\\u00f3nde est\\u00e1? Lo necesito antes del viernes porque es un"
    " regalo. Muchas gracias \\ud83d\\ude00\"}}]},\"field\":\"messages\"}]}]}";

static const slice_t  body = { (const uint8_t *) payload, sizeof(payload) - 1 };


static double
now_ns(void)
{
    struct timespec  t;

    (void) clock_gettime(CLOCK_MONOTONIC, &t);

    return (double) t.tv_sec * 1e9 + (double) t.tv_nsec;
}


static void
call_scan(void)
{
    scan_accounts_t  accounts;

    if (scan_whatsapp_accounts(body, &accounts) != SCAN_OK || accounts.n != 1) {
        abort();
    }
}


static void
call_jansson(void)
{
    json_t  *root = json_loadb(payload, body.len, 0, NULL);

    if (root == NULL) {
        abort();
    }

    json_decref(root);
}


static double
round_ns(void (*call)(void), unsigned calls)
{
    double  start = now_ns();

    for (unsigned i = 0; i < calls; i++) {
        call();
    }

    return (now_ns() - start) / calls;
}


int
main(void)
{
    double  scan = 1e18, jansson = 1e18, ns;

    for (unsigned i = 0; i < ROUNDS; i++) {
        ns = round_ns(call_scan, CALLS);
        scan = ns < scan ? ns : scan;

        ns = round_ns(call_jansson, CALLS / 10);
        jansson = ns < jansson ? ns : jansson;
    }

    printf("payload                  %6zu bytes\n", body.len);
    printf("scan_whatsapp_accounts   %6.0f ns  %6.0f ns/KB\n", scan,
           scan * 1024 / (double) body.len);
    printf("jansson json_loadb       %6.0f ns  %6.0f ns/KB\n", jansson,
           jansson * 1024 / (double) body.len);
    printf("ratio                    %6.1f\n", jansson / scan);

    return 0;
}
