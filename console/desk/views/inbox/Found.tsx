/*
 * Found - what the server's full-text search has found in messages, contacts
 * and tickets; the list below is filtered by the same words at once.
 */

import { useEffect, useState } from "preact/hooks";
import { api, query } from "../../core/api";
import { t } from "../../core/i18n";
import { href } from "../../core/router";
import { brief } from "../../core/time";
import { Icon, type IconName } from "../../ui/Icon";

interface Hit {
    id: string;
    conversation: string | null;
    icon: IconName;
    title: string;
    text: string;
    at?: string;
}

interface Answer {
    messages?: { id: string; conversation: string; contact: string | null; snippet: string;
        at: string }[];
    contacts?: { id: string; conversation: string | null; name: string | null }[];
    tickets?: { id: string; conversation: string | null; number: string; subject: string | null }[];
}

const PAUSE_MS = 250;
const SHORTEST = 3;


function hitsOf(a: Answer): Hit[] {
    return [
        ...(a.tickets ?? []).map((x): Hit => ({ ...x, icon: "file", title: x.number,
            text: x.subject ?? "" })),
        ...(a.contacts ?? []).map((x): Hit => ({ ...x, icon: "user", title: x.name ?? t("nobody"),
            text: "" })),
        ...(a.messages ?? []).map((x): Hit => ({ ...x, icon: "search",
            title: x.contact ?? t("nobody"), text: x.snippet })),
    ].filter((x) => x.conversation !== null);
}


/* The server puts what matched between U+E000 and U+E001. */
function Snippet({ text }: { text: string }) {
    return (
        <span class="snippet">
            {text.split(/\uE000(.*?)\uE001/g).map((part, i) =>
                (i % 2 === 1 ? <mark key={i}>{part}</mark> : part))}
        </span>
    );
}


export function Found({ view, text }: { view: string; text: string }) {
    const [hits, setHits] = useState<Hit[]>([]);
    const q = text.trim();
    const isOn = q.length >= SHORTEST;

    useEffect(() => {
        if (!isOn) {
            setHits([]);
            return undefined;
        }

        const abort = new AbortController();
        const timer = setTimeout(() => {
            api.get<Answer>(`/search${query({ q, limit: 20 })}`,
                { signal: abort.signal, retry: false })
                .then(({ data }) => setHits(hitsOf(data))).catch(() => setHits([]));
        }, PAUSE_MS);

        return () => {
            clearTimeout(timer);
            abort.abort();
        };
    }, [q, isOn]);

    if (hits.length === 0) {
        return null;
    }

    return (
        <section class="found" aria-label={t("search.found")}>
            <h2>{t("search.found")}</h2>
            <ul>
                {hits.map((h) => (
                    <li key={h.id}>
                        <a href={href("inbox", view, h.conversation!)}>
                            <Icon name={h.icon} size={14} />
                            <span dir="auto"><strong>{h.title}</strong> <Snippet text={h.text} /></span>
                            {h.at && <time dateTime={h.at}>{brief(h.at)}</time>}
                        </a>
                    </li>
                ))}
            </ul>
        </section>
    );
}
