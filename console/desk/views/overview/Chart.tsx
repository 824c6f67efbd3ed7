/*
 * Chart - messages and hand-overs by hour or day: stacked columns (uPlot, which
 * is fetched when a chart is drawn), and the same numbers as a table for who
 * cannot see them.  A column, or a number, leads to the conversations behind it.
 */

import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { full, utcDay } from "../../core/time";
import { SERIES, type Point } from "./figures";
import "uplot/dist/uPlot.min.css";

type Step = "hour" | "day";
type Name = typeof SERIES[number];
type Show = (title: string, list: string) => void;

const HEIGHT = 190;
const MS: Record<Step, number> = { hour: 3600000, day: 86400000 };
const COLOURS: Record<Name, string> = { in: "--soft", bot: "--bot-ink", agent: "--accent-text", escalated: "--bad" };
const FEWEST = 24;              /* columns: one alone is no wall */

/* Which conversations the server keeps behind which number; none: it does not. */
const BEHIND: Partial<Record<Name, string>> = { in: "channel", bot: "decision:kept", escalated: "decision:escalated" };


/* Every hour or day has a place, also one in which nothing happened. */
function filled(series: Point[], step: Step): Point[] {
    const by = new Map(series.map((p) => [Date.parse(p.at), p]));
    const all: Point[] = [];

    for (let at = Math.min(...by.keys()); at <= Math.max(...by.keys()); at += MS[step]) {
        all.push(by.get(at) ?? { at: new Date(at).toISOString(), in: 0, bot: 0, agent: 0, escalated: 0 });
    }

    return all;
}


const listOf = (p: Point, behind: string, step: Step) => `/conversations?${new URLSearchParams({ behind,
    from: p.at, to: new Date(Date.parse(p.at) + MS[step]).toISOString() })}`;

const nameOf = (p: Point, step: Step) => (step === "hour" ? full(p.at) : utcDay(p.at));
const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();


/* Stacked: each series holds what is below it, too; the tallest is drawn first. */
function stacked(points: Point[]) {
    const tall = SERIES.map((_, i) => points.map((p) => SERIES.slice(0, i + 1).reduce((n, name) => n + p[name], 0)));

    return [points.map((p) => Date.parse(p.at) / 1000), ...tall.reverse()];
}


async function draw(box: HTMLElement, points: Point[], step: Step, hover: (i: number | null) => void, click: (i: number) => void) {
    const { default: Plot } = await import("uplot");
    const axis = { stroke: colour("--soft"), grid: { stroke: colour("--line"), width: 1 },
        ticks: { stroke: colour("--line"), width: 1 }, font: "12px system-ui, sans-serif" };
    const bars = Plot.paths.bars!({ size: [0.8, 48] });
    const one = MS[step] / 1000;
    const last = Date.parse(points.at(-1)!.at) / 1000;
    const first = Math.min(Date.parse(points[0].at) / 1000, last - (FEWEST - 1) * one);
    let at: number | null = null;

    const plot = new Plot({
        width: Math.max(box.clientWidth, 200), height: HEIGHT, legend: { show: false },
        cursor: { drag: { x: false, y: false }, points: { show: false } },
        tzDate: (s) => (step === "hour" ? new Date(s * 1000) : Plot.tzDate(new Date(s * 1000), "UTC")),
        scales: { x: { range: () => [first - one / 2, last + one / 2] }, y: { range: (_, __, most) => [0, Math.max(most, 1) * 1.05] } },
        axes: [axis, { ...axis, size: 44 }],
        series: [{}, ...[...SERIES].reverse().map((name) => ({ label: t(`over.${name}`), paths: bars,
            fill: colour(COLOURS[name]), width: 0, points: { show: false } }))],
        hooks: { setCursor: [(u) => { at = u.cursor.idx ?? null; hover(at); }] },
    }, stacked(points) as unknown as uPlot.AlignedData, box);

    plot.over.addEventListener("click", () => { if (at !== null) { click(at); } });
    return plot;
}


/* The colours of another theme are another drawing. */
function useTheme(): string {
    const [theme, setTheme] = useState("");

    useEffect(() => {
        const read = () => setTheme(`${document.documentElement.dataset.theme ?? ""} ${colour("--paper")}`);
        const observer = new MutationObserver(read);

        read();
        observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
        return () => observer.disconnect();
    }, []);

    return theme;
}


function Canvas({ points, step, hover, click }:
    { points: Point[]; step: Step; hover: (i: number | null) => void; click: (i: number) => void }) {
    const ref = useRef<HTMLDivElement>(null);
    const theme = useTheme();

    useEffect(() => {
        const box = ref.current!;
        let plot: { destroy: () => void; setSize: (size: { width: number; height: number }) => void } | null = null;
        let isGone = false;
        const observer = new ResizeObserver(() => plot?.setSize({ width: Math.max(box.clientWidth, 200), height: HEIGHT }));

        draw(box, points, step, hover, click).then((made) => {
            plot = made;
            isGone ? made.destroy() : observer.observe(box);
        }, () => { /* the table below has the numbers */ });

        return () => {
            isGone = true;
            observer.disconnect();
            plot?.destroy();
        };
    }, [points, step, theme]);

    return <div class="chart" ref={ref} aria-hidden="true" />;
}


function Table({ points, step, show }: { points: Point[]; step: Step; show: Show }) {
    const name = (p: Point) => nameOf(p, step);

    return (
        <details class="fold">
            <summary>{t("over.table")}</summary>
            <div class="scroll" tabIndex={0} role="region" aria-label={t("over.table")}>
                <table class="table">
                    <thead><tr><th scope="col">{t("when")}</th>
                        {SERIES.map((n) => <th scope="col" class="n" key={n}>{t(`over.${n}`)}</th>)}</tr></thead>
                    <tbody>{points.map((p) => (
                        <tr key={p.at}><td>{name(p)}</td>
                            {SERIES.map((n) => <td class="n" key={n}>{p[n] === 0 || BEHIND[n] === undefined ? p[n]
                                : <button type="button" class="link" aria-label={`${t(`over.${n}`)}, ${name(p)}: ${p[n]}`}
                                    onClick={() => show(`${t(`over.${n}`)}, ${name(p)}`, listOf(p, BEHIND[n]!, step))}>{p[n]}</button>}</td>)}</tr>
                    ))}</tbody>
                </table>
            </div>
        </details>
    );
}


export function Chart({ series, step, show }: { series: Point[]; step: Step; show: Show }) {
    const [points, setPoints] = useState(() => filled(series, step));
    const [at, setAt] = useState<number | null>(null);
    const seen = JSON.stringify(series);
    const point = at === null ? null : points[at];
    const most = Math.max(0, ...points.map((p) => SERIES.reduce((n, name) => n + p[name], 0)));

    /* the same numbers again are the same drawing */
    useEffect(() => {
        setPoints(filled(series, step));
        setAt(null);
    }, [seen, step]);

    return (
        <figure>
            <Canvas points={points} step={step} hover={setAt} click={(i) => {
                const p = points[i];
                const name = SERIES.find((n) => p[n] > 0 && BEHIND[n] !== undefined);

                if (name !== undefined) {
                    show(`${t(`over.${name}`)}, ${nameOf(p, step)}`, listOf(p, BEHIND[name]!, step));
                }
            }} />
            <figcaption class="legend">
                {SERIES.map((name) => <span key={name}><i class={name} />{t(`over.${name}`)}{point && ` ${point[name]}`}</span>)}
                <span>{point ? nameOf(point, step) : t("over.most", { n: most })}</span>
            </figcaption>
            <Table points={points} step={step} show={show} />
        </figure>
    );
}
