/*
 * rc - names of results, for logs.
 */

#include "worker/engine/rc.h"


const char *
rc_name(rc_t rc)
{
    switch (rc) {
    case RC_OK:        return "ok";
    case RC_AGAIN:     return "again";
    case RC_DECLINED:  return "declined";
    case RC_RETRY:     return "retry";
    case RC_REJECT:    return "reject";
    }

    return "unknown";
}
