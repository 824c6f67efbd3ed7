/*
 * Templates - what WhatsApp has approved, as we know it: texts by language with
 * their blanks, how each stands there, and how it looks when it is filled.
 * They are fetched from WhatsApp, or written here as they are there.
 */

import { useState } from "preact/hooks";
import { api, asNew } from "../../core/api";
import { useFetched, usePages } from "../../core/fetched";
import { folded } from "../../core/inbox";
import { t, word } from "../../core/i18n";
import { can } from "../../core/session";
import { task } from "../../core/tasks";
import type { Template } from "../../core/types";
import { Badge, Button } from "../../ui/bits";
import { Dialog } from "../../ui/Dialog";
import { Field, FormDialog, Pick, Remove, textOf } from "../../ui/Form";
import { Loaded, Things } from "../../ui/Loaded";
import { When } from "../../ui/Times";
import type { Account } from "./kinds";

interface Kept extends Template {
    id: string;
    version: number;
    changed_at: string;
}

const CATEGORIES = ["utility", "marketing", "authentication"] as const;
const STATES = ["approved", "paused", "rejected"] as const;
const KIND_OF: Record<string, string> = { approved: "good", paused: "warn", rejected: "bad" };
const pathOf = (x: { name: string; language: string }) => `/templates/${encodeURIComponent(x.name)}/${x.language}`;

/* {{1}} to {{n}}; the server says when some are missing */
const blanks = (body: string) => new Set([...body.matchAll(/\{\{(\d+)\}\}/g)].map((m) => m[1])).size;
const filled = (body: string, values: string[]) => body.replace(/\{\{(\d+)\}\}/g, (all, n) => values[n - 1] || all);


function Look({ of, values }:
    { of: { header: string | null; body: string; footer: string | null }; values: string[] }) {
    return (
        <div class="bubble agent"><div class="said">
            {of.header && <p class="words" dir="auto"><strong>{of.header}</strong></p>}
            <p class="words" dir="auto">{filled(of.body, values)}</p>
            {of.footer && <p class="soft" dir="auto">{of.footer}</p>}
        </div></div>
    );
}


function Preview({ of, close }: { of: Kept; close: () => void }) {
    const [values, setValues] = useState<string[]>([]);

    return (
        <Dialog title={`${of.name} · ${of.language}`} close={close}>
            {Array.from({ length: of.parameters }, (_, i) => (
                <label class="field" key={i}><span>{`{{${i + 1}}}`}</span>
                    <input value={values[i] ?? ""} maxLength={1024} onInput={(e) => {
                        const next = [...values];

                        next[i] = e.currentTarget.value;
                        setValues(next);
                    }} /></label>
            ))}
            <Look of={of} values={values} />
        </Dialog>
    );
}


function TemplateForm({ of, close, saved }: { of: Kept | null; close: () => void; saved: () => Promise<unknown> }) {
    const [body, setBody] = useState(of?.body ?? "");
    const [header, setHeader] = useState(of?.header ?? "");
    const [footer, setFooter] = useState(of?.footer ?? "");

    async function save(f: FormData, key: string) {
        const name = of?.name ?? textOf(f, "name");
        const language = of?.language ?? textOf(f, "language");

        const put = api.put(pathOf({ name, language }), { category: textOf(f, "category"), status: textOf(f, "status"),
            body, header: header || undefined, footer: footer || undefined }, { key, version: of?.version ?? 0 });

        await (of === null ? asNew(put) : put);
        await saved();
    }

    return (
        <FormDialog wide title={of === null ? t("templates.add") : `${of.name} · ${of.language}`} close={close} save={save}>
            <div class="columns">
                {of === null && <>
                    <Field name="name" label={t("contact.name")} required pattern="[a-z0-9_]+" length={512} hint={t("templates.name")} />
                    <Field name="language" label={t("contact.language")} required pattern="[a-z]{2,3}(_[A-Z]{2})?" hint="es, pt_BR" />
                </>}
                <Pick name="category" label={t("templates.category")} value={of?.category}
                    values={CATEGORIES.map((c): [string, string] => [c, t(`templates.category.${c}`)])} />
                <Pick name="status" label={t("templates.status")} value={of?.status}
                    values={STATES.map((s): [string, string] => [s, t(`templates.status.${s}`)])} />
            </div>
            <label class="field"><span>{t("templates.header")}</span>
                <input value={header} maxLength={60} dir="auto" onInput={(e) => setHeader(e.currentTarget.value)} /></label>
            <label class="field"><span>{t("form.text")}</span>
                <textarea rows={4} required maxLength={1024} value={body} dir="auto" onInput={(e) => setBody(e.currentTarget.value)} />
                <small class="soft">{t("templates.blanks", { n: blanks(body) })}</small></label>
            <label class="field"><span>{t("templates.footer")}</span>
                <input value={footer} maxLength={60} dir="auto" onInput={(e) => setFooter(e.currentTarget.value)} /></label>
            <p class="soft">{t("templates.look")}</p>
            <Look of={{ header, body, footer }} values={[]} />
        </FormDialog>
    );
}


interface Fetched {
    made: number;
    changed: number;
    same: number;
    gone: number;
    left_out: { name: string; language: string; why: string }[];
}


/* What came of it; which cannot be sent from here, and why. */
function Result({ of, close }: { of: Fetched; close: () => void }) {
    return (
        <Dialog title={t("templates.fetched")} close={close}>
            <p>{t("templates.counts", { made: of.made, changed: of.changed, same: of.same, gone: of.gone })}</p>
            {of.left_out.length > 0 && <>
                <p class="soft">{t("templates.left_out")}</p>
                <ul class="things" aria-label={t("templates.left_out")}>{of.left_out.map((x) => (
                    <li key={`${x.name}/${x.language}`}><span class="thing" dir="auto">{x.name} <Badge>{x.language}</Badge></span>
                        <span class="soft">{word("lack", x.why)}</span></li>
                ))}</ul></>}
            <div class="dialog-foot"><Button kind="primary" onClick={close}>{t("close")}</Button></div>
        </Dialog>
    );
}


/* Which account's token, and which business account: known after the first time. */
function FetchForm({ close, done }: { close: () => void; done: (result: Fetched) => Promise<unknown> }) {
    const accounts = useFetched<{ items: Account[] }>("/channel-accounts");
    const all = accounts.data?.items.filter((a) => a.channel === "whatsapp");
    const [chosen, choose] = useState("");
    const one = all?.find((a) => a.account === chosen) ?? all?.[0];

    if (all === undefined || one === undefined) {
        return <Dialog title={t("templates.fetch")} close={close}><Loaded of={accounts}>{() => <p>{t("channels.none")}</p>}</Loaded></Dialog>;
    }

    return (
        <FormDialog title={t("templates.fetch")} does={t("templates.fetch")} done={t("templates.fetched")} close={close} save={async (f) =>
            done(await task<Fetched>("/templates/sync", { account: one.account, waba: textOf(f, "waba") }))}>
            <label class="field"><span>{t("channels.account.whatsapp")}</span>
                <select value={one.account} onChange={(e) => choose(e.currentTarget.value)}>
                    {all.map((a) => <option key={a.id} value={a.account}>{a.name ?? ""} {a.account}</option>)}</select></label>
            <Field key={one.id} name="waba" label={t("channels.waba")} pattern="[0-9]{1,32}" required
                value={typeof one.settings.waba === "string" ? one.settings.waba : ""} />
        </FormDialog>
    );
}


export default function Templates() {
    const all = usePages<Kept>("/templates?limit=500");
    const [text, setText] = useState("");
    const [open, setOpen] = useState<Kept | "new" | null>(null);
    const [shown, setShown] = useState<Kept | null>(null);
    const [isFetching, setFetching] = useState(false);
    const [result, setResult] = useState<Fetched | null>(null);
    const mayWrite = can("knowledge:write");
    const items = all.items.map((x) => ({ ...x, id: `${x.name}/${x.language}` }))
        .filter((x) => folded(`${x.id} ${x.body}`).includes(folded(text.trim())));

    return (
        <>
            <header class="page-head"><h1>{t("templates.title")}</h1>
                {mayWrite && can("channels:read") && <Button icon="reopen" onClick={() => setFetching(true)}>{t("templates.fetch")}</Button>}
                {mayWrite && <Button kind="primary" icon="plus" onClick={() => setOpen("new")}>{t("templates.add")}</Button>}</header>
            <p class="soft">{t("templates.hint")}</p>
            <input type="search" aria-label={t("filter.search")} placeholder={t("filter.search")} value={text}
                onInput={(e) => setText(e.currentTarget.value)} />
            <Things of={{ ...all, items }} icon="note" empty={t("templates.none")} label={t("templates.title")}>
                {(x) => (
                    <>
                        <div class="thing"><strong>{x.name}</strong> <Badge>{x.language}</Badge>{" "}
                            <Badge kind={KIND_OF[x.status]}>{word("templates.status", x.status)}</Badge>{" "}
                            <Badge>{word("templates.category", x.category)}</Badge>{" "}
                            {x.parameters > 0 && <Badge>{t("templates.blanks", { n: x.parameters })}</Badge>}
                            <p class="soft" dir="auto">{x.body}</p>
                            <span class="soft">{t("templates.known")} <When at={x.changed_at} /></span></div>
                        <span class="thing-deeds">
                            <Button kind="quiet" icon="eye" label={`${t("show")}: ${x.id}`} onClick={() => setShown(x)} />
                            {mayWrite && <Button kind="quiet" icon="pen" label={`${t("edit")}: ${x.id}`} onClick={() => setOpen(x)} />}
                            {mayWrite && <Remove what={x.id} run={async () => {
                                await api.delete(pathOf(x));
                                await all.load();
                            }} />}</span>
                    </>
                )}
            </Things>
            {open && <TemplateForm of={open === "new" ? null : open} close={() => setOpen(null)} saved={all.load} />}
            {shown && <Preview of={shown} close={() => setShown(null)} />}
            {isFetching && <FetchForm close={() => setFetching(false)} done={async (r) => { setResult(r); await all.load(); }} />}
            {result && !isFetching && <Result of={result} close={() => setResult(null)} />}
        </>
    );
}
