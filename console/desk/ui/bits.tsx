/* bits - the small things that views are made of. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Problem, TaskFailed } from "../core/api";
import { t, word } from "../core/i18n";
import { Icon, type IconName } from "./Icon";
import { tell } from "./Toasts";

export const cx = (...names: (string | false | null | undefined)[]) =>
    names.filter(Boolean).join(" ");


const TINTS = 8;


/* The same person has the same colour everywhere. */
function tintOf(id: string): number {
    let sum = 0;

    for (const c of id) {
        sum = (sum * 31 + c.charCodeAt(0)) >>> 0;
    }

    return sum % TINTS;
}


export function initials(name: string): string {
    const words = name.trim().split(/\s+/).filter((w) => /[\p{L}\p{N}]/u.test(w));
    const first = (w: string | undefined) => w?.match(/[\p{L}\p{N}]/u)?.[0] ?? "";

    return (first(words[0]) + (words.length > 1 ? first(words.at(-1)) : "")).toUpperCase() || "?";
}


export function Avatar({ id, name, small }: { id: string; name: string; small?: boolean }) {
    return (
        <span class={cx("avatar", `tint${tintOf(id)}`, small && "small")} aria-hidden="true">
            {initials(name)}
        </span>
    );
}


export function Badge({ kind, title, children }:
    { kind?: string; title?: string; children: ComponentChildren }) {
    return <span class={cx("badge", kind)} title={title}>{children}</span>;
}


const CHANNELS: Record<string, string> = {
    whatsapp: "WhatsApp", messenger: "Messenger", instagram: "Instagram",
    telegram: "Telegram", twilio: "SMS", generic: "API",
};

export const channelName = (channel: string) =>
    CHANNELS[channel] ?? word("channel", channel);


interface ButtonProps {
    icon?: IconName;
    kind?: "primary" | "quiet" | "danger";
    label?: string;             /* of a button with an icon only */
    hint?: string;              /* its key */
    onClick?: () => unknown;
    disabled?: boolean;
    type?: "button" | "submit";
    pressed?: boolean;
    controls?: string;
    expanded?: boolean;
    children?: ComponentChildren;
}


/* A button that does something slow is busy until it is done; what goes wrong
 * is told. */
export function Button(p: ButtonProps) {
    const [isBusy, setBusy] = useState(false);

    async function run() {
        const result = p.onClick?.();

        if (result instanceof Promise) {
            setBusy(true);

            try {
                await result;
            } catch (error) {
                tellProblem(error);
            } finally {
                setBusy(false);
            }
        }
    }

    return (
        <button type={p.type ?? "button"} onClick={() => void run()}
            class={cx("button", p.kind, !p.children && "bare")} aria-busy={isBusy || undefined}
            disabled={p.disabled || isBusy} aria-label={p.label} aria-pressed={p.pressed}
            aria-expanded={p.expanded} aria-controls={p.controls}
            title={p.label && p.hint ? `${p.label} (${p.hint})` : p.label ?? (p.hint && `(${p.hint})`)}>
            {p.icon && <Icon name={p.icon} />}
            {p.children && <span>{p.children}</span>}
        </button>
    );
}


/* What to say of it: the server's own words are for programs. */
export function problemText(error: unknown): string {
    if (!(error instanceof Problem)) {
        return t("problem.internal");
    } else if (error instanceof TaskFailed) {
        return t("problem.task", { detail: error.message.replaceAll("_", " ") });
    }

    switch (error.code) {
    case "offline": return t("problem.offline");
    case "not_found": return t("problem.not_found");
    case "conflict": return t("problem.conflict", { detail: error.message });
    case "forbidden": return t("problem.forbidden", { detail: error.message });
    case "stale": return t("problem.stale");
    case "exists": return t("problem.exists");
    case "rate_limited": return t("problem.rate_limited");
    case "unavailable": case "timeout": return t("problem.unavailable");
    case "invalid": return t("problem.invalid", { detail: error.message });
    default: return t("problem.internal");
    }
}


export const tellProblem = (error: unknown) => tell(problemText(error), "bad");


export function Spinner() {
    return <div class="spinner" role="status"><span class="hidden">{t("loading")}</span></div>;
}


export function Empty({ icon, title, children }:
    { icon: IconName; title: string; children?: ComponentChildren }) {
    return (
        <div class="empty">
            <Icon name={icon} size={36} />
            <p class="empty-title">{title}</p>
            {children}
        </div>
    );
}


export function Failed({ problem, again }: { problem: unknown; again: () => unknown }) {
    return (
        <div class="empty" role="alert">
            <Icon name="alert" size={30} />
            <p>{problemText(problem)}</p>
            <Button onClick={again}>{t("again")}</Button>
        </div>
    );
}
