/*
 * cli/channel - `relevo channel`: accounts, endpoints, their secrets.
 *
 * An account is what a payload names (WhatsApp's phone number id), or the
 * endpoint of the URL; admit decides the tenant of a message by it.  An
 * endpoint is what a URL demands of its senders.
 */

#include "worker/cli/channel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "common/record.h"
#include "worker/channels/channel.h"

static const char  list_sql[] = "select core.channel_list($1::uuid)";

/* A channel that is not here has no endpoints. */
static const channel_kind_t  kinds[] = {
    { "whatsapp",  false, true,  "phone number id" },
    { "messenger", false, true,  "page id" },
    { "instagram", false, true,  "account id" },
    { "telegram",  true,  false, "the endpoint's name" },
    { "twilio",    false, false, "our address" },
    { "generic",   true,  false, "the endpoint's name" },
    { "webchat",   true,  false, "the endpoint in /chat/NAME/" },
};


const channel_kind_t *
channel_kind(const char *name)
{
    if (channel_find(slice_str(name)) == NULL) {
        cli_error("there is no channel \"%s\" (see --help)", name);
        return NULL;
    }

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (strcmp(kinds[i].name, name) == 0) {
            return &kinds[i];
        }
    }

    cli_error("channel \"%s\" has no endpoints", name);
    return NULL;
}


int
channel_missing(const char *what, const char *channel, const char *name)
{
    cli_error("there is no %s %s %s; relevo channel list", what, channel,
              name);
    return EXIT_FAILED;
}


void
channel_wake(void)
{
    redis_sync_t     *redis = cli_redis();
    struct timespec   now;
    uint8_t           bytes[RECORD_FIXED_LEN + 16];
    record_t          r = { .kind = RECORD_WAKE, .channel = SLICE_LIT("cli") };
    size_t            len = record_header_len(&r);
    redisReply       *reply = NULL;

    clock_gettime(CLOCK_REALTIME, &now);
    r.received_us = (uint64_t) now.tv_sec * 1000000
                    + (uint64_t) now.tv_nsec / 1000;

    if (redis != NULL && len > 0 && len <= sizeof(bytes)) {
        const char  *argv[] = {
            "XADD", "relevo:{0}:in", "*", "r", (const char *) bytes
        };
        size_t       lens[] = { 4, 13, 1, 1, len };

        record_encode_header(&r, bytes);
        reply = cli_redis_do(redis, 5, argv, lens);
    }

    if (reply == NULL) {
        cli_error("it is in the database; nginx hears of it when Redis is"
                  " back");
    }

    freeReplyObject(reply);
    redis_sync_free(redis);
}


static void
account_print(const json_t *a)
{
    printf("account   %-10s %-24s %-16s %s%s%s\n", cli_str(a, "channel"),
           cli_str(a, "account"), cli_str(a, "slug"), cli_str(a, "name"),
           json_is_true(json_object_get(a, "credential")) ? ", own token"
                                                          : "",
           json_is_true(json_object_get(a, "enabled")) ? "" : ", off");
}


static void
endpoint_print(const json_t *e)
{
    printf("endpoint  %-10s %-24s %-16s %s%s%s\n", cli_str(e, "channel"),
           cli_str(e, "name"), cli_str(e, "slug"), cli_str(e, "scheme"),
           json_is_true(json_object_get(e, "verify_token"))
           ? ", verify token" : "",
           cli_num(e, "previous_until_ms") > 0 ? ", two secrets" : "");
}


static const cli_part_t  parts[] = {
    { "accounts",  account_print },
    { "endpoints", endpoint_print },
    { 0 }
};


static int
channel_list(PGconn *pg, args_t *args)
{
    return cli_list(pg, args, list_sql, parts);
}


/* Whatever changes what nginx knows is told to it. */

static const cli_action_t  actions[] = {
    { .name = "add",      .run = channel_add,    .after = channel_wake },
    { .name = "set",      .run = channel_set,    .after = channel_wake },
    { .name = "claim",    .run = channel_claim,  .after = channel_wake },
    { .name = "list",     .run = channel_list },
    { .name = "rotate",   .run = channel_rotate, .after = channel_wake },
    { .name = "remove",   .run = channel_remove, .after = channel_wake },
    { .name = "reseal",   .run = channel_reseal, .after = channel_wake },
    { .name = "register", .run = channel_register },
    { .name = "templates", .run = channel_templates },
    { .name = "test",     .run = channel_test },
    { 0 }
};


const command_t  cli_channel = {
    .name = "channel",
    .summary = "accounts and endpoints: who may send, to which tenant",
    .help =
"usage: relevo channel add CHANNEL ACCOUNT --tenant SLUG [--name NAME]\n"
"              [--token-file FILE] [SETTINGS] [--callback URL]\n"
"              [--endpoint NAME ...] [--no-endpoint]\n"
"       relevo channel add CHANNEL --endpoint NAME --tenant SLUG\n"
"              [--scheme SCHEME] [--secret-file FILE]\n"
"              [--verify-token-file FILE] [--setting KEY=VALUE]...\n"
"       relevo channel set CHANNEL ACCOUNT [--token-file FILE] [SETTINGS]\n"
"              [--unset KEY]...\n"
"       relevo channel rotate CHANNEL NAME [--secret-file FILE]"
" [--keep-s 86400]\n"
"       relevo channel rotate CHANNEL ACCOUNT --token-file FILE\n"
"       relevo channel rotate generic ACCOUNT [--callback URL]\n"
"              [--make-token | --token-file FILE] [--keep-s 86400]\n"
"       relevo channel remove CHANNEL NAME [--endpoint]\n"
"       relevo channel claim CHANNEL ACCOUNT --tenant SLUG\n"
"       relevo channel list [--tenant SLUG] [--json]\n"
"       relevo channel reseal\n"
"       relevo channel register CHANNEL --endpoint NAME --url URL ...\n"
"       relevo channel templates ACCOUNT --waba ID\n"
"       relevo channel test CHANNEL ACCOUNT [--endpoint NAME] --url URL\n"
"              [--public-url URL]\n\n"
"An endpoint is /webhooks/CHANNEL/NAME with a secret of its own; nginx knows\n"
"it a moment later.  Without --secret-file a secret is made and shown once.\n"
"FILE may be - for stdin.  An access token belongs to an account.\n\n"
"SETTINGS of an account, before what relevo.conf says of its channel:\n"
"  --api-base URL           where its answers are sent\n"
"  --rate N                 messages a minute before they come after\n"
"                           everybody else's\n"
"  --account-sid SID        twilio: whose number it is\n"
"  --status-callback URL    twilio: our URL for statuses\n"
"  --unset KEY              api_base, rate, account_sid, status_callback,\n"
"                           callback_url\n\n"
"  whatsapp, messenger, instagram   ACCOUNT is the id in the payload\n"
"  telegram, generic, webchat       ACCOUNT is the endpoint itself\n\n"
"  --callback   where the answers of a generic account are posted; its token\n"
"               signs them, and is made and shown once unless it is brought\n"
"  --keep-s N   seconds for which the old secret is accepted, or signs, too\n"
"  claim        like add, and replays what came before it had a tenant\n"
"  reseal       seals everything with the first key of secrets.key_file\n"
"  remove       an account with messages is switched off, not deleted\n\n"
"register, whatsapp:  [--app-id ID [--app-secret-file FILE]] sets the app's\n"
"  callback (without FILE by the endpoint's secret), [--waba ID --account\n"
"  ACCOUNT] subscribes a WhatsApp business account with a callback of its\n"
"  own.   telegram: setWebhook.\n"
"templates: those of a WhatsApp business account, by the token of ACCOUNT,\n"
"  as WhatsApp has them; what cannot be sent from here is named.\n",
    .actions = actions
};
