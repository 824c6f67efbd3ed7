/*
 * Conversation - the open one: head with what can be done, timeline, composer,
 * and the customer's panel.
 */

import { useComputed } from "@preact/signals";
import { useEffect, useMemo, useState } from "preact/hooks";
import { reloads, watch } from "../../core/desk";
import { t } from "../../core/i18n";
import { isOnline } from "../../core/live";
import { prefer, prefs } from "../../core/prefs";
import { Talk } from "../../core/talk";
import { presence } from "../../core/presence";
import { Empty, Failed, Spinner, cx } from "../../ui/bits";
import { Composer } from "./Composer";
import { Head } from "./Head";
import { Panel } from "./Panel";
import { Preview } from "./Preview";
import { Timeline } from "./Timeline";

const WIDE = "(min-width: 72rem)";


function Body({ talk }: { talk: Talk }) {
    const c = talk.conversation.value;

    if (talk.isGone.value) {
        return <Empty icon="alert" title={t("talk.gone")} />;
    } else if (talk.problem.value !== null && !talk.isLoaded.value) {
        return <Failed problem={talk.problem.value} again={() => talk.load()} />;
    } else if (!talk.isLoaded.value || c === null) {
        return <Spinner />;
    } else if (c.sight === "preview") {
        return <Preview talk={talk} c={c} />;
    }

    return (
        <>
            <Timeline talk={talk} />
            <Composer talk={talk} c={c} />
        </>
    );
}


export function Conversation({ id }: { id: string }) {
    const talk = useMemo(() => new Talk(id), [id]);
    const [isOver, setOver] = useState(false);      /* the panel, where it is narrow */
    const isSeen = useComputed(() => talk.conversation.value !== null
        && talk.conversation.value.sight !== "preview");
    const c = talk.conversation.value;

    useEffect(() => watch((event) => talk.heard(event)), [talk]);
    useEffect(() => () => talk.close(), [talk]);
    useEffect(() => {
        if (isOnline.value) {
            talk.resume();
        }
    }, [talk, isOnline.value]);
    useEffect(() => presence(id), [id]);
    useEffect(() => { void talk.load(); }, [talk, reloads.value]);
    useEffect(() => {
        if (!document.hidden) {
            void talk.read();
        }
    }, [talk, c?.unread, talk.isLoaded.value]);

    const toggle = () => {
        if (matchMedia(WIDE).matches) {
            prefer({ panel: !prefs.value.panel });
        } else {
            setOver(!isOver);
        }
    };

    return (
        <section class={cx("talk", prefs.value.panel && "with-panel", isOver && "panel-over")}
            aria-label={c?.contact.name ?? t("nobody")}>
            <div class="talk-main">
                {c !== null && !talk.isGone.value && <Head talk={talk} c={c} togglePanel={toggle} />}
                <Body talk={talk} />
            </div>
            {c !== null && !talk.isGone.value && isSeen.value
                && <Panel talk={talk} c={c} close={() => setOver(false)} />}
        </section>
    );
}
