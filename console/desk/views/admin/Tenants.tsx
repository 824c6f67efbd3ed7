/*
 * Tenants - the organisations of this installation.  Of the operator's tenant
 * alone: nobody else is asked, and the server would refuse.  What is in one is
 * its own administrators' business; the first of them is made on the machine.
 */

import { useState } from "preact/hooks";
import { api } from "../../core/api";
import { usePages } from "../../core/fetched";
import { t, word } from "../../core/i18n";
import { Badge, Button } from "../../ui/bits";
import { Dialog } from "../../ui/Dialog";
import { Field, FormDialog, LANGUAGES, Pick, textOf } from "../../ui/Form";
import { Things } from "../../ui/Loaded";
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


export default function Tenants() {
    const tenants = usePages<Tenant>("/tenants");
    const [isAdding, setAdding] = useState(false);
    const [fresh, setFresh] = useState<Tenant | null>(null);

    return (
        <>
            <header class="page-head"><h1>{t("tenants.title")}</h1>
                <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>{t("tenants.add")}</Button></header>
            <Things of={tenants} icon="users" empty={t("nothing")} label={t("tenants.title")}>
                {(one) => (
                    <div class="thing"><strong dir="auto">{one.name ?? one.slug}</strong> <code>{one.slug}</code>{" "}
                        <Badge>{word("lang", one.default_language)}</Badge>{" "}
                        <span class="soft"><When at={one.created_at} /></span></div>
                )}
            </Things>
            {isAdding && <TenantForm close={() => setAdding(false)} made={async (one) => {
                setFresh(one);
                await tenants.load();
            }} />}
            {fresh !== null && !isAdding && <Next tenant={fresh} close={() => setFresh(null)} />}
        </>
    );
}
