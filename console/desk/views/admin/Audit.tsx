/*
 * Audit - who changed what, when and from where, the latest first.  It grows
 * without end: only the rows that are seen are drawn, more come as one scrolls.
 */

import { useRef } from "preact/hooks";
import { usePages } from "../../core/fetched";
import { t, word } from "../../core/i18n";
import { agentName } from "../../core/people";
import { full } from "../../core/time";
import { Button, Empty, tellProblem } from "../../ui/bits";
import { Loaded } from "../../ui/Loaded";
import { Virtual } from "../../ui/Virtual";

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

const ROW_REM = 3.25;


function Row({ of: e }: { of: Entry }) {
    return (
        <div class="audit-row">
            <span class="audit-what"><strong>{e.action.replaceAll("_", " ")}</strong> <code title={e.path ?? undefined}>{e.path}</code></span>
            <span class="soft"><time dateTime={e.at}>{full(e.at)}</time> · {agentName(e.actor_id) || word("actor", e.actor)}
                {e.address && <> · {e.address}</>}{e.status !== null && <> · <span title={t("audit.status")}>{e.status}</span></>}</span>
        </div>
    );
}


export default function Audit() {
    const log = usePages<Entry>("/audit?limit=100");
    const isBusy = useRef(false);

    /* asked for while the last answer is on its way, it is asked once */
    async function more() {
        if (log.more !== null && !isBusy.current) {
            isBusy.current = true;
            await log.more().catch(tellProblem);
            isBusy.current = false;
        }
    }

    return (
        <>
            <header class="page-head"><h1>{t("admin.audit")}</h1>
                <Button icon="reopen" onClick={log.load}>{t("reload")}</Button></header>
            <Loaded of={log}>{() => (log.items.length === 0 ? <Empty icon="eye" title={t("nothing")} /> : (
                <div class="audit">
                    <Virtual isPlain items={log.items} rem={ROW_REM} label={t("admin.audit")} keyOf={(e) => String(e.seq)} selected={-1}
                        onEnd={() => void more()}>{(e) => <Row of={e} />}</Virtual>
                </div>
            ))}</Loaded>
        </>
    );
}
