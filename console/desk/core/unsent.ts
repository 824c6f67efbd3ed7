/*
 * unsent - what has been written and is not at the server yet, by conversation.
 * It outlives its view, a reload and a session that ends: then it says "not
 * sent" and can be tried again, under the same Idempotency-Key.  Kept in this
 * tab, for this agent.
 */

import { effect, signal } from "@preact/signals";
import { Problem } from "./api";
import { myId } from "./session";

export type Written = {
    key: string;
    kind: "reply" | "note";
    text: string;
    replyTo?: string;
    at: string;
    state: "sending" | "failed";
    problem?: Problem;
};

type All = Record<string, Written[]>;

const STORE = "relevo.desk.unsent.";
const all = signal<All>({});

export const unsentOf = (conversation: string): Written[] => all.value[conversation] ?? [];


/* Nobody waits any more for what was under way: nobody knows how it ended. */
function kept(agent: string): All {
    try {
        const had = JSON.parse(sessionStorage.getItem(STORE + agent) ?? "{}") as All;

        return Object.fromEntries(Object.entries(had).map(([id, list]) => [id,
            list.map((w) => ({ ...w, state: "failed", problem: new Problem(0, "offline", "") }))]));
    } catch {
        return {};
    }
}


/* Of somebody who has logged out meanwhile nothing is touched. */
function change(conversation: string, list: Written[]) {
    if (myId.peek() === "") {
        return;
    }

    const { [conversation]: _, ...rest } = all.peek();

    all.value = list.length === 0 ? rest : { ...rest, [conversation]: list };

    try {
        sessionStorage.setItem(STORE + myId.peek(), JSON.stringify(all.peek()));
    } catch {
        /* full or refused: it is still on the screen */
    }
}


export function keep(conversation: string, written: Written) {
    change(conversation, [...(all.peek()[conversation] ?? []), written]);
}


/* null: it is there, or thrown away. */
export function replace(conversation: string, key: string, by: Written | null) {
    change(conversation, (all.peek()[conversation] ?? [])
        .flatMap((w) => (w.key !== key ? [w] : by === null ? [] : [by])));
}


effect(() => { all.value = myId.value === "" ? {} : kept(myId.value); });
