/* ReviewPlan - how much of what the bot says is picked by itself, by language.
 * An empty share picks nothing; "all others" is for what is not named. */

import { useState } from "preact/hooks";
import { api } from "../../core/api";
import { useFetched } from "../../core/fetched";
import { t, word } from "../../core/i18n";
import { can } from "../../core/session";
import { Badge, Button } from "../../ui/bits";
import { FormDialog, LANGUAGES, textOf } from "../../ui/Form";
import { Loaded } from "../../ui/Loaded";

interface Rate {
    percent: number;
    per_day?: number;
}

interface Rates {
    rates: Record<string, Rate>;
    picked_today: Record<string, number>;
}

const OTHERS = "*";
const NAMES = [...LANGUAGES, OTHERS];
const nameOf = (tag: string) => (tag === OTHERS ? t("reviews.others") : word("lang", tag));


function PlanForm({ of, close, saved }: { of: Rates; close: () => void; saved: () => Promise<unknown> }) {
    async function save(f: FormData, key: string) {
        const rates = Object.fromEntries(NAMES.filter((n) => textOf(f, `percent.${n}`) !== "").map((n) => [n, {
            percent: Number(textOf(f, `percent.${n}`)),
            ...(textOf(f, `day.${n}`) === "" ? {} : { per_day: Number(textOf(f, `day.${n}`)) }) }]));

        await api.put("/reviews/rates", { rates }, { key });
        await saved();
    }

    return (
        <FormDialog title={t("reviews.plan")} close={close} save={save}>
            <p class="soft">{t("reviews.plan.hint")}</p>
            {NAMES.map((n) => (
                <fieldset key={n}><legend>{nameOf(n)}</legend>
                    <div class="columns">
                        <label class="field"><span>{t("reviews.percent")}</span><input type="number" name={`percent.${n}`}
                            min={0} max={100} step="any" defaultValue={of.rates[n]?.percent ?? ""} /></label>
                        <label class="field"><span>{t("reviews.per_day")}</span><input type="number" name={`day.${n}`}
                            min={1} step={1} defaultValue={of.rates[n]?.per_day ?? ""} /></label>
                    </div></fieldset>
            ))}
        </FormDialog>
    );
}


export function Plan() {
    const plan = useFetched<Rates>("/reviews/rates");
    const [isOpen, setOpen] = useState(false);

    return (
        <>
            <Loaded of={plan}>{(p) => (
                <p class="badges">
                    <span>{t("reviews.plan")}:</span>
                    {NAMES.filter((n) => p.rates[n]).map((n) => <Badge key={n}>{nameOf(n)} {p.rates[n].percent} %
                        {p.picked_today[n] !== undefined && ` · ${t("reviews.today", { n: p.picked_today[n] })}`}</Badge>)}
                    {Object.keys(p.rates).length === 0 && <span class="soft">{t("reviews.plan.none")}</span>}
                    {can("operations:write") && <Button kind="quiet" icon="pen" label={`${t("edit")}: ${t("reviews.plan")}`}
                        onClick={() => setOpen(true)} />}
                </p>
            )}</Loaded>
            {isOpen && plan.data && <PlanForm of={plan.data} close={() => setOpen(false)} saved={plan.load} />}
        </>
    );
}
