/*
 * Composer - what the agent writes: a reply or a note, with canned replies (/),
 * files, the bot's suggestion, and templates once WhatsApp's 24 hours are over.
 */

import { useEffect, useRef, useState } from "preact/hooks";
import { Problem } from "../../core/api";
import { draftOf, dropDraft, saveDraft } from "../../core/drafts";
import { t } from "../../core/i18n";
import { useKeys } from "../../core/keys";
import { typing } from "../../core/presence";
import { task } from "../../core/tasks";
import type { Talk } from "../../core/talk";
import { now } from "../../core/time";
import type { Conversation } from "../../core/types";
import { Button, cx, tellProblem } from "../../ui/bits";
import { Icon } from "../../ui/Icon";
import { tell } from "../../ui/Toasts";
import { Countdown } from "../../ui/Times";
import { Attach, attach } from "./Attach";
import { Canned } from "./Canned";
import { deeds, take } from "./Head";
import { inserted, quoted, replyTo } from "./replying";
import { Templates } from "./Templates";

const LONGEST = 4096;
const SOON_MS = 6 * 3600000;


function Modes({ mode, set }: { mode: Mode; set: (mode: Mode) => void }) {
    return (
        <div class="modes" role="group" aria-label={t("composer.mode")}>
            <button type="button" aria-pressed={mode === "reply"} onClick={() => set("reply")}>
                <Icon name="send" size={14} /> {t("composer.reply")}</button>
            <button type="button" aria-pressed={mode === "note"} onClick={() => set("note")}>
                <Icon name="note" size={14} /> {t("note")}</button>
        </div>
    );
}

type Mode = "reply" | "note";


/* Why nothing can be written to the customer. */
function Shut({ c, talk, note }: { c: Conversation; talk: Talk; note: () => void }) {
    const may = deeds(c);

    return (
        <div class="shut">
            <span class="soft">{t(c.state === "resolved" ? "shut.resolved" : "shut.claim")}</span>
            <span class="grow" />
            <Button kind="quiet" icon="note" hint="n" onClick={note}>{t("note")}</Button>
            {may.claim && <Button kind="primary" icon="hand" hint="c"
                onClick={() => take(talk, may.force)}>{may.force ? t("do.take") : t("do.claim")}</Button>}
            {may.reopen && <Button icon="reopen" onClick={() => talk.reopen()}>{t("do.reopen")}</Button>}
        </div>
    );
}


function Window({ c }: { c: Conversation }) {
    const left = Date.parse(c.window_ends_at!) - now.value;

    return left > SOON_MS ? null : (
        <p class={cx("window", left < 0 && "over")}>
            {left < 0 ? t("window.over") : <>{t("window.left")}{" "}
                <Countdown at={c.window_ends_at!} label={t("window.left")} /></>}
        </p>
    );
}


function Quoted({ id }: { id: string }) {
    const m = quoted.value[id];

    return !m ? null : (
        <div class="replying">
            <blockquote class="quote" dir="auto">{m.text?.slice(0, 160)}</blockquote>
            <Button kind="quiet" icon="close" label={t("reply.cancel")} onClick={() => replyTo(id, null)} />
        </div>
    );
}


export function Composer({ talk, c }: { talk: Talk; c: Conversation }) {
    const ref = useRef<HTMLTextAreaElement>(null);
    const hasWritten = useRef(false);
    const [text, setText] = useState(() => draftOf(talk.id));
    const [wanted, setMode] = useState<Mode>("reply");
    const [isSlash, setSlash] = useState(false);
    const may = deeds(c);
    const [isNoting, setNoting] = useState(false);
    const mode = may.write ? wanted : "note";
    const isShut = c.window_ends_at ? Date.parse(c.window_ends_at) <= now.value : false;
    const needsTemplate = mode === "reply" && isShut;

    /* What another machine has kept; what is here is newer. */
    useEffect(() => {
        if (text === "" && !hasWritten.current) {
            setText(talk.panel.value?.draft?.text ?? "");
        }
    }, [talk.panel.value === null]);

    useEffect(() => {
        if (may.write) {
            ref.current?.focus();
        }
    }, [may.write]);

    useKeys([
        { key: "r", text: "key.reply", run: () => { setMode("reply"); ref.current?.focus(); } },
        { key: "n", text: "key.note", run: () => {
            setMode("note");
            setNoting(true);
            requestAnimationFrame(() => ref.current?.focus());
        } },
        { key: "/", text: "key.canned", run: () => {
            setMode("reply");
            openCanned();
            ref.current?.focus();
        } },
    ]);

    useEffect(() => {
        if (inserted.value?.conversation === talk.id) {
            setMode("reply");
            insert([text, inserted.value.text].filter(Boolean).join("\n"));
            inserted.value = null;
        }
    }, [inserted.value]);

    function change(value: string) {
        hasWritten.current = true;
        setText(value);
        setSlash(mode === "reply" && value.startsWith("/"));
        saveDraft(talk.id, value);

        if (mode === "reply" && value !== "") {
            typing(talk.id);
        }
    }

    /* What is typed next chooses among them; what was written stays. */
    function openCanned() {
        if (text === "") {
            setText("/");
        }

        setSlash(true);
    }

    function closeCanned() {
        setSlash(false);
        setText(text === "/" ? "" : text);
    }

    function send() {
        const body = text.trim();

        if (body === "") {
            return;
        }

        talk.write(mode, body, mode === "reply"
            ? quoted.value[talk.id]?.id : undefined);
        setText("");
        setSlash(false);
        replyTo(talk.id, null);
        dropDraft(talk.id);
        ref.current?.focus();
    }

    function insert(value: string) {
        change(value);
        setSlash(false);
        ref.current?.focus();
    }

    /* A file that is pasted or dropped here. */
    function takeFile(event: Event, data: DataTransfer | null) {
        const [file] = data?.files ?? [];

        if (file !== undefined && mode === "reply") {
            event.preventDefault();
            attach(talk, file).catch(tellProblem);
        }
    }

    async function suggest() {
        const { text: idea } = await task<{ text: string | null }>(`/conversations/${talk.id}/draft`)
            .catch((error) => {
                if (error instanceof Problem && error.code === "nothing_to_answer") {
                    return { text: null };
                }

                throw error;
            });

        if (idea === null) {
            tell(t("composer.no_idea"));
        } else {
            insert(idea);
        }
    }

    if (!may.write && !isNoting) {
        return (
            <div class="composer"><Shut c={c} talk={talk} note={() => {
                setNoting(true);
                requestAnimationFrame(() => ref.current?.focus());
            }} /></div>
        );
    }

    return (
        <div class={cx("composer", mode)}>
            <div class="composer-top">
                {may.write && <Modes mode={mode} set={setMode} />}
                {c.window_ends_at && may.write && <Window c={c} />}
            </div>
            <Quoted id={talk.id} />
            {isSlash && <Canned talk={talk} c={c} text={text.startsWith("/") ? text.slice(1) : ""}
                choose={(reply) => insert(text === "" || text.startsWith("/") ? reply : `${text} ${reply}`)} close={closeCanned} />}
            {needsTemplate ? <Templates talk={talk} c={c} /> : (
                <form class="write" onSubmit={(e) => { e.preventDefault(); send(); }}>
                    <label class="hidden" for="composer">
                        {t(mode === "note" ? "composer.note_label" : "composer.label")}</label>
                    <textarea id="composer" ref={ref} rows={2} value={text} dir="auto"
                        maxLength={mode === "note" ? 10000 : LONGEST}
                        placeholder={t(mode === "note" ? "composer.note_hint" : "composer.hint")}
                        onInput={(e) => change(e.currentTarget.value)}
                        onPaste={(e) => takeFile(e, e.clipboardData)} onDrop={(e) => takeFile(e, e.dataTransfer)}
                        onKeyDown={(e) => {
                            if (e.key === "Enter" && !e.shiftKey && !e.isComposing
                                && !(isSlash && e.defaultPrevented)) {
                                e.preventDefault();
                                send();
                            } else if (e.key === "Escape" && !isSlash) {
                                e.stopPropagation();
                                ref.current?.blur();
                            }
                        }} />
                    <div class="composer-foot">
                        {mode === "reply" && <Attach talk={talk} />}
                        {mode === "reply" && <Button kind="quiet" icon="book" label={t("canned.title")}
                            hint="/" onClick={() => {
                                if (isSlash) {
                                    closeCanned();
                                } else {
                                    openCanned();
                                }

                                ref.current?.focus();
                            }} />}
                        {mode === "reply" && <Button kind="quiet" icon="spark"
                            label={t("composer.suggest")} onClick={suggest} />}
                        <span class="grow" />
                        <span class="soft wide-only">{t("composer.enter")}</span>
                        <Button kind="primary" icon={mode === "note" ? "note" : "send"} type="submit"
                            disabled={text.trim() === ""}>
                            {t(mode === "note" ? "composer.add_note" : "composer.send")}</Button>
                    </div>
                </form>
            )}
        </div>
    );
}
