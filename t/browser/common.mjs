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

export const WAIT = 20000;
export const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
export const ok = (value, name) => say({ ok: Boolean(value), name });


/* Asks the test to do something; its answer. */
export async function ask(what, more = {}) {
    say({ do: what, ...more });
    return JSON.parse((await answers.next()).value);
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
