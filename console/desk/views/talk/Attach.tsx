/*
 * Attach - sends a file: chosen, dropped or pasted files go through the same
 * door; the server looks into it before the customer gets it.
 */

import { useRef } from "preact/hooks";
import { csrf, Problem, query } from "../../core/api";
import { t } from "../../core/i18n";
import type { Talk } from "../../core/talk";
import { uuid } from "../../../chat/client.js";
import { Button, tellProblem } from "../../ui/bits";
import { tell } from "../../ui/Toasts";

const ATTACH = "/api/v1/conversations/{id}/attachments";


/* The body is the file itself, so it does not go through core/api. */
export async function attach(talk: Talk, file: File) {
    const response = await fetch(ATTACH.replace("{id}", talk.id) + query({ name: file.name }), {
        method: "POST",
        body: file,
        headers: { "Content-Type": file.type || "application/octet-stream",
            "X-CSRF-Token": csrf.get() ?? "", "Idempotency-Key": uuid() },
    }).catch(() => { throw new Problem(0, "offline", "no connection"); });

    if (!response.ok) {
        const body = await response.json().catch(() => ({}));

        throw new Problem(response.status, body.code ?? "internal",
            body.detail ?? body.title ?? "");
    }

    tell(t("attach.sent", { name: file.name }));
    void talk.load();
}


export function Attach({ talk }: { talk: Talk }) {
    const ref = useRef<HTMLInputElement>(null);

    return (
        <>
            <input ref={ref} type="file" hidden tabIndex={-1} aria-label={t("attach.title")}
                onChange={(e) => {
                    const [file] = e.currentTarget.files ?? [];

                    if (file !== undefined) {
                        attach(talk, file).catch(tellProblem);
                    }

                    e.currentTarget.value = "";
                }} />
            <Button kind="quiet" icon="clip" label={t("attach.title")}
                onClick={() => ref.current?.click()} />
        </>
    );
}
