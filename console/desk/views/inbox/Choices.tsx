/* Choices - the filters, made of what the conversations here have. */

import { t, word } from "../../core/i18n";
import type { Filters } from "../../core/inbox";
import { conversations } from "../../core/store";
import { channelName } from "../../ui/bits";

const PRIORITIES = ["urgent", "high", "medium", "low"];
const SENTIMENTS = ["angry", "negative", "confused", "neutral", "positive"];


function Choice({ label, value, values, name, set }:
    { label: string; value: string; values: string[]; name: (value: string) => string;
      set: (value: string) => void }) {
    return (
        <label>
            <span class="hidden">{label}</span>
            <select value={value} onChange={(e) => set(e.currentTarget.value)}>
                <option value="">{label}</option>
                {values.map((v) => <option key={v} value={v}>{name(v)}</option>)}
            </select>
        </label>
    );
}


export function Choices({ value, set }:
    { value: Filters; set: (change: Partial<Filters>) => void }) {
    const all = conversations.value;
    const distinct = (of: (c: typeof all[number]) => string | null) =>
        [...new Set(all.map(of).filter((v): v is string => !!v))].sort();

    return (
        <>
            <Choice label={t("filter.sort")} value={value.sort} values={["recent", "waiting", "priority"]}
                name={(v) => word("sort", v)} set={(v) => set({ sort: v as Filters["sort"] })} />
            <Choice label={t("filter.priority")} value={value.priority} values={PRIORITIES}
                name={(v) => word("priority", v)} set={(priority) => set({ priority })} />
            <Choice label={t("filter.channel")} value={value.channel}
                values={distinct((c) => c.channel)} name={channelName}
                set={(channel) => set({ channel })} />
            <Choice label={t("filter.language")} value={value.language}
                values={distinct((c) => c.language)} name={(v) => word("lang", v)}
                set={(language) => set({ language })} />
            <Choice label={t("filter.sentiment")} value={value.sentiment} values={SENTIMENTS}
                name={(v) => word("sentiment", v)} set={(sentiment) => set({ sentiment })} />
        </>
    );
}
