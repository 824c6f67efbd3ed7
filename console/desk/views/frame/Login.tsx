/*
 * Login - tenant, address, password, and the code of the second factor once
 * the server has asked for it.
 */

import { useEffect, useRef, useState } from "preact/hooks";
import { Problem } from "../../core/api";
import { t } from "../../core/i18n";
import { isIn, lastTenant, login, refusalOf, type Refusal } from "../../core/session";
import { Button } from "../../ui/bits";
import { Logo } from "./Logo";


function Field({ name, label, ...rest }:
    { name: string; label: string; type?: "text" | "password"; value?: string; autocomplete: string;
      inputmode?: "numeric" | "email"; focus?: boolean }) {
    const ref = useRef<HTMLInputElement>(null);

    useEffect(() => {
        if (rest.focus) {
            ref.current?.focus();
        }
    }, []);

    const all = {
        ref, name, defaultValue: rest.value, autocomplete: rest.autocomplete,
        inputMode: rest.inputmode, required: true, autocapitalize: "off" as const, spellcheck: false,
    };

    return (
        <label class="field">
            <span>{label}</span>
            {rest.type === "password" ? <input {...all} type="password" /> : <input {...all} />}
        </label>
    );
}


export function Login() {
    const [refusal, setRefusal] = useState<Refusal | null>(null);
    const [needsCode, setNeedsCode] = useState(false);
    const [isBusy, setBusy] = useState(false);
    const tenant = new URLSearchParams(location.search).get("tenant") ?? lastTenant();

    async function submit(event: SubmitEvent) {
        event.preventDefault();

        const form = new FormData(event.currentTarget as HTMLFormElement);
        const value = (name: string) => String(form.get(name) ?? "").trim();

        setBusy(true);
        setRefusal(null);

        try {
            await login({ tenant: value("tenant"), email: value("email"),
                password: String(form.get("password")),
                ...(needsCode ? { totp: value("totp") } : {}) });
        } catch (error) {
            const why = error instanceof Problem ? refusalOf(error) : "login.offline";

            setNeedsCode(needsCode || why === "login.totp");
            setRefusal(why);
            isIn.value = false;
        } finally {
            setBusy(false);
        }
    }

    return (
        <main class="login">
            <form class="card" onSubmit={(e) => void submit(e)} aria-labelledby="login-title">
                <Logo />
                <h1 id="login-title">{t("login.title")}</h1>
                <Field name="tenant" label={t("login.tenant")} value={tenant}
                    autocomplete="organization" focus={tenant === ""} />
                <Field name="email" label={t("login.email")} autocomplete="username"
                    inputmode="email" focus={tenant !== ""} />
                <Field name="password" label={t("login.password")} type="password"
                    autocomplete="current-password" />
                {needsCode && <Field name="totp" label={t("login.code")} inputmode="numeric"
                    autocomplete="one-time-code" focus />}
                <p class={`refusal ${refusal === "login.totp" ? "hint" : ""}`} role="alert">
                    {refusal && t(refusal)}
                </p>
                <Button kind="primary" type="submit" disabled={isBusy}>{t("login.go")}</Button>
            </form>
        </main>
    );
}
