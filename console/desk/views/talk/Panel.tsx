/*
 * Panel - beside the conversation: why it is here, its ticket, who the customer
 * is, what there was before, and the knowledge base.
 */

import { useEffect } from "preact/hooks";
import { t, word } from "../../core/i18n";
import { href } from "../../core/router";
import type { Talk } from "../../core/talk";
import type { Conversation, Panel as PanelData, Ticket } from "../../core/types";
import { Badge, Button, channelName, tellProblem } from "../../ui/bits";
import { Countdown, When } from "../../ui/Times";
import { LEVELS, orderOf } from "../tickets/codes";
import { Knowledge } from "./Knowledge";
import { Labels } from "./Labels";
import { Section } from "../../ui/Section";
import { Why } from "./Why";


function Facts({ of }: { of: [string, preact.ComponentChildren][] }) {
    const shown = of.filter(([, value]) => value !== "" && value !== null && value !== undefined);

    return shown.length === 0 ? null : (
        <dl class="facts">
            {shown.map(([name, value]) => <div key={name}><dt>{name}</dt><dd dir="auto">{value}</dd></div>)}
        </dl>
    );
}


function TicketPart({ ticket }: { ticket: Ticket }) {
    return (
        <Section name="ticket" title={`${t("ticket")} ${ticket.number}`} isOpen>
            <p class="badges">
                <Badge kind={`priority-${ticket.priority}`}>{word("priority", ticket.priority)}</Badge>
                <Badge>{word("ticket", ticket.status)}</Badge>
                {ticket.category && <Badge>{word("category", ticket.category)}</Badge>}
            </p>
            {ticket.subject && <p class="subject" dir="auto">{ticket.subject}</p>}
            <Facts of={[[t("panel.order"), orderOf(ticket)]]} />
            <Facts of={(ticket.sla ?? []).filter((s) => LEVELS.includes(s.kind)).map((s) => [word("sla", s.kind), s.met_at
                ? <><When at={s.met_at} /> ✓</> : <Countdown at={s.due_at} label={word("sla", s.kind)} />])} />
            {ticket.summary && <details class="fold"><summary>{t("summary")}</summary>
                <p class="summary" dir="auto">{ticket.summary}</p></details>}
        </Section>
    );
}


/* A profile is what the bot has learned: names and simple values. */
function profileFacts(profile: Record<string, unknown> | null): [string, string][] {
    return Object.entries(profile ?? {}).flatMap(([name, value]): [string, string][] => {
        const v = value !== null && typeof value === "object" && "value" in value
            ? (value as { value: unknown }).value : value;

        return typeof v === "string" || typeof v === "number"
            ? [[name.replaceAll("_", " "), String(v)]] : [];
    });
}


function Customer({ c, data }: { c: Conversation; data: PanelData | null }) {
    const contact = data?.contact;

    return (
        <Section name="customer" title={t("customer")} isOpen>
            <Facts of={[
                [t("contact.name"), c.contact.name],
                [t("contact.language"), word("lang", c.contact.language ?? c.language)],
                [t("contact.channel"), channelName(c.channel)],
                ...(contact?.identities ?? []).filter((i) => i.kind !== "visitor").map((i): [string, string] =>
                    [word("identity", i.kind), i.value]),
                ...profileFacts(contact?.profile ?? null),
                [t("contact.since"), contact && <When at={contact.created_at} />],
            ]} />
        </Section>
    );
}


function Before({ data }: { data: PanelData }) {
    const episodes = data.episodes.filter((e) => e.resolved_at);

    if (episodes.length === 0 && data.tickets.length < 2 && data.elsewhere.length === 0) {
        return null;
    }

    return (
        <Section name="before" title={t("before")}>
            <ul class="before">
                {data.tickets.slice(1).map((x) => (
                    <li key={x.id}><strong>{x.number}</strong> {word("ticket", x.status)} · <When
                        at={x.created_at} />{x.subject && <p dir="auto">{x.subject}</p>}</li>
                ))}
                {episodes.map((e) => (
                    <li key={e.episode}>{t("became.resolved")} <When at={e.resolved_at!} />
                        {e.rating !== null && ` · ${e.rating}/5`}
                        {e.summary && <p dir="auto">{e.summary}</p>}</li>
                ))}
                {data.elsewhere.map((e) => (
                    <li key={e.id}><a href={href("inbox", "all", e.id)}>
                        {channelName(e.channel)} · {word("state", e.state)}</a></li>
                ))}
            </ul>
        </Section>
    );
}


export function Panel({ talk, c, close }: { talk: Talk; c: Conversation; close: () => void }) {
    const data = talk.panel.value;

    useEffect(() => { talk.loadPanel().catch(tellProblem); }, [talk, c.version]);

    const summary = typeof data?.summary === "string" ? data.summary : null;

    return (
        <aside class="panel" aria-label={t("panel.title")} tabIndex={0}>
            <header class="panel-head">
                <h2>{t("panel.title")}</h2>
                <Button kind="quiet" icon="close" label={t("close")} onClick={close} />
            </header>
            <Why talk={talk} c={c} ticket={data?.ticket ?? null} />
            {data?.ticket && <TicketPart ticket={data.ticket} />}
            {summary && <Section name="summary" title={t("summary")}>
                <p class="summary" dir="auto">{summary}</p></Section>}
            <Customer c={c} data={data} />
            <Knowledge talk={talk} c={c} />
            <Labels talk={talk} c={c} />
            {data !== null && <Before data={data} />}
        </aside>
    );
}
