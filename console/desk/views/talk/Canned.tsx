/*
 * Canned - the replies at hand, above the composer while it begins with "/":
 * arrows choose, Enter takes; variables are filled by the server.
 */

import { useEffect, useState } from "preact/hooks";
import { api, query } from "../../core/api";
import { folded } from "../../core/inbox";
import { t } from "../../core/i18n";
import type { Talk } from "../../core/talk";
import type { Canned as Reply, Conversation } from "../../core/types";
import { cx, tellProblem } from "../../ui/bits";

const MOST = 8;


/* Those in the customer's language first. */
function fitting(all: Reply[], language: string | null, text: string): Reply[] {
    const want = folded(text);
    const near = (r: Reply) => (r.language === language ? 0 : r.language === null ? 1 : 2);

    return all.filter((r) => folded(r.shortcut).startsWith(want)
        || (want.length > 1 && folded(`${r.title} ${r.text}`).includes(want)))
        .sort((a, b) => near(a) - near(b)).slice(0, MOST);
}


export function Canned({ talk, c, text, choose, close }:
    { talk: Talk; c: Conversation; text: string; choose: (text: string) => void; close: () => void }) {
    const [all, setAll] = useState<Reply[] | null>(null);
    const [at, setAt] = useState(0);
    const list = fitting(all ?? [], c.language, text);

    useEffect(() => {
        api.get<{ items: Reply[] }>(`/canned-replies${query({ limit: 500 })}`)
            .then(({ data }) => setAll(data.items)).catch(tellProblem);
    }, []);

    async function take(reply: Reply | undefined) {
        if (reply !== undefined) {
            const { data } = await api.get<{ text: string }>(
                `/canned-replies/${reply.id}/text/${talk.id}`);

            choose(data.text);
        }
    }

    useEffect(() => {
        const box = document.getElementById("composer")!;

        const key = (event: KeyboardEvent) => {
            const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];

            if (step !== undefined && list.length > 0) {
                event.preventDefault();
                setAt((at + step + list.length) % list.length);
            } else if (event.key === "Enter" && list[at] !== undefined) {
                event.preventDefault();
                event.stopPropagation();
                take(list[at]).catch(tellProblem);
            } else if (event.key === "Escape") {
                event.preventDefault();
                event.stopPropagation();
                close();
            }
        };

        box.addEventListener("keydown", key, { capture: true });
        return () => box.removeEventListener("keydown", key, { capture: true });
    });

    return (
        <div class="canned">
            <p class="soft">{t("canned.title")}</p>
            <ul role="listbox" aria-label={t("canned.title")}>
                {list.map((r, i) => (
                    <li key={r.id} role="option" aria-selected={i === at} class={cx(i === at && "at")}
                        onClick={() => void take(r).catch(tellProblem)}>
                        <strong>/{r.shortcut}</strong> <span dir="auto">{r.title}</span>
                        <span class="soft" dir="auto">{r.text}</span>
                    </li>
                ))}
            </ul>
            {all !== null && list.length === 0 && <p class="soft">{t("canned.none")}</p>}
        </div>
    );
}
