/*
 * stream - the live stream itself: opens it, reads it, resumes it after a
 * break (Last-Event-ID), gives up when the server no longer knows us.  Runs in
 * the SharedWorker (sharedworker.ts), or in one page where there is none.
 */

import { EventParser } from "../../chat/client.js";
import type { LiveEvent } from "./types";

const URL_OF_STAFF = "/live/agent";
const RETRY_MS = [0, 500, 1000, 2000, 5000, 10000];
const SILENCE_MS = 40000;           /* the server writes at least every 15 s */

/*
 * online: what follows is complete from here on.  reset: it is not, fetch
 * everything again.  denied: log in first.
 */
export type Notice =
    | { kind: "online" }
    | { kind: "offline" }
    | { kind: "reset" }
    | { kind: "denied" }
    | { kind: "event"; event: LiveEvent };


interface Frame {
    id: string | null;
    event: string;
    data: string;
}


export class Stream {
    #last: string | null = null;
    #abort: AbortController | null = null;
    #running = false;

    constructor(private readonly tell: (notice: Notice) => void) {}

    open() {
        if (!this.#running) {
            this.#running = true;
            void this.#run();
        }
    }

    close() {
        this.#running = false;
        this.#last = null;
        this.#abort?.abort();
    }

    /* The machine slept, or the network came back: do not wait. */
    hurry() {
        this.#abort?.abort();
    }

    async #run() {
        for (let failures = 0; this.#running; failures++) {
            const ms = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)];

            await new Promise((done) => setTimeout(done, ms * (0.75 + Math.random() / 2)));

            if (!this.#running) {
                return;
            }

            try {
                await this.#read(() => { failures = 0; });
            } catch {
                /* told below, tried again */
            }

            if (this.#running) {
                this.tell({ kind: "offline" });
            }
        }
    }

    async #read(opened: () => void) {
        const abort = new AbortController();
        const headers: Record<string, string> = { Accept: "text/event-stream" };

        this.#abort = abort;

        if (this.#last !== null) {
            headers["Last-Event-ID"] = this.#last;
        }

        const response = await this.#watched(abort, fetch(URL_OF_STAFF,
            { headers, signal: abort.signal, credentials: "same-origin", cache: "no-store" }));

        if (response.status === 401 || response.status === 403) {
            this.close();
            this.tell({ kind: "denied" });
            return;
        }

        if (!response.ok || response.body === null) {
            throw new Error(`live: HTTP ${response.status}`);
        }

        const parser = new EventParser();
        const reader = response.body.pipeThrough(
            new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>).getReader();

        for (;;) {
            const { value, done } = await this.#watched(abort, reader.read());

            if (done) {
                return;
            }

            for (const frame of parser.push(value) as Frame[]) {
                this.#frame(frame, opened);
            }
        }
    }

    /* A stream that is silent for too long is a dead one. */
    #watched<T>(abort: AbortController, promise: Promise<T>): Promise<T> {
        const watchdog = setTimeout(() => abort.abort(), SILENCE_MS);

        return promise.finally(() => clearTimeout(watchdog));
    }

    #frame(frame: Frame, opened: () => void) {
        if (frame.id !== null) {
            this.#last = frame.id;
        }

        if (frame.event === "hello") {
            opened();
            this.tell({ kind: "online" });
        } else if (frame.event === "reset") {
            this.tell({ kind: "reset" });
        } else if (frame.data !== "") {
            this.tell({ kind: "event", event: JSON.parse(frame.data) });
        }
    }
}
