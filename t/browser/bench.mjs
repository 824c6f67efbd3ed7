/*
 * bench - times of the console for t/bench/console.pl: what a person waits for.
 *
 *   node bench.mjs BASE_URL CHROMIUM SCREENSHOT_DIR PASSWORD CONVERSATION ROUNDS
 *
 * Prints one note per figure; asserts nothing.
 */

import { ask, say, WAIT } from "./common.mjs";
import { fetched, stage } from "./stage.mjs";

const [base, executablePath, shots, password, conversation, rounds] = process.argv.slice(2);
const { browser, person, enter } = await stage(executablePath, shots, password, base);
const DESK = `${base}/console/desk/`;
const MANY = 10000;
const at = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
const ms = (list) => `p50 ${at(list, 0.5).toFixed(0)} ms, p95 ${at(list, 0.95).toFixed(0)} ms, slowest ${at(list, 1).toFixed(0)} ms`;
const tell = (title, text) => say({ note: `${title.padEnd(44)} ${text}` });


/* Runs in the page before its own scripts: when the first row was there, and
 * when a text was. */
function clock() {
    window.seen = {};
    window.wanted = [".virtual .row"];

    new MutationObserver(() => {
        for (const want of window.wanted) {
            const is = want.startsWith(".") ? document.querySelector(want) !== null
                : document.querySelector(".timeline")?.textContent.includes(want);

            if (is && window.seen[want] === undefined) {
                requestAnimationFrame(() => { window.seen[want] ??= { page: performance.now(), wall: Date.now() }; });
            }
        }
    }).observe(document, { childList: true, subtree: true, characterData: true });
}


const first = await person();

await enter(first, "max");

const state = await first.context().storageState();

/* ---- the first view: with an empty cache, and again ---- */

const cold = [];
const warm = [];
let sizes = null;

for (let i = 0; i < rounds; i++) {
    const context = await browser.newContext({ locale: "en-US", storageState: state });

    await context.addInitScript(clock);

    const page = await context.newPage();

    for (const list of [cold, warm]) {
        await page.goto("about:blank");
        await page.goto(`${DESK}#/inbox/pending`);
        await page.waitForFunction(() => window.seen[".virtual .row"] !== undefined, null, { timeout: WAIT });
        list.push(await page.evaluate(() => window.seen[".virtual .row"].page));
        sizes ??= await fetched(page);
    }

    await context.close();
}

tell("first view, 100 waiting, nothing cached", `${ms(cold)} (bar 1000)`);
tell("first view again", ms(warm));
tell("until then", `${sizes.requests} requests, ${(sizes.bytes / 1024).toFixed(0)} KB, of it code ${(sizes.code / 1024).toFixed(0)} KB (a budget of t/100_console.t)`);

/* ---- a message, from the webhook to the screen ---- */

const context = await browser.newContext({ locale: "en-US", storageState: state });

await context.addInitScript(clock);

const page = await context.newPage();

await page.goto(`${DESK}#/inbox/all/${conversation}`);
await page.locator(".timeline .words").first().waitFor({ timeout: WAIT });

const shown = [];

for (let i = 0; i < 10 * rounds; i++) {
    const text = `bench message ${i}.`;

    await page.evaluate((want) => { window.wanted = [want]; }, text);

    const sent = await ask("say", { text });

    await page.waitForFunction((want) => window.seen[want] !== undefined, text, { timeout: WAIT });
    shown.push(await page.evaluate((want) => window.seen[want].wall, text) - sent);
}

tell("webhook to the screen", `${ms(shown)} (bar 150)`);

/* ---- ten thousand ---- */

const list = (await (await page.request.get(`${base}/api/v1/conversations?view=pending&limit=1`)).json()).items;
const many = Array.from({ length: MANY }, (_, i) => ({ ...list[0],
    id: `00000000-0000-7000-8000-${String(i).padStart(12, "0")}`,
    contact: { ...list[0].contact, id: `c${i}`, name: `Customer ${i}` } }));

await page.route("**/api/v1/conversations?view=pending*", (route) => route.fulfill({ json: { items: many, next: null } }));
await page.goto("about:blank");
await page.goto(`${DESK}#/inbox/pending`);
await page.locator(".virtual .row", { hasText: "Customer" }).first().waitFor({ timeout: WAIT });

const took = await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const box = document.querySelector(".virtual");
    const search = document.getElementById("inbox-search");
    const times = {};
    const timed = async (name, what) => {
        const from = performance.now();

        what();
        await frame();
        (times[name] ??= []).push(performance.now() - from);
    };
    const key = (k) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: k, bubbles: true }));

    for (let i = 1; i <= 40; i++) {
        await timed("scrolling", () => { box.scrollTop = i * 20000; });
    }

    for (const text of ["C", "Cu", "Cus", "Customer 9", "Customer 99", "Customer 999", ""]) {
        await timed("a key in the search", () => {
            search.value = text;
            search.dispatchEvent(new InputEvent("input", { bubbles: true }));
        });
    }

    search.blur();

    for (let i = 0; i < 20; i++) {
        await timed("j and k", () => key(i % 3 === 2 ? "k" : "j"));
    }

    return times;
});

for (const [name, list_] of Object.entries(took)) {
    tell(`${name}, 10,000 conversations`, `${ms(list_)} (bar 100)`);
}

await browser.close();
process.exit(0);
