/*
 * Rules - when a person takes over.  A pasted message shows what would happen
 * and why, by the rules as they stand in the editor; only saving keeps them.
 */

import { useEffect, useState } from "preact/hooks";
import { api } from "../../core/api";
import { useFetched, type Fetched } from "../../core/fetched";
import { t, word } from "../../core/i18n";
import { can } from "../../core/session";
import { task } from "../../core/tasks";
import { Badge, Button } from "../../ui/bits";
import { Field, LANGUAGES, Pick, Refusal, textOf } from "../../ui/Form";
import { Loaded } from "../../ui/Loaded";
import { Tree } from "../../ui/Tree";
import { tell } from "../../ui/Toasts";

interface Stored {
    version: number | null;
    rules: unknown;
}

interface Verdict {
    escalate: boolean;
    reason: string | null;
    reply: string | null;
    language?: string;
    verdict: { rules?: { id: string }[]; priority?: string } | null;
    scene: unknown;
    evidence: unknown;
}


function Result({ of }: { of: Verdict }) {
    return (
        <section class={`verdict ${of.escalate ? "escalates" : ""}`} role="status">
            <h2>{of.escalate ? t("rules.escalates") : t("rules.stays")}</h2>
            <p class="badges">
                {of.reason && <Badge kind={of.escalate ? "bad" : ""}>{word("reason", of.reason)}</Badge>}
                {of.language && <Badge>{word("lang", of.language)}</Badge>}
                {of.verdict?.priority && <Badge kind={`priority-${of.verdict.priority}`}>{word("priority", of.verdict.priority)}</Badge>}
            </p>
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
function Preview({ rules }: { rules: object | null | undefined }) {
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


function Editor({ text, set, stored }: { text: string; set: (text: string) => void; stored: Fetched<Stored> }) {
    const [problem, setProblem] = useState<unknown>(null);
    const parsed = parse(text);

    async function save() {
        setProblem(null);

        try {
            await api.put("/rules", { rules: parsed });
            await stored.load();
            tell(t("saved"));
        } catch (error) {
            setProblem(error);
        }
    }

    return (
        <section>
            <h2>{t("rules.stored")} {stored.data?.version != null && <Badge>{t("version", { n: stored.data.version })}</Badge>}</h2>
            <p class="soft">{t("rules.hint")}</p>
            <label class="field"><span class="hidden">{t("rules.stored")}</span>
                <textarea class="raw" rows={18} spellcheck={false} value={text} readOnly={!can("rules:write")}
                    onInput={(e) => set(e.currentTarget.value)} /></label>
            {text.trim() !== "" && parsed === undefined && <p class="refusal" role="alert">{t("rules.json")}</p>}
            <Refusal problem={problem} />
            {can("rules:write") && <Button disabled={parsed === undefined} onClick={save}>{t("save")}</Button>}
        </section>
    );
}


/* undefined: it is no JSON object */
function parse(text: string): object | undefined {
    try {
        const value: unknown = JSON.parse(text);

        return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
    } catch {
        return undefined;
    }
}


export default function Rules() {
    const stored = useFetched<Stored>("/rules");
    const [text, setText] = useState("");
    const kept = stored.data?.rules ? JSON.stringify(stored.data.rules, null, 2) : "";

    useEffect(() => setText(kept), [kept]);

    return (
        <>
            <h1>{t("admin.rules")}</h1>
            <Loaded of={stored}>{() => (
                <div class="columns two">
                    <Preview rules={text === kept ? null : parse(text)} />
                    <Editor text={text} set={setText} stored={stored} />
                </div>
            )}</Loaded>
        </>
    );
}
