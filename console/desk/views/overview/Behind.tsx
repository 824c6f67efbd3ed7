/* Behind - the conversations behind a number. */

import { usePages } from "../../core/fetched";
import { t, word } from "../../core/i18n";
import { lastAt } from "../../core/inbox";
import { href } from "../../core/router";
import type { Conversation } from "../../core/types";
import { Avatar, channelName } from "../../ui/bits";
import { Dialog } from "../../ui/Dialog";
import { Things } from "../../ui/Loaded";
import { When } from "../../ui/Times";


export function Behind({ title, list, close }: { title: string; list: string; close: () => void }) {
    const found = usePages<Conversation>(list);

    return (
        <Dialog title={title} close={close} wide>
            <Things of={found} icon="inbox" empty={t("nothing")} label={title}>
                {(c) => (
                    <>
                        <Avatar id={c.contact.id} name={c.contact.name ?? ""} small />
                        <a class="thing" dir="auto" href={href("inbox", "all", c.id)}>
                            {c.contact.name ?? t("nobody")}</a>
                        <span class="soft">{channelName(c.channel)} · {word("state", c.state)} · <When at={lastAt(c)} /></span>
                    </>
                )}
            </Things>
        </Dialog>
    );
}
