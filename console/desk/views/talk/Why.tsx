/*
 * Why - why it was handed over: the reason in words, and behind a fold the
 * evidence of each of the bot's turns (scores, rule, model, prompt version).
 */

import { useState } from "preact/hooks";
import { api } from "../../core/api";
import { t, word } from "../../core/i18n";
import type { Talk } from "../../core/talk";
import type { Conversation, Decision, Page, Ticket } from "../../core/types";
import { Badge, Button } from "../../ui/bits";
import { CALM } from "../inbox/Row";
import { Section } from "../../ui/Section";
import { When } from "../../ui/Times";
import { Tree } from "../../ui/Tree";


function Turn({ d }: { d: Decision }) {
    return (
        <details class="fold turn">
            <summary>
                {word("outcome", d.outcome)}
                {d.reason && ` · ${word("reason", d.reason)}`}
                {d.at && <> · <When at={d.at} /></>}
            </summary>
            <p class="badges">
                {d.model && <Badge>{d.model}</Badge>}
                {d.prompt_version && <Badge>{t("why.prompt")} {String(d.prompt_version)}</Badge>}
                {d.took_ms !== null && <Badge>{d.took_ms} ms</Badge>}
            </p>
            <Tree of={d.decision} />
            <Tree of={d.evidence} />
        </details>
    );
}


export function Why({ talk, c, ticket }: { talk: Talk; c: Conversation; ticket: Ticket | null }) {
    const [turns, setTurns] = useState<Decision[] | null>(null);
    const reason = ticket?.reason ?? c.reason;

    async function load() {
        const { data } = await api.get<Page<Decision>>(`/conversations/${talk.id}/decisions?limit=20`);

        setTurns(data.items);
    }

    if (!reason && c.state === "bot") {
        return null;
    }

    return (
        <Section name="why" title={t("why.title")} isOpen>
            {reason && <p><strong>{word("reason", reason)}</strong></p>}
            {ticket?.explanation && <p dir="auto">{ticket.explanation}</p>}
            <p class="badges">
                {c.sentiment && <Badge kind={CALM.has(c.sentiment) ? "" : "feeling"}>{word("sentiment", c.sentiment)}</Badge>}
                {ticket?.bot_confidence !== null && ticket?.bot_confidence !== undefined
                    && <Badge>{t("why.confidence", { n: Math.round(ticket.bot_confidence * 100) })}</Badge>}
                {(ticket?.keywords ?? []).map((k) => <Badge key={k}>{k}</Badge>)}
            </p>
            {turns === null
                && <Button kind="quiet" onClick={load}>{t("why.evidence")}</Button>}
            {turns?.length === 0 && <p class="soft">{t("why.none")}</p>}
            {turns?.map((d) => <Turn key={d.from_seq} d={d} />)}
        </Section>
    );
}
