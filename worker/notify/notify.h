/*
 * notify - rows of queues n:<route>: what people and programs are told.
 *
 * Each kind is a channel_t without parse(), so deliver/ treats it as any
 * other: limits and breaker by its account, which here is the route
 * ("<tenant>/<route>"), order by its queue.  What differs: it is given up by
 * age (expires_at), not by attempts, and counted apart.  A `template` is
 * none of these: it belongs to a WhatsApp account and goes its way.
 *
 *   notify.c    the kinds, and what is a secret of which
 *   message.c   what happened, in words of the route's language
 *   email.c     SMTP; mime.c writes the message
 *   slack.c     incoming webhooks of Slack
 *   webhook.c   JSON, signed per Standard Webhooks
 *   sms.c       a provider of the tenant's, by templates of URL and body
 */

#ifndef RELEVO_NOTIFY_H
#define RELEVO_NOTIFY_H

#include "worker/channels/channel.h"

/* By the kind of the row; NULL: not one of these. */
const channel_t *notify_channel(const char *kind);

extern const channel_t  notify_email, notify_slack, notify_webhook,
                        notify_sms;

#endif
