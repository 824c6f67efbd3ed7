/* Dialogs - what needs a word more before it is done. */

import { useEffect, useState } from "preact/hooks";
import { t, word } from "../../core/i18n";
import { agents, loadPeople, teams } from "../../core/people";
import { myId } from "../../core/session";
import type { Talk } from "../../core/talk";
import type { Conversation } from "../../core/types";
import { Button, tellProblem } from "../../ui/bits";
import { Dialog } from "../../ui/Dialog";
import { tell } from "../../ui/Toasts";
import { CATEGORIES } from "../tickets/codes";

interface Props {
    talk: Talk;
    close: () => void;
}



/* A form in a dialog that closes when it is done, and stays when it failed. */
function useDoing(close: () => void) {
    const [isBusy, setBusy] = useState(false);

    return [isBusy, async (what: Promise<unknown>, said: string) => {
        setBusy(true);

        try {
            await what;
            tell(said);
            close();
        } catch (error) {
            tellProblem(error);
            setBusy(false);
        }
    }] as const;
}


const text = (event: SubmitEvent, name: string) =>
    String(new FormData(event.currentTarget as HTMLFormElement).get(name) ?? "").trim();


function Foot({ close, isBusy, children }:
    { close: () => void; isBusy: boolean; children: string }) {
    return (
        <div class="dialog-foot">
            <Button onClick={close}>{t("cancel")}</Button>
            <Button kind="primary" type="submit" disabled={isBusy}>{children}</Button>
        </div>
    );
}


export function Resolve({ talk, close }: Props) {
    const [isBusy, doing] = useDoing(close);

    return (
        <Dialog title={t("do.resolve")} close={close}>
            <form onSubmit={(e) => {
                e.preventDefault();
                void doing(talk.resolve(text(e, "category"), text(e, "notes")), t("done.resolve"));
            }}>
                <label class="field"><span>{t("resolve.category")}</span>
                    <select name="category">
                        <option value="">{t("none")}</option>
                        {CATEGORIES.map((c) => <option key={c} value={c}>{word("category", c)}</option>)}
                    </select>
                </label>
                <label class="field"><span>{t("resolve.notes")}</span>
                    <textarea name="notes" rows={3} maxLength={10000} />
                </label>
                <Foot close={close} isBusy={isBusy}>{t("do.resolve")}</Foot>
            </form>
        </Dialog>
    );
}


export function Release({ talk, close }: Props) {
    const [isBusy, doing] = useDoing(close);

    return (
        <Dialog title={t("do.release")} close={close}>
            <form onSubmit={(e) => {
                e.preventDefault();
                void doing(talk.release(text(e, "note")), t("done.release"));
            }}>
                <label class="field"><span>{t("release.note")}</span>
                    <textarea name="note" rows={3} maxLength={10000} />
                </label>
                <Foot close={close} isBusy={isBusy}>{t("do.release")}</Foot>
            </form>
        </Dialog>
    );
}


export function Transfer({ talk, c, close }: Props & { c: Conversation }) {
    const [isBusy, doing] = useDoing(close);
    useEffect(() => { void loadPeople().catch(() => {}); }, []);      /* who is here now */

    const others = agents.value.filter((a) => a.id !== c.agent && a.id !== myId.value);

    return (
        <Dialog title={t("do.transfer")} close={close}>
            <form onSubmit={(e) => {
                e.preventDefault();

                const [kind, id] = text(e, "to").split(":");

                void doing(talk.transfer(kind === "queue" ? { queue: true } : { [kind]: id },
                    text(e, "note")), t("done.transfer"));
            }}>
                <label class="field"><span>{t("transfer.to")}</span>
                    <select name="to" required>
                        <option value="queue">{t("transfer.queue")}</option>
                        {teams.value.length > 0 && <optgroup label={t("transfer.teams")}>
                            {teams.value.map((x) =>
                                <option key={x.id} value={`team:${x.id}`}>{x.name}</option>)}
                        </optgroup>}
                        {others.length > 0 && <optgroup label={t("transfer.agents")}>
                            {others.map((a) => (
                                <option key={a.id} value={`agent:${a.id}`}>
                                    {a.name ?? a.email} · {word("status", a.status)}
                                </option>
                            ))}
                        </optgroup>}
                    </select>
                </label>
                <label class="field"><span>{t("transfer.note")}</span>
                    <textarea name="note" rows={3} maxLength={10000} />
                </label>
                <Foot close={close} isBusy={isBusy}>{t("do.transfer")}</Foot>
            </form>
        </Dialog>
    );
}
