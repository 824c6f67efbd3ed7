/*
 * Archived - what was said is in the archive: since when, how much, and how an
 * administrator brings it back.
 */

import { t } from "../../core/i18n";
import type { Conversation } from "../../core/types";
import { day } from "../../core/time";


export function Archived({ c }: { c: Conversation }) {
    const away = c.archived;

    if (away === undefined || away === null) {
        return null;
    }

    return (
        <div class="archived" role="note">
            <p>{t("archived.since", { n: away.messages, day: day(away.at) })}</p>
            <p class="soft">{t(away.restorable ? "archived.how" : "archived.gone")}</p>
            {away.restorable && <code>relevo archive restore --conversation {c.id} --tenant …</code>}
        </div>
    );
}
