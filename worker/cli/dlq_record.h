/*
 * dlq_record - a dead letter's bytes as a record of the ingress log.
 */

#ifndef RELEVO_CLI_DLQ_RECORD_H
#define RELEVO_CLI_DLQ_RECORD_H

#include "common/record.h"

typedef struct {
    const char  *id;                    /* uuid; becomes the request id */
    const char  *channel;
    const char  *account;
    const char  *sender;                /* web chat: the visitor */
    slice_t      raw;
    unsigned     partitions;
} letter_t;

/* Can letters of that channel be replayed?  False, told. */
bool letter_check(const char *channel);

/* Web chat needs its visitor; false, told. */
bool letter_has_sender(const char *channel, const char *sender);

/* The bytes for XADD, to be freed, and their partition; NULL, told. */
char *letter_record(const letter_t *letter, unsigned *ret_partition,
          size_t *ret_len);

#endif
