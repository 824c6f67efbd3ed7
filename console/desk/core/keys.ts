/*
 * keys - the keyboard map.  A view binds keys while it is shown; `?` lists what
 * is bound.  Single letters rest while somebody types, and can be switched off
 * (WCAG 2.1.4); chords with Ctrl or Cmd always work.  While a dialog is open
 * its keys are its own: Escape closes it, and not the conversation behind it.
 *
 *   useKeys([{ key: "c", text: "key.claim", run: claim }]);
 */

import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Key } from "./i18n";
import { prefs } from "./prefs";

export interface Binding {
    key: string;                /* "j", "?", "Escape", "mod+k" */
    text: Key;
    run: () => void;
    hidden?: boolean;           /* not in the list of `?` */
}

const layers: { bindings: Binding[] }[] = [];

/* Raised with each change, for the help. */
export const bound = signal(0);

export const bindings = () => layers.flatMap((l) => l.bindings);

export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);


function isTyping(target: EventTarget | null): boolean {
    return target instanceof HTMLElement && (target.isContentEditable
        || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
        || (target instanceof HTMLInputElement
            && !["checkbox", "radio", "button"].includes(target.type)));
}


function nameOf(event: KeyboardEvent): string {
    return event.ctrlKey || event.metaKey ? `mod+${event.key.toLowerCase()}` : event.key;
}


addEventListener("keydown", (event) => {
    const name = nameOf(event);

    if (event.defaultPrevented || event.isComposing || event.altKey
        || (name.length === 1 && (!prefs.value.keys || isTyping(event.target)))
        || (!name.startsWith("mod+") && document.querySelector("dialog[open]") !== null)) {
        return;
    }

    for (const { bindings: list } of layers.toReversed()) {
        const binding = list.find((b) => b.key === name);

        if (binding !== undefined) {
            event.preventDefault();
            binding.run();
            return;
        }
    }
});


export function useKeys(list: Binding[]) {
    const layer = useRef({ bindings: list });

    layer.current.bindings = list;      /* those of the last render */

    /* at once: what is seen can be pressed */
    useLayoutEffect(() => {
        const own = layer.current;

        layers.push(own);
        bound.value++;
        return () => {
            layers.splice(layers.indexOf(own), 1);
            bound.value++;
        };
    }, []);
}
