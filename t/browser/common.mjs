/*
 * common - what the browser programs share: Debian's Chromium, and how they
 * talk to the test that started them.
 *
 * One JSON object per line: {ok, name}, {note}, or {do, ...}, which the test
 * answers by a line on stdin when it is done.
 */

import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

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
