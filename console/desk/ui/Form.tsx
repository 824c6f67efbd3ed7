/*
 * Form - fields in a dialog, and what the server says of them.  Trying again
 * after an answer was lost repeats the same request, so nothing is made twice.
 */

import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { uuid } from "../../chat/client.js";
import { Problem } from "../core/api";
import { t } from "../core/i18n";
import { Button, problemText } from "./bits";
import { Dialog } from "./Dialog";
import { tell } from "./Toasts";


/* What is wrong, and where. */
export function Refusal({ problem }: { problem: unknown }) {
    const all = problem instanceof Problem ? problem.errors : [];
    const errors = all.length === 1 && all[0].detail === undefined ? [] : all;   /* said already */

    return (
        <div class="refusal" role="alert">
            {problem !== null && problemText(problem)}
            {errors.length > 0 && <ul>{errors.map((e) => (
                <li key={e.path + e.code}><code>{e.path.replace(/^body\./, "")}</code>{" "}
                    {e.detail ?? e.code.replaceAll("_", " ")}</li>
            ))}</ul>}
        </div>
    );
}


interface Props {
    title: string;
    close: () => void;
    save: (fields: FormData, key: string) => Promise<unknown>;
    does?: string;              /* of its button */
    done?: string;
    wide?: boolean;
    children: ComponentChildren;
}


export function FormDialog(p: Props) {
    const [problem, setProblem] = useState<unknown>(null);
    const [isBusy, setBusy] = useState(false);
    const key = useRef(uuid());

    async function submit(event: SubmitEvent) {
        event.preventDefault();
        setBusy(true);
        setProblem(null);

        try {
            await p.save(new FormData(event.currentTarget as HTMLFormElement), key.current);
            tell(p.done ?? t("saved"));
            p.close();
        } catch (error) {
            if (!(error instanceof Problem && error.isLost)) {
                key.current = uuid();
            }

            setProblem(error);
            setBusy(false);
        }
    }

    return (
        <Dialog title={p.title} close={p.close} wide={p.wide}>
            <form onSubmit={(e) => void submit(e)}>
                {p.children}
                <Refusal problem={problem} />
                <div class="dialog-foot">
                    <Button onClick={p.close}>{t("cancel")}</Button>
                    <Button type="submit" kind="primary" disabled={isBusy}>{p.does ?? t("save")}</Button>
                </div>
            </form>
        </Dialog>
    );
}


/* Asks once more before something is gone. */
export function Remove({ what, label, run }:
    { what: string; label?: string; run: () => Promise<unknown> }) {
    const [isAsking, setAsking] = useState(false);
    const does = label ?? t("remove");

    return (
        <>
            <Button kind="quiet" label={`${does}: ${what}`} icon="trash" onClick={() => setAsking(true)} />
            {isAsking && <FormDialog title={`${does}?`} does={does} done={t("removed")}
                close={() => setAsking(false)} save={run}><p dir="auto">{what}</p></FormDialog>}
        </>
    );
}


interface FieldProps {
    name: string;
    label: string;
    value?: string | number | null;
    hint?: string;
    type?: string;
    required?: boolean;
    rows?: number;              /* a text of several lines */
    pattern?: string;
    min?: number;
    max?: number;
    length?: number;
}


export function Field({ name, label, value, hint, rows, length, type, ...more }: FieldProps) {
    const auto = type === "password" ? "new-password" : "off";

    return (
        <label class="field">
            <span>{label}</span>
            {rows === undefined
                ? <input name={name} type={type as "text"} defaultValue={value ?? ""} maxLength={length}
                    autocomplete={auto} {...more} />
                : <textarea name={name} rows={rows} maxLength={length} required={more.required}
                    defaultValue={String(value ?? "")} dir="auto" />}
            {hint && <small class="soft">{hint}</small>}
        </label>
    );
}


export function Pick({ name, label, value, values }:
    { name: string; label: string; value?: string | null; values: [string, string][] }) {
    return (
        <label class="field">
            <span>{label}</span>
            <select name={name} defaultValue={value ?? values[0]?.[0]}>
                {values.map(([v, text]) => (
                    <option key={v} value={v} selected={v === (value ?? values[0]?.[0])}>{text}</option>
                ))}
            </select>
        </label>
    );
}


export function Tick({ name, label, value, isOn }:
    { name: string; label: string; value?: string; isOn?: boolean }) {
    return (
        <label class="switch">
            <input type="checkbox" name={name} value={value ?? "on"} defaultChecked={isOn} />
            <span>{label}</span>
        </label>
    );
}


/* ---- reading fields ---- */

export const textOf = (f: FormData, name: string) => String(f.get(name) ?? "").trim();
export const wordsOf = (f: FormData, name: string) =>
    textOf(f, name).split(/[\s,;]+/).filter(Boolean);
export const LANGUAGES = ["es", "en", "pt", "fr", "it"];
