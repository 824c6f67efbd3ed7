/* Channels - accounts of channels: added, set up step by step, tested, removed. */

import { useState } from "preact/hooks";
import { api } from "../../core/api";
import { useFetched } from "../../core/fetched";
import { t } from "../../core/i18n";
import { can } from "../../core/session";
import { Badge, Button, channelName, Empty } from "../../ui/bits";
import { Dialog } from "../../ui/Dialog";
import { Field, FormDialog, Remove, textOf } from "../../ui/Form";
import { Loaded } from "../../ui/Loaded";
import { endpointName, hex, KINDS, madeSecret, urlOf, type Account } from "./kinds";
import { Guide } from "./Guide";

interface Once {
    url: string;
    verify?: string;
    secret?: string;
}


/* The account, then its endpoint; what was made here is shown once. */
async function add(f: FormData, key: string): Promise<Once> {
    const channel = textOf(f, "channel");
    const kind = KINDS[channel];
    const account = textOf(f, "account");
    const endpoint = kind.account === undefined ? account : endpointName(textOf(f, "endpoint") || account);
    const verify = kind.verifies ? hex(16) : undefined;
    const secret = kind.secret === "make" ? madeSecret(kind.scheme) : textOf(f, "secret");
    const token = textOf(f, "token");
    const sid = textOf(f, "sid");

    await api.put(`/channel-accounts/${channel}/${encodeURIComponent(account)}`, {
        name: textOf(f, "name") || undefined, ...(token === "" ? {} : { credential: token }),
        ...(sid === "" ? {} : { settings: { account_sid: sid } }) }, { key });
    await api.put(`/endpoints/${channel}/${endpoint}`, { scheme: kind.scheme, secret,
        ...(verify === undefined ? {} : { verify_token: verify }) });

    return { url: urlOf(channel, endpoint), verify, secret: kind.shows ? secret : undefined };
}


function AddForm({ close, made }: { close: () => void; made: (once: Once) => Promise<unknown> }) {
    const [channel, setChannel] = useState("whatsapp");
    const kind = KINDS[channel];
    const [label, pattern] = kind.account === undefined ? [t("channels.endpoint"), "[0-9A-Za-z_\\-]{1,64}"]
        : [t(kind.account), undefined];

    return (
        <FormDialog title={t("channels.add")} close={close} save={async (f, key) => made(await add(f, key))}>
            <label class="field"><span>{t("contact.channel")}</span>
                <select name="channel" value={channel} onChange={(e) => setChannel(e.currentTarget.value)}>
                    {Object.keys(KINDS).map((k) => <option key={k} value={k}>{channelName(k)}</option>)}</select></label>
            <Field key={`a${channel}`} name="account" label={label} pattern={pattern} required length={128} />
            <Field name="name" label={t("contact.name")} length={255} />
            {kind.secret === "paste" && <Field key={`s${channel}`} name="secret" type="password" required
                label={t(channel === "twilio" ? "channels.auth_token" : "channels.app_secret")} hint={t("channels.hidden")} />}
            {kind.token && <Field key={`t${channel}`} name="token" type="password"
                label={t("channels.token")} hint={t("channels.hidden")} />}
            {channel === "twilio" && <Field name="sid" label={t("channels.sid")} pattern="AC[0-9a-f]{32}" />}
            {kind.verifies && <Field key={`e${channel}`} name="endpoint" label={t("channels.endpoint")} length={64}
                pattern="[0-9A-Za-z_\-]{1,64}" hint={t("channels.endpoint.hint")} />}
        </FormDialog>
    );
}


function Shown({ of, close }: { of: Once; close: () => void }) {
    const line = (label: string, text: string) => (
        <p><strong>{label}</strong><br /><code class="secret">{text}</code></p>);

    return (
        <Dialog title={t("channels.made")} close={close}>
            <p>{t("channels.once")}</p>
            {line(t("channels.url"), of.url)}
            {of.verify && line(t("channels.verify"), of.verify)}
            {of.secret && line(t("channels.secret"), of.secret)}
            <div class="dialog-foot"><Button kind="primary" onClick={close}>{t("close")}</Button></div>
        </Dialog>
    );
}


export default function Channels() {
    const all = useFetched<{ items: Account[] }>("/channel-accounts");
    const [isAdding, setAdding] = useState(false);
    const [once, setOnce] = useState<Once | null>(null);
    const [open, setOpen] = useState<string | null>(null);
    const mayWrite = can("channels:write");

    return (
        <>
            <header class="page-head"><h1>{t("admin.channels")}</h1>
                {mayWrite && <Button icon="plus" kind="primary" onClick={() => setAdding(true)}>{t("channels.add")}</Button>}</header>
            <Loaded of={all}>{(data) => data.items.length === 0 ? <Empty icon="plug" title={t("channels.none")} /> : (
                <ul class="things" aria-label={t("admin.channels")}>{data.items.map((a) => (
                    <li key={a.id}>
                        <span class="thing"><strong>{channelName(a.channel)}</strong> <span dir="auto">{a.name}</span>{" "}
                            <code>{a.account}</code></span>
                        {!a.enabled && <Badge kind="warn">{t("channels.off")}</Badge>}
                        <span class="thing-deeds">
                            <Button icon="tools" label={`${t("channels.setup")}: ${a.account}`}
                                onClick={() => setOpen(open === a.id ? null : a.id)} />
                            {mayWrite && <Remove what={`${channelName(a.channel)} ${a.account}`} run={async () => {
                                await api.delete(`/channel-accounts/${a.channel}/${encodeURIComponent(a.account)}`);
                                await all.load();
                            }} />}
                        </span>
                        {open === a.id && <Guide of={a} mayWrite={mayWrite} />}
                    </li>
                ))}</ul>)}</Loaded>
            {isAdding && <AddForm close={() => setAdding(false)} made={async (x) => { setOnce(x); await all.load(); }} />}
            {once && <Shown of={once} close={() => setOnce(null)} />}
        </>
    );
}
