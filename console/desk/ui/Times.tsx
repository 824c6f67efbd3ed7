/*
 * Times - points in time that keep themselves right: each reads the clock that
 * it needs, so a countdown draws itself and not its row.
 */

import { t } from "../core/i18n";
import { brief, clock, full, now, short } from "../core/time";
import { cx } from "./bits";
import { Icon } from "./Icon";

const SOON_MS = 5 * 60000;


export function When({ at }: { at: string }) {
    return <time dateTime={at} title={full(at)}>{brief(at)}</time>;
}


/* How long already. */
export function Since({ at, label }: { at: string; label: string }) {
    return (
        <time class="since" dateTime={at} title={`${label}: ${full(at)}`}>
            <Icon name="clock" size={12} /><span class="hidden">{label} </span>{short(now.value - Date.parse(at))}
        </time>
    );
}


/* How long still; red when it is over. */
export function Countdown({ at, label }: { at: string; label: string }) {
    const left = Date.parse(at) - now.value;

    return (
        <time class={cx("countdown", left < 0 ? "over" : left < SOON_MS && "soon")} dateTime={at}
            title={`${label}: ${full(at)}`}>
            <Icon name="flag" size={12} /><span class="hidden">{label} </span>
            {left < 0 ? t("late", { time: short(-left) }) : left < SOON_MS ? clock(left) : short(left)}
        </time>
    );
}
