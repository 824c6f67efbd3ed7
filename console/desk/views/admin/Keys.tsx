/* Keys - what programs log in with.  A key's text is shown once. */

import { useState } from "preact/hooks";
import { api } from "../../core/api";
import { usePages } from "../../core/fetched";
import { t } from "../../core/i18n";
import { Badge, Button } from "../../ui/bits";
import { Dialog } from "../../ui/Dialog";
import { Field, FormDialog, Remove, textOf, Tick } from "../../ui/Form";
import { Things } from "../../ui/Loaded";
import { tell } from "../../ui/Toasts";
import { When } from "../../ui/Times";

interface Key {
    id: string;
    name: string;
    prefix: string;
    scopes: string[];
    expires_at: string | null;
    revoked_at: string | null;
    last_used_at: string | null;
}

const AREAS = ["agents", "audit", "channels", "contacts", "conversations", "knowledge", "notifications",
    "operations", "rules", "settings", "tickets", "usage"];


function KeyForm({ close, made }: { close: () => void; made: (token: string) => Promise<unknown> }) {
    async function save(f: FormData, key: string) {
        const until = textOf(f, "until");
        const { data } = await api.post<{ token?: string }>("/keys", {
            name: textOf(f, "name"), scopes: f.getAll("scopes"),
            expires_at: until === "" ? undefined : new Date(`${until}T23:59:59`).toISOString(),
        }, { key });

        await made(data.token ?? "");
    }

    return (
        <FormDialog wide title={t("keys.add")} close={close} save={save}>
            <div class="columns">
                <Field name="name" label={t("contact.name")} required length={128} />
                <Field name="until" type="date" label={t("keys.until")} hint={t("keys.never")} />
            </div>
            <fieldset><legend>{t("keys.scopes")}</legend><div class="columns">
                {AREAS.flatMap((a) => [`${a}:read`, `${a}:*`]).map((s) => (
                    <Tick key={s} name="scopes" value={s} label={s} />))}
            </div></fieldset>
        </FormDialog>
    );
}


/* token "": its answer was lost, and who asks again is not told it. */
function Shown({ token, close }: { token: string; close: () => void }) {
    return (
        <Dialog title={t("keys.made")} close={close}>
            <p>{t(token === "" ? "keys.lost" : "keys.once")}</p>
            {token !== "" && <code class="secret">{token}</code>}
            <div class="dialog-foot">
                {token !== "" && isSecureContext && <Button onClick={async () => {
                    await navigator.clipboard.writeText(token);
                    tell(t("copied"));
                }}>{t("copy")}</Button>}
                <Button kind="primary" onClick={close}>{t("close")}</Button>
            </div>
        </Dialog>
    );
}


export default function Keys() {
    const keys = usePages<Key>("/keys");
    const [isAdding, setAdding] = useState(false);
    const [token, setToken] = useState<string | null>(null);
    const stateOf = (k: Key) => (k.revoked_at !== null ? <Badge kind="bad">{t("keys.revoked")}</Badge>
        : k.expires_at === null ? null
        : Date.parse(k.expires_at) < Date.now() ? <Badge kind="bad">{t("keys.expired")}</Badge>
        : <Badge kind="warn">{t("keys.until")} <When at={k.expires_at} /></Badge>);

    return (
        <>
            <header class="page-head"><h1>{t("admin.keys")}</h1>
                <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>{t("keys.add")}</Button></header>
            <Things of={keys} icon="key" empty={t("keys.none")} label={t("admin.keys")}>
                {(k) => (
                    <>
                        <div class="thing"><strong dir="auto">{k.name}</strong> <code>{k.prefix}…</code> {stateOf(k)}{" "}
                            <span class="soft">{k.last_used_at
                                ? <>{t("keys.used")} <When at={k.last_used_at} /></> : t("keys.unused")}</span>
                            <div class="badges">{k.scopes.map((s) => <Badge key={s}>{s}</Badge>)}</div></div>
                        {k.revoked_at === null && <Remove what={k.name} label={t("keys.revoke")} run={async () => {
                            await api.delete(`/keys/${k.id}`);
                            await keys.load();
                        }} />}
                    </>
                )}
            </Things>
            {isAdding && <KeyForm close={() => setAdding(false)} made={async (text) => {
                setToken(text);
                await keys.load();
            }} />}
            {token !== null && !isAdding && <Shown token={token} close={() => setToken(null)} />}
        </>
    );
}
