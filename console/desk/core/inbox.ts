/*
 * inbox - the views of the inbox: which conversations belong into one, in which
 * order, and how the server is asked for them.  Rows come out of the store, so
 * what an event changes moves between views by itself.
 */

import { batch, computed, effect, signal } from "@preact/signals";
import { api, Problem, query } from "./api";
import { isIn, myId, seesAll } from "./session";
import { conversations, knownNow, put, retain } from "./store";
import type { Conversation, Page, Priority } from "./types";

export const VIEWS = ["pending", "mine", "team", "all", "resolved"] as const;

export type View = typeof VIEWS[number];
export type Sort = "recent" | "waiting" | "priority";

const PAGE = 100;
const COUNT_MS = 800;

const WEIGHT: Record<Priority, number> = { urgent: 3, high: 2, medium: 1, low: 0 };

export const weight = (c: Conversation) =>
    WEIGHT[c.priority ?? c.ticket?.priority ?? "low"] ?? 0;

export const lastAt = (c: Conversation) =>
    c.last_message?.at ?? c.last_message_at ?? c.created_at;

export const isHeld = (c: Conversation) => c.state === "pending_handoff" || c.state === "human";

const mine = (c: Conversation) => c.agent !== null && c.agent === myId.value;


/* Which views are there for this person. */
export const views = computed<View[]>(() =>
    VIEWS.filter((name) => name !== "all" || seesAll.value));


export function belongs(view: View, c: Conversation): boolean {
    switch (view) {
    case "pending": return c.state === "pending_handoff";
    case "mine": return isHeld(c) && mine(c);
    case "team": return isHeld(c) && members.value.team.has(c.id);
    case "all": return c.state !== "archived";
    case "resolved": return c.state === "resolved" || c.state === "archived";
    }
}


/* What the server said belongs to a view that only the server can tell. */
const members = signal<Record<"team", Set<string>>>({ team: new Set() });


/* Filters: what the browser has is filtered at once. */

export interface Filters {
    text: string;
    channel: string;
    language: string;
    priority: string;
    sentiment: string;
    sort: Sort | "";
}

export const NO_FILTERS: Filters = {
    text: "", channel: "", language: "", priority: "", sentiment: "", sort: "",
};

export const filters = signal<Filters>(NO_FILTERS);


/* Of an address: ?priority=urgent&sort=waiting.  What is no filter is none. */
export function filtersOf(q: URLSearchParams): Filters {
    const known = Object.keys(NO_FILTERS).filter((name) => q.has(name));

    return { ...NO_FILTERS, ...Object.fromEntries(known.map((name) => [name, q.get(name)!])) };
}


export const isFiltered = computed(() => Object.entries(filters.value)
    .some(([name, value]) => name !== "sort" && value !== ""));


/* Without accents and case: "jose" finds José. */
export const folded = (text: string) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();


/* Folded once: conversations are immutable, and there may be ten thousand. */
const texts = new WeakMap<Conversation, string>();


function textOf(c: Conversation): string {
    let text = texts.get(c);

    if (text === undefined) {
        text = folded([c.contact.name, c.ticket?.number, c.last_message?.preview, c.preview,
            ...c.labels].filter(Boolean).join(" "));
        texts.set(c, text);
    }

    return text;
}


function passes(c: Conversation, f: Filters, text: string): boolean {
    return (f.channel === "" || c.channel === f.channel)
        && (f.language === "" || c.language === f.language)
        && (f.priority === "" || (c.priority ?? c.ticket?.priority) === f.priority)
        && (f.sentiment === "" || c.sentiment === f.sentiment)
        && (text === "" || textOf(c).includes(text));
}


const waitingFrom = (c: Conversation) => c.waiting_since ?? lastAt(c);
const down = (a: string, b: string) => (a < b ? 1 : a > b ? -1 : 0);

const ORDER: Record<Sort, (a: Conversation, b: Conversation) => number> = {
    recent: (a, b) => down(lastAt(a), lastAt(b)),
    waiting: (a, b) => down(waitingFrom(b), waitingFrom(a)),
    priority: (a, b) => weight(b) - weight(a) || down(waitingFrom(b), waitingFrom(a)),
};

const sortOf = (view: View, f: Filters): Sort =>
    f.sort in ORDER ? f.sort as Sort : view === "pending" ? "priority" : "recent";


/* The view that is shown, and its rows: put in order when something has
 * changed, and only looked through when somebody types. */
export const view = signal<View>("pending");

const order = computed(() => sortOf(view.value, filters.value));

const ordered = computed(() => conversations.value
    .filter((c) => belongs(view.value, c)).sort(ORDER[order.value]));

export const rows = computed(() => {
    const f = filters.value;
    const text = folded(f.text.trim());

    return ordered.value.filter((c) => passes(c, f, text));
});


/* ---- loading ---- */

interface Loading {
    next: string | null;
    isDone: boolean;            /* the first page is here */
    isBusy: boolean;
    error: Problem | null;
}

const START: Loading = { next: null, isDone: false, isBusy: false, error: null };

const loading = signal<Partial<Record<View, Loading>>>({});

export const loadingOf = (name: View): Loading => loading.value[name] ?? START;

const set = (name: View, change: Partial<Loading>) => {
    loading.value = { ...loading.value, [name]: { ...loadingOf(name), ...change } };
};


const BY_SERVER: Record<Sort, string> = { recent: "latest", waiting: "waiting", priority: "priority" };


/* The server is asked with the filters too: it has more than is here. */
function asked(name: View, cursor: string | null): string {
    const { channel, language, priority, sentiment } = filters.peek();
    const isOpen = name !== "all" && name !== "resolved";

    return `/conversations${query({
        view: name, limit: PAGE, cursor, channel, language, priority, sentiment,
        sort: isOpen ? BY_SERVER[sortOf(name, filters.peek())] : null,
    })}`;
}


/* Rows do not say how much of them one may see. */
const sighted = (c: Conversation): Conversation => ({ ...c,
    sight: c.sight ?? (seesAll.value || mine(c) || c.state === "resolved" ? "all" : "preview") });


/* What is being asked for each view, and the answer to come. */
const running = new Map<View, { path: string; end: Promise<void> }>();


function fetchPage(name: View, cursor: string | null, only?: string): Promise<void> {
    if (!loadingOf(name).isBusy) {
        running.set(name, { path: asked(name, cursor), end: fetchNow(name, cursor, only) });
    }

    return running.get(name)!.end;
}


/* `only`: what else was known is forgotten, but for one. */
async function fetchNow(name: View, cursor: string | null, only?: string) {
    const then = knownNow();

    set(name, { isBusy: true, error: null });

    try {
        const { data } = await api.get<Page<Conversation>>(asked(name, cursor));

        if (name === "team") {
            members.value = { team: new Set([...(cursor === null ? [] : members.value.team),
                ...data.items.map((c) => c.id)]) };
        }

        batch(() => {
            if (only !== undefined) {
                retain(new Set([only, ...data.items.map((c) => c.id)]), then);
            }

            put(...data.items.map(sighted));
        });
        set(name, { next: data.next, isDone: true, isBusy: false });
    } catch (error) {
        set(name, { isBusy: false,
            error: error instanceof Problem ? error : new Problem(0, "internal", String(error)) });
    }
}


/* Other filters than those that are asked by just now are asked behind them. */
export async function load(name: View) {
    while (loadingOf(name).isBusy && running.get(name)?.path !== asked(name, null)) {
        await running.get(name)?.end;
    }

    await fetchPage(name, null);
}

/* From the beginning: something may have been missed, also by what is being
 * asked just now.  False: it did not work. */
export async function loadAnew(name: View, open: string): Promise<boolean> {
    await Promise.all([...running.values()].map((r) => r.end));
    await fetchPage(name, null, open);
    return loadingOf(name).error === null;
}


export async function loadMore(name: View) {
    const { next, isBusy } = loadingOf(name);

    if (next !== null && !isBusy) {
        await fetchPage(name, next);
    }
}


/* ---- counts ---- */

const counted = signal<Partial<Record<View, number>> | null>(null);

/* What the server counts, else what is here. */
export const counts = computed<Partial<Record<View, number>>>(() => {
    if (counted.value !== null) {
        return counted.value;
    }

    const all = conversations.value;

    return Object.fromEntries((["pending", "mine"] as const)
        .map((name) => [name, all.filter((c) => belongs(name, c)).length]));
});

let counting: ReturnType<typeof setTimeout> | null = null;


async function count() {
    counting = null;

    try {
        const { data } = await api.get<Record<string, unknown>>("/inbox/counts", { retry: false });
        const of = (data.views ?? data) as Record<string, unknown>;
        const numbers = Object.entries(of).map(([name, v]) => [name,
            typeof v === "number" ? v : (v as { total?: number } | null)?.total]);

        counted.value = Object.fromEntries(numbers.filter(([, n]) => typeof n === "number"));
    } catch {
        /* the next event asks again */
    }
}


/* Soon: events come in bursts, and agents are many. */
export function recount() {
    counting ??= setTimeout(() => void count(), COUNT_MS * (0.5 + Math.random() / 2));
}


export function forgetInbox() {
    loading.value = {};
    counted.value = null;
    filters.value = NO_FILTERS;
}


effect(() => {
    if (isIn.value === false) {
        forgetInbox();
    }
});
