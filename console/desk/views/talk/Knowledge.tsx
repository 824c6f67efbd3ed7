/*
 * Knowledge - the knowledge base beside the conversation: typed words find
 * answers in the customer's language, a click puts one into the reply.
 */

import { useState } from "preact/hooks";
import { language, t } from "../../core/i18n";
import { answersIn, best, type Answer } from "../../core/knowledge";
import { can } from "../../core/session";
import type { Talk } from "../../core/talk";
import type { Conversation } from "../../core/types";
import { tellProblem } from "../../ui/bits";
import { Section } from "../../ui/Section";
import { insertText } from "./replying";


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
