/* Help - the keys that are bound right now. */

import { bindings, bound, isMac } from "../../core/keys";
import { t } from "../../core/i18n";
import { Dialog } from "../../ui/Dialog";

const NAMES: Record<string, string> = {
    Escape: "Esc", ArrowDown: "↓", ArrowUp: "↑", Enter: "↵",
};

export const keyName = (key: string) => (NAMES[key] ?? key)
    .replace("mod+", isMac ? "⌘ " : "Ctrl ").replace(/ (\w)$/, (s) => s.toUpperCase());


export function Help({ close }: { close: () => void }) {
    void bound.value;

    const texts = new Map<string, string[]>();

    for (const b of bindings().filter((x) => !x.hidden)) {
        texts.set(t(b.text), [...(texts.get(t(b.text)) ?? []), keyName(b.key)]);
    }

    return (
        <Dialog title={t("help.title")} close={close}>
            <dl class="keys">
                {[...texts].map(([text, keys]) => (
                    <div key={text}>
                        <dt>{keys.map((k) => <kbd key={k}>{k}</kbd>)}</dt>
                        <dd>{text}</dd>
                    </div>
                ))}
            </dl>
        </Dialog>
    );
}
