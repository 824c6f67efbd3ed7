/*
 * Knowledge - the knowledge base beside the conversation: typed words find
 * answers in the customer's language as the bot would, a click puts one into the reply.
 */

import { useState } from "preact/hooks";
import { language, t } from "../../core/i18n";
import { useFound } from "../../core/knowledge";
import { can } from "../../core/session";
import type { Talk } from "../../core/talk";
import type { Conversation } from "../../core/types";
import { problemText } from "../../ui/bits";
import { Section } from "../../ui/Section";
import { insertText } from "./replying";


export function Knowledge({ talk, c }: { talk: Talk; c: Conversation }) {
    const [text, setText] = useState("");
    const { found, problem } = useFound(text, c.language ?? language.value);

    if (!can("knowledge:read")) {
        return null;
    }

    return (
        <Section name="knowledge" title={t("knowledge")}>
            <input type="search" value={text} placeholder={t("knowledge.search")}
                aria-label={t("knowledge.search")} maxLength={1000}
                onInput={(e) => setText(e.currentTarget.value)} />
            <ul class="knowledge">
                {found?.items.map((a) => (
                    <li key={a.chunk}>
                        <button type="button" title={t("knowledge.insert")}
                            onClick={() => insertText(talk.id, a.answer)}>
                            {a.question && <strong dir="auto">{a.question}</strong>}
                            <span dir="auto">{a.answer}</span>
                            <small class="soft" dir="auto">{a.document}</small>
                        </button>
                    </li>
                ))}
            </ul>
            {found?.items.length === 0 && <p class="soft">{t("nothing")}</p>}
            {problem !== null && <p class="soft" role="alert">{problemText(problem)}</p>}
        </Section>
    );
}
