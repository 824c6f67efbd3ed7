/*
 * Timeline - everything that was said, by day, the newest at the bottom: stays
 * there while one is there, and says "new messages" while one reads above.
 */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { agentName } from "../../core/people";
import { typists } from "../../core/presence";
import type { Entry, Talk } from "../../core/talk";
import { day, now, sameDay } from "../../core/time";
import { Button, tellProblem } from "../../ui/bits";
import { Archived } from "./Archived";
import { Bubble, NoteCard, Pending } from "./Bubble";
import { SystemEvent } from "./SystemEvent";

const NEAR_PX = 80;


function One({ entry, talk, before }: { entry: Entry; talk: Talk; before: Entry | undefined }) {
    switch (entry.kind) {
    case "message":
        return <Bubble m={entry.message} talk={talk} isNext={isSame(before, entry)} />;
    case "note":
        return <NoteCard note={entry.note} />;
    case "event":
        return <SystemEvent event={entry.event} />;
    case "written":
        return <Pending w={entry.written} talk={talk} />;
    }
}


const GROUP_MS = 5 * 60000;


/* The same voice goes on: no name, no gap. */
function isSame(a: Entry | undefined, b: Entry): boolean {
    return a?.kind === "message" && b.kind === "message" && a.message.from === b.message.from
        && a.message.agent === b.message.agent && Date.parse(b.at) - Date.parse(a.at) < GROUP_MS;
}


function Typing({ id }: { id: string }) {
    const who = Object.entries(typists.value[id] ?? {}).filter(([, until]) => until > now.value)
        .map(([w]) => (w === "customer" ? t("customer") : agentName(w))).filter(Boolean);

    return (
        <p class="typing" role="status">
            {who.length > 0 && t("typing", { names: who.join(", ") })}
        </p>
    );
}


export function Timeline({ talk }: { talk: Talk }) {
    const ref = useRef<HTMLDivElement>(null);
    const [isBelow, setBelow] = useState(true);
    const [isFetching, setFetching] = useState(false);
    const entries = talk.entries.value;
    const last = entries.at(-1)?.id;

    useLayoutEffect(() => {
        if (isBelow || entries.at(-1)?.kind === "written") {
            ref.current!.scrollTop = ref.current!.scrollHeight;
        }
    }, [last, entries.length]);

    /* pictures and smaller windows change the height: stay at the bottom */
    useEffect(() => {
        const box = ref.current!;
        const observer = new ResizeObserver(() => {
            if (isBelow) {
                box.scrollTop = box.scrollHeight;
            }
        });

        observer.observe(box.firstElementChild!);
        observer.observe(box);
        return () => observer.disconnect();
    }, [isBelow]);

    async function older() {
        const box = ref.current!;
        const from = box.scrollHeight - box.scrollTop;

        setFetching(true);

        try {
            await talk.older();
            requestAnimationFrame(() => { box.scrollTop = box.scrollHeight - from; });
        } catch (error) {
            tellProblem(error);
        } finally {
            setFetching(false);
        }
    }

    function scrolled(box: HTMLDivElement) {
        setBelow(box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX);

        if (box.scrollTop < NEAR_PX && talk.next.value !== null && !isFetching) {
            void older();
        }
    }

    return (
        <div class="timeline-frame">
            <div class="timeline" ref={ref} tabIndex={0} role="log" aria-label={t("talk.timeline")}
                onScroll={(e) => scrolled(e.currentTarget)}>
                <div class="timeline-in">
                    {talk.next.value === null && talk.conversation.value !== null
                        && <Archived c={talk.conversation.value} />}
                    {talk.next.value !== null && <Button kind="quiet" disabled={isFetching}
                        onClick={older}>{t("talk.older")}</Button>}
                    {entries.map((entry, i) => {
                        const before = entries[i - 1];
                        const isNewDay = before === undefined || !sameDay(before.at, entry.at);

                        return (
                            <div key={entry.id} class={`entry ${entry.kind}`}>
                                {isNewDay && <h3 class="day">{day(entry.at)}</h3>}
                                <One entry={entry} talk={talk} before={isNewDay ? undefined : before} />
                            </div>
                        );
                    })}
                    <Typing id={talk.id} />
                </div>
            </div>
            {!isBelow && <Button onClick={() => {
                ref.current!.scrollTop = ref.current!.scrollHeight;
            }}>{t("talk.newest")}</Button>}
        </div>
    );
}
