/*
 * tenant_url - where an account of a tenant's own may lead.
 *
 * The operator's accounts and relevo.conf's may be anywhere: a model beside
 * the worker is what they are for.  A tenant's may not, or it would see what
 * answers behind our firewall:
 *
 *   https  public addresses, and the networks of provider.private_networks
 *   http   these networks alone
 */

#ifndef RELEVO_PROVIDERS_TENANT_URL_H
#define RELEVO_PROVIDERS_TENANT_URL_H

#include "worker/engine/http.h"

/* Its accounts are for all. */
#define TENANT_OPERATOR  "00000000-0000-0000-0000-000000000000"

/* NULL, or what is wrong with the URL (static). */
const char *tenant_url_problem(const char *url);

/* Who decides where its connections may go. */
http_guard_fn tenant_url_guard(const char *url);

#endif
