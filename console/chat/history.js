/*
 * history - what was said, kept in this browser, so that a reload shows it at
 * once; the server's own (catchup.js) is merged into it.
 *
 * With it the position in the live stream is kept: what came while no page was
 * open follows by itself.  All tabs share it; whatever one has seen is stored
 * before its position, so a later position never stands for a missing message.
 * It belongs to one visitor and is gone with them.
 *
 * A message: {key, id, from, text, file, media, state}; the key is the
 * client's id of what the visitor said, else the server's; id is the server's.
 * state: "sending", "failed", or none once the server has it.
 */

const STORE = "relevo.chat.log.";
const MESSAGES_MAX = 200;
const CHARACTERS_MAX = 200000;


export class History {
    constructor({ endpoint, visitor, store }) {
        this.name = STORE + endpoint;
        this.visitor = visitor;
        this.store = store;          /* null: nothing is kept */
    }

    messages() {
        return this.#read().messages;
    }

    /* Where to go on; without a message nothing can have been missed. */
    position() {
        const kept = this.#read();

        return kept.messages.length > 0 ? kept.position : null;
    }

    put(message) {
        const kept = this.#read();
        const known = kept.messages.find((m) => m.key === message.key);

        if (known) {
            Object.assign(known, { state: undefined }, message);
        } else {
            kept.messages.push(message);
        }

        this.#write(kept);
    }

    /* A part of the conversation in the server's order; what has not reached
     * it stays last. */
    merge(messages) {
        const kept = this.#read();
        const keys = new Set(messages.map((m) => m.key));
        const others = kept.messages.filter((m) => !keys.has(m.key));
        const known = new Map(kept.messages.map((m) => [m.key, m]));

        kept.messages = [...others.filter((m) => !m.state),
            ...messages.map((m) => ({ ...known.get(m.key), state: undefined, ...m })),
            ...others.filter((m) => m.state)];
        this.#write(kept);
    }

    reached(position) {
        this.#write({ ...this.#read(), position });
    }

    drop() {
        try {
            this.store?.removeItem(this.name);
        } catch {
            /* as below */
        }
    }

    #read() {
        const none = { visitor: this.visitor, position: null, messages: [] };

        try {
            const kept = JSON.parse(this.store?.getItem(this.name) ?? "null");

            return kept?.visitor === this.visitor && Array.isArray(kept.messages) ? kept : none;
        } catch {
            return none;             /* storage refused, or not ours */
        }
    }

    #write(kept) {
        if (!this.store) {
            return;
        }

        kept.messages = kept.messages.slice(-MESSAGES_MAX);

        let text = JSON.stringify(kept);

        while (text.length > CHARACTERS_MAX && kept.messages.length > 1) {
            kept.messages.shift();
            text = JSON.stringify(kept);
        }

        try {
            this.store.setItem(this.name, text);
        } catch {
            /* full or refused: a reload begins empty */
        }
    }
}
