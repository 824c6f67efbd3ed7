/* Settings - what a person chooses for this browser, and the way out. */

import { LANGUAGES, t } from "../../core/i18n";
import { askToNotify, armSound, chime } from "../../core/notify";
import { prefer, prefs, type Theme } from "../../core/prefs";
import { logout, me } from "../../core/session";
import { close as closeDesk } from "../../core/desk";
import { Button } from "../../ui/bits";
import { Dialog } from "../../ui/Dialog";
import { SecondFactor } from "./SecondFactor";

const THEMES: Theme[] = ["system", "light", "dark"];


function Switch({ label, value, onChange }:
    { label: string; value: boolean; onChange: (on: boolean) => void }) {
    return (
        <label class="switch">
            <input type="checkbox" checked={value}
                onChange={(e) => onChange(e.currentTarget.checked)} />
            <span>{label}</span>
        </label>
    );
}


async function leave() {
    closeDesk();
    await logout();
}


export function Settings({ close }: { close: () => void }) {
    const p = prefs.value;

    return (
        <Dialog title={t("settings.title")} close={close}>
            <p class="soft">{me.value?.agent?.email} · {me.value?.tenant.name ?? me.value?.tenant.slug}</p>
            <label class="field">
                <span>{t("settings.theme")}</span>
                <select value={p.theme}
                    onChange={(e) => prefer({ theme: e.currentTarget.value as Theme })}>
                    {THEMES.map((v) => <option key={v} value={v}>{t(`theme.${v}`)}</option>)}
                </select>
            </label>
            <label class="field">
                <span>{t("settings.language")}</span>
                <select value={p.language} onChange={(e) => prefer({ language: e.currentTarget.value })}>
                    <option value="">{t("settings.language.browser")}</option>
                    {Object.entries(LANGUAGES).map(([tag, name]) =>
                        <option key={tag} value={tag} lang={tag}>{name}</option>)}
                </select>
            </label>
            <Switch label={t("settings.sound")} value={p.sound} onChange={(sound) => {
                prefer({ sound });
                armSound();
                chime();
            }} />
            <Switch label={t("settings.notify")} value={p.notify} onChange={(on) =>
                on ? void askToNotify() : prefer({ notify: false })} />
            <Switch label={t("settings.keys")} value={p.keys}
                onChange={(keys) => prefer({ keys })} />
            <SecondFactor />
            <div class="dialog-foot">
                <Button icon="exit" onClick={leave}>{t("logout")}</Button>
            </div>
        </Dialog>
    );
}
