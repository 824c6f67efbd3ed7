/*
 * drafts - what has been written and not sent: kept in this browser at once,
 * and by the server a moment later, so that it is there on the next machine.
 * Who logs in next in this tab does not see it.
 */

import { api } from "./api";
import { myId } from "./session";

const PREFIX = "relevo.desk.draft.";
const SAVE_MS = 1500;

const placeOf = (id: string) => `${PREFIX}${myId.peek()}.${id}`;

const timers = new Map<string, ReturnType<typeof setTimeout>>();


export function draftOf(id: string): string {
    try {
        return sessionStorage.getItem(placeOf(id)) ?? "";
    } catch {
        return "";
    }
}


function keep(id: string, text: string) {
    try {
        if (text === "") {
            sessionStorage.removeItem(placeOf(id));
        } else {
            sessionStorage.setItem(placeOf(id), text);
        }
    } catch {
        /* full or refused: the server still has it */
    }
}


export function saveDraft(id: string, text: string) {
    const place = placeOf(id);

    keep(id, text);
    clearTimeout(timers.get(id));
    timers.set(id, setTimeout(() => {
        timers.delete(id);

        if (place !== placeOf(id)) {
            return;             /* who wrote it has logged out */
        }

        api.put(`/drafts/${id}`, { text }, { retry: false }).catch(() => {
            /* the next letter tries again */
        });
    }, SAVE_MS));
}


/* Sent or thrown away. */
export function dropDraft(id: string) {
    keep(id, "");
    clearTimeout(timers.get(id));
    timers.delete(id);
    api.put(`/drafts/${id}`, { text: "" }, { retry: false }).catch(() => {});
}
