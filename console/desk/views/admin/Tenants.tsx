/*
 * Tenants - the organisations of this installation, and what each may use.  Of
 * the operator's tenant alone: nobody else is asked, and the server would
 * refuse.  What is in one is its own administrators' business; the first of
 * them is made on the machine.
 */

import { useState } from "preact/hooks";
import { api } from "../../core/api";
import { useFetched, usePages } from "../../core/fetched";
import { t, word } from "../../core/i18n";
import { Badge, Button } from "../../ui/bits";
import { Dialog } from "../../ui/Dialog";
import { Field, FormDialog, LANGUAGES, Pick, textOf } from "../../ui/Form";
import { Loaded, Things } from "../../ui/Loaded";
import { When } from "../../ui/Times";

interface Tenant {
    id: string;
    slug: string;
    name: string | null;
    default_language: string;
    created_at: string;
}


function TenantForm({ close, made }: { close: () => void; made: (t: Tenant) => Promise<unknown> }) {
    async function save(f: FormData, key: string) {
        const { data } = await api.post<Tenant>("/tenants", { slug: textOf(f, "slug"),
            name: textOf(f, "name") || undefined, default_language: textOf(f, "language") }, { key });

        await made(data);
    }

    return (
        <FormDialog title={t("tenants.add")} close={close} save={save}>
            <Field name="slug" label={t("tenants.slug")} hint={t("tenants.form")} required length={63}
                pattern="[a-z0-9][a-z0-9_\-]*" />
            <Field name="name" label={t("contact.name")} length={255} />
            <Pick name="language" label={t("tenants.language")} value="en"
                values={LANGUAGES.map((l) => [l, word("lang", l)])} />
        </FormDialog>
    );
}


/* A tenant without anybody: how its first administrator is made. */
function Next({ tenant, close }: { tenant: Tenant; close: () => void }) {
    return (
        <Dialog title={tenant.name ?? tenant.slug} close={close}>
            <p>{t("tenants.next")}</p>
            <code class="secret">{`relevo agent add EMAIL --tenant ${tenant.slug} --role admin\n`
                + `relevo key password EMAIL --tenant ${tenant.slug}`}</code>
            <div class="dialog-foot"><Button kind="primary" onClick={close}>{t("close")}</Button></div>
        </Dialog>
    );
}


interface Limit {
    name: string;
    used: number;
    soft: number | null;
    hard: number | null;
}

const ENDS = ["soft", "hard"] as const;
const numberOf = (f: FormData, name: string) => (textOf(f, name) === "" ? null : Number(textOf(f, name)));


/* Only what was changed is sent: a default stays one. */
function changes(items: Limit[], f: FormData) {
    return Object.fromEntries(items.map((l) => [l.name, Object.fromEntries(ENDS
        .filter((end) => numberOf(f, `${l.name}.${end}`) !== l[end])
        .map((end) => [end, numberOf(f, `${l.name}.${end}`)]))] as const)
        .filter(([, changed]) => Object.keys(changed).length > 0));
}


function LimitsForm({ of, close }: { of: Tenant; close: () => void }) {
    const path = `/tenants/${of.id}/limits`;
    const limits = useFetched<{ items: Limit[] }>(path);
    const items = limits.data?.items;

    if (items === undefined) {
        return <Dialog title={of.name ?? of.slug} close={close}><Loaded of={limits}>{() => null}</Loaded></Dialog>;
    }

    return (
        <FormDialog title={`${of.name ?? of.slug} · ${t("usage.limits")}`} close={close}
            save={(f, key) => api.put(path, { limits: changes(items, f) }, { key })}>
            <p class="soft">{t("tenants.limits")}</p>
            {items.map((l) => (
                <fieldset key={l.name}><legend>{word("limit", l.name)} · {t("tenants.used", { n: l.used })}</legend>
                    <div class="columns">{ENDS.map((end) => <Field key={end} name={`${l.name}.${end}`} type="number" min={0}
                        label={t(end === "soft" ? "usage.warn" : "tenants.most")} value={l[end]} />)}</div></fieldset>
            ))}
        </FormDialog>
    );
}


export default function Tenants() {
    const tenants = usePages<Tenant>("/tenants");
    const [isAdding, setAdding] = useState(false);
    const [fresh, setFresh] = useState<Tenant | null>(null);
    const [limited, setLimited] = useState<Tenant | null>(null);

    return (
        <>
            <header class="page-head"><h1>{t("tenants.title")}</h1>
                <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>{t("tenants.add")}</Button></header>
            <Things of={tenants} icon="users" empty={t("nothing")} label={t("tenants.title")}>
                {(one) => (
                    <>
                        <div class="thing"><strong dir="auto">{one.name ?? one.slug}</strong> <code>{one.slug}</code>{" "}
                            <Badge>{word("lang", one.default_language)}</Badge>{" "}
                            <span class="soft"><When at={one.created_at} /></span></div>
                        <Button kind="quiet" icon="chart" label={`${t("usage.limits")}: ${one.slug}`}
                            onClick={() => setLimited(one)} />
                    </>
                )}
            </Things>
            {isAdding && <TenantForm close={() => setAdding(false)} made={async (one) => {
                setFresh(one);
                await tenants.load();
            }} />}
            {limited && <LimitsForm of={limited} close={() => setLimited(null)} />}
            {fresh !== null && !isAdding && <Next tenant={fresh} close={() => setFresh(null)} />}
        </>
    );
}
