/* Toasts - short words about what was done, read aloud by screen readers. */

import { signal } from "@preact/signals";
import { t } from "../core/i18n";
import { Icon } from "./Icon";

interface Toast {
    n: number;
    text: string;
    kind: "good" | "bad";
    deed?: Deed;
}

interface Deed {
    label: string;
    run: () => void;
}

const SHOWN_MS = 6000;
const MOST = 4;

const toasts = signal<Toast[]>([]);
let serial = 0;

const close = (n: number) => { toasts.value = toasts.value.filter((x) => x.n !== n); };


export function tell(text: string, kind: Toast["kind"] = "good", deed?: Deed) {
    const n = ++serial;

    toasts.value = [...toasts.value, { n, text, kind, deed }].slice(-MOST);

    /* what went wrong stays until it is read */
    if (kind === "good") {
        setTimeout(() => close(n), SHOWN_MS);
    }
}


export function Toasts() {
    return (
        <div class="toasts" role="status" aria-live="polite">
            {toasts.value.map((toast) => (
                <div class={`toast ${toast.kind}`} key={toast.n}>
                    <Icon name={toast.kind === "good" ? "check" : "alert"} />
                    <span>{toast.text}</span>
                    {toast.deed && <button type="button" class="link" onClick={() => {
                        close(toast.n);
                        toast.deed!.run();
                    }}>{toast.deed.label}</button>}
                    <button type="button" class="button bare quiet" aria-label={t("close")}
                        onClick={() => close(toast.n)}>
                        <Icon name="close" size={14} />
                    </button>
                </div>
            ))}
        </div>
    );
}
