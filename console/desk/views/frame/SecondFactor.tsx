/*
 * SecondFactor - sets up an authenticator: the password, then the secret, then
 * the first code.
 */

import { useState } from "preact/hooks";
import { api } from "../../core/api";
import { t } from "../../core/i18n";
import { me, whoAmI } from "../../core/session";
import { Button, tellProblem } from "../../ui/bits";
import { tell } from "../../ui/Toasts";


export function SecondFactor() {
    const [secret, setSecret] = useState<string | null>(null);
    const has = me.value?.totp ?? false;

    async function submit(event: SubmitEvent) {
        event.preventDefault();

        const form = event.currentTarget as HTMLFormElement;
        const value = String(new FormData(form).get("value"));

        try {
            if (secret !== null) {
                await api.put("/me/totp", { code: value.trim() });
                setSecret(null);
                tell(t("totp.on"));
            } else if (has) {
                await api.delete("/me/totp", { body: { password: value } });
                tell(t("totp.off"));
            } else {
                setSecret((await api.post<{ secret: string }>("/me/totp",
                    { password: value })).data.secret);
            }

            form.reset();
            await whoAmI();
        } catch (error) {
            tellProblem(error);
        }
    }

    return (
        <details class="fold">
            <summary>{t("totp.title")} · {has ? t("totp.has") : t("totp.none")}</summary>
            <form class="inline" onSubmit={(e) => void submit(e)}>
                {secret !== null && <p>{t("totp.secret")} <code class="secret">{secret}</code></p>}
                <label class="field">
                    <span>{secret !== null ? t("login.code") : t("login.password")}</span>
                    {secret !== null
                        ? <input name="value" required autocomplete="one-time-code" />
                        : <input name="value" type="password" required
                            autocomplete="current-password" />}
                </label>
                <Button type="submit">{secret !== null ? t("totp.confirm")
                    : has ? t("totp.remove") : t("totp.begin")}</Button>
            </form>
        </details>
    );
}
