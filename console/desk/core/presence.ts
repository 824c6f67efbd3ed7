/*
 * presence - who else looks at a conversation, and who writes: told to the
 * server while it is open, heard from the live stream.  What is not repeated
 * is over.
 */

import { signal } from "@preact/signals";
import { api } from "./api";
import { watch } from "./desk";
import { myId } from "./session";
import type { LiveEvent } from "./types";

const VIEW_MS = 20000;          /* the server forgets after 30 s */
const TYPE_MS = 4000;           /* after 6 s */
const LEEWAY_MS = 2000;
const LATE_MS = 2000;           /* a sign of typing that its message has overtaken */

/* agent, or "customer" -> until */
type Until = Record<string, number>;

export const viewers = signal<Record<string, Until>>({});
export const typists = signal<Record<string, Until>>({});


function note(of: typeof viewers, event: LiveEvent, who: string, isOn: boolean, seconds: number) {
    const id = event.conversation!;

    of.value = { ...of.value, [id]: { ...of.value[id],
        [who]: isOn ? Date.now() + seconds * 1000 + LEEWAY_MS : 0 } };
}


/* conversation -> when its customer has last written */
const spoke = new Map<string, number>();


watch((event) => {
    if (event.conversation === null || event.agent === myId.value) {
        return;
    }

    const seconds = Number(event.seconds ?? 6);

    if (event.type === "conversation.viewing" && event.agent !== undefined) {
        note(viewers, event, event.agent, event.here === true, seconds);
        note(typists, event, event.agent, event.typing === true, 6);
    } else if (event.type === "typing") {
        if (Date.now() - (spoke.get(event.conversation) ?? 0) > LATE_MS) {
            note(typists, event, "customer", true, seconds);
        }
    } else if (event.type === "message.created" && event.message?.from === "visitor") {
        spoke.set(event.conversation, Date.now());
        note(typists, event, "customer", false, 0);
    }
});


function say(id: string, body: { here: boolean; typing?: boolean }) {
    api.post(`/conversations/${id}/viewing`, body, { retry: false }).catch(() => {
        /* the next time */
    });
}


/* Says that I look, until the returned function is called. */
export function presence(id: string): () => void {
    const here = () => {
        if (!document.hidden) {
            say(id, { here: true, typing: Date.now() - typedAt < TYPE_MS });
        }
    };
    const timer = setInterval(here, VIEW_MS);

    here();
    return () => {
        clearInterval(timer);
        say(id, { here: false });
    };
}


let typedAt = 0;

export function typing(id: string) {
    if (Date.now() - typedAt > TYPE_MS) {
        typedAt = Date.now();
        say(id, { here: true, typing: true });
    }
}
