/*
 * Found - what the server's full-text search has found in messages, contacts
 * and tickets; the list below is filtered by the same words at once.
 */

import { useEffect, useState } from "preact/hooks";
import { api, query } from "../../core/api";
import { offers } from "../../core/features";
import { t } from "../../core/i18n";
import { href } from "../../core/router";
import { brief } from "../../core/time";
import { Icon } from "../../ui/Icon";

interface Hit {
    conversation: string | null;
    kind?: string;
    snippet?: string;
    name?: string | null;
    number?: string;
    at?: string;
}

const PAUSE_MS = 250;
const SHORTEST = 3;


/* The server marks what matched with <b>; it is text here, never markup. */
function Snippet({ text }: { text: string }) {
    return (
        <span class="snippet">
            {text.split(/(<b>.*?<\/b>)/g).map((part, i) => part.startsWith("<b>")
                ? <mark key={i}>{part.slice(3, -4)}</mark> : part)}
        </span>
    );
}


export function Found({ view, text }: { view: string; text: string }) {
    const [hits, setHits] = useState<Hit[]>([]);
    const q = text.trim();
    const isOn = offers("get", "/api/v1/search") && q.length >= SHORTEST;

    useEffect(() => {
        if (!isOn) {
            setHits([]);
            return undefined;
        }

        const abort = new AbortController();
        const timer = setTimeout(() => {
            api.get<{ items: Hit[] }>(`/search${query({ q, limit: 20 })}`,
                { signal: abort.signal, retry: false })
                .then(({ data }) => setHits(data.items)).catch(() => setHits([]));
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
                {hits.filter((h) => h.conversation).map((h, i) => (
                    <li key={i}>
                        <a href={href("inbox", view, h.conversation!)}>
                            <Icon name={h.kind === "ticket" ? "file" : h.kind === "contact"
                                ? "user" : "search"} size={14} />
                            <span>
                                {h.name && <strong>{h.name} </strong>}
                                {h.number && <span>{h.number} </span>}
                                {h.snippet && <Snippet text={h.snippet} />}
                            </span>
                            {h.at && <time dateTime={h.at}>{brief(h.at)}</time>}
                        </a>
                    </li>
                ))}
            </ul>
        </section>
    );
}
