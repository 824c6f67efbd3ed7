
/*
 * heap - what requests have given back stays with the worker.
 *
 * Webhooks come in bursts: the pools of all requests of a turn are freed one
 * after another, and glibc gives the top of the heap back to the kernel
 * whenever 128 KB of it are free, to fetch and zero the same pages for the
 * next turn.  At most KEEP bytes per worker are kept.
 */

#include "ngx_http_relevo.h"

#if defined(__GLIBC__)
#include <malloc.h>
#endif


#define NGX_HTTP_RELEVO_HEAP_KEEP   (8 * 1024 * 1024)
#define NGX_HTTP_RELEVO_HEAP_STEP   (512 * 1024)


void
ngx_http_relevo_heap_keep(void)
{
#if defined(__GLIBC__)

    (void) mallopt(M_TRIM_THRESHOLD, NGX_HTTP_RELEVO_HEAP_KEEP);
    (void) mallopt(M_TOP_PAD, NGX_HTTP_RELEVO_HEAP_STEP);

#endif
}
