/* Routes - who is told outside the console, and of what. */

import { useState } from "preact/hooks";
import { api } from "../../core/api";
import { usePages } from "../../core/fetched";
import { t, word } from "../../core/i18n";
import { can } from "../../core/session";
import { Badge, Button } from "../../ui/bits";
import { Field, FormDialog, LANGUAGES, Pick, Remove, textOf, Tick } from "../../ui/Form";
import { Things } from "../../ui/Loaded";
import { tell } from "../../ui/Toasts";
import { When } from "../../ui/Times";

interface Route {
    id: string;
    name: string;
    kind: string;
    target: string | null;
    language: string | null;
    events: string[];
    min_priority: string | null;
    digest_minutes: number;
    quiet: { from: string; to: string; timezone?: string } | null;
    enabled: boolean;
    state: string;
    sent: number;
    failed: number;
    dropped: number;
    last_error: string | null;
    last_error_at: string | null;
    version: number;
}

const KINDS = ["email", "slack", "webhook", "sms", "template"];
const EVENTS = ["escalation", "urgent", "assignment", "resolution", "sla_breach", "handoff_idle", "agent_idle",
    "callback_due", "limit", "media_status", "daily_summary", "manual"];
const USUAL = ["escalation", "urgent", "sla_breach"];
const PRIORITIES = ["low", "medium", "high", "urgent"];
const HAS_TARGET = new Set(["email", "webhook", "sms", "template"]);
const HAS_SECRET = new Set(["slack", "webhook", "sms"]);
const HAS_SETTINGS = new Set(["sms", "template"]);


/* What is empty is not sent, so the server's own value holds; what the form
 * cannot say (every event, another time zone) stays. */
function bodyOf(f: FormData, of: Route | null): Record<string, unknown> {
    const settings = textOf(f, "settings");
    const [from, to] = [textOf(f, "from"), textOf(f, "to")];
    const all: Record<string, unknown> = {
        name: textOf(f, "name"), target: textOf(f, "target"), secret: textOf(f, "secret"),
        account: textOf(f, "account"), language: textOf(f, "language"), min_priority: textOf(f, "min_priority"),
        events: of?.events.includes("*") && f.getAll("events").length === EVENTS.length ? "" : f.getAll("events"),
        digest_minutes: Number(f.get("digest_minutes")), enabled: f.has("enabled"),
        settings: settings === "" ? "" : JSON.parse(settings),
        quiet: from !== "" && to !== "" ? { ...of?.quiet, from, to } : of === null ? "" : null,
        ...(of === null ? { kind: f.get("kind") } : {}),
    };

    return Object.fromEntries(Object.entries(all).filter(([, v]) => v !== ""));
}


function isObject(text: string): boolean {
    try {
        return text.trim() === "" || typeof JSON.parse(text) === "object";
    } catch {
        return false;
    }
}


function RouteForm({ of, close, saved }: { of: Route | null; close: () => void; saved: () => Promise<unknown> }) {
    const [kind, setKind] = useState(of?.kind ?? "email");

    async function save(f: FormData, key: string) {
        const body = bodyOf(f, of);

        await (of === null ? api.post("/notification-routes", body, { key })
            : api.patch(`/notification-routes/${of.id}`, body, { key, version: of.version }));
        await saved();
    }

    return (
        <FormDialog wide title={of === null ? t("routes.add") : of.name} close={close} save={save}
            done={of === null && kind === "email" ? t("routes.confirm") : undefined}>
            <div class="columns">
                <Field name="name" label={t("contact.name")} value={of?.name} required length={128} />
                {of === null && <label class="field"><span>{t("routes.kind")}</span>
                    <select name="kind" value={kind} onChange={(e) => setKind(e.currentTarget.value)}>
                        {KINDS.map((k) => <option key={k} value={k}>{word("route", k)}</option>)}</select></label>}
                {HAS_TARGET.has(kind) && <Field name="target" label={t("routes.target")} value={of?.target} required
                    type={kind === "email" ? "email" : kind === "webhook" ? "url" : "text"} />}
                {HAS_SECRET.has(kind) && <Field name="secret" type="password" label={t(`routes.secret.${kind}` as "routes.secret.sms")}
                    required={of === null && kind !== "sms"} hint={of === null ? undefined : t("agents.keep")} />}
                {kind === "template" && of === null && <Field name="account" label={t("routes.account")} required />}
            </div>
            {HAS_SETTINGS.has(kind) && of === null && <label class="field"><span>{t("routes.settings")}</span>
                <textarea name="settings" rows={3} required spellcheck={false}
                    onInput={(e) => e.currentTarget.setCustomValidity(isObject(e.currentTarget.value) ? "" : t("rules.json"))} />
            </label>}
            <fieldset><legend>{t("routes.events")}</legend><div class="columns">
                {EVENTS.map((e) => <Tick key={e} name="events" value={e} label={word("told", e)}
                    isOn={(of?.events ?? USUAL).some((x) => x === e || x === "*")} />)}</div></fieldset>
            <div class="columns">
                <Pick name="min_priority" label={t("routes.least")} value={of?.min_priority ?? "low"}
                    values={PRIORITIES.map((p) => [p, word("priority", p)])} />
                <Pick name="language" label={t("contact.language")} value={of?.language ?? ""}
                    values={[["", t("routes.tenant")], ...LANGUAGES.map((l): [string, string] => [l, word("lang", l)])]} />
                <Field name="digest_minutes" type="number" min={0} max={1440} label={t("routes.digest")}
                    value={of?.digest_minutes ?? 0} hint={t("routes.each")} required />
                <Field name="from" type="time" label={t("routes.quiet")} value={of?.quiet?.from} />
                <Field name="to" type="time" label={t("routes.until")} value={of?.quiet?.to} />
            </div>
            <Tick name="enabled" label={t("routes.enabled")} isOn={of?.enabled ?? true} />
        </FormDialog>
    );
}


function stateOf(r: Route) {
    return r.enabled ? <Badge kind={r.state === "active" ? "good" : "warn"}>{word("route.state", r.state)}</Badge>
        : <Badge>{t("routes.off")}</Badge>;
}


export default function Routes() {
    const routes = usePages<Route>("/notification-routes");
    const [open, setOpen] = useState<Route | "new" | null>(null);
    const mayWrite = can("notifications:write");

    async function test(r: Route) {
        await api.post(`/notification-routes/${r.id}/test`);
        tell(t("routes.tested"));
    }

    return (
        <>
            <header class="page-head"><h1>{t("admin.routes")}</h1>
                {mayWrite && <Button kind="primary" icon="plus" onClick={() => setOpen("new")}>{t("routes.add")}</Button>}</header>
            <Things of={routes} icon="send" empty={t("routes.none")} label={t("admin.routes")}>
                {(r) => (
                    <>
                        <div class="thing"><strong dir="auto">{r.name}</strong> <span class="soft">{word("route", r.kind)} {r.target}</span>
                            <div class="badges">{stateOf(r)}{r.events.map((e) => <Badge key={e}>{word("told", e)}</Badge>)}</div>
                            <span class="soft">{t("routes.did", { sent: r.sent, failed: r.failed, dropped: r.dropped })}</span>
                            {r.last_error && <p class="soft">{r.last_error} {r.last_error_at && <When at={r.last_error_at} />}</p>}</div>
                        {mayWrite && <span class="thing-deeds">
                            <Button onClick={() => test(r)}>{t("routes.test")}</Button>
                            <Button kind="quiet" icon="pen" label={`${t("edit")}: ${r.name}`} onClick={() => setOpen(r)} />
                            <Remove what={r.name} run={async () => {
                                await api.delete(`/notification-routes/${r.id}`);
                                await routes.load();
                            }} /></span>}
                    </>
                )}
            </Things>
            {open && <RouteForm of={open === "new" ? null : open} close={() => setOpen(null)} saved={routes.load} />}
        </>
    );
}
