/* Callbacks - who wants to be called, and when: due ones first. */

import { api } from "../../core/api";
import { usePages } from "../../core/fetched";
import { t } from "../../core/i18n";
import { href } from "../../core/router";
import { can } from "../../core/session";
import { now } from "../../core/time";
import { Badge, Button } from "../../ui/bits";
import { Things } from "../../ui/Loaded";
import { When } from "../../ui/Times";

interface Callback {
    id: string;
    conversation_id: string;
    contact: string | null;
    at: string | null;          /* null: as soon as possible */
    phone: string | null;
    reason: string | null;
}

const isDue = (c: Callback) => c.at === null || Date.parse(c.at) <= now.value;


export default function Callbacks() {
    const list = usePages<Callback>("/callbacks?limit=500");
    const mayWrite = can("conversations:write");

    async function settle(of: Callback, state: "done" | "cancelled") {
        await api.patch(`/callbacks/${of.id}`, { state });
        await list.load();
    }

    return (
        <main class="page" tabIndex={0}>
            <header class="page-head"><h1>{t("nav.callbacks")}</h1>
                <Button icon="reopen" onClick={list.load}>{t("reload")}</Button></header>
            <Things of={list} icon="phone" empty={t("callbacks.none")} label={t("nav.callbacks")}>
                {(c) => (
                    <>
                        <div class="thing">
                            <a href={href("inbox", "all", c.conversation_id)}><strong dir="auto">
                                {c.contact ?? t("nobody")}</strong></a>{" "}
                            {isDue(c) && <Badge kind="warn">{t("callbacks.due")}</Badge>}{" "}
                            <span class="soft">{c.at === null ? t("callbacks.soon") : <When at={c.at} />}</span>
                            {c.phone && <p dir="auto">{c.phone}</p>}
                            {c.reason && <p class="soft" dir="auto">{c.reason}</p>}
                        </div>
                        {mayWrite && <span class="thing-deeds">
                            <Button icon="check" onClick={() => settle(c, "done")}>{t("callbacks.done")}</Button>
                            <Button kind="quiet" icon="close" label={t("callbacks.cancel")}
                                onClick={() => settle(c, "cancelled")} />
                        </span>}
                    </>
                )}
            </Things>
        </main>
    );
}
