/* List - the tabs of the inbox, its filters, and the rows. */

import { useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { counts, filters, isFiltered, load, loadingOf, loadMore, NO_FILTERS, rows, views,
    type Filters, type View } from "../../core/inbox";
import { href } from "../../core/router";
import { Badge, Button, cx, Empty, Failed, Spinner } from "../../ui/bits";
import { Icon } from "../../ui/Icon";
import { Virtual } from "../../ui/Virtual";
import { Choices } from "./Choices";
import { Row, ROW_REM } from "./Row";
import { Found } from "./Found";

function Tabs({ shown }: { shown: View }) {
    return (
        <nav class="tabs" aria-label={t("inbox.views")}>
            {views.value.map((v) => (
                <a key={v} href={href("inbox", v)} aria-current={v === shown ? "page" : undefined}>
                    <span>{t(`view.${v}`)}</span>
                    {(counts.value[v] ?? 0) > 0 && <Badge kind="count">{counts.value[v]}</Badge>}
                </a>
            ))}
        </nav>
    );
}


function Rows({ shown, open }: { shown: View; open: string | undefined }) {
    const list = rows.value;
    const { isDone, isBusy, error } = loadingOf(shown);

    if (list.length === 0) {
        if (error !== null) {
            return <Failed problem={error} again={() => load(shown)} />;
        } else if (!isDone || isBusy) {
            return <Spinner />;
        }

        return (
            <Empty icon={isFiltered.value ? "filter" : "done"}
                title={isFiltered.value ? t("inbox.none_match") : t(`empty.${shown}`)}>
                {isFiltered.value && <Button
                    onClick={() => { filters.value = NO_FILTERS; }}>{t("filter.clear")}</Button>}
            </Empty>
        );
    }

    return (
        <Virtual items={list} rem={ROW_REM} label={t(`view.${shown}`)} keyOf={(c) => c.id}
            selected={list.findIndex((c) => c.id === open)} total={counts.value[shown]}
            onEnd={() => void loadMore(shown)}>
            {(c) => <Row c={c} view={shown} isOpen={c.id === open} />}
        </Virtual>
    );
}


export function List({ shown, open }: { shown: View; open: string | undefined }) {
    const [chosen, setFiltering] = useState<boolean | null>(null);
    const { text, ...choices } = filters.value;
    const isFiltering = chosen ?? Object.values(choices).some((value) => value !== "");
    const set = (change: Partial<Filters>) => {
        filters.value = { ...filters.value, ...change };

        if (!("text" in change)) {
            void load(shown);
        }
    };

    return (
        <section class="list" aria-label={t(`view.${shown}`)}>
            <header class="list-head">
                <h2>{t("nav.inbox")}</h2>
                <Button kind="quiet" icon="filter" label={t("filter.title")} pressed={isFiltering}
                    expanded={isFiltering} controls="inbox-filters"
                    onClick={() => setFiltering(!isFiltering)} />
            </header>
            <Tabs shown={shown} />
            <div class="search">
                <Icon name="search" size={16} />
                <input id="inbox-search" type="search" value={text}
                    placeholder={t("filter.search")} aria-label={t("filter.search")}
                    onInput={(e) => set({ text: e.currentTarget.value })}
                    onKeyDown={(e) => {
                        if (e.key === "Escape") {
                            set({ text: "" });
                            e.currentTarget.blur();
                        }
                    }} />
            </div>
            <div id="inbox-filters" class={cx("filters", isFiltering && "shown")}>
                {isFiltering && <Choices value={filters.value} set={set} />}
            </div>
            <Found view={shown} text={text} />
            <Rows shown={shown} open={open} />
        </section>
    );
}
