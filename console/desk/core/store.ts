/*
 * store - what this browser knows of conversations, by id, each with its
 * version: an event that is not newer changes nothing, so repeats and
 * reordering are harmless.  Lists are made of it (inbox.ts), not kept.
 */

import { batch, computed, signal } from "@preact/signals";
import { api, Problem, query } from "./api";
import type { Conversation, LiveEvent } from "./types";

const known = new Map<string, Conversation>();
const revision = signal(0);

/* What the user is doing just now: shown on top of what the server says, who
 * does not know it yet. */
const doing = new Map<string, Partial<Conversation>[]>();

/* Events come in bursts: what is to be fetched again waits this long. */
const GATHER_MS = 40;
const AGAIN_MS = 5000;
const AT_ONCE = 50;

/* These change nothing that is kept. */
export const FLEETING = new Set(["conversation.viewing", "typing", "draft.changed"]);

const stale = new Set<string>();
let gathering: ReturnType<typeof setTimeout> | null = null;


const shown = (c: Conversation): Conversation =>
    (doing.has(c.id) ? Object.assign({}, c, ...doing.get(c.id)!) : c);


/* All of them; a new array when anything has changed. */
export const conversations = computed(() => {
    void revision.value;
    return [...known.values()].map(shown);
});


export function conversation(id: string): Conversation | null {
    const c = (void revision.value, known.get(id));

    return c === undefined ? null : shown(c);
}


/* A list's row has members that a single one lacks, and the other way round. */
function merged(old: Conversation | undefined, fresh: Conversation): Conversation | null {
    if (old !== undefined && old.version > fresh.version) {
        return null;
    }

    return old === undefined ? fresh : { ...old, ...fresh };
}


export function put(...fresh: Conversation[]) {
    let changed = false;

    for (const c of fresh) {
        const next = merged(known.get(c.id), c);

        if (next !== null) {
            known.set(c.id, next);
            changed = true;
        }
    }

    if (changed) {
        revision.value++;
    }
}


/* Shows a deed until what is returned is called: by then the server has done it
 * and has been asked, or has refused.  Answers that are older change nothing. */
export function pretend(id: string, change: Partial<Conversation>): () => void {
    doing.set(id, [...(doing.get(id) ?? []), change]);
    revision.value++;

    return () => {
        const others = (doing.get(id) ?? []).filter((one) => one !== change);

        doing.delete(id);

        if (others.length > 0) {
            doing.set(id, others);
        }

        revision.value++;
    };
}


/* What we know by ourselves, before the server has said so. */
export function patch(id: string, change: Partial<Conversation>) {
    const c = known.get(id);

    if (c !== undefined) {
        known.set(id, { ...c, ...change });
        revision.value++;
    }
}


export function drop(id: string) {
    if (known.delete(id)) {
        revision.value++;
    }
}


/* What is known now, for who asks the server and is answered later. */
export const knownNow = (): ReadonlyMap<string, Conversation> => new Map(known);


/* Forgets what was known when the server was asked and is not among `ids`.
 * What has come meanwhile is newer than that answer. */
export function retain(ids: Set<string>, then: ReadonlyMap<string, Conversation>) {
    for (const [id, c] of then) {
        if (!ids.has(id) && known.get(id) === c) {
            known.delete(id);
        }
    }

    revision.value++;
}


export function clear() {
    batch(() => {
        known.clear();
        doing.clear();
        stale.clear();
        revision.value++;
    });
}


/* The newest state of one; null: there is none for us (any more). */
export async function fetchOne(id: string): Promise<Conversation | null> {
    try {
        const { data } = await api.get<Conversation>(`/conversations/${id}`);

        put(data);
        return known.get(id) ?? null;
    } catch (error) {
        if (error instanceof Problem && error.status === 404) {
            drop(id);
            return null;
        }

        throw error;
    }
}


/* The rows of many, in one request; who is not among them is not for us, or
 * was not when we asked: what is newer than that is asked for again. */
async function fetchRows(ids: string[]) {
    const then = ids.map((id) => known.get(id));
    const { data } = await api.get<{ items: Conversation[] }>(
        `/inbox/rows${query({ ids: ids.join(",") })}`);
    const here = new Set(data.items.map((c) => c.id));

    put(...data.items);
    ids.forEach((id, i) => {
        if (!here.has(id)) {
            (known.get(id) === then[i] ? drop : refresh)(id);
        }
    });
}


async function fetchStale() {
    gathering = null;

    const ids = [...stale];

    stale.clear();

    for (let i = 0; i < ids.length; i += AT_ONCE) {
        const some = ids.slice(i, i + AT_ONCE);

        await fetchRows(some).catch(() => some.forEach((id) => stale.add(id)));
    }

    if (stale.size > 0) {
        gathering ??= setTimeout(() => void fetchStale(), AGAIN_MS);
    }
}


export function refresh(id: string) {
    stale.add(id);
    gathering ??= setTimeout(() => void fetchStale(), GATHER_MS);
}


/* True: news. */
export function heardOf(event: LiveEvent): boolean {
    const id = event.conversation ?? null;      /* some are of none and do not say so */

    if (id === null || FLEETING.has(event.type)) {
        return false;
    }

    const c = known.get(id);

    if (c !== undefined && event.version > 0 && event.version <= c.version) {
        return false;
    }

    /* places in lists move at once, what is shown follows */
    if (c !== undefined && event.type === "message.created") {
        patch(id, { last_message_at: event.at });
    }

    refresh(id);
    return true;
}
