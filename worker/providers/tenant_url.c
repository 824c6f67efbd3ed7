/*
 * tenant_url - see tenant_url.h.
 */

#include "worker/providers/tenant_url.h"

#include "worker/engine/address.h"
#include "worker/engine/config.h"
#include "worker/engine/foreign.h"


const char *
tenant_url_problem(const char *url)
{
    const char  *problem = foreign_problem(url);

    if (problem == NULL && foreign_is_clear(url)
        && *config_str("provider.private_networks") == '\0')
    {
        problem = "is http://, which is for provider.private_networks only";
    }

    return problem;
}


static bool
is_private(const struct sockaddr *to)
{
    return address_in(to, config_str("provider.private_networks"));
}


static bool
is_public(const struct sockaddr *to)
{
    return foreign_may(to, config_str("provider.private_networks"));
}


http_guard_fn
tenant_url_guard(const char *url)
{
    return foreign_is_clear(url) ? is_private : is_public;
}
