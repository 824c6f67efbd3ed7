/*
 * Guide - a channel's set-up as a list of steps.  A step is ticked when the
 * server has seen it happen, not when somebody says so; it is asked again
 * every three seconds while the list is open.
 */

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { TaskFailed } from "../../core/api";
import { useFetched } from "../../core/fetched";
import { t, type Key } from "../../core/i18n";
import { task } from "../../core/tasks";
import { Badge, Button, channelName } from "../../ui/bits";
import { Field, FormDialog, Refusal, textOf } from "../../ui/Form";
import { Loaded } from "../../ui/Loaded";
import { When } from "../../ui/Times";
import { KINDS, urlOf, type Account, type Marks, type Steps } from "./kinds";

const LOOK_MS = 3000;


function Step({ done, at, name, children }:
    { done: boolean; at?: string | null; name: Key; children?: ComponentChildren }) {
    return (
        <li data-step={name.split(".").pop()} data-done={done}>
            <Badge kind={done ? "good" : ""}>{done ? t("channels.seen") : t("channels.waits")}</Badge>{" "}
            <strong>{t(name)}</strong> {at && <When at={at} />}
            {!done && <div class="soft">{children}</div>}
        </li>
    );
}


function Done({ of }: { of: Steps }) {
    return (
        <div role="status"><ul class="steps" aria-label={t("channels.result")}>{of.steps.map((s) => (
            <li key={s.text}><Badge kind={s.ok ? "good" : "bad"}>{t(s.ok ? "channels.good" : "channels.bad")}</Badge>{" "}
                <span dir="auto">{s.text}</span></li>
        ))}</ul></div>
    );
}


/* A task whose result is steps, with the button that asks for it. */
function Test({ of, marks }: { of: Account; marks: Marks }) {
    const [is, set] = useState<{ result: Steps | null; problem: unknown; busy: boolean }>(
        { result: null, problem: null, busy: false });

    async function run() {
        set({ result: null, problem: null, busy: true });

        try {
            set({ result: await task<Steps>(`/channels/${of.id}/test`,
                { endpoint: marks.endpoints[0]?.name }), problem: null, busy: false });
        } catch (problem) {
            set({ result: null, problem, busy: false });
        }
    }

    return (
        <div>
            <Button icon="send" disabled={is.busy} onClick={run}>{t("channels.test")}</Button>
            {is.result && <Done of={is.result} />}
            {is.problem !== null && <Refusal problem={is.problem} />}
        </div>
    );
}


function Register({ of, marks, close }: { of: Account; marks: Marks; close: () => void }) {
    const endpoint = marks.endpoints[0]?.name ?? "";
    const isMeta = of.channel !== "telegram";

    async function save(f: FormData) {
        const [app, waba] = [textOf(f, "app"), textOf(f, "waba")];
        const result = await task<Steps>(`/channels/${of.id}/register`, { endpoint,
            url: urlOf(of.channel, endpoint), ...(app === "" ? {} : { app_id: app }), ...(waba === "" ? {} : { waba }) });

        if (!result.ok) {
            throw new TaskFailed(500, "task", result.steps.filter((s) => !s.ok).map((s) => s.text).join(" "));
        }
    }

    return (
        <FormDialog title={t("channels.register")} does={t("channels.register")} close={close} save={save}>
            <p>{urlOf(of.channel, endpoint)}</p>
            {isMeta && <Field name="app" label={t("channels.app_id")} pattern="[0-9]{1,32}" />}
            {of.channel === "whatsapp" && <Field name="waba" label={t("channels.waba")} pattern="[0-9]{1,32}" />}
        </FormDialog>
    );
}


export function Guide({ of, mayWrite }: { of: Account; mayWrite: boolean }) {
    const setup = useFetched<{ marks: Marks }>(`/channels/${of.id}/setup`);
    const [isRegistering, setRegistering] = useState(false);
    const kind = KINDS[of.channel];

    useEffect(() => {
        const timer = setInterval(() => void setup.load(), LOOK_MS);

        return () => clearInterval(timer);
    }, [of.id]);

    return (
        <section class="guide" aria-label={`${t("channels.setup")}: ${channelName(of.channel)} ${of.account}`}>
            <Loaded of={setup}>{({ marks: m }) => (
                <>
                    <ol class="steps">
                        <Step name="channels.step.app" done={m.endpoint_at !== null} at={m.endpoint_at}>
                            {t("channels.step.app.how")}</Step>
                        {kind?.token && <Step name="channels.step.token" done={m.credential}>{t("channels.step.token.how")}</Step>}
                        {kind?.verifies && <Step name="channels.step.verified" done={m.verified_at !== null} at={m.verified_at}>
                            {t("channels.step.verified.how")}{" "}
                            {m.endpoints[0] && <code class="secret">{urlOf(of.channel, m.endpoints[0].name)}</code>}</Step>}
                        <Step name="channels.step.webhook" done={m.webhook_at !== null} at={m.webhook_at}>
                            {t("channels.step.webhook.how")}</Step>
                        <Step name="channels.step.sent" done={m.sent_at !== null} at={m.sent_at}>{t("channels.step.sent.how")}</Step>
                    </ol>
                    {mayWrite && <div class="badges">
                        {kind?.registers && <Button icon="flag" disabled={m.endpoints.length === 0}
                            onClick={() => setRegistering(true)}>{t("channels.register")}</Button>}
                        <Test of={of} marks={m} />
                    </div>}
                    {isRegistering && <Register of={of} marks={m} close={() => setRegistering(false)} />}
                </>
            )}</Loaded>
        </section>
    );
}
