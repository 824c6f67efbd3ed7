/*
 * SystemEvent - what happened between the messages: claimed, moved, resolved;
 * one line each, in words.
 */

import { t, word } from "../../core/i18n";
import { agentName } from "../../core/people";
import { hour } from "../../core/time";
import type { Happened } from "../../core/types";


function told(e: Happened): string {
    const who = agentName(e.agent);
    const of = (name: string) => String(e[name] ?? "");

    switch (e.event) {
    case "state":
        return [word("became", of("to")), who, word("reason", of("reason"))]
            .filter(Boolean).join(" · ");
    case "ticket": return `${t("event.ticket")} ${of("number")}`;
    case "priority": return `${t("event.priority")} ${word("priority", of("to"))}`;
    case "assigned": return `${t("event.assigned")} ${who}`;
    case "claimed": return `${t("event.claimed")} ${who}`;
    case "unassigned": return `${t("event.unassigned")} ${who}`;
    case "breach": return `${t("event.breach")} ${word("sla", of("sla"))}`;
    case "label": return `${t(e.on === true ? "event.label" : "event.unlabel")} ${of("label")}`;
    case "rating": return `${t("event.rating")} ${of("rating")}/5`;
    default: return e.event;
    }
}


export function SystemEvent({ event }: { event: Happened }) {
    /* "taken by" follows, and says more */
    if (event.event === "state" && event.to === "human") {
        return null;
    }

    return (
        <p class="system-event">
            <span dir="auto">{told(event)}</span> · <time dateTime={event.at}>{hour(event.at)}</time>
        </p>
    );
}
