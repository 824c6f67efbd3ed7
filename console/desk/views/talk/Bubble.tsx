/*
 * Bubble - one message: whose, what, and how far it has got.  Everything that
 * customers write is text here, whatever it looks like.
 */

import { t, word } from "../../core/i18n";
import { agentName } from "../../core/people";
import type { Talk, Written } from "../../core/talk";
import { full, hour } from "../../core/time";
import type { Message, Note } from "../../core/types";
import { cx, problemText } from "../../ui/bits";
import { Icon } from "../../ui/Icon";
import { Linked } from "../../ui/Linked";
import { Media } from "./Media";
import { React, signsOf } from "./React";
import { replyTo } from "./replying";

const TICKS: Record<string, string> = { sent: "✓", delivered: "✓✓", read: "✓✓" };


function Ticks({ status }: { status: string | undefined }) {
    const label = word("delivery", status ?? "pending");

    if (status === "failed") {
        return <span class="ticks failed" title={label}><Icon name="alert" size={13} />
            <span class="hidden">{label}</span></span>;
    }

    return (
        <span class={cx("ticks", status)} title={label}>
            <span aria-hidden="true">{TICKS[status ?? ""] ?? "○"}</span>
            <span class="hidden">{label}</span>
        </span>
    );
}


function nameOf(m: Message): string {
    return m.from === "customer" ? t("customer") : m.from === "agent"
        ? agentName(m.agent) || t("agent") : m.from === "bot" ? t("bot") : t("system");
}


function Quote({ of }: { of: NonNullable<Message["quote"]> }) {
    return (
        <blockquote class="quote" dir="auto">
            {of.text ?? word("type", of.type)}
        </blockquote>
    );
}


function Reactions({ m }: { m: Message }) {
    const list = m.reactions ?? [];

    return list.length === 0 ? null : (
        <span class="reactions" aria-label={t("reactions")} role="img">
            {list.map((r) => r.emoji).join(" ")}
        </span>
    );
}


export function Bubble({ m, talk, isNext }: { m: Message; talk: Talk; isNext: boolean }) {
    const signs = m.from === "customer" ? signsOf(talk) : [];
    const isOurs = m.from !== "customer";
    const text = m.text ?? "";
    const media = m.media ?? [];

    return (
        <article class={cx("bubble", m.from, isNext && "next")} aria-label={nameOf(m)}>
            {!isNext && isOurs && <p class="voice">
                {m.from === "bot" && <Icon name="bot" size={14} />} {nameOf(m)}</p>}
            <div class="said">
                {m.quote && <Quote of={m.quote} />}
                {media.map((x) => <Media key={x.id} media={x} />)}
                {text !== "" ? <p class="words" dir="auto"><Linked text={text} /></p>
                    : media.length === 0 && <p class="soft">{word("type", m.type)}</p>}
                <p class="fate">
                    <time dateTime={m.at} title={full(m.at)}>{hour(m.at)}</time>
                    {isOurs && <Ticks status={m.status} />}
                </p>
                <Reactions m={m} />
            </div>
            {signs.length > 0 && <React m={m} talk={talk} signs={signs} />}
            {m.from === "customer" && text !== "" && <button type="button" class="button bare quiet reply"
                aria-label={t("reply")} title={t("reply")} onClick={() => replyTo(talk.id, m)}>
                <Icon name="reply" size={14} /></button>}
            {m.status === "failed" && <p class="failure">{t("delivery.failed.text")}</p>}
        </article>
    );
}


export function NoteCard({ note }: { note: Note }) {
    return (
        <article class="note-card" aria-label={t("note")}>
            <p class="voice"><Icon name="note" size={14} /> {agentName(note.agent) || t("note")}
                {" · "}<time dateTime={note.at} title={full(note.at)}>
                    {hour(note.at)}</time></p>
            <p class="words" dir="auto"><Linked text={note.text} /></p>
        </article>
    );
}


/* Written here, not there yet. */
export function Pending({ w, talk }: { w: Written; talk: Talk }) {
    return (
        <article class={cx(w.kind === "note" ? "note-card" : "bubble agent", w.state)}
            aria-label={t("me")}>
            <div class="said">
                <p class="words" dir="auto">{w.text}</p>
                {w.state === "sending"
                    ? <p class="fate">{t("sending")}</p>
                    : <p class="failure" role="alert">
                        {t("not_sent")} {problemText(w.problem)}{" "}
                        <button type="button" class="link" onClick={() => talk.again(w)}>
                            {t("again")}</button>{" "}
                        <button type="button" class="link" onClick={() => talk.discard(w)}>
                            {t("discard")}</button>
                    </p>}
            </div>
        </article>
    );
}
