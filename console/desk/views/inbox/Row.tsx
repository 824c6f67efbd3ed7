/*
 * Row - one conversation of the list: who, what was said last, how urgent, how
 * long it waits.
 */

import { memo } from "../../ui/memo";
import { t, word } from "../../core/i18n";
import { lastAt } from "../../core/inbox";
import { href } from "../../core/router";
import type { Conversation } from "../../core/types";
import { Avatar, Badge, channelName, cx } from "../../ui/bits";
import { Countdown, Since, When } from "../../ui/Times";

export const ROW_REM = 5;

export const nameOf = (c: Conversation) => c.contact.name ?? t("nobody");


/* The next service level that is not met. */
export function dueOf(c: Conversation): { at: string; kind: string } | null {
    return c.due_at ? { at: c.due_at, kind: c.due ?? "first_response" } : null;
}


function previewOf(c: Conversation): string {
    const last = c.last_message;
    const text = last?.preview ?? c.preview;

    if (text) {
        return last?.direction !== "out" ? text
            : `${last.from === "agent" ? t("agent") : t("bot")}: ${text}`;
    }

    return last?.type && last.type !== "text" ? word("type", last.type)
        : word("reason", c.reason) || word("state", c.state);
}


export const CALM = new Set(["neutral", "positive"]);


function Marks({ c }: { c: Conversation }) {
    const priority = c.priority ?? c.ticket?.priority;
    const due = c.state === "resolved" ? null : dueOf(c);
    const waits = c.state === "pending_handoff" || c.waiting_since;

    return (
        <span class="row-marks">
            {priority && priority !== "medium" && priority !== "low"
                && <Badge kind={`priority-${priority}`}>{word("priority", priority)}</Badge>}
            {due !== null ? <Countdown at={due.at} label={word("sla", due.kind)} />
                : waits && <Since at={c.waiting_since ?? lastAt(c)} label={t("waiting")} />}
            {c.sentiment && !CALM.has(c.sentiment)
                && <Badge kind="feeling">{word("sentiment", c.sentiment)}</Badge>}
            <span class="soft">{channelName(c.channel)}</span>
            {c.language && <span class="soft">{c.language.toUpperCase()}</span>}
            {c.labels.slice(0, 2).map((l) => <Badge key={l} kind="label">{l}</Badge>)}
        </span>
    );
}


export const Row = memo(({ c, view, isOpen }:
    { c: Conversation; view: string; isOpen: boolean }) => {
    const isUnread = (c.unread ?? 0) > 0;

    return (
        <a class={cx("row", isOpen && "open", isUnread && "unread")}
            href={href("inbox", view, c.id)} aria-current={isOpen ? "true" : undefined}>
            <Avatar id={c.contact.id} name={nameOf(c)} />
            <span class="row-text">
                <span class="row-top">
                    <span class="row-name" dir="auto">{nameOf(c)}</span>
                    <When at={lastAt(c)} />
                </span>
                <span class="row-mid">
                    <span class="row-preview" dir="auto">{previewOf(c)}</span>
                    {isUnread && <Badge kind="count">{c.unread}
                        <span class="hidden"> {t("unread")}</span></Badge>}
                </span>
                <Marks c={c} />
            </span>
        </a>
    );
});
