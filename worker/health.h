/*
 * health - what a child knows of the things it uses, for
 * GET /api/v1/system/health: each says "ok", "off" or "down: why".
 *
 *   decoder  the state of its process
 *   store    a folder that can be written; S3: it answers for a name
 *   clamd    PONG
 *   models   breakers that are not closed
 *
 * Asked every health.interval, one question of a kind at a time, so that a
 * store that hangs is asked once.  The owner of partition 0 has all tenants'
 * backlog counted as often (core.health_note).
 */

#ifndef RELEVO_HEALTH_H
#define RELEVO_HEALTH_H

void health_start(void);
void health_stop(void);

/* ",\"components\":{...},\"breakers\":{...}" into buf, no NUL; its length, 0
 * when it does not fit. */
int  health_json(char *buf, int len);

#endif
