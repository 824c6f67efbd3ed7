/*
 * dlq_record - see dlq_record.h.
 *
 * A letter holds either a whole body or one update of it, verbatim.  A single
 * update of a channel of Meta's goes back into an envelope of its own, so that
 * it takes the same path as when it first came; its bytes are not touched.
 */

#include "worker/cli/dlq_record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "common/scan.h"
#include "worker/channels/channel.h"
#include "worker/cli/cli.h"

typedef struct {
    slice_t  before, raw, after;        /* of the payload */
    char     buf[512];
} envelope_t;


bool
letter_check(const char *channel)
{
    if (channel_find(slice_str(channel)) != NULL) {
        return true;
    }

    cli_error("letters of channel \"%s\" cannot be replayed", channel);
    return false;
}


bool
letter_has_sender(const char *channel, const char *sender)
{
    if (strcmp(channel, "webchat") != 0 || sender[0] != '\0') {
        return true;
    }

    cli_error("a web chat message without a conversation cannot be replayed:"
              " its visitor is not known");
    return false;
}


/* The list of a change that a single update of WhatsApp was in, or NULL. */

static const char *
whatsapp_list(slice_t raw)
{
    slice_t  value;

    if (scan_member(raw, "status", &value)) {
        return "statuses";
    }

    return scan_member(raw, "type", &value)
           || scan_member(raw, "from", &value) ? "messages" : NULL;
}


static void
whatsapp_wrap(const letter_t *letter, envelope_t *e)
{
    const char  *list = whatsapp_list(letter->raw);
    int          n;

    if (list == NULL) {
        return;
    }

    n = snprintf(e->buf, sizeof(e->buf),
                 "{\"object\":\"whatsapp_business_account\",\"entry\":[{"
                 "\"id\":\"%s\",\"changes\":[{\"field\":\"messages\","
                 "\"value\":{\"messaging_product\":\"whatsapp\","
                 "\"metadata\":{\"phone_number_id\":\"%s\"},\"%s\":[",
                 letter->account, letter->account, list);

    e->before = slice_make(e->buf, (size_t) n);
    e->after = SLICE_LIT("]}}]}]}");
}


/* Messenger and Instagram have one list for all they send. */

static void
page_wrap(const letter_t *letter, envelope_t *e)
{
    int  n;

    if (scan_json(letter->raw) != SCAN_OK) {
        return;
    }

    n = snprintf(e->buf, sizeof(e->buf),
                 "{\"object\":\"%s\",\"entry\":[{\"id\":\"%s\","
                 "\"messaging\":[",
                 strcmp(letter->channel, "messenger") == 0 ? "page"
                                                           : "instagram",
                 letter->account);

    e->before = slice_make(e->buf, (size_t) n);
    e->after = SLICE_LIT("]}]}");
}


static const struct {
    const char  *channel;
    void       (*wrap)(const letter_t *letter, envelope_t *e);
} wraps[] = {
    { "whatsapp",  whatsapp_wrap },
    { "messenger", page_wrap },
    { "instagram", page_wrap },
};


/* False, told, when the account cannot stand in JSON as it is. */

static bool
envelope_wrap(const letter_t *letter, envelope_t *e)
{
    slice_t  entry;

    *e = (envelope_t) { .raw = letter->raw };

    if (scan_member(letter->raw, "entry", &entry)) {
        return true;                    /* whole already */
    }

    for (size_t i = 0; i < sizeof(wraps) / sizeof(wraps[0]); i++) {
        if (strcmp(letter->channel, wraps[i].channel) == 0) {
            wraps[i].wrap(letter, e);
        }
    }

    if (e->before.len > 0
        && (strpbrk(letter->account, "\"\\") != NULL
            || strlen(letter->account) > SCAN_ACCOUNT_LEN))
    {
        cli_error("the letter's account is not an id");
        return false;
    }

    return true;
}


/* The letter's id without its dashes: 32 hex digits, as a request id is. */

static void
request_id(const char *id, char ret_id[33])
{
    size_t  n = 0;

    for (; *id != '\0' && n < 32; id++) {
        if (*id != '-') {
            ret_id[n++] = *id;
        }
    }

    ret_id[n] = '\0';
}


char *
letter_record(const letter_t *letter, unsigned *ret_partition,
    size_t *ret_len)
{
    struct timespec  now;
    envelope_t       e;
    char             id[33], *bytes;
    uint8_t         *end;
    record_t         r = { .kind = RECORD_WEBHOOK };
    size_t           header;

    if (!envelope_wrap(letter, &e)) {
        return NULL;
    }

    clock_gettime(CLOCK_REALTIME, &now);
    request_id(letter->id, id);

    r.partition = (uint16_t) partition_of(slice_str(letter->account),
                                          letter->partitions);
    r.received_us = (uint64_t) now.tv_sec * 1000000
                    + (uint64_t) now.tv_nsec / 1000;
    r.channel = slice_str(letter->channel);
    r.request_id = slice_str(id);

    /* their account is the endpoint of the URL */

    if (strcmp(letter->channel, "webchat") == 0
        || strcmp(letter->channel, "telegram") == 0
        || strcmp(letter->channel, "generic") == 0)
    {
        r.endpoint = slice_str(letter->account);
    }

    if (strcmp(letter->channel, "webchat") == 0) {
        r.sender = slice_str(letter->sender);
    }

    header = record_header_len(&r);
    bytes = malloc(header + e.before.len + e.raw.len + e.after.len + 1);
    if (header == 0 || bytes == NULL) {
        cli_error("the letter does not fit into a record");
        free(bytes);
        return NULL;
    }

    end = record_encode_header(&r, (uint8_t *) bytes);

    if (e.before.len > 0) {
        memcpy(end, e.before.data, e.before.len);
        end += e.before.len;
    }

    memcpy(end, e.raw.data, e.raw.len);
    end += e.raw.len;

    if (e.after.len > 0) {
        memcpy(end, e.after.data, e.after.len);
        end += e.after.len;
    }

    *ret_len = (size_t) (end - (uint8_t *) bytes);
    *ret_partition = r.partition;
    return bytes;
}
