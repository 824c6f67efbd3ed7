/* Usage - what was used, by day, and of what there may be no more. */

import { useState } from "preact/hooks";
import { api } from "../../core/api";
import { useFetched } from "../../core/fetched";
import { language, t, word } from "../../core/i18n";
import { can } from "../../core/session";
import { bytes } from "../../core/time";
import { Badge, Button } from "../../ui/bits";
import { Bar } from "../../ui/Bar";
import { Field, FormDialog, textOf } from "../../ui/Form";
import { Loaded } from "../../ui/Loaded";

interface Limit {
    name: string;
    used: number;
    soft: number | null;
    hard: number | null;
    level: "ok" | "soft" | "hard";
}

interface Used {
    periods: { period: string; messages: number; calls: number; tokens_in: number; tokens_out: number }[];
    limits: Limit[];
}

const number = (n: number) => new Intl.NumberFormat(language.value).format(n);
const KIND = { ok: "good", soft: "warn", hard: "bad" };


function LimitForm({ of, close, saved }: { of: Limit; close: () => void; saved: () => Promise<unknown> }) {
    return (
        <FormDialog title={word("limit", of.name)} close={close} save={async (f, key) => {
            const soft = textOf(f, "soft");

            await api.patch("/limits", { limits: { [of.name]: { soft: soft === "" ? null : Number(soft) } } }, { key });
            await saved();
        }}>
            <Field name="soft" type="number" min={1} label={t("usage.warn")} value={of.soft} hint={t("usage.none")} />
        </FormDialog>
    );
}


export default function Usage() {
    const used = useFetched<Used>("/usage?by=day");
    const [open, setOpen] = useState<Limit | null>(null);

    return (
        <>
            <h1>{t("admin.usage")}</h1>
            <Loaded of={used}>{({ periods, limits }) => (
                <>
                    <h2>{t("usage.limits")}</h2>
                    <ul class="things">
                        {limits.map((l) => {
                            const shown = l.name === "media_bytes" ? bytes : number;
                            const most = l.hard ?? l.soft;

                            return (
                                <li key={l.name}>
                                    <div class="thing">{word("limit", l.name)} <strong>{shown(l.used)}</strong>
                                        {most !== null && <> / {shown(most)} <Badge kind={KIND[l.level]}>{word("level", l.level)}</Badge>
                                            <Bar part={l.used} of={most} kind={l.level === "hard" ? "bad" : l.level === "soft" ? "warn" : ""} /></>}
                                    </div>
                                    {can("settings:write") && <Button kind="quiet" icon="pen"
                                        label={`${t("edit")}: ${word("limit", l.name)}`} onClick={() => setOpen(l)} />}
                                </li>
                            );
                        })}
                    </ul>
                    <h2>{t("usage.month")}</h2>
                    {periods.length === 0 ? <p class="soft">{t("over.nothing")}</p> : (
                        <div class="scroll" tabIndex={0} role="region" aria-label={t("usage.month")}>
                            <table class="table">
                                <thead><tr><th scope="col">{t("when")}</th><th scope="col" class="n">{t("usage.messages")}</th>
                                    <th scope="col" class="n">{t("usage.calls")}</th><th scope="col" class="n">{t("usage.tokens")}</th></tr></thead>
                                <tbody>{[...periods].reverse().map((p) => (
                                    <tr key={p.period}><td>{p.period}</td><td class="n">{number(p.messages)}</td>
                                        <td class="n">{number(p.calls)}</td><td class="n">{number(p.tokens_in + p.tokens_out)}</td></tr>
                                ))}</tbody>
                            </table>
                        </div>
                    )}
                </>
            )}</Loaded>
            {open && <LimitForm of={open} close={() => setOpen(null)} saved={used.load} />}
        </>
    );
}
