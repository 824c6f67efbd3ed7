/* knowledge - the answers of the knowledge base, and those that words find. */

import { api } from "./api";
import { folded } from "./inbox";
import type { Page } from "./types";

const MOST = 6;

export interface Document {
    document: string;
    language: string;
}

export interface Answer {
    question: string | null;    /* null: a piece of text */
    answer: string;
}

/* All answers of one language; fetched when somebody looks for one. */
export async function answersIn(tag: string): Promise<Answer[]> {
    const { data } = await api.get<Page<Document>>("/knowledge");
    const documents = await Promise.all(data.items.filter((d) => d.language === tag)
        .map((d) => api.get<{ items: Answer[] }>(
            `/knowledge/${encodeURIComponent(d.document)}/${d.language}`)));

    return documents.flatMap((d) => d.data.items);
}


/* The more of the words, and those of the question first. */
export function best(all: Answer[], text: string): Answer[] {
    const words = folded(text).split(/\s+/).filter((w) => w.length > 1);
    const score = (a: Answer) => {
        const [q, body] = [folded(a.question ?? ""), folded(a.answer)];

        return words.reduce((sum, w) => sum + (q.includes(w) ? 2 : 0) + (body.includes(w) ? 1 : 0), 0);
    };

    return all.map((a) => ({ a, n: score(a) })).filter((x) => x.n > 0)
        .sort((x, y) => y.n - x.n).slice(0, MOST).map((x) => x.a);
}
