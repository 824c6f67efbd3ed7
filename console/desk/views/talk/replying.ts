/* replying - which message the next reply quotes, per conversation. */

import { signal } from "@preact/signals";
import type { Message } from "../../core/types";

export const quoted = signal<Record<string, Message | null>>({});


export function replyTo(conversation: string, message: Message | null) {
    quoted.value = { ...quoted.value, [conversation]: message };

    if (message !== null) {
        document.getElementById("composer")?.focus();
    }
}
