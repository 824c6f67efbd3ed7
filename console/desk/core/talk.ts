/*
 * talk - one open conversation: its timeline, what has been written here and
 * is not yet there, and everything that a person does to it.
 *
 * What is written shows at once.  When it fails it stays, says so, and can be
 * tried again under the same Idempotency-Key: it is one message however often.
 */

import { batch, computed, signal } from "@preact/signals";
import { uuid } from "../../chat/client.js";
import { api, Problem, query } from "./api";
import { myId } from "./session";
import { conversation, fetchOne, FLEETING, patch, pretend, refresh } from "./store";
import { keep, replace, unsentOf, type Written } from "./unsent";
import type { Conversation, Happened, LiveEvent, Message, Note, Panel, Timeline } from "./types";

const PAGE = 50;

const AGAIN_MS = 5000;

/* So long the server knows a key again, with an hour for clocks. */
const KEPT_MS = 23 * 3600000;

export type { Written };

export type Entry =
    | { kind: "message"; id: string; at: string; message: Message }
    | { kind: "note"; id: string; at: string; note: Note }
    | { kind: "event"; id: string; at: string; event: Happened }
    | { kind: "written"; id: string; at: string; written: Written };


function entryOf(item: Record<string, unknown>): Entry {
    const { id, at } = item as { id: string; at: string };

    switch (item.kind) {
    case "note": return { kind: "note", id, at, note: item as unknown as Note };
    case "event": return { kind: "event", id, at, event: item as unknown as Happened };
    default: return { kind: "message", id, at, message: item as unknown as Message };
    }
}


const problemFrom = (error: unknown) => (error instanceof Problem ? error
    : new Problem(0, "internal", String(error)));


/* One at a time in each conversation: what was written first arrives first. */
const lines = new Map<string, Promise<void>>();


export class Talk {
    readonly items = signal<Entry[]>([]);       /* as the server orders them */
    readonly panel = signal<Panel | null>(null);
    readonly next = signal<string | null>(null);
    readonly isLoaded = signal(false);
    readonly isGone = signal(false);
    readonly problem = signal<Problem | null>(null);
    #loading: Promise<void> | null = null;
    #again = false;
    #panels = 0;                /* how often it was asked for */
    #isClosed = false;

    constructor(readonly id: string) {}

    readonly written = computed(() => unsentOf(this.id));

    readonly conversation = computed(() => conversation(this.id));

    readonly entries = computed<Entry[]>(() => [...this.items.value,
        ...this.written.value.map((written): Entry =>
            ({ kind: "written", id: written.key, at: written.at, written }))]);

    /* Everything that is new; asked again when something comes meanwhile, also
     * when it could not be had: a conversation that the bot has for a moment is
     * not there for us, and what gives it back may come before we are told so. */
    load(): Promise<void> {
        this.#again = true;
        this.#loading ??= this.#loadAll();

        return this.#loading;
    }

    async #loadAll() {
        while (this.#again) {
            this.#again = false;
            this.problem.value = await this.#load().then(() => null, problemFrom);
        }

        this.#loading = null;
        this.#later();
    }

    /* An event has said that there is something: it is not let go. */
    #later() {
        if (this.problem.value?.isTransient) {
            setTimeout(() => {
                if (!this.#isClosed) {
                    void this.load();
                }
            }, AGAIN_MS);
        }
    }

    close() {
        this.#isClosed = true;
    }

    async #load() {
        const c = await fetchOne(this.id);

        if (c === null) {
            this.isGone.value = true;
            return;
        }

        this.isGone.value = false;

        if (c.sight !== "preview") {
            await this.#loadPage(null);
        }

        this.isLoaded.value = true;
    }

    /* The newest page takes the place of what it repeats; without an overlap
     * there is a gap, and what was here begins again. */
    async #loadPage(cursor: string | null) {
        const { data } = await api.get<Timeline>(
            `/conversations/${this.id}/timeline${query({ limit: PAGE, cursor })}`);
        const page = data.items.map(entryOf).reverse();
        const ids = new Set(page.map((e) => e.id));
        const had = this.items.value;
        const kept = had.filter((e) => !ids.has(e.id));
        const hasGap = had.length > 0 && kept.length === had.length && data.next !== null;

        batch(() => {
            this.items.value = cursor !== null ? [...page, ...kept]
                : hasGap ? page : [...kept, ...page];

            if (cursor !== null || had.length === 0 || hasGap) {
                this.next.value = data.next;
            }
        });
    }

    /* The customer, the ticket, what there was before, and my draft. */
    async loadPanel() {
        if (this.conversation.value?.sight === "preview") {
            return;
        }

        const n = ++this.#panels;
        const { data } = await api.get<Panel>(`/conversations/${this.id}/panel`);

        if (n === this.#panels) {
            this.panel.value = data;
        }
    }

    async older() {
        if (this.next.value !== null) {
            await this.#loadPage(this.next.value);
        }
    }

    heard(event: LiveEvent) {
        if (event.conversation !== this.id) {
            return;
        }

        if (event.type === "message.status" && typeof event.message === "string") {
            this.#marked(event.message, String(event.status));
            return;
        }

        /* what I have read changes no word of it */
        if (!FLEETING.has(event.type) && event.type !== "conversation.read") {
            void this.load();
        }
    }

    /* Its delivery has gone on: nothing needs to be asked for. */
    #marked(id: string, status: string) {
        this.items.value = this.items.value.map((e) => (e.kind === "message" && e.id === id
            ? { ...e, message: { ...e.message, status } } : e));
    }

    /* ---- writing ---- */

    write(kind: Written["kind"], text: string, replyTo?: string) {
        const written: Written = { key: uuid(), kind, text, replyTo,
            at: new Date().toISOString(), state: "sending" };

        keep(this.id, written);
        this.#queue(written);
    }

    /* A sign at a message of the customer's; "" takes it back. */
    async react(message: Message, emoji: string) {
        const path = `/conversations/${this.id}/messages/${message.id}/reaction`;

        await (emoji === "" ? api.delete(path) : api.put(path, { emoji }));
        void this.load();
    }

    again(written: Written) {
        const next: Written = { ...written, state: "sending", problem: undefined };

        this.#replace(written.key, next);
        this.#queue(next);
    }

    /* What nobody knows the end of goes again, under its key; what is so old
     * that the key says nothing any more waits for somebody to decide. */
    resume() {
        this.written.peek().filter((w) => w.state === "failed" && w.problem?.isLost
            && Date.now() - Date.parse(w.at) < KEPT_MS).forEach((w) => this.again(w));
    }

    discard(written: Written) {
        this.#replace(written.key, null);
    }

    #replace(key: string, by: Written | null) {
        replace(this.id, key, by);
    }

    #queue(w: Written) {
        void this.#inLine(() => this.#send(w));
    }

    /* One at a time, in the order of the deeds: who takes a conversation and
       writes at once must have it before the words are there. */
    #inLine<T>(what: () => Promise<T>): Promise<T> {
        const turn = (lines.get(this.id) ?? Promise.resolve()).then(what);

        lines.set(this.id, turn.then(() => {}, () => {}));

        return turn;
    }

    async #send(w: Written) {
        const path = `/conversations/${this.id}/${w.kind === "note" ? "notes" : "messages"}`;

        try {
            const { data } = await api.post<{ id: string }>(path,
                w.replyTo === undefined ? { text: w.text } : { text: w.text, reply_to: w.replyTo },
                { key: w.key });

            this.#settle(w, data.id);
            void this.load();
        } catch (error) {
            this.#replace(w.key, { ...w, state: "failed",
                problem: error instanceof Problem ? error : new Problem(0, "internal", "") });
        }
    }

    /* The server has it: it takes the place of ours, without a flicker. */
    #settle(w: Written, id: string) {
        if (!this.items.value.some((e) => e.id === id)) {
            this.items.value = [...this.items.value, entryOf(w.kind === "note"
                ? { kind: "note", id, agent: myId.value, text: w.text, at: w.at }
                : { kind: "message", id, seq: 0, from: "agent", type: "text", text: w.text,
                    agent: myId.value, at: w.at })];
        }

        this.#replace(w.key, null);
    }

    /* ---- doing ---- */

    /* `change` is what it will look like; taken back when it fails. */
    async #act(path: string, body: unknown, change: Partial<Conversation>) {
        const end = pretend(this.id, change);

        try {
            await this.#inLine(() => api.post(`/conversations/${this.id}/${path}`, body));
        } catch (error) {
            end();
            refresh(this.id);
            throw error;
        }

        await this.load();

        if (this.problem.value !== null) {
            patch(this.id, change);         /* done, and nobody tells how it is */
        }

        end();
    }

    claim(force = false) {
        return this.#act("claim", force ? { force } : undefined,
            { state: "human", agent: myId.value });
    }

    release(note: string) {
        return this.#act("release", note === "" ? undefined : { note },
            { state: "bot", agent: null });
    }

    resolve(category: string, notes: string) {
        return this.#act("resolve", {
            ...(category === "" ? {} : { category }), ...(notes === "" ? {} : { notes }),
        }, { state: "resolved", agent: null });
    }

    reopen() {
        return this.#act("reopen", undefined, { state: "pending_handoff" });
    }

    transfer(to: Record<string, unknown>, note: string) {
        return this.#act("transfer", note === "" ? to : { ...to, note },
            { state: "pending_handoff", agent: null });
    }

    async label(name: string, on: boolean) {
        const path = `/conversations/${this.id}/labels/${encodeURIComponent(name)}`;

        await (on ? api.put(path) : api.delete(path));
        refresh(this.id);
    }

    /* Somebody has seen it up to here. */
    async read() {
        const c = this.conversation.value;

        if (c !== null && (c.unread ?? 0) > 0 && c.sight !== "preview") {
            patch(this.id, { unread: 0 });
            await api.post(`/conversations/${this.id}/read`, undefined, { retry: false })
                .catch(() => {});
        }
    }
}
