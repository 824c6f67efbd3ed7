/*
 * knowledge - what the bot would find for some words, and how far it would
 * believe the first of it: the server's own search, not one of this browser.
 * It goes by words alone; where vectors are made the bot finds more.
 */

import { useEffect, useState } from "preact/hooks";
import { api, query } from "./api";

const PAUSE_MS = 250;
const SHORTEST = 3;

export interface Document {
    document: string;
    language: string;
}

export interface Answer {
    question: string | null;    /* null: a piece of text */
    answer: string;
}

export interface Hit extends Answer, Document {
    chunk: string;
    path: string | null;        /* of a text: its headings */
    score: number;
}

export interface Found {
    items: Hit[];
    confidence: number | null;  /* of the first; null: no worker has said */
    threshold: number | null;   /* from here on the bot answers by itself */
    answers: boolean | null;
    meaning: boolean;           /* the bot looks by meaning, too */
}


export async function find(q: string, language: string): Promise<Found> {
    return (await api.get<Found>(`/knowledge/search${query({ q, language })}`)).data;
}


/* For what stands in a field, when nobody has typed for a while; null: not yet. */
export function useFound(text: string, language: string): { found: Found | null; problem: unknown } {
    const [is, set] = useState<{ found: Found | null; problem: unknown }>({ found: null, problem: null });
    const q = text.trim();

    useEffect(() => {
        set({ found: null, problem: null });

        if (q.length < SHORTEST) {
            return;
        }

        let isOld = false;
        const timer = setTimeout(() => void find(q, language)
            .then((found) => isOld || set({ found, problem: null }))
            .catch((problem: unknown) => isOld || set({ found: null, problem })), PAUSE_MS);

        return () => {
            isOld = true;
            clearTimeout(timer);
        };
    }, [q, language]);

    return is;
}
