/*
 * fetched - what a view shows of one route: asked for when the view opens, again
 * on demand, page after page where the route has pages.
 *
 *   const keys = usePages<ApiKey>("/keys");    keys.items, keys.more, keys.load()
 *   const usage = useFetched<Usage>("/usage?by=day");           usage.data
 */

import { useEffect, useRef, useState } from "preact/hooks";
import { api } from "./api";
import type { Page } from "./types";

export interface Fetched<T> {
    data: T | null;
    problem: unknown;
    load: () => Promise<void>;
}

export interface Pages<T> extends Fetched<Page<T>> {
    items: T[];
    more: (() => Promise<void>) | null;     /* null: that is all */
}


export function useFetched<T>(path: string): Fetched<T> {
    const [is, set] = useState<{ data: T | null; problem: unknown; of: string }>(
        { data: null, problem: null, of: path });
    const asked = useRef(0);

    /* What was asked last is what is shown, whichever answer comes last. */
    async function load() {
        const n = ++asked.current;
        const answer = await api.get<T>(path).then(({ data }) => ({ data, problem: null }),
            (problem: unknown) => ({ data: null, problem }));

        if (n === asked.current) {
            set({ ...answer, of: path });
        }
    }

    useEffect(() => { void load(); }, [path]);

    return is.of === path ? { ...is, load } : { data: null, problem: null, load };
}


export function usePages<T>(path: string): Pages<T> {
    const first = useFetched<Page<T>>(path);
    const [rest, setRest] = useState<{ after: Page<T> | null; items: T[]; next: string | null }>(
        { after: null, items: [], next: null });
    const isOf = first.data !== null && rest.after === first.data;
    const items = first.data === null ? [] : isOf ? [...first.data.items, ...rest.items]
        : first.data.items;
    const next = isOf ? rest.next : first.data?.next ?? null;

    async function more() {
        const glue = path.includes("?") ? "&" : "?";
        const { data } = await api.get<Page<T>>(`${path}${glue}cursor=${encodeURIComponent(next!)}`);

        setRest({ after: first.data, items: [...(isOf ? rest.items : []), ...data.items],
            next: data.next });
    }

    return { ...first, items, more: next === null ? null : more };
}
