/*
 * Dialog - the browser's own modal dialog: it keeps the focus inside, closes
 * with Escape, and gives the focus back.
 */

import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../core/i18n";
import { cx } from "./bits";
import { Icon } from "./Icon";


export function Dialog({ title, close, wide, children }:
    { title: string; close: () => void; wide?: boolean; children: ComponentChildren }) {
    const ref = useRef<HTMLDialogElement>(null);
    const id = useId();

    /* open as soon as it is there: a key that comes with the next frame is its own */
    useLayoutEffect(() => {
        const before = document.activeElement;
        const dialog = ref.current!;

        dialog.showModal();
        return () => {
            dialog.close();

            if (before instanceof HTMLElement && before.isConnected) {
                before.focus();
            }
        };
    }, []);

    return (
        <dialog ref={ref} class={cx("dialog", wide && "wide")} aria-labelledby={id}
            onCancel={(e) => { e.preventDefault(); close(); }}
            onClick={(e) => { if (e.target === ref.current) { close(); } }}>
            <div class="dialog-body">
                <header class="dialog-head">
                    <h2 id={id}>{title}</h2>
                    <button type="button" class="button bare quiet" aria-label={t("close")}
                        onClick={close}><Icon name="close" /></button>
                </header>
                {children}
            </div>
        </dialog>
    );
}
