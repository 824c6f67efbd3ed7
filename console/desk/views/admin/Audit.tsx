/* Audit - who changed what, when and from where, the latest first. */

import { usePages } from "../../core/fetched";
import { t, word } from "../../core/i18n";
import { agentName } from "../../core/people";
import { full } from "../../core/time";
import { Button } from "../../ui/bits";
import { Loaded } from "../../ui/Loaded";

interface Entry {
    seq: number;
    at: string;
    actor: string;
    actor_id: string | null;
    action: string;
    path: string | null;
    address: string | null;
    status: number | null;
}


export default function Audit() {
    const log = usePages<Entry>("/audit?limit=50");

    return (
        <>
            <header class="page-head"><h1>{t("admin.audit")}</h1>
                <Button icon="reopen" onClick={log.load}>{t("reload")}</Button></header>
            <Loaded of={log}>{() => (
                <>
                    <div class="scroll" tabIndex={0} role="region" aria-label={t("admin.audit")}>
                        <table class="table">
                            <thead><tr><th scope="col">{t("when")}</th><th scope="col">{t("audit.who")}</th>
                                <th scope="col">{t("audit.what")}</th><th scope="col">{t("audit.path")}</th>
                                <th scope="col">{t("audit.from")}</th><th scope="col" class="n">{t("audit.status")}</th></tr></thead>
                            <tbody>{log.items.map((e) => (
                                <tr key={e.seq}><td><time dateTime={e.at}>{full(e.at)}</time></td>
                                    <td>{agentName(e.actor_id) || word("actor", e.actor)}</td>
                                    <td>{e.action.replaceAll("_", " ")}</td><td><code>{e.path}</code></td>
                                    <td>{e.address}</td><td class="n">{e.status}</td></tr>
                            ))}</tbody>
                        </table>
                    </div>
                    {log.more !== null && <Button onClick={log.more}>{t("more")}</Button>}
                </>
            )}</Loaded>
        </>
    );
}
