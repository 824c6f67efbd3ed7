/*
 * Reviews - a sample of what the bot has answered, for people to mark: 1 to 5,
 * what was wrong, a word about it; and how good it was, by language.
 */

import { useState } from "preact/hooks";
import { api, query } from "../../core/api";
import { useFetched, usePages } from "../../core/fetched";
import { t, word, type Key } from "../../core/i18n";
import { agentName } from "../../core/people";
import { href } from "../../core/router";
import { can } from "../../core/session";
import { Badge, Button, Empty } from "../../ui/bits";
import { Bar } from "../../ui/Bar";
import { Field, FormDialog, LANGUAGES, textOf, Tick } from "../../ui/Form";
import { Loaded, Things } from "../../ui/Loaded";
import { When } from "../../ui/Times";
import { tell } from "../../ui/Toasts";
import { Plan } from "./ReviewPlan";

interface Review {
    id: string;
    conversation: string;
    language: string;
    reason: string | null;
    said_at: string;
    question: string | null;
    answer: string | null;
    score: number | null;
    faults: string[];
    comment: string | null;
    reviewer: string | null;
    scored_at: string | null;
}

interface Scores {
    items: { language: string; reviewed: number; mean: number; good: number }[];
    open: number;
}

const FAULTS = ["wrong", "incomplete", "tone", "language", "unsafe", "should_have_handed_over"] as const;
const MARKS = [1, 2, 3, 4, 5];
const STATES = ["open", "scored"] as const;
const EACH = 10;


function Score({ of, close, saved }: { of: Review; close: () => void; saved: () => Promise<unknown> }) {
    async function save(f: FormData, key: string) {
        await api.patch(`/reviews/${of.id}`, { score: Number(textOf(f, "score")), faults: f.getAll("fault").map(String),
            ...(textOf(f, "comment") === "" ? {} : { comment: textOf(f, "comment") }) }, { key });
        await saved();
    }

    return (
        <FormDialog wide title={t("reviews.score")} close={close} save={save}>
            <Said of={of} />
            <fieldset><legend>{t("reviews.mark")}</legend>
                <div class="badges">{MARKS.map((n) => (
                    <label class="switch" key={n}><input type="radio" name="score" value={n} required
                        defaultChecked={of.score === n} /><span>{n} · {t(`reviews.mark.${n}` as Key)}</span></label>
                ))}</div></fieldset>
            <fieldset><legend>{t("reviews.faults")}</legend>
                {FAULTS.map((f) => <Tick key={f} name="fault" value={f} label={t(`reviews.fault.${f}`)} isOn={of.faults.includes(f)} />)}
            </fieldset>
            <Field name="comment" label={t("reviews.comment")} rows={2} length={2000} value={of.comment} />
        </FormDialog>
    );
}


function Said({ of }: { of: Review }) {
    return (
        <>
            <p class="soft">{t("customer")}</p>
            <p class="words" dir="auto">{of.question ?? t("reviews.forgotten")}</p>
            <p class="soft">{t("bot")}</p>
            <blockquote class="quote" dir="auto">{of.answer ?? t("reviews.forgotten")}</blockquote>
        </>
    );
}


function Means({ scores }: { scores: Scores }) {
    return scores.items.length === 0 ? <p class="soft">{t("reviews.no_marks")}</p> : (
        <div class="scroll" tabIndex={0} role="region" aria-label={t("reviews.means")}>
            <table class="table">
                <thead><tr><th scope="col">{t("contact.language")}</th><th scope="col" class="n">{t("reviews.reviewed")}</th>
                    <th scope="col" class="n">{t("reviews.mean")}</th><th scope="col" class="n">{t("reviews.good")}</th>
                    <th scope="col"><span class="hidden">{t("reviews.good")}</span></th></tr></thead>
                <tbody>{scores.items.map((s) => (
                    <tr key={s.language}><td>{word("lang", s.language)}</td><td class="n">{s.reviewed}</td>
                        <td class="n">{s.mean}</td><td class="n">{Math.round(s.good * 100)} %</td>
                        <td><Bar part={s.good} of={1} kind={s.good < 0.6 ? "bad" : s.good < 0.8 ? "warn" : undefined} /></td></tr>
                ))}</tbody>
            </table>
        </div>
    );
}


export default function Reviews() {
    const [state, setState] = useState<typeof STATES[number]>("open");
    const [tag, setTag] = useState("");
    const list = usePages<Review>(`/reviews${query({ limit: 20, state, language: tag || null })}`);
    const scores = useFetched<Scores>("/reviews/scores");
    const [open, setOpen] = useState<Review | null>(null);
    const mayWrite = can("operations:write");
    const again = () => Promise.all([list.load(), scores.load()]);

    async function sample() {
        const { data } = await api.post<{ picked: Record<string, number> }>("/reviews/sample", { per_language: EACH });
        const n = Object.values(data.picked).reduce((sum, x) => sum + x, 0);

        tell(n === 0 ? t("reviews.nothing") : t("reviews.picked", { n }));
        await again();
    }

    return (
        <>
            <header class="page-head"><h1>{t("reviews.title")}</h1>
                {mayWrite && <Button icon="plus" onClick={sample}>{t("reviews.sample")}</Button>}</header>
            <p class="soft">{t("reviews.hint")}</p>
            <Plan />
            <h2>{t("reviews.means")}</h2>
            <Loaded of={scores}>{(s) => <Means scores={s} />}</Loaded>
            <h2>{t("reviews.queue")} {scores.data && <Badge>{scores.data.open}</Badge>}</h2>
            <div class="columns">
                <label class="field"><span>{t("reviews.show")}</span>
                    <select value={state} onChange={(e) => setState(e.currentTarget.value as typeof state)}>
                        {STATES.map((s) => <option key={s} value={s} selected={s === state}>{t(`reviews.state.${s}`)}</option>)}
                    </select></label>
                <label class="field"><span>{t("contact.language")}</span>
                    <select value={tag} onChange={(e) => setTag(e.currentTarget.value)}>
                        <option value="">{t("any")}</option>
                        {LANGUAGES.map((l) => <option key={l} value={l} selected={l === tag}>{word("lang", l)}</option>)}
                    </select></label>
            </div>
            {list.data?.items.length === 0 ? <Empty icon="done" title={t("reviews.none")} /> : (
                <Things of={list} icon="done" empty={t("reviews.none")} label={t("reviews.queue")}>
                    {(r) => (
                        <>
                            <div class="thing"><Said of={r} />
                                <p class="soft"><Badge>{word("lang", r.language)}</Badge> <When at={r.said_at} /> ·{" "}
                                    <a href={href("inbox", "all", r.conversation)}>{t("reviews.open")}</a></p>
                                {r.score !== null && <p class="badges"><Badge kind={r.score < 3 ? "bad" : r.score < 4 ? "warn" : "good"}>
                                    {t("reviews.of_five", { n: r.score })}</Badge>
                                    {r.faults.map((f) => <Badge key={f}>{t(`reviews.fault.${f}` as Key)}</Badge>)}
                                    <span class="soft">{agentName(r.reviewer)}</span></p>}
                                {r.comment && <p dir="auto">{r.comment}</p>}
                            </div>
                            {mayWrite && <Button kind={r.score === null ? "primary" : undefined} icon="pen"
                                onClick={() => setOpen(r)}>{t("reviews.score")}</Button>}
                        </>
                    )}
                </Things>
            )}
            {open && <Score of={open} close={() => setOpen(null)} saved={again} />}
        </>
    );
}
