/* Loaded - what a route answered; until then that it is on its way, or failed. */

import type { ComponentChildren } from "preact";
import type { Fetched, Pages } from "../core/fetched";
import { t } from "../core/i18n";
import { Button, Empty, Failed, Spinner } from "./bits";
import type { IconName } from "./Icon";


export function Loaded<T>({ of, children }:
    { of: Fetched<T>; children: (data: T) => ComponentChildren }) {
    return of.problem !== null ? <Failed problem={of.problem} again={of.load} />
        : of.data === null ? <Spinner /> : <>{children(of.data)}</>;
}


/* A list with all its pages. */
export function Things<T extends { id: string }>({ of, icon, empty, label, children }:
    { of: Pages<T>; icon: IconName; empty: string; label: string;
      children: (item: T) => ComponentChildren }) {
    return (
        <Loaded of={of}>
            {() => (of.items.length === 0 ? <Empty icon={icon} title={empty} /> : (
                <>
                    <ul class="things" aria-label={label}>
                        {of.items.map((item) => <li key={item.id}>{children(item)}</li>)}
                    </ul>
                    {of.more !== null && <Button onClick={of.more}>{t("more")}</Button>}
                </>
            ))}
        </Loaded>
    );
}
