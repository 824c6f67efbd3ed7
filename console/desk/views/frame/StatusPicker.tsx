/* StatusPicker - online, away, offline: who is online gets conversations. */

import { t, word } from "../../core/i18n";
import { me, setStatus } from "../../core/session";
import type { Agent } from "../../core/types";
import { Avatar, tellProblem } from "../../ui/bits";

const STATUSES: Agent["status"][] = ["online", "away", "offline"];


export function StatusPicker() {
    const agent = me.value?.agent;

    if (!agent) {
        return null;
    }

    return (
        <label class={`status-picker ${agent.status}`} title={word("status", agent.status)}>
            <Avatar id={agent.id} name={agent.name ?? agent.email} />
            <span class="status-dot" />
            <select aria-label={t("status.label")} value={agent.status}
                onChange={(e) => void setStatus(e.currentTarget.value as Agent["status"])
                    .catch(tellProblem)}>
                {STATUSES.map((s) => <option value={s} key={s}>{word("status", s)}</option>)}
            </select>
        </label>
    );
}
