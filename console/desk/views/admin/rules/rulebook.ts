/*
 * rulebook - hand-over rules as an editor sees them: the program's own beside
 * what the organisation has made of them.  No markup.
 *
 * What is stored is a whole document, which takes the place of the program's
 * rules.  So a rule of the program is as it came, changed (same id), or off
 * (not in the document); all others are the organisation's own.
 */

export interface Condition {
    not?: boolean;
    at_least?: number;
    keyword?: string[];
    scope?: "last" | "before" | "any";
    unless?: string[];
    negated?: boolean;
    sentiment?: string[];
    intent?: string[];
    learned?: string[];
    signal?: string;
    act?: string;
    nobody?: number;
    confidence_below?: number;
    length_over?: number;
    failures?: number;
}

export interface Rule {
    id: string;
    reason?: string;
    hard?: boolean;
    points?: number;
    priority?: string;
    skill?: string;
    topic?: string;
    about?: number;
    when: Condition[];
}

export interface Rulebook {
    version?: number;
    threshold?: number;
    rules: Rule[];
}

export type Standing = "own" | "changed" | "builtin" | "off";

/* The kinds, in the order in which the worker looks for them. */
export const KINDS = ["keyword", "sentiment", "intent", "confidence_below", "length_over",
    "failures", "signal", "act", "learned", "nobody"] as const;

export type Kind = typeof KINDS[number];

export const LISTS: ReadonlySet<Kind> = new Set(["keyword", "sentiment", "intent", "learned"]);
export const WORDS: ReadonlySet<Kind> = new Set(["signal", "act"]);
export const GRADED: ReadonlySet<Kind> = new Set(["sentiment", "intent", "learned", "signal"]);

/* What a new condition of a kind begins with. */
export const FRESH: Record<Kind, Condition> = {
    keyword: { keyword: [] }, sentiment: { sentiment: [], at_least: 0.7 }, intent: { intent: [], at_least: 0.7 },
    confidence_below: { confidence_below: 0.6 }, length_over: { length_over: 12 }, failures: { failures: 2 },
    signal: { signal: "" }, act: { act: "" }, learned: { learned: [], at_least: 0.7 }, nobody: { nobody: 0.95 },
};

export const MOST_CONDITIONS = 5;
export const THRESHOLD = 50;


export const kindOf = (c: Condition): Kind => KINDS.find((k) => c[k] !== undefined) ?? "keyword";

/* Members in an order of their own: the same rule is the same text. */
export function canonical(value: unknown): string {
    return JSON.stringify(value, (_, v: unknown) => (typeof v === "object" && v !== null && !Array.isArray(v)
        ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1))) : v));
}

export const same = (a: unknown, b: unknown) => canonical(a) === canonical(b);


export interface Row {
    rule: Rule;
    standing: Standing;
}


/* The organisation's own first, then the program's in their order. */
export function rows(book: Rulebook, builtin: Rulebook): Row[] {
    const mine = new Map(book.rules.map((r) => [r.id, r]));
    const theirs = new Set(builtin.rules.map((r) => r.id));

    return [
        ...book.rules.filter((r) => !theirs.has(r.id)).map((rule): Row => ({ rule, standing: "own" })),
        ...builtin.rules.map((rule): Row => {
            const has = mine.get(rule.id);

            return has === undefined ? { rule, standing: "off" }
                : same(has, rule) ? { rule, standing: "builtin" } : { rule: has, standing: "changed" };
        }),
    ];
}


/* In its place; a new one, or one that was off, where the program has it. */
export function put(book: Rulebook, rule: Rule, builtin: Rulebook, was: string = rule.id): Rulebook {
    if (book.rules.some((r) => r.id === was)) {
        return { ...book, rules: book.rules.map((r) => (r.id === was ? rule : r)) };
    }

    const order = builtin.rules.map((r) => r.id);
    const place = order.indexOf(rule.id);
    const behind = place < 0 ? -1 : book.rules.findIndex((r) => order.indexOf(r.id) > place);

    return { ...book, rules: behind < 0 ? [...book.rules, rule]
        : [...book.rules.slice(0, behind), rule, ...book.rules.slice(behind)] };
}


export const without = (book: Rulebook, id: string): Rulebook =>
    ({ ...book, rules: book.rules.filter((r) => r.id !== id) });

export const isBuiltin = (book: Rulebook, builtin: Rulebook) =>
    same(book.rules, builtin.rules)
    && (book.threshold ?? THRESHOLD) === (builtin.threshold ?? THRESHOLD);


export interface Difference {
    id: string;
    kind: "added" | "removed" | "changed";
    before: Rule | null;
    after: Rule | null;
}


export function differences(before: Rulebook, after: Rulebook): Difference[] {
    const had = new Map(before.rules.map((r) => [r.id, r]));
    const has = new Map(after.rules.map((r) => [r.id, r]));

    return [
        ...after.rules.filter((r) => !same(had.get(r.id), r)).map((r): Difference => ({ id: r.id,
            kind: had.has(r.id) ? "changed" : "added", before: had.get(r.id) ?? null, after: r })),
        ...before.rules.filter((r) => !has.has(r.id)).map((r): Difference => ({ id: r.id,
            kind: "removed", before: r, after: null })),
    ];
}


/* null: the text is no rulebook.  What the server refuses it says itself. */
export function parse(text: string): Rulebook | null {
    try {
        const value = JSON.parse(text) as Rulebook;

        return typeof value === "object" && value !== null && Array.isArray(value.rules)
            && value.rules.every((r) => typeof r === "object" && r !== null && typeof r.id === "string"
                && Array.isArray(r.when)) ? value : null;
    } catch {
        return null;
    }
}
