/* ViewOf - a view, or a page of one, whose code is fetched when it is opened. */

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Failed, Spinner } from "../../ui/bits";
import type { ViewDef } from "../registry";


export function ViewOf({ def }: { def: ViewDef }) {
    const [problem, setProblem] = useState<unknown>(null);
    const [view, setView] = useState<{ of: ViewDef; View: ComponentType } | null>(null);

    useEffect(() => {
        def.load().then((m) => setView({ of: def, View: m.default })).catch(setProblem);
    }, [def]);

    if (problem !== null) {
        /* a newer version may be there, whose files have other names */
        return <Failed problem={problem} again={() => location.reload()} />;
    }

    return view?.of === def ? <view.View /> : <Spinner />;
}
