/* figures - what GET /overview answers, and where a number leads to. */

import { href } from "../../core/router";

export interface Figure {
    n: number;
    list: string;
}

export interface Now {
    messages_per_minute: Partial<Record<"in" | "bot" | "agent", number>>;
    waiting: Figure;
    waiting_since: string | null;
    with_agents: Figure;
    late: Figure;
    angry: Figure;
    priorities: Record<string, Figure>;
    agents: Partial<Record<"online" | "away" | "offline", number>>;
    room: number | null;
    providers: { provider: string; model: string; calls: number; failed: number }[];
}

export interface Times {
    n: number;
    mean_seconds: number | null;
    p50_seconds: number | null;
    p90_seconds: number | null;
}

export const SERIES = ["in", "bot", "agent", "escalated"] as const;

export type Point = { at: string } & Record<typeof SERIES[number], number>;
export type Share = Figure & { key: string };

export const SHARES = ["sentiment", "language", "intent", "reason", "channel", "decision", "ticket"] as const;

export type Past = Record<typeof SHARES[number], Share[]> & {
    messages: Partial<Record<"in" | "bot" | "agent" | "system", number>>;
    assigned: Times;
    first_response: Times;
    resolution: Times;
    ratings: { n: number; mean: number | null };
    step: "hour" | "day";
    series: Point[];
};

const IN_INBOX = new Set(["view", "sort", "priority", "sentiment", "channel", "language"]);
const SORTS: Record<string, string> = { waiting: "waiting", latest: "recent", priority: "priority" };


/* The inbox with these filters; null: it has no such filter. */
export function inboxOf(list: string): string | null {
    const q = new URLSearchParams(list.split("?")[1]);
    const sort = q.get("sort");

    if ([...q.keys()].some((name) => !IN_INBOX.has(name)) || (sort !== null && !(sort in SORTS))) {
        return null;
    }

    const view = q.get("view") ?? "all";

    q.delete("view");

    if (sort !== null) {
        q.set("sort", SORTS[sort]);
    }

    return `${href("inbox", view)}?${q}`;
}
