/* naming - rules and conditions in words. */

import { t, word, type Key } from "../../../core/i18n";
import { FRESH, kindOf, type Condition, type Kind, type Rule } from "./rulebook";

export const named = (id: string) => word("reason", id);
export const kindName = (kind: Kind) => t(`rule.kind.${kind}` as Key);

const percent = (share: number | undefined) => `${Math.round((share ?? 0) * 100)} %`;
const names = (list: string[] | undefined) => (list ?? []).map((n) => n.replaceAll("_", " ")).join(", ");


/* Of one condition, without its "not". */
function sentence(c: Condition): string {
    const kind = kindOf(c);
    const least = c.at_least === undefined ? "" : ` ≥ ${kind === "signal" ? c.at_least : percent(c.at_least)}`;

    switch (kind) {
    case "keyword": {
        const where = c.scope && c.scope !== "last" ? ` (${t(`rule.scope.${c.scope}`)})` : "";

        return names(c.keyword) + where + (c.negated ? ` (${t("rule.negated")})` : "")
            + (c.unless?.length ? `, ${t("rule.unless")} ${names(c.unless)}` : "");
    }

    case "words":
        return (c.words ?? []).map((w) => `“${w}”`).join(", ") + (c.scope && c.scope !== "last"
            ? ` (${t(`rule.scope.${c.scope}`)})` : "") + (c.negated ? ` (${t("rule.negated")})` : "");

    case "signal": case "act": return names([c[kind] ?? ""]) + least;
    case "confidence_below": case "nobody": return percent(c[kind]);
    case "length_over": case "failures": return String(c[kind] ?? FRESH[kind][kind]);
    default: return names(c[kind]) + least;
    }
}


export const describe = (c: Condition) => `${c.not ? `${t("rule.not")} ` : ""}${kindName(kindOf(c))}: ${sentence(c)}`;

export const effect = (r: Rule) => (r.hard ? t("rule.hard")
    : r.points ? t("rule.points_n", { n: r.points }) : t("rule.about_only"));
