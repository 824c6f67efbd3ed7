/* Chart - messages and hand-overs by hour or day: stacked columns, and the same
 * numbers as a table for who cannot see them. */

import { t } from "../../core/i18n";
import { brief, full } from "../../core/time";
import { SERIES, type Point } from "./figures";

const [WIDTH, HEIGHT] = [600, 160];
const FEWEST = 24;              /* columns: one alone is no wall */


/* Every hour or day has a place, also one in which nothing happened. */
function filled(series: Point[], step: "hour" | "day"): Point[] {
    const ms = step === "hour" ? 3600000 : 86400000;
    const by = new Map(series.map((p) => [Date.parse(p.at), p]));
    const all: Point[] = [];

    for (let at = Math.min(...by.keys()); at <= Math.max(...by.keys()); at += ms) {
        all.push(by.get(at) ?? { at: new Date(at).toISOString(), in: 0, bot: 0, agent: 0, escalated: 0 });
    }

    return all;
}


export function Chart({ series, step }: { series: Point[]; step: "hour" | "day" }) {
    const points = filled(series, step);
    const sum = (p: Point) => SERIES.reduce((n, name) => n + p[name], 0);
    const most = Math.max(1, ...points.map(sum));
    const width = WIDTH / Math.max(points.length, FEWEST);

    return (
        <figure>
            <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
                {[0, 0.5, 1].map((y) => <line key={y} x2={WIDTH} y1={y * HEIGHT} y2={y * HEIGHT} />)}
                {points.map((p, i) => {
                    let y = HEIGHT;

                    return (
                        <g key={p.at}>
                            <title>{full(p.at)}</title>
                            {SERIES.map((name) => {
                                const height = (p[name] / most) * HEIGHT;

                                y -= height;
                                return <rect key={name} class={name} x={i * width + 1} y={y}
                                    width={Math.max(1, width - 2)} height={height} />;
                            })}
                        </g>
                    );
                })}
            </svg>
            <figcaption class="legend">
                {SERIES.map((name) => <span key={name}><i class={name} />{t(`over.${name}`)}</span>)}
                <span>{t("over.most", { n: most })}</span>
            </figcaption>
            <details class="fold">
                <summary>{t("over.table")}</summary>
                <div class="scroll" tabIndex={0} role="region" aria-label={t("over.table")}>
                    <table class="table">
                        <thead><tr><th scope="col">{t("when")}</th>
                            {SERIES.map((n) => <th scope="col" class="n" key={n}>{t(`over.${n}`)}</th>)}</tr></thead>
                        <tbody>{points.map((p) => (
                            <tr key={p.at}><td>{step === "hour" ? full(p.at) : brief(p.at)}</td>
                                {SERIES.map((n) => <td class="n" key={n}>{p[n]}</td>)}</tr>
                        ))}</tbody>
                    </table>
                </div>
            </details>
        </figure>
    );
}
