/* Versions - the rules as they were, what differs from what is in the editor,
 * and the way back. */

import { useState } from "preact/hooks";
import { useFetched, usePages } from "../../../core/fetched";
import { t } from "../../../core/i18n";
import { Badge, Button, Empty } from "../../../ui/bits";
import { Loaded } from "../../../ui/Loaded";
import { When } from "../../../ui/Times";
import { describe, effect, named } from "./naming";
import { differences, THRESHOLD, type Difference, type Rule, type Rulebook } from "./rulebook";

interface Version {
    version: number;
    created_at: string;
    own: boolean;
    rules: number | null;
}

const KINDS = { added: "good", removed: "bad", changed: "warn" } as const;

const lines = (r: Rule | null) => (r === null ? [] : [effect(r), r.priority ?? "", ...r.when.map(describe)].filter(Boolean));


function Change({ of }: { of: Difference }) {
    const before = lines(of.before);
    const after = lines(of.after);

    return (
        <li>
            <div class="thing"><strong>{named(of.id)}</strong> <code>{of.id}</code>{" "}
                <Badge kind={KINDS[of.kind]}>{t(`rule.diff.${of.kind}`)}</Badge>
                <ul class="conditions diff">
                    {before.filter((l) => !after.includes(l)).map((l) => <li key={`-${l}`}><del>{l}</del></li>)}
                    {after.filter((l) => !before.includes(l)).map((l) => <li key={`+${l}`}><ins>{l}</ins></li>)}
                </ul>
            </div>
        </li>
    );
}


/* From that version to what is in the editor. */
function Against({ version, book, take }: { version: number; book: Rulebook; take: ((book: Rulebook) => void) | null }) {
    const then = useFetched<{ rules: Rulebook }>(`/rules/versions/${version}`);

    return (
        <Loaded of={then}>{({ rules }) => {
            const all = differences(rules, book);
            const [was, is] = [rules.threshold ?? THRESHOLD, book.threshold ?? THRESHOLD];

            return (
                <section>
                    <header class="page-head"><h2>{t("rule.since", { n: version })}</h2>
                        {take && <Button icon="undo" onClick={() => take(rules)}>{t("rule.take_version", { n: version })}</Button>}</header>
                    {was !== is && <p>{t("rule.threshold")}: <del>{was}</del> <ins>{is}</ins></p>}
                    {all.length === 0 ? <Empty icon="done" title={t("rule.same")} />
                        : <ul class="things" aria-label={t("rule.since", { n: version })}>{all.map((d) => <Change key={d.id} of={d} />)}</ul>}
                </section>
            );
        }}</Loaded>
    );
}


export function Versions({ book, take }: { book: Rulebook; take: ((book: Rulebook) => void) | null }) {
    const list = usePages<Version>("/rules/versions?limit=20");
    const [chosen, choose] = useState<number | null>(null);

    return (
        <>
            <Loaded of={list}>{() => (list.items.length === 0 ? <Empty icon="flag" title={t("rule.never")} /> : (
                <ul class="things" aria-label={t("rule.versions")}>
                    {list.items.map((v) => (
                        <li key={v.version}>
                            <div class="thing"><strong>{t("version", { n: v.version })}</strong>{" "}
                                <span class="soft"><When at={v.created_at} /> · {v.own ? t("rule.count", { n: v.rules ?? 0 })
                                    : t("rule.builtin_again")}</span></div>
                            {v.own && <Button pressed={chosen === v.version} onClick={() => choose(v.version)}
                                label={`${t("rule.compare")}: ${t("version", { n: v.version })}`}>{t("rule.compare")}</Button>}
                        </li>
                    ))}
                </ul>
            ))}</Loaded>
            {list.more !== null && <Button onClick={list.more}>{t("more")}</Button>}
            {chosen !== null && <Against version={chosen} book={book} take={take} />}
        </>
    );
}
