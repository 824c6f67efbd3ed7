/*
 * RuleForm - one rule as a form: what it does, and one row for each condition,
 * all of which must hold.
 */

import { useState } from "preact/hooks";
import { t, word } from "../../../core/i18n";
import { Button } from "../../../ui/bits";
import { Dialog } from "../../../ui/Dialog";
import { named, kindName } from "./naming";
import { FRESH, GRADED, KINDS, kindOf, LISTS, MOST_CONDITIONS, WORDS, type Condition, type Kind, type Rule } from "./rulebook";

export type Names = Partial<Record<string, string[]>>;

const PRIORITIES = ["low", "medium", "high", "urgent"];
const SCOPES = ["last", "before", "any"] as const;


/* Several of a list; its heading says how many are chosen. */
function Several({ label, all, chosen, set, isShut }:
    { label: string; all: string[]; chosen: string[]; set: (names: string[]) => void; isShut?: boolean }) {
    const unknown = chosen.filter((n) => !all.includes(n));
    const [isFresh] = useState(chosen.length === 0);

    return (
        <details class="fold several" open={isFresh && !isShut}>
            <summary>{label}: {chosen.length === 0 ? (isShut ? "–" : t("rule.choose")) : chosen.map((n) => n.replaceAll("_", " ")).join(", ")}</summary>
            <div class="choices" role="group" aria-label={label}>
                {[...all, ...unknown].map((n) => (
                    <label class="switch" key={n}>
                        <input type="checkbox" checked={chosen.includes(n)} onChange={(e) => set(e.currentTarget.checked
                            ? [...chosen, n] : chosen.filter((x) => x !== n))} />
                        <span>{n.replaceAll("_", " ")}</span>
                    </label>
                ))}
            </div>
        </details>
    );
}


function NumberOf({ label, value, step, max, set }:
    { label: string; value: number | undefined; step: number; max: number; set: (n: number | undefined) => void }) {
    return (
        <label class="field">
            <span>{label}</span>
            <input type="number" min={0} max={max} step={step} value={value ?? ""}
                onInput={(e) => set(e.currentTarget.value === "" ? undefined : Number(e.currentTarget.value))} />
        </label>
    );
}


function ConditionRow({ of: c, n, names, set, remove }:
    { of: Condition; n: number; names: Names; set: (c: Condition) => void; remove: (() => void) | null }) {
    const kind = kindOf(c);
    const to = (more: Partial<Condition>) => set({ ...c, ...more });

    return (
        <fieldset class="condition">
            <legend>{t("rule.condition", { n })}</legend>
            <div class="columns">
                <label class="field"><span>{t("rule.kind")}</span>
                    <select value={kind} onChange={(e) => set({ ...FRESH[e.currentTarget.value as Kind], not: c.not })}>
                        {KINDS.map((k) => <option key={k} value={k} selected={k === kind}>{kindName(k)}</option>)}
                    </select></label>
                {WORDS.has(kind) && <label class="field"><span>{kindName(kind)}</span>
                    <select value={c[kind] as string} onChange={(e) => to({ [kind]: e.currentTarget.value })}>
                        {["", ...(names[kind] ?? [])].map((w) => (
                            <option key={w} value={w} selected={w === c[kind]}>{w.replaceAll("_", " ")}</option>))}
                    </select></label>}
                {!LISTS.has(kind) && !WORDS.has(kind) && <NumberOf label={kindName(kind)} value={c[kind] as number}
                    step={kind === "length_over" || kind === "failures" ? 1 : 0.05}
                    max={kind === "length_over" || kind === "failures" ? 1000 : 1} set={(v) => to({ [kind]: v ?? 0 })} />}
                {GRADED.has(kind) && <NumberOf label={t("rule.at_least")} value={c.at_least}
                    step={kind === "signal" ? 1 : 0.05} max={kind === "signal" ? 1000 : 1} set={(v) => to({ at_least: v })} />}
                {kind === "keyword" && <label class="field"><span>{t("rule.scope")}</span>
                    <select value={c.scope ?? "last"} onChange={(e) => to({ scope: e.currentTarget.value as Condition["scope"] })}>
                        {SCOPES.map((s) => <option key={s} value={s} selected={s === (c.scope ?? "last")}>{t(`rule.scope.${s}`)}</option>)}
                    </select></label>}
            </div>
            {LISTS.has(kind) && <Several label={kindName(kind)} all={names[kind] ?? []} chosen={c[kind] as string[]}
                set={(list) => to({ [kind]: list })} />}
            {kind === "keyword" && <Several label={t("rule.unless")} all={names.keyword ?? []} chosen={c.unless ?? []} isShut
                set={(list) => to({ unless: list.length > 0 ? list : undefined })} />}
            <div class="badges">
                <label class="switch"><input type="checkbox" checked={c.not === true}
                    onChange={(e) => to({ not: e.currentTarget.checked || undefined })} /><span>{t("rule.not_long")}</span></label>
                {remove && <Button kind="quiet" icon="trash" onClick={remove}>{t("rule.condition.remove")}</Button>}
            </div>
        </fieldset>
    );
}


/* Without what is nothing: the server knows no empty members. */
function tidy(rule: Rule): Rule {
    const clean = <T extends object>(of: T) => Object.fromEntries(Object.entries(of)
        .filter(([, v]) => v !== undefined && v !== "" && v !== false)) as T;

    return { ...clean(rule), when: rule.when.map((c) => clean(c)) };
}


/* What is missing; null: it can be taken. */
function lack(rule: Rule, taken: Set<string>): string | null {
    if (!/^[a-z0-9_.-]{1,39}$/i.test(rule.id)) {
        return t("rule.lack.id");
    } else if (taken.has(rule.id)) {
        return t("rule.lack.twice");
    } else if (!rule.hard && !rule.points && !rule.about) {
        return t("rule.lack.effect");
    } else if (rule.when.some((c) => LISTS.has(kindOf(c)) ? (c[kindOf(c)] as string[]).length === 0
        : WORDS.has(kindOf(c)) && c[kindOf(c)] === "")) {
        return t("rule.lack.condition");
    }

    return null;
}


export function RuleForm({ of, isNew, taken, names, close, done }:
    { of: Rule; isNew: boolean; taken: Set<string>; names: Names; close: () => void; done: (rule: Rule) => void }) {
    const [rule, setRule] = useState<Rule>(of);
    const [isTried, setTried] = useState(false);
    const to = (more: Partial<Rule>) => setRule({ ...rule, ...more });
    const missing = lack(rule, taken);

    function submit(event: SubmitEvent) {
        event.preventDefault();
        setTried(true);

        if (missing === null) {
            done(tidy(rule));
        }
    }

    return (
        <Dialog wide title={isNew ? t("rule.add") : named(of.id)} close={close}>
            <form onSubmit={submit} noValidate>
                <div class="columns">
                    <label class="field"><span>{t("rule.id")}</span>
                        <input value={rule.id} maxLength={39} readOnly={!isNew} autocomplete="off"
                            onInput={(e) => to({ id: e.currentTarget.value.trim().toLowerCase().replaceAll(" ", "_") })} /></label>
                    <label class="field"><span>{t("rule.priority")}</span>
                        <select value={rule.priority ?? ""} onChange={(e) => to({ priority: e.currentTarget.value || undefined })}>
                            {["", ...PRIORITIES].map((p) => <option key={p} value={p} selected={p === (rule.priority ?? "")}>
                                {p === "" ? t("any") : word("priority", p)}</option>)}
                        </select></label>
                    <label class="field"><span>{t("rule.effect")}</span>
                        <select value={rule.hard ? "hard" : "points"}
                            onChange={(e) => to(e.currentTarget.value === "hard" ? { hard: true } : { hard: undefined, points: rule.points ?? 25 })}>
                            <option value="hard" selected={rule.hard === true}>{t("rule.hard")}</option>
                            <option value="points" selected={rule.hard !== true}>{t("rule.points")}</option>
                        </select></label>
                    {!rule.hard && <label class="field"><span>{t("rule.weight")}</span>
                        <input type="number" min={-100} max={100} step={5} value={rule.points ?? ""}
                            onInput={(e) => to({ points: Number(e.currentTarget.value) || undefined })} /></label>}
                    <label class="field"><span>{t("rule.topic")}</span>
                        <select value={rule.topic ?? ""} onChange={(e) => to({ topic: e.currentTarget.value || undefined,
                            ...(e.currentTarget.value === "" ? { about: undefined } : {}) })}>
                            {["", ...(names.intent ?? [])].map((w) => <option key={w} value={w} selected={w === (rule.topic ?? "")}>
                                {w === "" ? t("any") : w.replaceAll("_", " ")}</option>)}
                        </select></label>
                    <label class="field"><span>{t("rule.skill")}</span>
                        <input value={rule.skill ?? ""} maxLength={23} autocomplete="off"
                            onInput={(e) => to({ skill: e.currentTarget.value.trim() || undefined })} /></label>
                </div>
                <p class="soft">{t("rule.all_hold")}</p>
                {rule.when.map((c, i) => (
                    <ConditionRow key={i} n={i + 1} of={c} names={names}
                        set={(next) => to({ when: rule.when.map((x, j) => (j === i ? next : x)) })}
                        remove={rule.when.length > 1 ? () => to({ when: rule.when.filter((_, j) => j !== i) }) : null} />
                ))}
                {rule.when.length < MOST_CONDITIONS && <Button icon="plus"
                    onClick={() => to({ when: [...rule.when, { ...FRESH.keyword }] })}>{t("rule.condition.add")}</Button>}
                <div class="refusal" role="alert">{isTried && missing}</div>
                <div class="dialog-foot">
                    <Button onClick={close}>{t("cancel")}</Button>
                    <Button type="submit" kind="primary">{t("rule.take")}</Button>
                </div>
            </form>
        </Dialog>
    );
}
