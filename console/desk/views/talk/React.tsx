/*
 * React - an agent's sign at a message of the customer's, where the channel has
 * such: WhatsApp and Telegram.  The one that is chosen is taken back by itself.
 */

import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { myId } from "../../core/session";
import type { Talk } from "../../core/talk";
import type { Message } from "../../core/types";
import { tellProblem } from "../../ui/bits";
import { Icon } from "../../ui/Icon";

/* Those that both channels take; Telegram has a list of its own. */
const SIGNS: Record<string, string[]> = {
    whatsapp: ["👍", "❤", "😂", "😮", "😢", "🙏"],
    telegram: ["👍", "❤", "😁", "🎉", "😢", "🙏"],
};


/* What may be set here by whoever looks: its agent. */
export function signsOf(talk: Talk): string[] {
    const c = talk.conversation.value;

    return c?.state === "human" && c.agent === myId.value ? SIGNS[c.channel] ?? [] : [];
}


export function React({ m, talk, signs }: { m: Message; talk: Talk; signs: string[] }) {
    const [isOpen, setOpen] = useState(false);
    const [isBusy, setBusy] = useState(false);
    const ref = useRef<HTMLSpanElement>(null);
    const mine = m.reactions?.find((r) => r.from === "agent")?.emoji;

    useEffect(() => {
        if (isOpen) {
            ref.current!.querySelector<HTMLButtonElement>(".signs button")?.focus();
        }
    }, [isOpen]);

    async function choose(emoji: string) {
        setBusy(true);

        try {
            await talk.react(m, emoji === mine ? "" : emoji);
            setOpen(false);
        } catch (error) {
            tellProblem(error);
        }

        setBusy(false);
    }

    return (
        <span class="react" ref={ref} onKeyDown={(e) => {
            if (e.key === "Escape" && isOpen) {
                e.stopPropagation();
                setOpen(false);
                ref.current!.querySelector("button")?.focus();
            }
        }}>
            <button type="button" class="button bare quiet reply" aria-label={t("react")} title={t("react")}
                aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}><Icon name="smile" size={14} /></button>
            {isOpen && <span class="signs" role="group" aria-label={t("react")}>
                {signs.map((s) => <button key={s} type="button" class="button bare quiet" disabled={isBusy}
                    aria-pressed={s === mine} aria-label={s === mine ? `${t("react.back")} ${s}` : s}
                    onClick={() => void choose(s)}>{s}</button>)}
            </span>}
        </span>
    );
}
