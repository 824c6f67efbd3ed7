/*
 * Knowledge - documents of questions and answers, and what the bot would find in
 * them for a customer's words, with its confidence.  What was imported as running text is only shown.
 */

import { useState } from "preact/hooks";
import { api, asNew } from "../../core/api";
import { useFetched } from "../../core/fetched";
import { language, t, word } from "../../core/i18n";
import { find, type Answer, type Document, type Found } from "../../core/knowledge";
import { can } from "../../core/session";
import type { Page } from "../../core/types";
import { Badge, Button, Empty, tellProblem } from "../../ui/bits";
import { Field, FormDialog, LANGUAGES, Pick, Remove, textOf } from "../../ui/Form";
import { Loaded } from "../../ui/Loaded";
import { Dialog } from "../../ui/Dialog";
import { When } from "../../ui/Times";

interface Listed extends Document {
    version: number;
    chunks: number;
    at: string;
}

const pathOf = (name: string, tag: string) => `/knowledge/${encodeURIComponent(name)}/${tag}`;


function Items({ items }: { items: Answer[] }) {
    const [n, setN] = useState(items.map((a, i) => ({ ...a, i })));
    const gone = (i: number) => setN(n.filter((x) => x.i !== i));

    return (
        <>
            {n.map((a, at) => (
                <div class="item" key={a.i}>
                    <input name="question" required defaultValue={a.question ?? ""} dir="auto"
                        aria-label={`${t("kb.question")} ${at + 1}`} placeholder={t("kb.question")} />
                    <Button kind="quiet" icon="trash" label={`${t("remove")}: ${at + 1}`}
                        disabled={n.length === 1} onClick={() => gone(a.i)} />
                    <textarea name="answer" required rows={2} defaultValue={a.answer} dir="auto"
                        aria-label={`${t("kb.answer")} ${at + 1}`} placeholder={t("kb.answer")} />
                </div>
            ))}
            <Button icon="plus" onClick={() => setN([...n, { question: "", answer: "",
                i: Math.max(...n.map((x) => x.i)) + 1 }])}>{t("kb.more")}</Button>
        </>
    );
}


/* All of it is replaced: a document is one version.  version: that was seen; 0: none. */
async function put(f: FormData, key: string, name: string, tag: string, version: number) {
    const answers = f.getAll("answer");

    await api.put(pathOf(name, tag), { items: f.getAll("question").map((question, i) => (
        { question: String(question).trim(), answer: String(answers[i]).trim() })) }, { key, version });
}


function Open({ of, close, saved }: { of: Listed; close: () => void; saved: () => Promise<unknown> }) {
    const found = useFetched<{ version: number; items: Answer[] }>(pathOf(of.document, of.language));
    const items = found.data?.items ?? [];
    const mayChange = can("knowledge:write") && items.length > 0 && items.every((a) => a.question);
    const title = `${of.document} · ${word("lang", of.language)}`;

    if (mayChange) {
        return (
            <FormDialog wide title={title} close={close} save={async (f, key) => {
                await put(f, key, of.document, of.language, found.data!.version);
                await saved();
            }}><Items items={items} /></FormDialog>
        );
    }

    return (
        <Dialog wide title={title} close={close}>
            <Loaded of={found}>{() => (
                <>
                    {can("knowledge:write") && <p class="soft">{t("kb.imported")}</p>}
                    {items.map((a, i) => <div class="item" key={i}><div dir="auto"><strong>{a.question}</strong>
                        <p class="words">{a.answer}</p></div></div>)}
                </>
            )}</Loaded>
        </Dialog>
    );
}


const percent = (x: number) => Math.round(x * 100);


/* Would the bot say the first of them by itself? */
function Verdict({ of }: { of: Found }) {
    if (of.items.length === 0) {
        return <p class="soft">{t("nothing")}</p>;
    }

    return of.confidence === null ? <p class="soft">{t("kb.unsure")}</p> : (
        <p><Badge kind={of.answers ? "good" : "warn"}>{t(of.answers ? "kb.would" : "kb.wouldnt")}</Badge>{" "}
            {t("kb.sure", { n: percent(of.confidence), from: percent(of.threshold ?? 0) })}</p>
    );
}


function Search({ documents }: { documents: Listed[] }) {
    const tags = [...new Set(documents.map((d) => d.language))];
    const mine = tags.find((l) => l === language.value) ?? tags[0];
    const [found, setFound] = useState<Found | null>(null);

    async function search(event: SubmitEvent) {
        event.preventDefault();

        const f = new FormData(event.currentTarget as HTMLFormElement);

        try {
            setFound(await find(textOf(f, "text"), textOf(f, "language")));
        } catch (error) {
            tellProblem(error);
        }
    }

    return (
        <section>
            <h2>{t("kb.try")}</h2>
            <form onSubmit={(e) => void search(e)}>
                <div class="columns">
                    <Field name="text" type="search" label={t("kb.words")} required />
                    <Pick name="language" label={t("contact.language")} value={mine}
                        values={tags.map((l) => [l, word("lang", l)])} />
                </div>
                <Button type="submit" icon="search">{t("filter.search")}</Button>
            </form>
            <div role="status">
                {found && <Verdict of={found} />}
                {found?.meaning && <p class="soft">{t("kb.meaning")}</p>}
                {found?.items.map((a) => <div class="item" key={a.chunk}><div dir="auto"><strong>{a.question ?? a.path}</strong>
                    <p class="words">{a.answer}</p>
                    <p class="soft">{a.document} · {word("lang", a.language)} · {t("kb.score", { n: percent(a.score) })}</p></div></div>)}
            </div>
        </section>
    );
}


export default function Knowledge() {
    const documents = useFetched<Page<Listed>>("/knowledge");
    const [open, setOpen] = useState<Listed | "new" | null>(null);
    const mayWrite = can("knowledge:write");
    const close = () => setOpen(null);

    return (
        <>
            <header class="page-head">
                <h1>{t("knowledge")}</h1>
                {mayWrite && <Button kind="primary" icon="plus" onClick={() => setOpen("new")}>{t("kb.add")}</Button>}
            </header>
            <Loaded of={documents}>{({ items }) => (items.length === 0 ? <Empty icon="book" title={t("kb.none")} /> : (
                <>
                    <ul class="things" aria-label={t("knowledge")}>
                        {items.map((d) => (
                            <li key={d.document + d.language}>
                                <span class="thing" dir="auto"><strong>{d.document}</strong>{" "}
                                    <Badge>{word("lang", d.language)}</Badge>{" "}
                                    <span class="soft">{t("kb.answers", { n: d.chunks })} · {t("version", { n: d.version })} · <When at={d.at} /></span></span>
                                <span class="thing-deeds">
                                    <Button kind="quiet" icon={mayWrite ? "pen" : "eye"} label={`${t(mayWrite ? "edit" : "show")}: ${d.document} ${d.language}`}
                                        onClick={() => setOpen(d)} />
                                    {mayWrite && <Remove what={`${d.document} ${d.language}`} run={async () => {
                                        await api.delete(pathOf(d.document, d.language), { version: d.version });
                                        await documents.load();
                                    }} />}</span>
                            </li>
                        ))}
                    </ul>
                    <Search documents={items} />
                </>
            ))}</Loaded>
            {open === "new" && <FormDialog wide title={t("kb.add")} close={close} save={async (f, key) => {
                await asNew(put(f, key, textOf(f, "name"), textOf(f, "language"), 0));
                await documents.load();
            }}>
                <div class="columns"><Field name="name" label={t("contact.name")} required length={300} />
                    <Pick name="language" label={t("contact.language")} value={language.value}
                        values={LANGUAGES.map((l) => [l, word("lang", l)])} /></div>
                <Items items={[{ question: "", answer: "" }]} />
            </FormDialog>}
            {open !== null && open !== "new" && <Open of={open} close={close} saved={documents.load} />}
        </>
    );
}
