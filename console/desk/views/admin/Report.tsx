/* Report - a cross-validation in words and a table: how often each intent was
 * known, and what was taken for what. */

import { t, word } from "../../core/i18n";
import { Badge } from "../../ui/bits";

interface ClassReport {
    n?: number;
    precision?: number | null;
    recall?: number | null;
    f1?: number | null;
}

export interface Measured {
    n: number;
    accuracy: number;
    macro_f1: number;
    version?: number;
    examples?: number;
    classes: Record<string, ClassReport>;
    confusion: Record<string, Record<string, number>>;
}

const MOST = 8;
const WEAK = 0.7;
const percent = (x: number | null | undefined) => (x == null ? "–" : `${Math.round(x * 100)} %`);


/* Taken for another, the most frequent first. */
function mistakes(of: Measured) {
    return Object.entries(of.confusion).flatMap(([was, said]) => Object.entries(said)
        .filter(([name]) => name !== was).map(([name, n]) => ({ was, name, n })))
        .sort((a, b) => b.n - a.n).slice(0, MOST);
}


export function Report({ of }: { of: Measured }) {
    const wrong = mistakes(of);

    return (
        <>
            <p>{t("intents.accuracy")} <strong>{percent(of.accuracy)}</strong> · {t("intents.mean")}{" "}
                <strong>{percent(of.macro_f1)}</strong> · {t("intents.n", { n: of.n })}</p>
            <div class="scroll" tabIndex={0} role="region" aria-label={t("intents.report")}>
                <table class="table">
                    <thead><tr><th scope="col">{t("intents.intent")}</th><th scope="col" class="n">{t("intents.examples")}</th>
                        <th scope="col" class="n">{t("intents.precision")}</th><th scope="col" class="n">{t("intents.recall")}</th></tr></thead>
                    <tbody>{Object.entries(of.classes).map(([name, c]) => (
                        <tr key={name}><td>{word("intent", name)}{" "}
                            {(c.recall ?? 1) < WEAK && <Badge kind="warn">{t("intents.weak")}</Badge>}</td>
                            <td class="n">{c.n ?? "–"}</td>
                            <td class="n">{percent(c.precision)}</td><td class="n">{percent(c.recall)}</td></tr>
                    ))}</tbody>
                </table>
            </div>
            {wrong.length > 0 && <><h3>{t("intents.confused")}</h3>
                <ul class="things">{wrong.map((x) => <li key={`${x.was} ${x.name}`}><span class="thing">{t("intents.taken",
                    { was: word("intent", x.was), said: word("intent", x.name) })}</span><span>{x.n}</span></li>)}</ul></>}
        </>
    );
}
