/*
 * Intents - what customers may want that the program does not know: examples,
 * the model that learns them, how good it is, and the way back to an earlier
 * one.
 */

import { useEffect, useState } from "preact/hooks";
import { api, asNew } from "../../core/api";
import { useFetched, type Fetched } from "../../core/fetched";
import { t, word } from "../../core/i18n";
import { can } from "../../core/session";
import { follow, task, type TaskState } from "../../core/tasks";
import { Badge, Button, Empty, problemText, Spinner, tellProblem } from "../../ui/bits";
import { Dialog } from "../../ui/Dialog";
import { Field, FormDialog, LANGUAGES, Remove, textOf } from "../../ui/Form";
import { Loaded } from "../../ui/Loaded";
import { When } from "../../ui/Times";
import { tell } from "../../ui/Toasts";
import { Report, type Measured } from "./Report";

interface Intent {
    name: string;
    description: string;
    examples: number;
    version: number;
    changed_at: string;
}

interface Example {
    text: string;
    language?: string;
}

interface Model {
    version: number;
    trained_at: string;
    report: Measured;
    current?: boolean;
    used?: boolean;
}

interface Known {
    items: Intent[];
    model: Model | null;
    training: string | null;
}

const FEWEST = 8;               /* examples: docs/ADMIN.md */
const LEARN_MS = 600000;
const pathOf = (name: string) => `/intents/${encodeURIComponent(name)}`;

/* "es: quiero cambiar mi cita"; without a mark it is of any language. */
const written = (e: Example) => (e.language ? `${e.language}: ${e.text}` : e.text);

function read(line: string): Example {
    const found = /^([a-z]{2}):\s+(.*)$/.exec(line);

    return found && LANGUAGES.includes(found[1]) ? { language: found[1], text: found[2] } : { text: line };
}


function IntentForm({ of, close, saved }: { of: Intent | null; close: () => void; saved: () => Promise<unknown> }) {
    const [examples, setExamples] = useState<string | null>(of === null ? "" : null);

    useEffect(() => {
        if (of !== null) {
            api.get<{ examples: Example[] }>(pathOf(of.name))
                .then(({ data }) => setExamples(data.examples.map(written).join("\n"))).catch(tellProblem);
        }
    }, []);

    const count = examples === null ? 0 : examples.split("\n").filter((l) => l.trim() !== "").length;

    async function save(f: FormData, key: string) {
        const put = api.put(pathOf(of?.name ?? textOf(f, "name")), { description: textOf(f, "description"),
            examples: textOf(f, "examples").split("\n").map((l) => l.trim()).filter(Boolean).map(read) },
            { key, version: of?.version ?? 0 });

        await (of === null ? asNew(put) : put);
        await saved();
    }

    return examples === null ? <Dialog wide title={of!.name} close={close}><Spinner /></Dialog> : (
        <FormDialog wide title={of?.name ?? t("intents.add")} close={close} save={save}>
            {of === null && <Field name="name" label={t("contact.name")} required pattern="[a-z][a-z0-9_]{0,38}" length={39}
                hint={t("intents.name")} />}
            <Field name="description" label={t("intents.description")} value={of?.description} length={500} />
            <label class="field"><span>{t("intents.examples")}</span>
                <textarea name="examples" rows={12} required dir="auto" value={examples}
                    onInput={(e) => setExamples(e.currentTarget.value)} />
                <small class="soft">{t("intents.lines")} {t("intents.n", { n: count })}
                    {count < FEWEST && ` · ${t("intents.fewest", { n: FEWEST })}`}</small></label>
        </FormDialog>
    );
}


/* What the worker is at; the report of a dry run comes back. */
function Learning({ known, mayWrite }: { known: Fetched<Known>; mayWrite: boolean }) {
    const [state, setState] = useState<TaskState | null>(null);
    const [problem, setProblem] = useState<unknown>(null);
    const [report, setReport] = useState<Measured | null>(null);
    const { items, training } = known.data!;

    async function watch(run: Promise<Measured>, isDry: boolean) {
        setState("queued");
        setProblem(null);
        setReport(null);

        try {
            const result = await run;

            if (isDry) {
                setReport(result);
            } else {
                tell(t("intents.learned"));
                await known.load();
            }
        } catch (error) {
            setProblem(error);
        }

        setState(null);
    }

    const learn = (isDry: boolean) => void watch(task<Measured>("/intents/train", { dry_run: isDry },
        { longest: LEARN_MS, progress: setState }), isDry);

    /* somebody has asked before, or here before a reload */
    useEffect(() => {
        if (training !== null && state === null) {
            void watch(follow<Measured>(training, { longest: LEARN_MS, progress: setState }), false);
        }
    }, [training]);

    return (
        <>
            {mayWrite && items.length > 0 && <p class="badges">
                <Button kind="primary" icon="spark" disabled={state !== null} onClick={() => learn(false)}>{t("intents.train")}</Button>
                <Button disabled={state !== null} onClick={() => learn(true)}>{t("intents.dry")}</Button>
            </p>}
            <p role="status">{state === "queued" ? t("intents.queued") : state === null ? "" : t("intents.running")}</p>
            {state !== null && <progress aria-label={t("intents.running")} />}
            {problem !== null && <p class="refusal" role="alert">{problemText(problem)}</p>}
            {report && <section class="verdict"><h2>{t("intents.would")}</h2><Report of={report} /></section>}
        </>
    );
}


function Models({ saved, mayWrite }: { saved: () => Promise<unknown>; mayWrite: boolean }) {
    const models = useFetched<{ items: Model[] }>("/intent-models");
    const [open, setOpen] = useState<Model | null>(null);

    async function use(m: Model) {
        await task(`/intent-models/${m.version}/use`);
        tell(t("intents.back", { n: m.version }));
        await Promise.all([models.load(), saved()]);
    }

    return (
        <Loaded of={models}>{({ items }) => (items.length === 0 ? <Empty icon="spark" title={t("intents.none_learned")} /> : (
            <>
                <ul class="things" aria-label={t("intents.models")}>
                    {items.map((m) => (
                        <li key={m.version}>
                            <div class="thing"><strong>{t("version", { n: m.version })}</strong>{" "}
                                {m.used && <Badge kind="good">{t("intents.used")}</Badge>}{" "}
                                <span class="soft"><When at={m.trained_at} /> · {t("intents.accuracy")}{" "}
                                    {Math.round(m.report.accuracy * 100)} %</span></div>
                            <span class="thing-deeds">
                                <Button kind="quiet" icon="eye" label={`${t("intents.report")}: ${t("version", { n: m.version })}`}
                                    onClick={() => setOpen(m)} />
                                {mayWrite && !m.used && <Button icon="undo" label={`${t("intents.use")}: ${t("version", { n: m.version })}`}
                                    onClick={() => use(m)}>{t("intents.use")}</Button>}</span>
                        </li>
                    ))}
                </ul>
                {open && <Dialog wide title={t("version", { n: open.version })} close={() => setOpen(null)}>
                    <Report of={open.report} /></Dialog>}
            </>
        ))}</Loaded>
    );
}


export default function Intents() {
    const known = useFetched<Known>("/intents");
    const [open, setOpen] = useState<Intent | "new" | null>(null);
    const mayWrite = can("knowledge:write");

    return (
        <>
            <header class="page-head"><h1>{t("intents.title")}</h1>
                {mayWrite && <Button kind="primary" icon="plus" onClick={() => setOpen("new")}>{t("intents.add")}</Button>}</header>
            <p class="soft">{t("intents.hint")}</p>
            <Loaded of={known}>{({ items, model }) => (
                <>
                    {items.length === 0 ? <Empty icon="tag" title={t("intents.none")} /> : (
                        <ul class="things" aria-label={t("intents.title")}>
                            {items.map((i) => (
                                <li key={i.name}>
                                    <div class="thing"><strong>{word("intent", i.name)}</strong> <code>{i.name}</code>{" "}
                                        <Badge kind={i.examples < FEWEST ? "warn" : ""}>{t("intents.n", { n: i.examples })}</Badge>
                                        {i.description && <p class="soft" dir="auto">{i.description}</p>}</div>
                                    {mayWrite && <span class="thing-deeds">
                                        <Button kind="quiet" icon="pen" label={`${t("edit")}: ${i.name}`} onClick={() => setOpen(i)} />
                                        <Remove what={i.name} run={async () => {
                                            await api.delete(pathOf(i.name));
                                            await known.load();
                                        }} /></span>}
                                </li>
                            ))}
                        </ul>
                    )}
                    <h2>{t("intents.model")}</h2>
                    {items.length > 0 && (model === null || model.current === false)
                        && <p><Badge kind="warn">{t("intents.behind")}</Badge></p>}
                    <Learning known={known} mayWrite={mayWrite} />
                    <Models key={model?.version ?? 0} saved={known.load} mayWrite={mayWrite} />
                </>
            )}</Loaded>
            {open && <IntentForm of={open === "new" ? null : open} close={() => setOpen(null)} saved={known.load} />}
        </>
    );
}
