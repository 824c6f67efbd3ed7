/* Admin - the set-up: its pages at the left, the chosen one beside them. */

import { useEffect } from "preact/hooks";
import { t } from "../../core/i18n";
import { href, route } from "../../core/router";
import { can } from "../../core/session";
import { Empty } from "../../ui/bits";
import { Icon } from "../../ui/Icon";
import { ViewOf } from "../frame/ViewOf";
import { PAGES } from "./pages";
import "./admin.css";


export default function Admin() {
    const pages = PAGES.filter((p) => can(p.scope));
    const def = pages.find((p) => p.path === route.value.path[1]) ?? pages[0];

    /* on a phone the pages are a row that scrolls */
    useEffect(() => {
        document.querySelector(".admin nav [aria-current]")?.scrollIntoView(
            { block: "nearest", inline: "nearest" });
    }, [def?.path]);

    return (
        <main class="admin">
            <nav aria-label={t("nav.admin")}>
                {pages.map((p) => (
                    <a key={p.path} href={href("admin", p.path)}
                        aria-current={p === def ? "page" : undefined}>
                        <Icon name={p.icon} /> <span>{t(p.name)}</span>
                    </a>
                ))}
            </nav>
            <div class="page">
                {def === undefined ? <Empty icon="tools" title={t("nothing")} /> : <ViewOf key={def.path} def={def} />}
            </div>
        </main>
    );
}
