/*
 * Rules - when a person takes over: the rules in words, as JSON, and as they
 * were, with a preview beside them.  #/admin/rules/<form, json, versions>
 *
 * What is edited stays here until it is saved; the preview judges by it.
 */

import { useEffect, useState } from "preact/hooks";
import { api } from "../../../core/api";
import { useFetched } from "../../../core/fetched";
import { t } from "../../../core/i18n";
import { href, route } from "../../../core/router";
import { can } from "../../../core/session";
import { Badge, Button } from "../../../ui/bits";
import { Refusal } from "../../../ui/Form";
import { Loaded } from "../../../ui/Loaded";
import { tell } from "../../../ui/Toasts";
import { List } from "./List";
import { Preview } from "./Preview";
import type { Names } from "./RuleForm";
import { isBuiltin, parse, same, type Rulebook } from "./rulebook";
import { Versions } from "./Versions";
import "./rules.css";

interface Stored {
    version: number | null;
    rules: Rulebook | null;
}

interface Builtin {
    rules: Rulebook | null;
    words: Names;
}

const TABS = ["form", "json", "versions"] as const;
const pretty = (book: Rulebook) => JSON.stringify(book, null, 2);


/* Typed text becomes the book as soon as it is one; undefined: it is none. */
function Json({ book, set, mayWrite }:
    { book: Rulebook | undefined; set: (book: Rulebook | undefined) => void; mayWrite: boolean }) {
    const [text, setText] = useState(book === undefined ? "" : pretty(book));

    useEffect(() => {
        if (book !== undefined && !same(parse(text), book)) {
            setText(pretty(book));
        }
    }, [book]);

    return (
        <>
            <p class="soft">{t("rules.hint")}</p>
            <label class="field"><span class="hidden">{t("rules.stored")}</span>
                <textarea class="raw" rows={18} spellcheck={false} value={text} readOnly={!mayWrite} onInput={(e) => {
                    setText(e.currentTarget.value);
                    set(parse(e.currentTarget.value) ?? undefined);
                }} /></label>
            {book === undefined && <p class="refusal" role="alert">{t("rules.json")}</p>}
        </>
    );
}


function Editor({ stored, builtin, reload }: { stored: Stored; builtin: Builtin; reload: () => Promise<unknown> }) {
    const none: Rulebook = builtin.rules ?? { rules: [] };
    const kept = stored.rules ?? none;
    const [book, setBook] = useState<Rulebook | undefined>(kept);
    const [problem, setProblem] = useState<unknown>(null);
    const mayWrite = can("rules:write");
    const tab = TABS.find((x) => x === route.value.path[2]) ?? TABS[0];
    const isKept = book !== undefined && same(book, kept);

    async function save() {
        setProblem(null);

        try {
            if (book !== undefined && isBuiltin(book, none)) {
                await api.delete("/rules", { version: stored.version ?? 0 });
            } else {
                await api.put("/rules", { rules: book }, { version: stored.version ?? 0 });
            }

            await reload();
            tell(t("saved"));
        } catch (error) {
            setProblem(error);
        }
    }

    return (
        <div class="columns two">
            <Preview rules={book === undefined ? undefined : isKept ? null : book} />
            <section>
                <header class="page-head">
                    <nav class="tabs" aria-label={t("admin.rules")}>
                        {TABS.map((x) => <a key={x} href={href("admin", "rules", x)}
                            aria-current={x === tab ? "page" : undefined}>{t(`rule.tab.${x}`)}</a>)}
                    </nav>
                    <Badge>{stored.version === null ? t("rule.standing.builtin") : t("version", { n: stored.version })}</Badge>
                </header>
                {tab === "json" ? <Json book={book} set={setBook} mayWrite={mayWrite} />
                    : book === undefined ? <p class="refusal" role="alert">{t("rules.json")}</p>
                    : tab === "versions" ? <Versions book={book} take={mayWrite ? setBook : null} />
                    : <List book={book} builtin={none} names={builtin.words} mayWrite={mayWrite} set={setBook} />}
                <Refusal problem={problem} />
                {mayWrite && <div class="badges keep">
                    <Button kind="primary" disabled={book === undefined || isKept} onClick={save}>{t("save")}</Button>
                    {!isKept && <Button onClick={() => setBook(kept)}>{t("discard")}</Button>}
                    {!isKept && <span class="soft">{t("rule.unsaved")}</span>}
                </div>}
            </section>
        </div>
    );
}


export default function Rules() {
    const stored = useFetched<Stored>("/rules");
    const builtin = useFetched<Builtin>("/rules/builtin");

    return (
        <>
            <h1>{t("admin.rules")}</h1>
            <Loaded of={builtin}>{(b) => <Loaded of={stored}>{(s) => (
                <Editor key={s.version ?? 0} stored={s} builtin={b} reload={stored.load} />
            )}</Loaded>}</Loaded>
        </>
    );
}
