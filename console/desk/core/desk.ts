/*
 * desk - everything that happens after a login: the live stream, then the
 * state, and what each event does.
 */

import { loadBrand } from "./brand";
import { loadAnew, recount, view } from "./inbox";
import { closeLive, listen, openLive } from "./live";
import { notifyAssigned } from "./notify";
import { go, route } from "./router";
import { beat, forget, me, myId, whoAmI } from "./session";
import { clear, fetchOne, heardOf } from "./store";
import type { LiveEvent } from "./types";
import type { Notice } from "./stream";
import { signal } from "@preact/signals";

const RESET_MS = 2000;
const AGAIN_MS = 5000;

/* The stream is there: from now on state may be loaded. */
export const isReady = signal(false);

/* Raised by a reset: whatever is open loads again. */
export const reloads = signal(0);

/* Those who want to hear of a conversation's events (the open one). */
type Watcher = (event: LiveEvent) => void;

const watchers = new Set<Watcher>();

let stops: (() => void)[] = [];
let reloading: ReturnType<typeof setTimeout> | null = null;


export function watch(watcher: Watcher): () => void {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
}


/* A hundred desks hear the same reset: not all of them at once.  What cannot
 * be had now is asked for again. */
function reload(ms = Math.random() * RESET_MS) {
    reloading ??= setTimeout(() => {
        reloading = null;
        reloads.value++;
        recount();
        void loadAnew(view.value, route.value.path[2] ?? "").then((isDone) => {
            if (!isDone && isReady.value) {
                reload(AGAIN_MS);
            }
        });
    }, ms);
}


/* The event has ids only; who cannot be asked for is told without a name. */
async function assigned(id: string, number: string | undefined) {
    const c = await fetchOne(id).catch(() => null);

    notifyAssigned(c?.contact.name, number, () => go(["inbox", "mine", id]));
}


function happened(event: LiveEvent) {
    const isNews = heardOf(event);

    if (event.type === "conversation.assigned" && event.agent === myId.value && isNews) {
        void assigned(event.conversation!, event.number);
    }

    if (event.type === "agent.changed" && (event.agent ?? myId.value) === myId.value) {
        void refreshMe();
    }

    if (event.type.startsWith("conversation.") || event.type === "ticket.changed"
        || event.type === "message.created") {
        recount();
    }

    for (const watcher of watchers) {
        watcher(event);
    }
}


/* Somebody set me away: it must be seen here. */
async function refreshMe() {
    const agent = me.value?.agent;

    if (agent) {
        await whoAmI().catch(() => {});
    }
}


function heard(notice: Notice) {
    if (notice.kind === "event") {
        happened(notice.event);
    } else if (notice.kind === "reset") {
        reload();
    } else if (notice.kind === "denied") {
        void whoAmI().catch(() => {});
    }
}


/* Stream first, state second: what happens between the two is heard. */
export async function open() {
    stops = [listen(heard), beat()];

    const isLive = await openLive();

    void loadBrand();

    isReady.value = true;
    recount();

    /* what came before the stream did is not told by it */
    if (!isLive) {
        const stop = listen((notice) => {
            if (notice.kind === "online") {
                stop();
                reload();
            }
        });

        stops.push(stop);
    }
}


export function close() {
    isReady.value = false;
    stops.forEach((stop) => stop());
    stops = [];
    clearTimeout(reloading ?? undefined);
    reloading = null;
    closeLive();
    clear();
}


/* The session is over, whoever ended it. */
export function signOut() {
    close();
    forget();
}


