/* Preview - "paste a message, see what happens and why", by the rules as they
 * stand in the editor, saved or not. */

import { useState } from "preact/hooks";
import { t, word } from "../../../core/i18n";
import { task } from "../../../core/tasks";
import { Badge, Button } from "../../../ui/bits";
import { Field, LANGUAGES, Pick, Refusal, textOf } from "../../../ui/Form";
import { Tree } from "../../../ui/Tree";
import { named } from "./naming";

interface Verdict {
    escalate: boolean;
    reason: string | null;
    reply: string | null;
    language?: string;
    verdict: { rules?: { id: string; points?: number }[]; points?: number; priority?: string } | null;
    scene: unknown;
    evidence: unknown;
}


function Result({ of }: { of: Verdict }) {
    const held = of.verdict?.rules ?? [];

    return (
        <section class={`verdict ${of.escalate ? "escalates" : ""}`} role="status">
            <h2>{of.escalate ? t("rules.escalates") : t("rules.stays")}</h2>
            <p class="badges">
                {of.reason && <Badge kind={of.escalate ? "bad" : ""}>{word("reason", of.reason)}</Badge>}
                {of.language && <Badge>{word("lang", of.language)}</Badge>}
                {of.verdict?.priority && <Badge kind={`priority-${of.verdict.priority}`}>{word("priority", of.verdict.priority)}</Badge>}
            </p>
            {held.length > 0 && <p>{t("rules.held")}: {held.map((r) => named(r.id)).join(", ")}</p>}
            {of.reply && <><h3>{t("rules.reply")}</h3><p class="words" dir="auto">{of.reply}</p></>}
            <details class="fold"><summary>{t("rules.why")}</summary>
                <h3>{t("rules.held")}</h3><Tree of={of.verdict} />
                <h3>{t("rules.scene")}</h3><Tree of={of.scene} />
                <h3>{t("rules.evidence")}</h3><Tree of={of.evidence} />
            </details>
        </section>
    );
}


/* rules: null are the stored ones; undefined: what is in the editor is none. */
export function Preview({ rules }: { rules: object | null | undefined }) {
    const [result, setResult] = useState<Verdict | null>(null);
    const [problem, setProblem] = useState<unknown>(null);
    const [isBusy, setBusy] = useState(false);

    async function submit(event: SubmitEvent) {
        event.preventDefault();

        const f = new FormData(event.currentTarget as HTMLFormElement);
        const before = textOf(f, "before").split("\n").map((line) => line.trim()).filter(Boolean);

        setBusy(true);
        setProblem(null);
        setResult(null);

        try {
            setResult(await task<Verdict>("/rules/preview", {
                text: textOf(f, "text"), language: textOf(f, "language") || undefined, rules: rules ?? undefined,
                history: before.slice(-20).map((text) => ({ from: "customer", text })),
            }));
        } catch (error) {
            setProblem(error);
        }

        setBusy(false);
    }

    return (
        <section>
            <h2>{t("rules.preview")}</h2>
            <form onSubmit={(e) => void submit(e)}>
                <Field name="text" label={t("rules.message")} rows={3} required length={4096} />
                <Field name="before" label={t("rules.before")} rows={2} hint={t("rules.lines")} />
                <Pick name="language" label={t("contact.language")}
                    values={[["", t("rules.guess")], ...LANGUAGES.map((l): [string, string] => [l, word("lang", l)])]} />
                <Refusal problem={problem} />
                <Button type="submit" kind="primary" disabled={isBusy || rules === undefined}>{t("rules.try")}</Button>
            </form>
            {result && <Result of={result} />}
        </section>
    );
}
