/* List - every rule in words: the organisation's own, and the program's, which
 * can be switched off, changed, and put back as they came. */

import { useState } from "preact/hooks";
import { folded } from "../../../core/inbox";
import { t, word } from "../../../core/i18n";
import { Badge, Button, Empty } from "../../../ui/bits";
import { describe, effect, named } from "./naming";
import { RuleForm, type Names } from "./RuleForm";
import { FRESH, put, rows, THRESHOLD, without, type Row, type Rule, type Rulebook } from "./rulebook";

const KIND_OF = { own: "label", changed: "warn", builtin: "", off: "" } as const;
const EMPTY: Rule = { id: "", hard: true, priority: "medium", when: [{ ...FRESH.keyword }] };


function Line({ row: { rule, standing }, mayWrite, edit, set, book, builtin }:
    { row: Row; mayWrite: boolean; edit: (rule: Rule) => void; set: (book: Rulebook) => void; book: Rulebook; builtin: Rulebook }) {
    const original = builtin.rules.find((r) => r.id === rule.id);
    const name = named(rule.id);

    return (
        <li class={standing === "off" ? "is-off" : undefined}>
            <div class="thing">
                <strong>{name}</strong> <code>{rule.id}</code>{" "}
                <Badge kind={KIND_OF[standing]}>{t(`rule.standing.${standing}`)}</Badge>{" "}
                <Badge>{effect(rule)}</Badge>{" "}
                {rule.priority && <Badge kind={`priority-${rule.priority}`}>{word("priority", rule.priority)}</Badge>}
                <ul class="soft conditions">{rule.when.map((c, i) => <li key={i}>{describe(c)}</li>)}</ul>
            </div>
            {mayWrite && <span class="thing-deeds">
                {standing !== "off" && <Button kind="quiet" icon="pen" label={`${t("edit")}: ${rule.id}`} onClick={() => edit(rule)} />}
                {standing === "changed" && original && <Button kind="quiet" icon="undo" label={`${t("rule.restore")}: ${rule.id}`}
                    onClick={() => set(put(book, original, builtin))} />}
                {standing === "off"
                    ? <Button onClick={() => set(put(book, rule, builtin))} label={`${t("rule.on")}: ${rule.id}`}>{t("rule.on")}</Button>
                    : standing === "own"
                        ? <Button kind="quiet" icon="trash" label={`${t("remove")}: ${rule.id}`} onClick={() => set(without(book, rule.id))} />
                        : <Button onClick={() => set(without(book, rule.id))} label={`${t("rule.off")}: ${rule.id}`}>{t("rule.off")}</Button>}
            </span>}
        </li>
    );
}


export function List({ book, builtin, names, mayWrite, set }:
    { book: Rulebook; builtin: Rulebook; names: Names; mayWrite: boolean; set: (book: Rulebook) => void }) {
    const [text, setText] = useState("");
    const [open, setOpen] = useState<Rule | null>(null);
    const all = rows(book, builtin);
    const shown = all.filter(({ rule }) => folded(`${rule.id} ${named(rule.id)} ${rule.when.map(describe).join(" ")}`)
        .includes(folded(text.trim())));
    const taken = new Set(all.filter(({ rule }) => rule.id !== open?.id).map(({ rule }) => rule.id));

    return (
        <>
            <div class="columns">
                <label class="field"><span>{t("rule.threshold")}</span>
                    <input type="number" min={1} max={1000} value={book.threshold ?? THRESHOLD} readOnly={!mayWrite}
                        onInput={(e) => set({ ...book, threshold: Number(e.currentTarget.value) || THRESHOLD })} />
                    <small class="soft">{t("rule.threshold.hint")}</small></label>
                <label class="field"><span>{t("filter.search")}</span>
                    <input type="search" value={text} onInput={(e) => setText(e.currentTarget.value)} /></label>
            </div>
            {mayWrite && <Button icon="plus" onClick={() => setOpen(EMPTY)}>{t("rule.add")}</Button>}
            {shown.length === 0 ? <Empty icon="flag" title={t("nothing")} /> : (
                <ul class="things" aria-label={t("admin.rules")}>
                    {shown.map((row) => <Line key={row.rule.id} row={row} mayWrite={mayWrite} edit={setOpen} set={set}
                        book={book} builtin={builtin} />)}
                </ul>
            )}
            {open && <RuleForm of={open} isNew={open.id === ""} taken={taken} names={names} close={() => setOpen(null)}
                done={(rule) => { set(put(book, rule, builtin)); setOpen(null); }} />}
        </>
    );
}
