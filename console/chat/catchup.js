/*
 * catchup - what was said and is not here: asked for when the page opens and
 * when the live stream may have missed something.
 *
 * One request at a time; what asks meanwhile gets one more behind it.  The
 * server's order is the order: what comes late stands where it belongs.
 */

const TRIES_MS = [0, 1000, 4000];
const LATER_MS = 15000;              /* from the third failure on */


export class CatchUp {
    #running = null;
    #next = undefined;               /* asked meanwhile: since this message */
    #isTorn = false;                 /* more is missing than a page holds */
    #wake = () => {};

    /* merge(items) shows them; gap() says that something may be missing,
     * whole() that nothing is any more: what could not be had was had later */
    constructor({ client, merge, gap, whole }) {
        this.client = client;
        this.merge = merge;
        this.gap = gap;
        this.whole = whole;
    }

    /* since: the last message here, before what comes by the stream from now
     * on; null: the latest page, whatever is here. */
    ask(since) {
        if (this.#running !== null && this.#next === undefined) {
            this.#next = since;
        }

        this.#wake();
        this.#running ??= this.#run(since).finally(() => { this.#running = null; });
        return this.#running;
    }

    async #run(first) {
        for (let since = first; since !== undefined; since = this.#next) {
            this.#next = undefined;

            const page = await this.#page(since);

            if (page === null) {
                this.gap();
                continue;
            }

            this.merge(page.items);
            this.#isTorn ||= since !== null && page.older;

            if (this.#isTorn) {
                this.gap();
            } else {
                this.whole();
            }
        }
    }

    /* null: this server has none.  One that is away is asked until it is back. */
    async #page(since) {
        for (let failures = 0;; failures++) {
            await this.#pause(TRIES_MS[failures] ?? LATER_MS);

            try {
                return await this.client.history(since);
            } catch (error) {
                if (error.status >= 400 && error.status < 500 && error.status !== 429) {
                    return null;
                }
            }

            if (failures === TRIES_MS.length - 1) {
                this.gap();
            }
        }
    }

    /* Who asks again does not wait for it. */
    #pause(ms) {
        return new Promise((done) => {
            setTimeout(done, ms);
            this.#wake = done;
        });
    }
}
