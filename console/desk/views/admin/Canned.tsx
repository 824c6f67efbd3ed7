/* Canned - replies at hand: shared ones, and one's own. */

import { useState } from "preact/hooks";
import { api } from "../../core/api";
import { usePages } from "../../core/fetched";
import { folded } from "../../core/inbox";
import { t, word } from "../../core/i18n";
import { seesAll } from "../../core/session";
import type { Canned, Page } from "../../core/types";
import { Badge, Button } from "../../ui/bits";
import { Field, FormDialog, LANGUAGES, Pick, Remove, textOf, Tick } from "../../ui/Form";
import { Things } from "../../ui/Loaded";

interface Reply extends Canned {
    shared: boolean;
    version: number;
}

const mayChange = (r: Reply) => seesAll.value || !r.shared;


function ReplyForm({ of, variables, close, saved }:
    { of: Reply | null; variables: string[]; close: () => void; saved: () => Promise<unknown> }) {
    async function save(f: FormData, key: string) {
        const body = { shortcut: textOf(f, "shortcut"), language: textOf(f, "language") || null,
            title: textOf(f, "title") || textOf(f, "shortcut"), text: textOf(f, "text") };

        await (of === null
            ? api.post("/canned-replies", { ...body, language: body.language ?? undefined,
                personal: !seesAll.value || f.has("personal") }, { key })
            : api.patch(`/canned-replies/${of.id}`, body, { key, version: of.version }));
        await saved();
    }

    return (
        <FormDialog wide title={of === null ? t("canned.add") : of.title} close={close} save={save}>
            <div class="columns">
                <Field name="shortcut" label={t("canned.shortcut")} value={of?.shortcut} required
                    pattern="[a-z0-9][a-z0-9_\-]*" length={40} hint={t("canned.letters")} />
                <Pick name="language" label={t("contact.language")} value={of?.language ?? ""}
                    values={[["", t("any")], ...LANGUAGES.map((l): [string, string] => [l, word("lang", l)])]} />
            </div>
            <Field name="title" label={t("form.title")} value={of?.title} length={120} />
            <Field name="text" label={t("form.text")} value={of?.text} rows={6} required length={4096}
                hint={t("canned.variables", { names: variables.map((v) => `{{${v}}}`).join(" ") })} />
            {of === null && seesAll.value && <Tick name="personal" label={t("canned.personal")} />}
        </FormDialog>
    );
}


export default function CannedReplies() {
    const replies = usePages<Reply>("/canned-replies?limit=500");
    const [text, setText] = useState("");
    const [open, setOpen] = useState<Reply | "new" | null>(null);
    const variables = (replies.data as Page<Reply> & { variables?: string[] } | null)?.variables ?? [];
    const shown = replies.items.filter((r) =>
        folded(`${r.shortcut} ${r.title} ${r.text}`).includes(folded(text.trim())));

    return (
        <>
            <header class="page-head">
                <h1>{t("canned.title")}</h1>
                <Button kind="primary" icon="plus" onClick={() => setOpen("new")}>{t("canned.add")}</Button>
            </header>
            <input type="search" aria-label={t("filter.search")} placeholder={t("filter.search")} value={text}
                onInput={(e) => setText(e.currentTarget.value)} />
            <Things of={{ ...replies, items: shown }} icon="reply" empty={t("canned.none")} label={t("canned.title")}>
                {(r) => (
                    <>
                        <div class="thing">
                            <strong dir="auto">{r.title}</strong> <code>/{r.shortcut}</code>{" "}
                            {r.language && <Badge>{word("lang", r.language)}</Badge>}{" "}
                            {!r.shared && <Badge kind="label">{t("canned.mine")}</Badge>}
                            <p class="soft" dir="auto">{r.text}</p>
                        </div>
                        {mayChange(r) && <span class="thing-deeds">
                            <Button kind="quiet" icon="pen" label={`${t("edit")}: ${r.title}`} onClick={() => setOpen(r)} />
                            <Remove what={r.title} run={async () => {
                                await api.delete(`/canned-replies/${r.id}`);
                                await replies.load();
                            }} /></span>}
                    </>
                )}
            </Things>
            {open && <ReplyForm of={open === "new" ? null : open} variables={variables}
                close={() => setOpen(null)} saved={replies.load} />}
        </>
    );
}
