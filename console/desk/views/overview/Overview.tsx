/*
 * Overview - what happens now, and what happened in a day, a week, a month.
 * Each number leads to the conversations behind it.  #/overview/<period>
 *
 * Now is asked for again when the live stream says that something has moved,
 * the past once a minute.
 */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { watch } from "../../core/desk";
import { useFetched } from "../../core/fetched";
import { t, word } from "../../core/i18n";
import { href, route } from "../../core/router";
import { FLEETING } from "../../core/store";
import { minute, short } from "../../core/time";
import { Badge, channelName, cx } from "../../ui/bits";
import { Bar } from "../../ui/Bar";
import { Loaded } from "../../ui/Loaded";
import { Since } from "../../ui/Times";
import { Behind } from "./Behind";
import { Chart } from "./Chart";
import { inboxOf, SHARES, type Figure, type Now, type Past, type Share, type Times } from "./figures";
import "./overview.css";

const PERIODS = ["24h", "7d", "30d"] as const;
const MOST = 8;
const GATHER_MS = 800;

type Show = (title: string, list: string) => void;


function Box({ label, figure, show, n, alarming, children }:
    { label: string; figure?: Figure; show?: Show; n?: string; alarming?: boolean; children?: ComponentChildren }) {
    const to = figure && inboxOf(figure.list);

    return (
        <div class={cx("box", alarming && "alarming")}>
            <dt>{label}</dt>
            <dd>{figure === undefined ? n : figure.n === 0 ? 0
                : to ? <a href={to}>{figure.n}</a>
                : <button type="button" class="link" aria-label={`${label}: ${figure.n}`}
                    onClick={() => show?.(label, figure.list)}>{figure.n}</button>}
            {children && <small>{children}</small>}</dd>
        </div>
    );
}


function Present({ now, show }: { now: Now; show: Show }) {
    const rate = now.messages_per_minute;

    return (
        <>
            <dl class="boxes">
                <Box label={t("over.waiting")} figure={now.waiting} show={show}>
                    {now.waiting_since && <Since at={now.waiting_since} label={t("waiting")} />}</Box>
                <Box label={t("over.late")} figure={now.late} show={show} alarming={now.late.n > 0} />
                <Box label={t("over.with")} figure={now.with_agents} show={show} />
                <Box label={t("over.angry")} figure={now.angry} show={show} alarming={now.angry.n > 0} />
                <Box label={t("over.agents")} n={String(now.agents.online ?? 0)}>
                    {t("status.away")} {now.agents.away ?? 0} · {t("status.offline")} {now.agents.offline ?? 0}
                    {now.room !== null && <> · {t("over.room", { n: now.room })}</>}</Box>
                <Box label={t("over.rate")} n={String(rate.in ?? 0)}>
                    {t("over.bot")} {rate.bot ?? 0} · {t("over.agent")} {rate.agent ?? 0}</Box>
            </dl>
            <p class="badges">
                {Object.entries(now.priorities).map(([name, f]) => (
                    <a key={name} class={`badge priority-${name}`} href={inboxOf(f.list) ?? href("inbox")}>
                        {word("priority", name)} {f.n}</a>
                ))}
                {now.providers.map((p) => (
                    <Badge key={p.provider + p.model} kind={p.failed > 0 ? "warn" : "good"}>
                        {p.model}: {t("over.calls", { n: p.calls })}{p.failed > 0 && `, ${t("over.failed", { n: p.failed })}`}
                    </Badge>
                ))}
            </p>
        </>
    );
}


/* Bounds: half of them, and nine of ten, were within. */
function Within({ label, times }: { label: string; times: Times }) {
    const of = (s: number | null) => (s === null ? "–" : short(s * 1000));

    return (
        <Box label={label} n={of(times.mean_seconds)}>
            {times.n > 0 && t("over.within", { half: of(times.p50_seconds), most: of(times.p90_seconds) })}
        </Box>
    );
}


function nameOf(group: typeof SHARES[number], key: string): string {
    switch (group) {
    case "channel": return channelName(key);
    case "language": return word("lang", key);
    case "ticket": return word("priority", key);
    case "decision": return word("decision", key);
    default: return word(group, key);
    }
}


function Shares({ group, shares, show }: { group: typeof SHARES[number]; shares: Share[]; show: Show }) {
    const all = shares.reduce((n, s) => n + s.n, 0);
    const title = t(`over.of.${group}`);

    return (
        <section>
            <h2>{title}</h2>
            <ul>
                {shares.slice(0, MOST).map((s) => (
                    <li key={s.key}>
                        <button type="button" class="share-line"
                            onClick={() => show(`${title}: ${nameOf(group, s.key)}`, s.list)}>
                            <span>{nameOf(group, s.key)}</span>
                            <span class="n">{s.n} · {Math.round((100 * s.n) / all)} %</span>
                        </button>
                        <Bar part={s.n} of={all} />
                    </li>
                ))}
            </ul>
        </section>
    );
}


function Gone({ past, show }: { past: Past; show: Show }) {
    const groups = SHARES.filter((g) => past[g].length > 0);

    return (
        <>
            <dl class="boxes">
                {(["in", "bot", "agent"] as const).map((who) => (
                    <Box key={who} label={t(`over.${who}`)} n={String(past.messages[who] ?? 0)} />
                ))}
                <Within label={t("over.assigned")} times={past.assigned} />
                <Within label={t("over.first")} times={past.first_response} />
                <Within label={t("over.resolution")} times={past.resolution} />
                <Box label={t("over.rating")} n={past.ratings.mean === null ? "–" : String(past.ratings.mean)}>
                    {t("over.ratings", { n: past.ratings.n })}</Box>
            </dl>
            {past.series.length === 0 ? <p class="soft">{t("over.nothing")}</p>
                : <><h2>{t("over.course")}</h2><Chart series={past.series} step={past.step} show={show} /></>}
            <div class="shares">
                {groups.map((g) => <Shares key={g} group={g} shares={past[g]} show={show} />)}
            </div>
        </>
    );
}


/* Calls load behind events, many of them at once. */
function useMoved(load: () => Promise<void>) {
    useEffect(() => {
        let timer: ReturnType<typeof setTimeout> | undefined;

        const stop = watch((event) => {
            if (!FLEETING.has(event.type)) {
                timer ??= setTimeout(() => {
                    timer = undefined;
                    void load();
                }, GATHER_MS);
            }
        });

        return () => {
            stop();
            clearTimeout(timer);
        };
    }, []);
}


export default function Overview() {
    const asked = route.value.path[1];
    const period = PERIODS.find((p) => p === asked) ?? PERIODS[0];
    const now = useFetched<Now>("/overview");
    const past = useFetched<Past>(`/overview?period=${period}`);
    const [behind, setBehind] = useState<{ title: string; list: string } | null>(null);
    const show: Show = (title, list) => setBehind({ title, list });
    const at = minute.value;
    const shown = useRef(at);

    useMoved(now.load);
    useEffect(() => {
        if (shown.current !== at) {
            shown.current = at;
            void now.load();
            void past.load();
        }
    }, [at]);

    return (
        <main class="page">
            <h1>{t("nav.overview")}</h1>
            <h2>{t("over.now")}</h2>
            <Loaded of={now}>{(data) => <Present now={data} show={show} />}</Loaded>
            <header class="page-head">
                <h2>{t("over.past")}</h2>
                <nav class="tabs periods" aria-label={t("over.past")}>
                    {PERIODS.map((p) => (
                        <a key={p} href={href("overview", p)} aria-current={p === period ? "page" : undefined}>
                            {t(`period.${p}`)}</a>
                    ))}
                </nav>
            </header>
            <Loaded of={past}>{(data) => <Gone past={data} show={show} />}</Loaded>
            {behind && <Behind {...behind} close={() => setBehind(null)} />}
        </main>
    );
}
