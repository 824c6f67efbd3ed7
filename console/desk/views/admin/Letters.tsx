/* Letters - what could not be worked on; replayed when its cause is gone. */

import { useState } from "preact/hooks";
import { api } from "../../core/api";
import { useFetched, usePages } from "../../core/fetched";
import { t } from "../../core/i18n";
import { can } from "../../core/session";
import { task } from "../../core/tasks";
import { bytes } from "../../core/time";
import { Badge, Button, channelName } from "../../ui/bits";
import { Dialog } from "../../ui/Dialog";
import { Remove } from "../../ui/Form";
import { Loaded, Things } from "../../ui/Loaded";
import { tell } from "../../ui/Toasts";
import { When } from "../../ui/Times";

interface Letter {
    id: string;
    channel: string | null;
    account: string | null;
    reason: string;
    bytes: number;
    request_id: string | null;
    at: string;
    replayed_at: string | null;
}


/* Bytes come as base64; what is no UTF-8 shows as such. */
const decoded = (raw: string) =>
    new TextDecoder().decode(Uint8Array.from(atob(raw), (c) => c.charCodeAt(0)));


function Raw({ of, close }: { of: Letter; close: () => void }) {
    const letter = useFetched<{ raw: string | null }>(`/dead-letters/${of.id}`);

    return (
        <Dialog wide title={of.reason.replaceAll("_", " ")} close={close}>
            <Loaded of={letter}>{({ raw }) => <pre class="raw" tabIndex={0} dir="auto">{raw ? decoded(raw) : t("letters.empty")}</pre>}</Loaded>
            {of.request_id && <p class="soft">{t("letters.request")} <code>{of.request_id}</code></p>}
        </Dialog>
    );
}


export default function Letters() {
    const letters = usePages<Letter>("/dead-letters");
    const [open, setOpen] = useState<Letter | null>(null);
    const mayWrite = can("operations:write");

    async function replay(of: Letter) {
        await task(`/dead-letters/${of.id}/replay`);
        tell(t("letters.replayed"));
        await letters.load();
    }

    return (
        <>
            <header class="page-head"><h1>{t("admin.letters")}</h1>
                <Button icon="reopen" onClick={letters.load}>{t("reload")}</Button></header>
            <p class="soft">{t("letters.hint")}</p>
            <Things of={letters} icon="done" empty={t("letters.none")} label={t("admin.letters")}>
                {(d) => (
                    <>
                        <div class="thing"><strong>{d.reason.replaceAll("_", " ")}</strong>{" "}
                            <span class="soft">{d.channel && channelName(d.channel)} {bytes(d.bytes)} · <When at={d.at} /></span>{" "}
                            {d.replayed_at && <Badge kind="good">{t("letters.was")} <When at={d.replayed_at} /></Badge>}</div>
                        <span class="thing-deeds">
                            <Button kind="quiet" icon="eye" label={`${t("show")}: ${d.reason}`} onClick={() => setOpen(d)} />
                            {mayWrite && d.replayed_at === null && d.bytes > 0
                                && <Button icon="reopen" onClick={() => replay(d)}>{t("letters.replay")}</Button>}
                            {mayWrite && <Remove what={d.reason.replaceAll("_", " ")} run={async () => {
                                await api.delete(`/dead-letters/${d.id}`);
                                await letters.load();
                            }} />}</span>
                    </>
                )}
            </Things>
            {open && <Raw of={open} close={() => setOpen(null)} />}
        </>
    );
}
