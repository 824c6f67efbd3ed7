/*
 * live - the live stream as a page uses it.
 *
 *   const stop = listen((notice) => ...);    // core/stream.ts: Notice
 *   await openLive();                        // then load state
 *
 * The stream is opened first and state is loaded second, so nothing falls
 * between.  One stream per browser: in a SharedWorker; without, in the tab
 * that holds a lock, which tells the others over a BroadcastChannel; without
 * that too, one per tab.
 */

import { signal } from "@preact/signals";
import { Stream, type Notice } from "./stream";

/* Written by build.mjs: the worker's file has a hash in its name. */
declare const LIVE_WORKER: string;

export const isOnline = signal(false);

type Listener = (notice: Notice) => void;

const listeners = new Set<Listener>();
const CHANNEL = "relevo.desk.live";
const OPEN_WAIT_MS = 3000;

let send: ((what: "open" | "close" | "hurry" | "bye") => void) | null = null;


export function listen(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
}


function heard(notice: Notice) {
    if (notice.kind === "online" || notice.kind === "offline" || notice.kind === "denied") {
        isOnline.value = notice.kind === "online";
    }

    for (const listener of listeners) {
        listener(notice);
    }
}


function byWorker(): typeof send {
    const worker = new SharedWorker(LIVE_WORKER, { name: "relevo-live" });

    worker.port.onmessage = ({ data }) => heard(data as Notice);
    worker.port.start();
    return (what) => worker.port.postMessage(what);
}


/* The tab with the lock has the stream; when it closes the next one gets it,
 * and what was said in between is not known: reset. */
function byLock(): typeof send {
    const channel = new BroadcastChannel(CHANNEL);
    let stream: Stream | null = null;
    let isOpen = false;
    let hasGap = false;

    function lead(notice: Notice) {
        const news: Notice[] = hasGap && notice.kind === "online"
            ? [notice, { kind: "reset" }] : [notice];

        hasGap &&= notice.kind !== "online";

        for (const one of news) {
            heard(one);
            channel.postMessage(one);
        }
    }

    channel.onmessage = ({ data }) => {
        if (data !== "open") {
            hasGap = true;              /* another tab leads */
            heard(data as Notice);
        } else if (stream !== null) {
            stream.open();              /* a login in any tab is one for all */
            channel.postMessage({ kind: isOnline.value ? "online" : "offline" });
        }
    };

    void navigator.locks.request(CHANNEL, () => new Promise<never>(() => {
        stream = new Stream(lead);

        if (isOpen) {
            stream.open();
        }
    }));

    return (what) => {
        isOpen = what === "open" || (what === "hurry" && isOpen);

        if (stream === null) {
            if (what === "open") {
                channel.postMessage("open");
            }
        } else if (what === "open") {
            stream.open();
        } else if (what === "close") {
            stream.close();
        } else {
            stream.hurry();
        }
    };
}


function alone(): typeof send {
    const stream = new Stream(heard);

    return (what) => {
        if (what === "open") {
            stream.open();
        } else if (what === "hurry") {
            stream.hurry();
        } else {
            stream.close();
        }
    };
}


function connect(): typeof send {
    try {
        if ("SharedWorker" in window) {
            return byWorker();
        }
    } catch {
        /* some private modes refuse it */
    }

    return "locks" in navigator && "BroadcastChannel" in window ? byLock() : alone();
}


/* Resolves when the stream is there, or it takes too long: then state is
 * loaded at once, and again when the stream has come. */
export async function openLive(): Promise<boolean> {
    if (send === null) {
        send = connect();
        addEventListener("online", () => send?.("hurry"));
        addEventListener("pagehide", (e) => {
            if (!e.persisted) {
                send?.("bye");
            }
        });
    }

    send?.("open");

    return new Promise((done) => {
        const timer = setTimeout(() => finish(), OPEN_WAIT_MS);
        const stop = listen((notice) => {
            if (notice.kind === "online" || notice.kind === "denied") {
                finish();
            }
        });
        const finish = () => {
            clearTimeout(timer);
            stop();
            done(isOnline.value);
        };
    });
}


export function closeLive() {
    send?.("close");
    isOnline.value = false;
}
