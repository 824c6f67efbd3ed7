/*
 * common - what the browser programs share: Debian's Chromium, and how they
 * talk to the test that started them.
 *
 * One JSON object per line: {ok, name}, {note}, or {do, ...}, which the test
 * answers by a line on stdin when it is done.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/* What comes is there at once; this ends a program that hangs.  Nobody knows how
   crowded the machine will be: it is enough for any. */
export const WAIT = 90000;
export const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
export const ok = (value, name) => say({ ok: Boolean(value), name });


/* Asks the test to do something; its answer. */
export async function ask(what, more = {}) {
    say({ do: what, ...more });
    return JSON.parse((await answers.next()).value);
}


/* A number of the server's that stands still: a page that went takes its
   stream along a moment later.  `wanted`: it is waited for until then, for what
   may come late. */
export async function settled(what, wanted = null) {
    const end = performance.now() + WAIT;
    let value = await ask(what);

    for (let same = 0; same < 15 || (wanted !== null && value !== wanted && performance.now() < end); ) {
        await new Promise((go) => setTimeout(go, 100));

        const now = await ask(what);

        same = now === value ? same + 1 : 0;
        value = now;
    }

    return value;
}

export const launch = (executablePath) => chromium.launch({ executablePath, headless: true, args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-features=LocalNetworkAccessChecks",
    "--host-resolver-rules=MAP *.test 127.0.0.1"] });


/* One test: axe-core has nothing to say about this page, or frame. */
export async function audit(page, name) {
    if (!await page.evaluate(() => "axe" in window)) {
        await page.evaluate(axe);
    }

    const { violations } = await page.evaluate(() => window.axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));

    for (const v of violations) {
        say({ note: `${name}: ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) =>
            `${n.target} ${n.failureSummary}`).join(" | ")}` });
    }

    ok(violations.length === 0, `axe finds nothing: ${name}`);
}
