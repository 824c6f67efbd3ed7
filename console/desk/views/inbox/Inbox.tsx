/*
 * Inbox - the list at the left, the open conversation at the right; on a phone
 * one of them.  #/inbox/<view>/<conversation>?priority=high
 */

import { useEffect } from "preact/hooks";
import { t } from "../../core/i18n";
import { useKeys } from "../../core/keys";
import { filters, filtersOf, load, loadingOf, rows, view, VIEWS, views, type View } from "../../core/inbox";
import { go, route } from "../../core/router";
import { cx, Empty } from "../../ui/bits";
import { Conversation } from "../talk/Conversation";
import { List } from "./List";


const viewOf = (name: string | undefined): View =>
    VIEWS.includes(name as View) ? name as View : "pending";


function step(by: number, open: string | undefined) {
    const list = rows.value;
    const at = list.findIndex((c) => c.id === open);
    const next = list[at < 0 ? 0 : Math.min(list.length - 1, Math.max(0, at + by))];

    if (next !== undefined) {
        go(["inbox", view.value, next.id]);
    }
}


export default function Inbox() {
    const [, name, open] = route.value.path;
    const shown = viewOf(name);
    const asked = route.value.query.toString();

    useEffect(() => {
        view.value = shown;

        if (asked !== "") {
            filters.value = filtersOf(route.peek().query);
        }

        if (asked !== "" || !loadingOf(shown).isDone) {
            void load(shown);
        }
    }, [shown, asked]);

    useKeys([
        { key: "j", text: "key.next", run: () => step(1, open) },
        { key: "k", text: "key.previous", run: () => step(-1, open) },
        { key: "f", text: "key.search", run: () =>
            document.getElementById("inbox-search")?.focus() },
        ...views.value.map((v, i) => ({ key: String(i + 1), text: `view.${v}` as const,
            run: () => go(["inbox", v]) })),
    ]);

    return (
        <main class={cx("inbox", open && "is-open")}>
            <h1 class="hidden">{t("nav.inbox")}</h1>
            <List shown={shown} open={open} />
            {open === undefined
                ? <section class="nothing-open"><Empty icon="inbox" title={t("inbox.choose")}>
                    <p class="soft wide-only">{t("inbox.hint")}</p></Empty></section>
                : <Conversation key={open} id={open} />}
        </main>
    );
}
