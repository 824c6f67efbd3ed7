/*
 * chat - drives the chat page in Chromium for t/45_browser.t.
 *
 *   node chat.mjs BASE_URL CHROMIUM SCREENSHOT_DIR
 *
 * One JSON object per line: {ok, name}, {note}, or {do: "reload" | "reset" |
 * "redis"}, which is answered by a line on stdin when nginx has new workers,
 * three resets are published, or Redis has lost its live stream.
 */

import { launch, ok, say, WAIT, ask as tell } from "./common.mjs";

const [base, executablePath, shots] = process.argv.slice(2);
const port = new URL(base).port;
const bubbles = (page, kind) => page.locator(`#log li.${kind}`);

const browser = await launch(executablePath);
const errors = [];


async function open(context, url = `${base}/console/chat/`) {
    const page = await context.newPage();

    page.on("console", (m) => { if (m.type() === "error") { errors.push(m.text()); } });
    page.on("pageerror", (e) => errors.push(String(e)));
    await page.goto(url);
    await page.locator("#state-dot.on").waitFor({ timeout: WAIT });
    return page;
}


/* Types, presses Enter, waits for one more answer; ms from Enter to it. */
async function ask(page, text) {
    const before = await bubbles(page, "bot").count();

    await page.locator("#text").fill(text);
    const start = performance.now();
    await page.locator("#text").press("Enter");
    await bubbles(page, "bot").nth(before).waitFor({ timeout: WAIT });
    return Math.round(performance.now() - start);
}


const visitor = (page) => page.evaluate(
    () => localStorage.getItem("relevo.chat.demo").split(".")[2]);
const noScroll = (page) => page.evaluate(
    () => document.documentElement.scrollWidth <= innerWidth);

/* The widget's shadow root is closed: its button is found by its place. */
async function press(p) {
    const { width, height } = p.viewportSize();

    await p.mouse.click(width - 48, height - 48);
}


async function chatFrame(p) {
    const found = () => p.frames().find((f) => f.url().includes("/console/chat/"));

    return found() ?? p.waitForEvent("framenavigated", { timeout: WAIT,
        predicate: (f) => f.url().includes("/console/chat/") });
}


const context = await browser.newContext({ locale: "en-US" });

context.setDefaultTimeout(WAIT);

const page = await open(context);
const times = [await ask(page, "Hello")];

ok(await bubbles(page, "visitor").textContent() === "Hello", "the own bubble");
ok((await bubbles(page, "bot").first().textContent()).length > 2, "the bot answers");

const other = await open(context);
times.push(await ask(page, "What are your opening hours?"));
await bubbles(other, "visitor").first().waitFor({ timeout: WAIT });
await bubbles(other, "bot").first().waitFor({ timeout: WAIT });
ok(await visitor(other) === await visitor(page), "a second tab is the same visitor");
ok(await bubbles(other, "visitor").last().textContent() === "What are your opening hours?",
    "it sees what was said");
ok(await bubbles(page, "visitor").count() === 2, "own messages are not shown twice");
await page.screenshot({ path: `${shots}/desktop.png` });

const evil = "<img src=x onerror=\"window.hit=1\"><script>window.hit=1</script>";
times.push(await ask(page, evil));
ok(await bubbles(page, "visitor").last().textContent() === evil, "markup is text");
ok(await page.evaluate(() => window.hit === undefined
    && !document.querySelector("#log li *")), "and inert");

await tell("reload");
await page.locator("#state-dot.on").waitFor({ timeout: WAIT });
times.push(await ask(page, "How much does delivery cost?"));
ok(await bubbles(page, "visitor").count() === 4, "after an nginx reload: nothing of mine doubled");
ok(await bubbles(page, "bot").count() === 4, "nor of the bot");

const before = await visitor(page);
await page.reload();
await page.locator("#state-dot.on").waitFor({ timeout: WAIT });
ok(await visitor(page) === before, "reloading the page keeps the visitor");
await ask(page, "Thank you");
ok(true, "who is answered again");

/* A message that fails: told, repeated by keyboard, under the same id. */
const ids = [];
let lose = "request";

await page.route("**/messages", async (route) => {
    ids.push(route.request().postDataJSON().id);

    if (lose === "answer") {
        await route.fetch();
    }

    await (lose === null ? route.continue() : route.abort());
});

const said = await bubbles(page, "visitor").count();
const answered = await bubbles(page, "bot").count();

await page.locator("#text").fill("Do you deliver abroad?");
await page.locator("#text").press("Enter");

const retry = bubbles(page, "visitor").last().locator("button");

await retry.waitFor({ timeout: WAIT });
ok(await retry.textContent() === "Not sent. Try again", "a failed message says so");
await page.screenshot({ path: `${shots}/failed.png` });
await page.locator("#text").press("Shift+Tab");
ok(await retry.evaluate((b) => b === document.activeElement), "Shift+Tab reaches its button");
lose = null;
await page.keyboard.press("Enter");
await bubbles(page, "bot").nth(answered).waitFor({ timeout: WAIT });
ok(ids.length === 2 && ids[0] === ids[1], "repeated under the same id");
ok(await retry.count() === 0, "and settled");

/* The server has it, the answer is lost: the echo settles it. */
lose = "answer";
await page.locator("#text").fill("Which payment methods do you accept?");
await page.locator("#text").press("Enter");
await bubbles(page, "bot").nth(answered + 1).waitFor({ timeout: WAIT });
ok(await page.locator("#log li.failed, #log li.sending").count() === 0,
    "a lost answer is settled by the echo");
ok(await bubbles(page, "visitor").count() === said + 2, "nothing is doubled");
await page.unroute("**/messages");

/* Shift+Enter is a line; two at once keep their order. */
await page.locator("#text").fill("One");
await page.locator("#text").press("Shift+Enter");
ok(await page.locator("#text").inputValue() === "One\n", "Shift+Enter is a new line");
await page.evaluate(() => {
    for (const word of ["First", "Second", "Third"]) {
        document.getElementById("text").value = word;
        document.getElementById("write").requestSubmit();
    }
});
await bubbles(page, "bot").nth(answered + 4).waitFor({ timeout: WAIT });
await other.waitForFunction(() => [...document.querySelectorAll("#log li.visitor")]
    .map((li) => li.textContent).slice(-3).join() === "First,Second,Third", null, { timeout: WAIT });
ok(true, "messages sent at once arrive in order");

/* While this page hears nothing the other tab goes on. */
await page.route("**/live", (route) => route.abort());
await tell("reload");
await page.locator("#state-dot.off").waitFor({ timeout: WAIT });
await other.locator("#state-dot.on").waitFor({ timeout: WAIT });
await ask(other, "Are you open on Sundays?");
await page.unroute("**/live");
await page.locator("#log li.visitor", { hasText: "on Sundays" }).waitFor({ timeout: WAIT });
await bubbles(page, "bot").nth(answered + 5).waitFor({ timeout: WAIT });
ok(await bubbles(page, "note").count() === 0, "a reconnect misses nothing, and says nothing");

/* What the stream has left out is asked for, and stands where it belongs: this
 * page comes back with a position that the server no longer has. */
const asked = [];

page.on("request", (r) => r.method() === "GET" && r.url().includes("/messages") && asked.push(r.url()));
await page.route("**/live", (route) => route.abort());
await tell("reload");
await page.locator("#state-dot.off").waitFor({ timeout: WAIT });
await other.locator("#state-dot.on").waitFor({ timeout: WAIT });
await ask(other, "Do you gift wrap?");
await page.unroute("**/live");
await page.route("**/live", (route) => route.continue({ headers: { ...route.request().headers(), "last-event-id": "1-0" } }));
await page.locator("#log li.visitor", { hasText: "gift wrap" }).waitFor({ timeout: WAIT });
await bubbles(page, "bot").nth(answered + 6).waitFor({ timeout: WAIT });
const [mine, theirs] = await Promise.all([page, other].map((p) => p.locator("#log li.visitor, #log li.bot").allTextContents()));

ok(mine.slice(-4).join() === theirs.slice(-4).join(), "what a reset left out is asked of the server, and stands in order");
await page.unroute("**/live");
asked.length = 0;
await tell("reset");
await page.waitForResponse((r) => r.request().method() === "GET" && r.url().includes("/messages?after="), { timeout: WAIT });
await ask(page, "Thanks!");
ok(await bubbles(page, "note").count() === 0 && asked.length < 4, `three resets are few requests (${asked.length}), and no note`);

/* Redis goes and its stream with it; PostgreSQL has it all. */
const completed = [page, other].map((p) => p.waitForResponse((r) =>
    r.request().method() === "GET" && r.url().includes("/messages?after=") && r.ok(), { timeout: WAIT }));

await tell("redis");
await Promise.all(completed);
await ask(page, "And now?");
await other.locator("#log li.visitor", { hasText: "And now?" }).waitFor({ timeout: WAIT });
ok(await bubbles(page, "note").count() + await bubbles(other, "note").count() === 0,
    "the stream was lost and nothing is missing: nothing is said");

/* What cannot be had now is had later, and then nothing is missing. */
let refusals = 0;

await page.route("**/messages*", (route) => (route.request().method() === "GET"
    ? route.fulfill({ status: 503 }).then(() => { refusals++; }) : route.continue()));
await tell("reset");
await bubbles(page, "note").waitFor({ timeout: WAIT });
ok(refusals >= 3, `a server that is away is asked again (${refusals}) before anything is said`);
await page.unroute("**/messages*");
await bubbles(page, "note").waitFor({ state: "detached", timeout: WAIT });
ok(true, "the history came later: what was said is taken back");

await page.route("**/messages*", (route) => (route.request().method() === "GET"
    ? route.fulfill({ status: 404 }) : route.continue()));
await tell("reset");
await bubbles(page, "note").waitFor({ timeout: WAIT });
await ask(page, "Still there?");
ok(await bubbles(page, "note").count() === 1, "without a history three resets are one note");
await page.unroute("**/messages*");

/* A tab without anything of its own: the token is all it has. */
await page.evaluate(() => localStorage.removeItem("relevo.chat.log.demo"));
await page.reload();
await page.locator("#log li.visitor", { hasText: "Still there?" }).waitFor({ timeout: WAIT });
ok(JSON.stringify(await bubbles(page, "visitor").allTextContents())
    === JSON.stringify(await bubbles(other, "visitor").allTextContents()), "a browser that kept nothing shows it all");

const phone = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: "es-ES" });
const small = await open(phone);
await ask(small, `Hola ${"x".repeat(200)}`);
ok(await noScroll(small), "a phone: no horizontal scroll");
await small.screenshot({ path: `${shots}/phone.png` });

const shop = await context.newPage();
await shop.goto(`http://shop.test:${port}/shop`);
await press(shop);
const frame = await chatFrame(shop);
await frame.locator("#state-dot.on").waitFor({ timeout: WAIT });
ok(true, "the widget opens the chat on a page that may frame it");

const foreign = await context.newPage();
await foreign.goto(`http://other.test:${port}/shop`);
const refused = foreign.waitForEvent("console", { timeout: WAIT,
    predicate: (m) => m.text().includes("frame-ancestors") });
await press(foreign);
ok(await refused.catch(() => null), "and not on another");

/* in the page's head it is there before the page's body */
const early = await context.newPage();
await early.route("**/early", (route) => route.fulfill({ contentType: "text/html",
    body: `<!doctype html><head><script src="${base}/console/chat/widget.js"></script></head><body><p>Shop</p></body>` }));
await early.goto(`http://shop.test:${port}/early`);
ok(await early.evaluate(() => document.querySelector("body > div") !== null), "its script may stand in the page's head");

const real = errors.filter((e) => !/ERR_|Failed to load resource/.test(e));
ok(real.length === 0, `no console errors ${real.join(" | ")}`);
say({ note: `Enter to answer, ms: ${times.join(" ")}` });
await browser.close();
process.exit(0);
