/*
 * client - the web chat channel as a page sees it: session, send, live.
 *
 * Knows nothing of the page.  The token stays in this browser's storage; the
 * live stream is fetch() with an Authorization header, because an EventSource
 * would put the token into the URL.
 *
 *   const chat = new ChatClient({ base: "/chat/", endpoint: "demo" });
 *   chat.on = (event) => ...;   // {kind: "state"|"message"|"gap"|"typing"|
 *                               //  "position"|"visitor", ...}
 *   await chat.start();
 *   await chat.send(id, text);  // resolves when the server has it
 *   await chat.upload(id, file, caption, (share) => ...);
 *   const { items, older } = await chat.history(after);    // id, or null
 */

import { post } from "./upload.js";

const STORE = "relevo.chat.";
const RETRY_MS = [0, 500, 1000, 2000, 5000, 10000];
const SILENCE_MS = 40000;            /* the server writes at least every 15 s */


/* crypto.randomUUID() exists only on https and localhost. */
export function uuid() {
    const b = crypto.getRandomValues(new Uint8Array(16));

    b[6] = (b[6] & 0x0f) | 0x40;
    b[8] = (b[8] & 0x3f) | 0x80;

    const hex = Array.from(b, (v) => v.toString(16).padStart(2, "0")).join("");

    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}


export class ChatError extends Error {
    constructor(status) {
        super(`chat: HTTP ${status}`);
        this.status = status;
    }
}


export class ChatClient {
    constructor({ base, endpoint, store = window.localStorage }) {
        this.url = `${base}${encodeURIComponent(endpoint)}`;
        this.key = STORE + endpoint;
        this.store = store;
        this.on = () => {};
        this.lastId = null;                  /* where the stream goes on */
        this.sent = Promise.resolve();       /* the last send, however it ended */
        this.uploaded = Promise.resolve();   /* the last file: texts pass it */
        this.stopped = false;
        this.token = this.#remembered();
        this.opened = new Promise((done) => { this.open = done; });
    }

    /* Whose browser this is; null before the first session. */
    get visitor() {
        return this.token?.split(".")[2] ?? null;
    }

    async start() {
        await this.#session();
        this.open();
        this.#listen();
    }

    stop() {
        this.stopped = true;
        this.abort?.abort();
    }

    /* The id makes a repetition harmless: the same id is one message.  One
     * at a time: two requests under way may arrive in either order. */
    send(id, text) {
        const sent = this.sent.then(() => this.#send(id, text));

        this.sent = sent.catch(() => {});
        return sent;
    }

    /* One at a time, too.  `progress` hears which share is there: 0 to 1. */
    upload(id, file, caption, progress) {
        const uploaded = this.uploaded.then(() => this.#accepted(() => post(
            `${this.url}/media?${new URLSearchParams({ id, name: file.name, caption })}`,
            this.#bearer(), file, progress)));

        this.uploaded = uploaded.catch(() => {});
        return uploaded;
    }

    /* What was said, as the server has it: the latest, or what is new since
     * the message `after`.  older: there is more before the first. */
    async history(after) {
        const query = after === null ? "" : `?${new URLSearchParams({ after })}`;
        const response = await this.#accepted(() => fetch(`${this.url}/messages${query}`,
            { headers: this.#bearer() }));

        return response.json();
    }

    /* Best effort: nobody waits for it. */
    typing() {
        this.#post("typing", null).catch(() => {});
    }

    #send(id, text) {
        const body = JSON.stringify({ id, text });

        return this.#accepted(() => this.#post("messages", body));
    }

    /* Waits for the first session; goes again when a session is over. */
    async #accepted(request) {
        await this.opened;

        let response = await request();

        if (response.status === 401) {
            await this.#session();
            response = await request();
        }

        if (!response.ok) {
            throw new ChatError(response.status);
        }

        return response;
    }

    #remembered() {
        try {
            return this.store.getItem(this.key);
        } catch {
            return null;             /* storage refused: a session per page */
        }
    }

    async #session() {
        let response = await this.#post("session", null);

        if (response.status === 401) {
            this.token = null;       /* expired or other secret: a new visitor */
            response = await this.#post("session", null);
        }

        if (!response.ok) {
            throw new ChatError(response.status);
        }

        this.token = (await response.json()).token;
        this.on({ kind: "visitor", visitor: this.visitor });

        try {
            this.store.setItem(this.key, this.token);
        } catch {
            /* as above */
        }
    }

    #post(path, body) {
        const headers = { ...this.#bearer(),
            ...(body === null ? {} : { "Content-Type": "application/json" }) };

        return fetch(`${this.url}/${path}`, { method: "POST", headers, body });
    }

    #bearer() {
        return this.token ? { Authorization: `Bearer ${this.token}` } : {};
    }

    async #listen() {
        for (let failures = 0; !this.stopped; failures++) {
            const delay = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)];

            await new Promise((done) => setTimeout(done, delay * (0.75 + Math.random() / 2)));

            try {
                await this.#stream(() => { failures = 0; });
            } catch (error) {
                if (error instanceof ChatError && error.status === 401) {
                    await this.#session().catch(() => {});
                }
            }

            if (!this.stopped) {
                this.on({ kind: "state", online: false });
            }
        }
    }

    async #stream(opened) {
        this.abort = new AbortController();

        const headers = { ...this.#bearer(), Accept: "text/event-stream" };

        if (this.lastId !== null) {
            headers["Last-Event-ID"] = this.lastId;
        }

        const response = await this.#watched(
            fetch(`${this.url}/live`, { headers, signal: this.abort.signal }));

        if (!response.ok) {
            throw new ChatError(response.status);
        }

        const parser = new EventParser();
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();

        for (;;) {
            const { value, done } = await this.#watched(reader.read());

            if (done) {
                return;
            }

            for (const frame of parser.push(value)) {
                this.#frame(frame, opened);
            }
        }
    }

    /* A stream that is silent for too long is a dead one. */
    #watched(promise) {
        const watchdog = setTimeout(() => this.abort.abort(), SILENCE_MS);

        return promise.finally(() => clearTimeout(watchdog));
    }

    #frame(frame, opened) {
        if (frame.id !== null) {
            this.lastId = frame.id;
        }

        this.#event(frame, opened);

        if (frame.id !== null) {
            this.on({ kind: "position", position: frame.id });
        }
    }

    #event(frame, opened) {
        if (frame.event === "hello") {
            opened();
            this.on({ kind: "state", online: true });
            return;
        }

        if (frame.event === "reset") {
            this.on({ kind: "gap" });
            return;
        }

        if (frame.data === "") {
            return;                  /* a lone position */
        }

        const event = JSON.parse(frame.data);

        if (event.type === "message.created" && event.message) {
            this.on({ kind: "message", message: event.message });
        } else if (event.type === "typing") {
            this.on({ kind: "typing", seconds: event.seconds ?? 6 });
        }
    }
}


/* Server-Sent Events: text in, frames {id, event, data} out. */
export class EventParser {
    constructor() {
        this.rest = "";
        this.frame = { id: null, event: "message", data: [] };
    }

    push(text) {
        const frames = [];
        const lines = (this.rest + text).split("\n");

        this.rest = lines.pop();

        for (const line of lines.map((l) => l.replace(/\r$/, ""))) {
            if (line === "") {
                frames.push({ ...this.frame, data: this.frame.data.join("\n") });
                this.frame = { id: null, event: "message", data: [] };
                continue;
            }

            const colon = line.indexOf(":");
            const name = colon < 0 ? line : line.slice(0, colon);
            const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");

            if (name === "id") {
                this.frame.id = value;
            } else if (name === "event") {
                this.frame.event = value;
            } else if (name === "data") {
                this.frame.data.push(value);
            }
        }

        return frames;
    }
}
