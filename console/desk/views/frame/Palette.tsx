/*
 * Palette - Ctrl K: views, pages of the set-up, conversations by name or
 * ticket, and what can be done with the open one, by typing a few letters.
 */

import { useEffect, useMemo, useState } from "preact/hooks";
import { bindings } from "../../core/keys";
import { folded, VIEWS as INBOX } from "../../core/inbox";
import { t } from "../../core/i18n";
import { go } from "../../core/router";
import { can } from "../../core/session";
import { conversations } from "../../core/store";
import { cx } from "../../ui/bits";
import { Dialog } from "../../ui/Dialog";
import { Icon, type IconName } from "../../ui/Icon";
import type { ViewDef } from "../registry";
import { keyName } from "./Help";
import { shownViews } from "./overlay";

interface Item {
    id: string;
    text: string;
    hint: string;
    icon: IconName;
    run: () => void;
}

const MOST = 12;


/* pages: of the set-up, which is fetched when somebody looks for it. */
function everything(pages: ViewDef[]): Item[] {
    const views = shownViews().map((v): Item => ({ id: v.path, text: t(v.name), hint: "",
        icon: v.icon, run: () => go([v.path]) }));
    const setUp = pages.filter((p) => can(p.scope)).map((p): Item => ({ id: `admin/${p.path}`, text: t(p.name),
        hint: t("nav.admin"), icon: p.icon, run: () => go(["admin", p.path]) }));
    const inbox = INBOX.map((v): Item => ({ id: `inbox/${v}`, text: t(`view.${v}`),
        hint: t("nav.inbox"), icon: "inbox", run: () => go(["inbox", v]) }));
    const actions = bindings().filter((b) => !b.hidden && b.text !== "key.palette")
        .map((b): Item => ({ id: `key/${b.text}`, text: t(b.text), hint: keyName(b.key),
            icon: "spark", run: b.run }));
    const talks = conversations.value.map((c): Item => ({ id: c.id,
        text: c.contact.name ?? t("nobody"), hint: c.ticket?.number ?? "", icon: "user",
        run: () => go(["inbox", c.state === "pending_handoff" ? "pending" : "all", c.id]) }));

    return [...actions, ...inbox, ...views, ...setUp, ...talks];
}


export function Palette({ close }: { close: () => void }) {
    const [text, setText] = useState("");
    const [at, setAt] = useState(0);
    const [pages, setPages] = useState<ViewDef[]>([]);
    const all = useMemo(() => everything(pages), [pages]);
    const words = folded(text).split(/\s+/).filter(Boolean);
    const found = all.filter((i) => {
        const of = folded(`${i.text} ${i.hint}`);

        return words.every((w) => of.includes(w));
    }).slice(0, MOST);

    useEffect(() => {
        import("../admin/pages").then((m) => setPages(m.PAGES)).catch(() => {});    /* offline: without them */
    }, []);

    function run(item: Item | undefined) {
        if (item !== undefined) {
            close();
            setTimeout(item.run);       /* when the dialog has given the focus back */
        }
    }

    function key(event: KeyboardEvent) {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];

        if (step !== undefined) {
            event.preventDefault();
            setAt((at + step + found.length) % Math.max(1, found.length));
        } else if (event.key === "Enter") {
            event.preventDefault();
            run(found[at]);
        }
    }

    return (
        <Dialog title={t("palette.title")} close={close}>
            <input class="palette-input" type="text" role="combobox" aria-expanded="true" autofocus
                aria-controls="palette-list" aria-label={t("palette.title")}
                aria-activedescendant={found[at] && `palette-${at}`} value={text}
                placeholder={t("palette.hint")} onKeyDown={key}
                onInput={(e) => { setText(e.currentTarget.value); setAt(0); }} />
            <ul class="palette-list" id="palette-list" role="listbox" aria-label={t("palette.title")}>
                {found.map((item, i) => (
                    <li key={item.id} id={`palette-${i}`} role="option" aria-selected={i === at}
                        class={cx(i === at && "at")} onClick={() => run(item)}>
                        <Icon name={item.icon} /> <span>{item.text}</span>
                        {item.hint !== "" && <kbd>{item.hint}</kbd>}
                    </li>
                ))}
            </ul>
            {found.length === 0 && <p class="soft">{t("nothing")}</p>}
        </Dialog>
    );
}
