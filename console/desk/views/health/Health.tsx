/*
 * Health - is everything there that answers customers?  Asked every five
 * seconds while the page is looked at.  What is away is named; when even
 * PostgreSQL is, nginx says what it knows, and that is what stands here.
 */

import { useEffect, useState } from "preact/hooks";
import { api, Problem } from "../../core/api";
import { language, t, word } from "../../core/i18n";
import { Badge, Empty, Failed, Spinner } from "../../ui/bits";
import { When } from "../../ui/Times";
import type { Component, Health as Report, Latency } from "./report";
import "./health.css";

const LOOK_MS = 5000;
const KINDS: Record<string, string> = { ok: "good", down: "bad", degraded: "warn" };

const number = (n: number | null | undefined) =>
    n === null || n === undefined ? t("health.unknown") : new Intl.NumberFormat(language.value).format(n);

const ms = (n: number | null | undefined) => n === null || n === undefined ? "–"
    : n < 1 ? `${n.toFixed(2)} ms` : n < 1000 ? `${Math.round(n)} ms` : `${(n / 1000).toFixed(1)} s`;


/* What a problem still says: components.NAME and its state. */
function left(problem: unknown): Component[] | null {
    const all = problem instanceof Problem && problem.status === 503 ? problem.errors
        .filter((e) => e.path.startsWith("components."))
        .map((e) => ({ name: e.path.slice("components.".length), state: e.code })) : [];

    return all.length > 0 ? all : null;
}


function useReport() {
    const [is, set] = useState<{ report: Report | null; problem: unknown }>({ report: null, problem: null });

    async function load() {
        try {
            set({ report: (await api.get<Report>("/system/health")).data, problem: null });
        } catch (problem) {
            set({ report: null, problem });
        }
    }

    useEffect(() => {
        void load();

        const timer = setInterval(() => document.visibilityState === "visible" && void load(), LOOK_MS);

        return () => clearInterval(timer);
    }, []);

    return { ...is, load };
}


function State({ of }: { of: string }) {
    return <Badge kind={KINDS[of] ?? ""}>{word("health.state", of)}</Badge>;
}


function Components({ all }: { all: Component[] }) {
    return (
        <ul class="things" aria-label={t("health.components")}>
            {all.map((c) => (
                <li key={c.name} data-component={c.name} data-state={c.state}>
                    <span class="thing"><strong>{word("health.part", c.name)}</strong>{" "}
                        {c.detail && <span class="soft">{c.detail}</span>}
                        {c.live !== undefined && <span class="soft">{t("health.owned",
                            { owned: c.owned ?? 0, all: c.partitions ?? 0, n: c.live })}</span>}</span>
                    <State of={c.state} />
                </li>
            ))}
        </ul>
    );
}


function Table({ label, heads, rows }: { label: string; heads: string[]; rows: (string | number)[][] }) {
    return (
        <table class="figures" aria-label={label}>
            <thead><tr><td />{heads.map((h) => <th key={h} scope="col">{h}</th>)}</tr></thead>
            <tbody>{rows.map(([name, ...cells]) => (
                <tr key={name}><th scope="row">{name}</th>{cells.map((c, i) => <td key={i}>{c}</td>)}</tr>
            ))}</tbody>
        </table>
    );
}


function Figures({ of }: { of: Report }) {
    const rate = of.rates;
    const times = (name: string, l: Latency | null | undefined) => [name, ms(l?.p50), ms(l?.p95), ms(l?.p99)];

    return rate === undefined ? null : (
        <div class="columns two">
            <section><h2>{t("health.rates", { n: Math.round(rate.seconds ?? 0) })}</h2>
                <Table label={t("health.rates", { n: Math.round(rate.seconds ?? 0) })}
                    heads={[t("health.accepted"), t("health.refused"), t("health.failed")]}
                    rows={[[t("health.webhooks"), number(rate.webhooks.accepted), number(rate.webhooks.refused),
                        number(rate.webhooks.failed)],
                    [t("health.api"), number(rate.api.requests), number(rate.api.limited),
                        number(rate.api.unavailable + rate.api.sql_errors)],
                    [t("health.turns"), number(rate.worker?.turns_ok), number(rate.worker?.turns_retry),
                        number(rate.worker?.turns_dead)],
                    [t("health.sends"), number(rate.worker?.sends_ok), number(rate.worker?.sends_retry),
                        number(rate.worker?.sends_failed)],
                    [t("health.models"), number(rate.worker?.model_calls), "–", number(rate.worker?.model_failures)]]} />
            </section>
            <section><h2>{t("health.latency")}</h2>
                <Table label={t("health.latency")} heads={["p50", "p95", "p99"]}
                    rows={[times(t("health.webhook"), of.latency?.webhook), times(t("health.enqueue"), of.latency?.enqueue),
                        times(t("health.reply"), of.latency?.reply)]} />
            </section>
        </div>
    );
}


function Backlog({ of }: { of: Report["backlog"] }) {
    const shown = (["stream", "turns", "outbox", "media", "timers", "dead_letters"] as const)
        .filter((k) => k in of);

    return (
        <section><h2>{t("health.backlog")}</h2>
            <ul class="things" aria-label={t("health.backlog")}>{shown.map((k) => (
                <li key={k}><span class="thing">{t(`health.backlog.${k}`)}</span><span>{number(of[k])}</span></li>
            ))}</ul>
            <p class="soft">{of.at ? <>{t("health.counted")} <When at={of.at} /></> : t("health.unknown")}</p>
        </section>
    );
}


function Whole({ of }: { of: Report }) {
    return (
        <>
            <Components all={of.components} />
            {of.providers.length > 0 && <section><h2>{t("health.providers")}</h2>
                <ul class="things" aria-label={t("health.providers")}>{of.providers.map((p) => (
                    <li key={`${p.tenant}${p.name}${p.model}`}><span class="thing">{p.name} <span class="soft">{p.model}</span></span>
                        <Badge kind="bad">{word("health.breaker", p.state)}</Badge></li>
                ))}</ul></section>}
            {of.channels.length > 0 && <section><h2>{t("health.channels")}</h2>
                <ul class="things" aria-label={t("health.channels")}>{of.channels.map((c) => (
                    <li key={`${c.channel}${c.account}`}><span class="thing">{word("channel", c.channel)}{" "}
                        <span class="soft">{c.account}</span></span>
                    <span>{word("health.why", c.why)}</span>{" "}
                    <Badge kind={c.state === "open" ? "bad" : "warn"}>{word("health.breaker", c.state)}</Badge></li>
                ))}</ul></section>}
            <Figures of={of} />
            <Backlog of={of.backlog} />
            {of.workers && <section><h2>{t("health.workers")}</h2>
                {of.workers.length === 0 ? <Empty icon="alert" title={t("nothing")} />
                    : <ul class="things" aria-label={t("health.workers")}>{of.workers.map((w) => (
                        <li key={w.name}><span class="thing"><code>{w.name}</code>{" "}
                            <span class="soft">{t("health.partitions", { n: w.partitions })}</span></span>
                            <When at={w.seen_at} /><State of={w.state} /></li>
                    ))}</ul>}
                <p><a href="/metrics" target="_blank" rel="noopener">/metrics</a></p></section>}
        </>
    );
}


export default function Health() {
    const { report, problem, load } = useReport();
    const known = left(problem);

    return (
        <main class="page health">
            <header class="page-head"><h1>{t("nav.health")}</h1>
                <span role="status">{report ? <State of={report.state} /> : known ? <State of="down" /> : null}</span></header>
            {report ? <Whole of={report} />
                : known ? <><p>{t("health.away")}</p><Components all={known} /></>
                    : problem !== null ? <Failed problem={problem} again={load} /> : <Spinner />}
        </main>
    );
}
