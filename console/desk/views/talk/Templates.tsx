/*
 * Templates - what may be sent once the channel's 24 hours are over: one of the
 * texts that WhatsApp has approved, with its blanks filled.
 */

import { useEffect, useRef, useState } from "preact/hooks";
import { uuid } from "../../../chat/client.js";
import { api } from "../../core/api";
import { t } from "../../core/i18n";
import type { Talk } from "../../core/talk";
import type { Conversation, Template } from "../../core/types";
import { Button, tellProblem } from "../../ui/bits";
import { tell } from "../../ui/Toasts";


const idOf = (x: Template) => `${x.name}/${x.language}`;


export function Templates({ talk, c }: { talk: Talk; c: Conversation }) {
    const [all, setAll] = useState<Template[] | null>(null);
    const [id, setId] = useState("");
    const [values, setValues] = useState<string[]>([]);
    const key = useRef(uuid());         /* of this text: tried again it is sent once */
    const chosen = all?.find((x) => idOf(x) === id);

    useEffect(() => { key.current = uuid(); }, [id, values]);

    useEffect(() => {
        api.get<{ items: Template[] }>("/templates?limit=500").then(({ data }) => {
            const fit = (x: Template) => (x.language.slice(0, 2) === c.language ? 0 : 1);

            setAll(data.items.filter((x) => x.status === "approved")
                .sort((a, b) => fit(a) - fit(b)));
        }).catch(tellProblem);
    }, []);

    async function send() {
        await api.post(`/conversations/${talk.id}/template`, { name: chosen!.name,
            language: chosen!.language, parameters: values }, { key: key.current });
        key.current = uuid();
        tell(t("template.sent"));
        setId("");
        void talk.load();
    }

    const filled = chosen?.body.replace(/\{\{(\d+)\}\}/g, (all_, n) => values[n - 1] || all_);

    return (
        <div class="templates">
            <p class="soft">{t("template.why")}</p>
            {all?.length === 0 ? <p>{t("template.none")}</p> : (
                <label class="field"><span>{t("template.choose")}</span>
                    <select id="composer" value={id} onChange={(e) => {
                        setId(e.currentTarget.value);
                        setValues([]);
                    }}>
                        <option value="">—</option>
                        {all?.map((x) => <option key={idOf(x)} value={idOf(x)}>
                            {x.name} · {x.language}</option>)}
                    </select>
                </label>
            )}
            {chosen !== undefined && <>
                {Array.from({ length: chosen.parameters }, (_, i) => (
                    <label class="field" key={i}><span>{`{{${i + 1}}}`}</span>
                        <input value={values[i] ?? ""} maxLength={1024} onInput={(e) =>
                            setValues(Array.from({ length: chosen.parameters }, (__, j) =>
                                (j === i ? e.currentTarget.value : values[j] ?? "")))} />
                    </label>
                ))}
                <blockquote class="quote" dir="auto">{filled}</blockquote>
                <Button kind="primary" icon="send" onClick={send} disabled={
                    Array.from({ length: chosen.parameters }, (_, i) => values[i])
                        .some((v) => !v)}>{t("composer.send")}</Button>
            </>}
        </div>
    );
}
