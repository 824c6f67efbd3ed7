/*
 * Case - one ticket: who, what, since when; and what is to be changed of it.
 * Who has its conversation moves the status of a ticket that has one.
 */

import type { ComponentChildren } from "preact";
import { api } from "../../core/api";
import { useFetched } from "../../core/fetched";
import { t, word } from "../../core/i18n";
import { agentName, agents } from "../../core/people";
import { can, myId, seesAll } from "../../core/session";
import type { Ticket } from "../../core/types";
import { Badge, channelName } from "../../ui/bits";
import { Dialog } from "../../ui/Dialog";
import { Field, FormDialog, Pick, textOf } from "../../ui/Form";
import { Loaded } from "../../ui/Loaded";
import { Countdown, When } from "../../ui/Times";
import { CATEGORIES, LEVELS, orderOf, PRIORITIES, STATUSES } from "./codes";


function Service({ x }: { x: Ticket }) {
    return (x.sla ?? []).filter((s) => LEVELS.includes(s.kind)).map((s) => (
        <div key={s.kind}><dt>{word("sla", s.kind)}</dt><dd>{s.met_at ? <><When at={s.met_at} /> ✓</>
            : <Countdown at={s.due_at} label={word("sla", s.kind)} />}</dd></div>
    ));
}


function About({ x }: { x: Ticket }) {
    const facts: [string, ComponentChildren][] = [
        [t("contact.channel"), x.source_type && channelName(x.source_type)],
        [word("identity", "phone"), x.source_phone_number],
        [t("customer"), x.source_user_id],
        [t("panel.order"), orderOf(x)],
        [t("tickets.agent"), agentName(x.agent_id)],
        [t("tickets.since"), <When at={x.created_at} />],
    ];

    return (
        <>
            <p class="badges"><Badge kind={`priority-${x.priority}`}>{word("priority", x.priority)}</Badge>
                <Badge>{word("ticket", x.status)}</Badge>
                {x.category && <Badge>{word("category", x.category)}</Badge>}
                {x.sentiment && <Badge>{word("sentiment", x.sentiment)}</Badge>}</p>
            <p class="subject" dir="auto">{x.subject}</p>
            {x.explanation && <blockquote class="quote" dir="auto">{x.explanation}</blockquote>}
            {x.summary && <p class="summary" dir="auto">{x.summary}</p>}
            <dl class="facts">
                {facts.filter(([, value]) => value).map(([name, value]) => (
                    <div key={name}><dt>{name}</dt><dd dir="auto">{value}</dd></div>
                ))}
                <Service x={x} />
            </dl>
        </>
    );
}


/* An agent passes on what is theirs, a supervisor anybody's. */
function Change({ x, close, saved }: { x: Ticket; close: () => void; saved: () => Promise<unknown> }) {
    const isAlone = x.conversation_id === null;

    async function save(f: FormData, key: string) {
        const wanted: Record<string, string> = Object.fromEntries(["priority", "category", "status", "agent",
            "resolution_category", "resolution_notes"].map((name) => [name, textOf(f, name)]));
        const was: Record<string, unknown> = { ...x, agent: x.agent_id };
        const changed = Object.entries(wanted).filter(([name, value]) => f.has(name) && value !== "" && value !== was[name]);

        if (changed.length > 0) {
            await api.patch(`/tickets/${x.id}`, Object.fromEntries(changed), { key, version: x.version });
            await saved();
        }
    }

    return (
        <FormDialog wide title={`${t("ticket")} ${x.number}`} close={close} save={save}>
            <About x={x} />
            <div class="columns">
                <Pick name="priority" label={t("filter.priority")} value={x.priority}
                    values={PRIORITIES.map((p) => [p, word("priority", p)])} />
                <Pick name="category" label={t("resolve.category")} value={x.category}
                    values={CATEGORIES.map((c) => [c, word("category", c)])} />
                {isAlone && <Pick name="status" label={t("tickets.status")} value={x.status}
                    values={STATUSES.map((s) => [s, word("ticket", s)])} />}
                {isAlone && <Pick name="agent" label={t("tickets.agent")} value={x.agent_id ?? ""}
                    values={[["", t("none")], ...agents.value.map((a): [string, string] => [a.id, a.name ?? a.email])]} />}
            </div>
            {isAlone && <Field name="resolution_notes" label={t("resolve.notes")} rows={3} length={10000}
                value={x.resolution_notes} />}
        </FormDialog>
    );
}


export function Case({ of, close, saved }: { of: Ticket; close: () => void; saved: () => Promise<unknown> }) {
    const whole = useFetched<Ticket>(`/tickets/${of.id}`);
    const x = whole.data;

    return x !== null && can("tickets:write") && (seesAll.value || x.agent_id === myId.value)
        ? <Change x={x} close={close} saved={saved} />
        : <Dialog wide title={`${t("ticket")} ${of.number}`} close={close}>
            <Loaded of={whole}>{(seen) => <About x={seen} />}</Loaded></Dialog>;
}
