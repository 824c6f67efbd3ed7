/*
 * judge - rules over a scene: does a person take over, and with what.
 *
 * Pure and deterministic: the same scene under the same rules is the same
 * verdict.  Strings point into the rules or are static.
 */

#ifndef RELEVO_JUDGE_H
#define RELEVO_JUDGE_H

#include "worker/decide/rules.h"
#include "worker/decide/topics.h"

#define FIRED_MAX  RULES_MAX             /* one that is left out may lead */

typedef struct {
    uint16_t   rule;                    /* index of rules_t.rules */
    int16_t    mark;                    /* index of the scene's, or -1 */
    double     points;
} fired_t;

typedef struct {
    bool         escalate;
    const char  *reason;                /* "refund_request"; "" when not */
    priority_t   priority;
    const char  *topic;                 /* intent: "billing_dispute" */
    const char  *category;              /* of a ticket: "payment_issue" */
    const char  *sentiment;             /* angry negative neutral positive
                                           confused */
    const char  *stage;                 /* journey, or NULL */
    const char  *skill;
    double       score;                 /* points */
    bool         hard;
    fired_t      fired[FIRED_MAX];
    unsigned     n;
} verdict_t;

void judge(const rules_t *rules, const patterns_t *p, const scene_t *scene,
     verdict_t *ret_verdict);

/* With the rules and packs of the program (decide_init), nothing else. */
void escalation_judge(const said_t *said, unsigned n, scene_t *ret_scene,
     verdict_t *ret_verdict);

/* {escalate, reason, priority, ..., rules: [...]}; a new reference. */
json_t *verdict_json(const rules_t *rules, const scene_t *scene,
        const verdict_t *verdict);

#endif
