/*
 * outbox - what the visitor sends, until the server has it.
 *
 * A message keeps its id however often it is tried, so trying again is
 * harmless.  What failed has a button, and goes by itself once a lost
 * connection is back.  Refused files say why and are not tried again.
 */

import { ChatError, uuid } from "./client.js";
import * as log from "./log.js";
import { texts } from "./texts.js";

const REFUSED = { 400: "badFile", 404: "noFiles", 411: "badFile", 413: "tooLarge", 415: "badType" };


export class Outbox {
    #waiting = new Map();            /* key: try again, in order */

    constructor({ client, history, online }) {
        this.client = client;
        this.history = history;      /* () => the visitor's */
        this.online = online;        /* () => boolean */
    }

    text(body) {
        this.resume({ key: uuid(), from: "visitor", text: body });
    }

    /* Of an earlier page, or new: it is sent under its own key. */
    resume(message) {
        this.#attempt(message, () => this.client.send(message.key, message.text),
            (li) => li.classList.add("sending"));
    }

    file(file, limit) {
        const message = { key: uuid(), from: "visitor", text: "", file: file.name };
        const reason = limit === 0 ? "noFiles" : file.size === 0 ? "badFile"
            : file.size > limit ? "tooLarge" : null;

        if (reason !== null) {
            const [li] = log.item(message.key, "visitor", label(message));

            log.fail(li, texts[reason], null);
            return;
        }

        let told = () => {};

        this.#attempt(message, () => this.client.upload(message.key, file, "", (share) => told(share)),
            (li) => { told = log.progress(li, texts.uploading.replace("{name}", file.name)); });
    }

    /* There is a connection: what waited goes, in its order. */
    flush() {
        const again = [...this.#waiting.values()];

        this.#waiting.clear();
        again.forEach((attempt) => attempt());
    }

    async #attempt(message, send, begin) {
        const [li] = log.item(message.key, "visitor", label(message));

        this.#waiting.delete(message.key);
        log.settle(li);
        begin(li);
        this.history().put({ ...message, state: "sending" });

        try {
            await send();
            log.settle(li);
            this.history().put(message);
        } catch (error) {
            /* unless its echo has come meanwhile: then the server has it */
            if (li.classList.contains("sending")) {
                this.#failed(message, li, error, () => this.#attempt(message, send, begin));
            }
        }
    }

    #failed(message, li, error, again) {
        const status = error instanceof ChatError ? error.status : 0;

        this.history().put({ ...message, state: "failed" });

        if (message.file && status in REFUSED) {
            log.fail(li, texts[REFUSED[status]], null);
            return;
        }

        if (this.online()) {
            log.fail(li, texts.failed, () => {
                document.getElementById("text").focus();
                again();
            });
        } else {
            log.wait(li, texts.waiting);
        }

        if (status === 0 || status === 429 || status >= 500) {
            this.#waiting.set(message.key, () => unsettled(li) && again());
        }
    }
}


/* An echo may have settled it. */
const unsettled = (li) => li.classList.contains("failed") || li.classList.contains("waiting");

export const label = ({ file, text }) => (file ? `📎 ${file}${text ? `\n${text}` : ""}` : text);
