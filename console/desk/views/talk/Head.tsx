/* Head - who it is, who has it, and what can be done with it. */

import { useState } from "preact/hooks";
import { t, word } from "../../core/i18n";
import { useKeys } from "../../core/keys";
import { agentName } from "../../core/people";
import { prefs } from "../../core/prefs";
import { viewers } from "../../core/presence";
import { go, href } from "../../core/router";
import { can, myId, seesAll } from "../../core/session";
import type { Talk } from "../../core/talk";
import { now } from "../../core/time";
import type { Conversation } from "../../core/types";
import { Avatar, Badge, Button, channelName, tellProblem } from "../../ui/bits";
import { Icon } from "../../ui/Icon";
import { tell } from "../../ui/Toasts";
import { nameOf } from "../inbox/Row";
import { view } from "../../core/inbox";
import { Release, Resolve, Transfer } from "./Dialogs";


/* What this person may do with it now. */
export function deeds(c: Conversation) {
    const isMine = c.agent === myId.value;
    const mayWrite = can("conversations:write");
    const isOurs = isMine || seesAll.value;

    return {
        claim: mayWrite && (c.state === "pending_handoff" || c.state === "bot"
            || (c.state === "human" && !isMine && seesAll.value)),
        force: c.agent !== null && !isMine && seesAll.value,
        resolve: mayWrite && isOurs && (c.state === "human" || c.state === "pending_handoff"),
        transfer: mayWrite && isOurs && (c.state === "human" || c.state === "pending_handoff"),
        release: mayWrite && isOurs && (c.state === "human" || c.state === "pending_handoff"),
        reopen: mayWrite && c.state === "resolved",
        write: mayWrite && isMine && c.state === "human",
    };
}


function Viewers({ id }: { id: string }) {
    const names = Object.entries(viewers.value[id] ?? {})
        .filter(([, until]) => until > now.value)
        .map(([who]) => agentName(who)).filter(Boolean);

    return names.length === 0 ? null : (
        <Badge kind="viewers" title={t("viewing", { names: names.join(", ") })}>
            <Icon name="eye" size={14} /> {names.join(", ")}
        </Badge>
    );
}


export function Head({ talk, c, togglePanel }:
    { talk: Talk; c: Conversation; togglePanel: () => void }) {
    const [dialog, setDialog] = useState<"resolve" | "transfer" | "release" | null>(null);
    const may = deeds(c);
    const run = (what: () => Promise<unknown>, said: string) => what().then(() => tell(said));
    const claim = () => run(() => talk.claim(may.force), t("done.claim"));
    const open = (name: NonNullable<typeof dialog>, is: boolean) => () => {
        if (is) {
            setDialog(name);
        }
    };

    useKeys([
        { key: "c", text: "key.claim", run: () => {
            if (may.claim) {
                claim().catch(tellProblem);
            }
        } },
        { key: "e", text: "key.resolve", run: open("resolve", may.resolve) },
        { key: "t", text: "key.transfer", run: open("transfer", may.transfer) },
        { key: "b", text: "key.release", run: open("release", may.release) },
        { key: "i", text: "key.panel", run: togglePanel },
        { key: "Escape", text: "key.back", run: () => go(["inbox", view.value]) },
    ]);

    return (
        <header class="talk-head">
            <a class="button bare quiet narrow-only" href={href("inbox", view.value)}
                aria-label={t("back")}><Icon name="back" /></a>
            <Avatar id={c.contact.id} name={nameOf(c)} />
            <div class="talk-title">
                <h2 dir="auto">{nameOf(c)}</h2>
                <p class="soft">
                    {channelName(c.channel)} · {word("state", c.state)}
                    {c.agent !== null && ` · ${c.agent === myId.value ? t("me") : agentName(c.agent)}`}
                </p>
            </div>
            <Viewers id={c.id} />
            <div class="talk-deeds">
                {may.claim && <Button kind="primary" icon="hand" hint="c" onClick={claim}>
                    {may.force ? t("do.take") : t("do.claim")}</Button>}
                {may.release && <Button kind="quiet" icon="bot" label={t("do.release")} hint="b"
                    onClick={open("release", true)} />}
                {may.transfer && <Button kind="quiet" icon="move" label={t("do.transfer")} hint="t"
                    onClick={open("transfer", true)} />}
                {may.resolve && <Button icon="check" hint="e" onClick={open("resolve", true)}>
                    {t("do.resolve")}</Button>}
                {may.reopen && <Button icon="reopen"
                    onClick={() => run(() => talk.reopen(), t("done.reopen"))}>{t("do.reopen")}</Button>}
                <Button kind="quiet" icon="panel" label={t("panel.toggle")} hint="i"
                    pressed={prefs.value.panel} onClick={togglePanel} />
            </div>
            {dialog === "resolve" && <Resolve talk={talk} close={() => setDialog(null)} />}
            {dialog === "transfer" && <Transfer talk={talk} c={c} close={() => setDialog(null)} />}
            {dialog === "release" && <Release talk={talk} close={() => setDialog(null)} />}
        </header>
    );
}
