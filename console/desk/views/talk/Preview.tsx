/*
 * Preview - what waits for somebody: who, and how it begins; the rest is seen
 * by who claims it.
 */

import { t, word } from "../../core/i18n";
import type { Talk } from "../../core/talk";
import type { Conversation } from "../../core/types";
import { Button } from "../../ui/bits";
import { Icon } from "../../ui/Icon";
import { deeds } from "./Head";


export function Preview({ talk, c }: { talk: Talk; c: Conversation }) {
    const text = c.preview ?? c.last_message?.preview;

    return (
        <div class="preview">
            <div class="card">
                {c.ticket && <p class="soft">{c.ticket.number} · {word("priority", c.ticket.priority)}</p>}
                {text && <blockquote dir="auto">{text}</blockquote>}
                {c.reason && <p><Icon name="spark" size={16} /> {word("reason", c.reason)}</p>}
                <p class="soft">{t("preview.more")}</p>
                {deeds(c).claim && <Button kind="primary" icon="hand" hint="c"
                    onClick={() => talk.claim()}>{t("do.claim")}</Button>}
            </div>
        </div>
    );
}
