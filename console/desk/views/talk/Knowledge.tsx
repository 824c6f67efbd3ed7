/*
 * Knowledge - the knowledge base beside the conversation: typed words find
 * answers in the customer's language, a click puts one into the reply.
 */

import { useState } from "preact/hooks";
import { api } from "../../core/api";
import { folded } from "../../core/inbox";
import { language, t } from "../../core/i18n";
import { can } from "../../core/session";
import type { Talk } from "../../core/talk";
import type { Conversation, Page } from "../../core/types";
import { tellProblem } from "../../ui/bits";
import { Section } from "../../ui/Section";
import { insertText } from "./replying";

interface Document {
    document: string;
    language: string;
}

interface Answer {
    question: string | null;    /* null: a piece of text */
    answer: string;
}

const MOST = 6;


/* All answers of one language; fetched when somebody looks for one. */
async function answersIn(tag: string): Promise<Answer[]> {
    const { data } = await api.get<Page<Document>>("/knowledge");
    const documents = await Promise.all(data.items.filter((d) => d.language === tag)
        .map((d) => api.get<{ items: Answer[] }>(
            `/knowledge/${encodeURIComponent(d.document)}/${d.language}`)));

    return documents.flatMap((d) => d.data.items);
}


/* The more of the words, and those of the question first. */
function best(all: Answer[], text: string): Answer[] {
    const words = folded(text).split(/\s+/).filter((w) => w.length > 1);
    const score = (a: Answer) => {
        const [q, body] = [folded(a.question ?? ""), folded(a.answer)];

        return words.reduce((sum, w) => sum + (q.includes(w) ? 2 : 0) + (body.includes(w) ? 1 : 0), 0);
    };

    return all.map((a) => ({ a, n: score(a) })).filter((x) => x.n > 0)
        .sort((x, y) => y.n - x.n).slice(0, MOST).map((x) => x.a);
}


export function Knowledge({ talk, c }: { talk: Talk; c: Conversation }) {
    const [all, setAll] = useState<Answer[] | null>(null);
    const [text, setText] = useState("");
    const found = best(all ?? [], text);

    async function look(value: string) {
        setText(value);

        if (all === null) {
            setAll([]);
            setAll(await answersIn(c.language ?? language.value));
        }
    }

    if (!can("knowledge:read")) {
        return null;
    }

    return (
        <Section name="knowledge" title={t("knowledge")}>
            <input type="search" value={text} placeholder={t("knowledge.search")}
                aria-label={t("knowledge.search")}
                onInput={(e) => void look(e.currentTarget.value).catch(tellProblem)} />
            <ul class="knowledge">
                {found.map((a, i) => (
                    <li key={i}>
                        <button type="button" title={t("knowledge.insert")}
                            onClick={() => insertText(talk.id, a.answer)}>
                            {a.question && <strong dir="auto">{a.question}</strong>}
                            <span dir="auto">{a.answer}</span>
                        </button>
                    </li>
                ))}
            </ul>
            {text.length > 2 && all !== null && found.length === 0
                && <p class="soft">{t("nothing")}</p>}
        </Section>
    );
}
