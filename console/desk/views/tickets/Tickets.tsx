/*
 * Tickets - every case by its number: those of conversations, which lead there,
 * and those that came from outside and have none, which are worked on here.
 */

import { useEffect, useState } from "preact/hooks";
import { api, query } from "../../core/api";
import { watch } from "../../core/desk";
import { usePages } from "../../core/fetched";
import { t, word } from "../../core/i18n";
import { agentName } from "../../core/people";
import { href } from "../../core/router";
import { can, myId, seesAll } from "../../core/session";
import type { Ticket } from "../../core/types";
import { Badge, Button } from "../../ui/bits";
import { Things } from "../../ui/Loaded";
import { tell } from "../../ui/Toasts";
import { When } from "../../ui/Times";
import { Case } from "./Case";
import { PRIORITIES, STATUSES } from "./codes";

const WHOSE = ["waiting", "mine", "all"] as const;


function Choice({ name, value, values, set }: { name: string; value: string;
    values: [string, string][]; set: (value: string) => void }) {
    return (
        <label class="field"><span>{name}</span>
            <select value={value} onChange={(e) => set(e.currentTarget.value)}>
                {values.map(([v, text]) => <option key={v} value={v} selected={v === value}>{text}</option>)}
            </select></label>
    );
}


export default function Tickets() {
    const [whose, setWhose] = useState<string>("waiting");
    const [status, setStatus] = useState("");
    const [priority, setPriority] = useState("");
    const [open, setOpen] = useState<Ticket | null>(null);
    const list = usePages<Ticket>(`/tickets${query({ limit: 50, status: status || null,
        priority: priority || null, queued: whose === "waiting" || null,
        agent: whose === "mine" ? myId.value : null })}`);
    const mayTake = can("tickets:write") && myId.value !== "";

    useEffect(() => watch((event) => { event.type === "ticket.changed" && void list.load(); }), [list.load]);

    async function take(of: Ticket) {
        await api.patch(`/tickets/${of.id}`, { agent: myId.value });
        tell(t("done.claim"));
        await list.load();
    }

    return (
        <main class="page" tabIndex={0}>
            <header class="page-head"><h1>{t("nav.tickets")}</h1>
                <Button icon="reopen" onClick={list.load}>{t("reload")}</Button></header>
            <div class="columns">
                <Choice name={t("show")} value={whose} set={setWhose} values={WHOSE
                    .filter((w) => w !== "all" || seesAll.value).map((w) => [w, t(`tickets.${w}`)])} />
                <Choice name={t("tickets.status")} value={status} set={setStatus}
                    values={[["", t("any")], ...STATUSES.map((s): [string, string] => [s, word("ticket", s)])]} />
                <Choice name={t("filter.priority")} value={priority} set={setPriority}
                    values={[["", t("any")], ...PRIORITIES.map((p): [string, string] => [p, word("priority", p)])]} />
            </div>
            <Things of={list} icon="file" empty={t("tickets.none")} label={t("nav.tickets")}>
                {(x) => (
                    <>
                        <div class="thing"><strong>{x.number}</strong>{" "}
                            <Badge kind={`priority-${x.priority}`}>{word("priority", x.priority)}</Badge>{" "}
                            <Badge>{word("ticket", x.status)}</Badge>{" "}
                            {x.conversation_id === null && <Badge>{t("tickets.outside")}</Badge>}{" "}
                            <span class="soft"><When at={x.created_at} /> {agentName(x.agent_id)}</span>
                            <p dir="auto">{x.subject}</p></div>
                        <span class="thing-deeds">
                            {mayTake && x.conversation_id === null && !x.agent_id && x.status === "open"
                                && <Button icon="hand" onClick={() => take(x)}>{t("do.claim")}</Button>}
                            {x.conversation_id && <a class="button" href={href("inbox", "all", x.conversation_id)}>{t("reviews.open")}</a>}
                            <Button kind="quiet" icon="eye" label={`${t("show")}: ${x.number}`} onClick={() => setOpen(x)} />
                        </span>
                    </>
                )}
            </Things>
            {open && <Case of={open} close={() => setOpen(null)} saved={list.load} />}
        </main>
    );
}
