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
import { conversation, fetchOne, FLEETING, patch, refresh } from "./store";
import type { Conversation, Happened, LiveEvent, Message, Note, Timeline } from "./types";

const PAGE = 50;

export type Written = {
    key: string;
    kind: "reply" | "note";
    text: string;
    replyTo?: string;
    at: string;
    state: "sending" | "failed";
    problem?: Problem;
};

export type Entry =
    | { kind: "message"; id: string; at: string; message: Message }
    | { kind: "note"; id: string; at: string; note: Note }
    | { kind: "event"; id: string; at: string; event: Happened }
    | { kind: "written"; id: string; at: string; written: Written };


export class Talk {
    readonly messages = signal<Map<string, Message>>(new Map());
    readonly notes = signal<Map<string, Note>>(new Map());
    readonly happened = signal<Map<string, Happened>>(new Map());
    readonly written = signal<Written[]>([]);
    readonly next = signal<string | null>(null);
    readonly isLoaded = signal(false);
    readonly isGone = signal(false);
    readonly problem = signal<Problem | null>(null);
    #busy = false;
    #again = false;

    constructor(readonly id: string) {}

    readonly conversation = computed(() => conversation(this.id));

    readonly entries = computed<Entry[]>(() => {
        const list: Entry[] = [];

        for (const message of this.messages.value.values()) {
            list.push({ kind: "message", id: message.id, at: message.at, message });
        }

        for (const note of this.notes.value.values()) {
            list.push({ kind: "note", id: note.id, at: note.at, note });
        }

        for (const event of this.happened.value.values()) {
            list.push({ kind: "event", id: event.id, at: event.at, event });
        }

        list.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));

        for (const written of this.written.value) {
            list.push({ kind: "written", id: written.key, at: written.at, written });
        }

        return list;
    });

    /* Everything that is new; asked again when something comes meanwhile. */
    async load() {
        if (this.#busy) {
            this.#again = true;
            return;
        }

        this.#busy = true;

        try {
            do {
                this.#again = false;
                await this.#load();
            } while (this.#again);

            this.problem.value = null;
        } catch (error) {
            this.problem.value = error instanceof Problem ? error
                : new Problem(0, "internal", String(error));
        } finally {
            this.#busy = false;
        }
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

    async #loadPage(cursor: string | null) {
        const { data } = await api.get<Timeline>(
            `/conversations/${this.id}/timeline${query({ limit: PAGE, cursor })}`);
        const ids = new Set(data.items.map((item) => String(item.id)));
        const isEmpty = !this.isLoaded.value;
        const overlaps = [this.messages, this.notes, this.happened]
            .some((kept) => [...kept.value.keys()].some((id) => ids.has(id)));

        batch(() => {
            /* a gap between what was here and what is new: begin again */
            if (cursor === null && !isEmpty && !overlaps && data.next !== null) {
                this.messages.value = new Map();
                this.notes.value = new Map();
                this.happened.value = new Map();
                this.next.value = data.next;
            } else if (cursor !== null || isEmpty) {
                this.next.value = data.next;
            }

            this.#keep(data.items);
        });
    }

    #keep(items: Record<string, unknown>[]) {
        const kept = { message: new Map<string, unknown>(this.messages.value),
            note: new Map<string, unknown>(this.notes.value),
            event: new Map<string, unknown>(this.happened.value) };

        for (const item of items) {
            kept[item.kind as keyof typeof kept]?.set(String(item.id), item);
        }

        this.messages.value = kept.message as Map<string, Message>;
        this.notes.value = kept.note as Map<string, Note>;
        this.happened.value = kept.event as Map<string, Happened>;
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
            const m = this.messages.value.get(event.message);

            if (m !== undefined) {
                this.messages.value = new Map(this.messages.value)
                    .set(m.id, { ...m, status: String(event.status) });
                return;
            }
        }

        if (!FLEETING.has(event.type)) {
            void this.load();
        }
    }

    /* ---- writing ---- */

    write(kind: Written["kind"], text: string, replyTo?: string) {
        const written: Written = { key: uuid(), kind, text, replyTo,
            at: new Date().toISOString(), state: "sending" };

        this.written.value = [...this.written.value, written];
        void this.#send(written);
    }

    again(written: Written) {
        const next: Written = { ...written, state: "sending", problem: undefined };

        this.#replace(written.key, next);
        void this.#send(next);
    }

    discard(written: Written) {
        this.#replace(written.key, null);
    }

    #replace(key: string, by: Written | null) {
        this.written.value = this.written.value
            .flatMap((w) => (w.key !== key ? [w] : by === null ? [] : [by]));
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
        if (w.kind === "note") {
            if (!this.notes.value.has(id)) {
                this.notes.value = new Map(this.notes.value).set(id,
                    { id, agent: myId.value, text: w.text, at: w.at });
            }
        } else if (!this.messages.value.has(id)) {
            this.messages.value = new Map(this.messages.value).set(id, { id,
                seq: Number.MAX_SAFE_INTEGER, from: "agent", type: "text", text: w.text,
                reply_to: w.replyTo, agent: myId.value, at: w.at });
        }

        this.#replace(w.key, null);
    }

    /* ---- doing ---- */

    /* `change` is what it will look like; taken back when it fails. */
    async #act(path: string, body: unknown, change: Partial<Conversation>) {
        const before = conversation(this.id);

        patch(this.id, change);

        try {
            await api.post(`/conversations/${this.id}/${path}`, body);
        } catch (error) {
            if (before !== null) {
                patch(this.id, Object.fromEntries(Object.keys(change)
                    .map((name) => [name, before[name as keyof Conversation]])));
            }

            refresh(this.id);
            throw error;
        }

        await this.load();
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
