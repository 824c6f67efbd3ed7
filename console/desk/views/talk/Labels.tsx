/* Labels - what it is called by; added and taken off here. */

import { t } from "../../core/i18n";
import { can } from "../../core/session";
import type { Talk } from "../../core/talk";
import type { Conversation } from "../../core/types";
import { Badge, tellProblem } from "../../ui/bits";
import { Icon } from "../../ui/Icon";
import { Section } from "../../ui/Section";


export function Labels({ talk, c }: { talk: Talk; c: Conversation }) {
    const mayWrite = can("conversations:write");

    return (
        <Section name="labels" title={t("labels")}>
            <p class="badges">
                {c.labels.map((l) => (
                    <Badge key={l} kind="label">
                        <span dir="auto">{l}</span>
                        {mayWrite && <button type="button" class="link"
                            aria-label={`${t("labels.remove")} ${l}`}
                            onClick={() => void talk.label(l, false).catch(tellProblem)}>
                            <Icon name="close" size={12} /></button>}
                    </Badge>
                ))}
            </p>
            {mayWrite && <form class="inline" onSubmit={(e) => {
                e.preventDefault();

                const form = e.currentTarget;
                const name = String(new FormData(form).get("label")).trim();

                if (name !== "") {
                    form.reset();
                    void talk.label(name, true).catch(tellProblem);
                }
            }}>
                <input name="label" maxLength={64} placeholder={t("labels.add")}
                    aria-label={t("labels.add")} />
            </form>}
        </Section>
    );
}
