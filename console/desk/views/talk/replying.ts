/*
 * replying - what other parts put into the composer: the message that the next
 * reply quotes, and text.
 */

import { signal } from "@preact/signals";
import type { Message } from "../../core/types";

export const quoted = signal<Record<string, Message | null>>({});


export function replyTo(conversation: string, message: Message | null) {
    quoted.value = { ...quoted.value, [conversation]: message };

    if (message !== null) {
        document.getElementById("composer")?.focus();
    }
}


/* Taken by the composer of that conversation. */
export const inserted = signal<{ conversation: string; text: string } | null>(null);


export function insertText(conversation: string, text: string) {
    inserted.value = { conversation, text };
}
