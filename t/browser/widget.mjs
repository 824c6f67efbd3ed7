/*
 * widget - the chat as a shop's customers have it, for t/45_browser.t: themes
 * and axe-core, history, files both ways, no connection, a mark at the end.
 *
 *   node widget.mjs BASE_URL CHROMIUM SCREENSHOT_DIR
 *
 * Asks the test for what an agent does: {do: "claim" | "give" | "type" |
 * "resolve", visitor}; "files" and "rating" tell what the database has.
 */

import { readFileSync } from "node:fs";
import { ask as tell, audit, launch, ok, say, WAIT } from "./common.mjs";

const [base, executablePath, shots] = process.argv.slice(2);
const port = new URL(base).port;
const PNG = "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    + "0000000d49444154789c6360f8cfc0f01f0005000101ff3a9d6ae50000000049454e44ae426082";
const browser = await launch(executablePath);
const errors = [];
const bubbles = (page, kind) => page.locator(`#log li.${kind}`);
const said = (page, text) => page.locator("#log li", { hasText: text });


function watch(page) {
    page.on("console", (m) => {
        if (m.type() === "error" && !/Failed to load resource|ERR_/.test(m.text())) {
            errors.push(m.text());
        }
    });
    page.on("pageerror", (e) => errors.push(String(e.stack ?? e)));
    return page;
}


async function open(context, query = "") {
    const page = watch(await context.newPage());

    await page.goto(`${base}/console/chat/?endpoint=demo${query}`);
    await page.locator("#state-dot.on").waitFor({ timeout: WAIT });
    return page;
}


/* True when it comes to be, in time. */
async function seen(locator, name, options = {}) {
    const there = await locator.first().waitFor({ timeout: WAIT, ...options })
        .then(() => true, (e) => { say({ note: String(e).slice(0, 400) }); return false; });

    ok(there, name);
}


async function write(page, text) {
    await page.locator("#text").fill(text);
    await page.locator("#text").press("Enter");
}


/* A paste or a drop of files: [name, type, content]. */
const hand = (page, selector, event, files) => page.locator(selector).evaluate((at, [kind, list]) => {
    const data = new DataTransfer();
    const init = { bubbles: true, cancelable: true };

    list.forEach(([name, type, text]) => data.items.add(new File([text], name, { type })));
    at.dispatchEvent(kind === "paste" ? new ClipboardEvent(kind, { ...init, clipboardData: data })
        : new DragEvent(kind, { ...init, dataTransfer: data }));
}, [event, files]);


/* ---- history ---- */

const context = await browser.newContext({ locale: "en-US" });

context.setDefaultTimeout(WAIT);

const page = await open(context, "&files=300k");
const visitor = await page.evaluate(() => localStorage.getItem("relevo.chat.demo").split(".")[2]);

await write(page, "What are your opening hours?");
await bubbles(page, "bot").first().waitFor({ timeout: WAIT });
const answer = await bubbles(page, "bot").first().textContent();

await page.reload();
await seen(bubbles(page, "bot"), "a reload shows what was said");
ok(await bubbles(page, "visitor").textContent() === "What are your opening hours?"
    && await bubbles(page, "bot").textContent() === answer, "in words and order, once");
await page.locator("#state-dot.on").waitFor({ timeout: WAIT });
ok(await bubbles(page, "note").count() === 0, "and says nothing is missing");

/* What comes while no page is open: another device has the same token. */
const token = await page.evaluate(() => localStorage.getItem("relevo.chat.demo"));

await page.goto("about:blank");
await context.request.post(`${base}/chat/demo/messages`, { headers: { Authorization: `Bearer ${token}` },
    data: { id: "00000000-0000-4000-8000-00000000aaaa", text: "Said elsewhere" } });
await page.goto(`${base}/console/chat/?endpoint=demo&files=300k`);
await seen(said(page, "Said elsewhere"), "what was said meanwhile follows");
await page.waitForFunction(() => document.querySelectorAll("#log li.bot").length === 2, null, { timeout: WAIT });
ok(true, "with its answer");

/* A message that was under way when the page was closed */
await page.route("**/messages", () => {});
await write(page, "Under way");
await page.locator("#log li.sending").waitFor({ timeout: WAIT });
await page.reload();
await page.unroute("**/messages");
await seen(page.locator("#log li.failed", { hasText: "Under way" }), "what was under way is told as not sent");
await page.locator("#log li.failed button").click();
await page.waitForFunction(() => document.querySelectorAll("#log li.bot").length === 3, null, { timeout: WAIT });
ok(await page.locator("#log li.failed").count() === 0
    && await said(page, "Under way").count() === 1, "and can be sent, as one message");

/* ---- no connection ---- */

await context.setOffline(true);
await seen(page.locator("#offline", { hasText: "No connection" }), "no connection is told");
await write(page, "Written without a connection");
await seen(page.locator("#log li.waiting", { hasText: "Is sent when" }), "what is written waits");
await audit(page, "no connection");
await page.screenshot({ path: `${shots}/chat-offline.png` });
await tell("reload");
await context.setOffline(false);
await page.waitForFunction(() => document.querySelectorAll("#log li.bot").length === 4, null, { timeout: WAIT });
ok(await page.locator("#log li.waiting, #log li.failed").count() === 0
    && await said(page, "Written without").count() === 1, "and goes by itself");
ok(await page.locator("#offline").textContent() === "", "the notice is gone");

/* ---- files of the visitor ---- */

const names = (kind) => page.locator("#log li.visitor", { hasText: kind });

await page.locator("#file").setInputFiles([{ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("a list\n") }]);
await hand(page, "#text", "paste", [["pasted.txt", "text/plain", "pasted"]]);
await hand(page, "#log", "drop", [["dropped.txt", "text/plain", "dropped"]]);

for (const name of ["notes.txt", "pasted.txt", "dropped.txt"]) {
    await seen(page.locator(`#log li.visitor:not(.sending):not(.failed)`, { hasText: name }), `${name} is sent`);
}

await page.waitForFunction(() => document.querySelector("#log progress") === null);
let files = 0;

for (const until = Date.now() + WAIT; files < 3 && Date.now() < until;) {
    files = Number(await tell("files", { visitor }));
}

ok(files === 3, "and the server has them");
await hand(page, "#text", "paste", [["program", "application/octet-stream", "\x7fELF and more"],
    ["empty.txt", "text/plain", ""], ["big.txt", "text/plain", "x".repeat(300 * 1024 + 1)],
    ["page.html", "text/html", "<html><script>window.hit=1</script>"]]);
await seen(names("program").filter({ hasText: "files of this kind are not taken" }), "a program is refused in words");
await seen(names("page.html").filter({ hasText: "files of this kind are not taken" }), "a page, too");
await seen(names("empty.txt").filter({ hasText: "the file is empty" }), "nothing is no file");
await seen(names("big.txt").filter({ hasText: "the file is too large" }), "nor is what is too large");
await hand(page, "#text", "paste", [["<img src=x onerror=window.hit=1>.txt", "text/plain", "hostile"]]);
await seen(names("onerror"), "a hostile name is text");
ok(await page.evaluate(() => window.hit === undefined && !document.querySelector("#log img")), "and inert");

/* until the button is there: what waits goes by itself when the stream is back */
let isDead = true;
const retry = names("again.txt").getByRole("button", { name: "Not sent. Try again" });

await page.route("**/media?*", (route) => (isDead ? route.abort() : route.continue()));
await hand(page, "#text", "paste", [["again.txt", "text/plain", "again"]]);
await seen(retry, "an upload that breaks says so");
isDead = false;
await retry.click({ timeout: 5000 }).catch(() => {});
await seen(page.locator("#log li.visitor:not(.failed):not(.sending)", { hasText: "again.txt" }),
    "an upload that breaks can be tried again");
await page.unroute("**/media?*");
ok(await page.locator("#attach").evaluate((b) => b.ariaLabel) === "Attach a file", "the button has a name");

/* ---- an agent ---- */

ok(await tell("claim", { visitor }) === 200, "an agent takes the conversation");
ok(await tell("type", { visitor }) < 300, "and writes");
await seen(page.locator("#typing", { hasText: "Somebody is writing" }), "which is told");
ok(await tell("give", { visitor, file: "plan.png", type: "image/png", hex: PNG }) === 202, "sends a picture");
await seen(page.locator("#log li.agent a img[alt='plan.png']"), "which is shown");
await page.waitForFunction(() => document.querySelector("#log li.agent img").naturalWidth === 1, null, { timeout: WAIT });
ok(true, "as a picture");
ok(await page.locator("#typing").textContent() === "", "nobody writes any more");
ok(await tell("give", { visitor, file: "offer.txt", type: "text/plain", hex: "6f66666572" }) === 202, "and a text");
await seen(page.locator("#log li.agent a[rel='noopener']", { hasText: "offer.txt" }), "which is a link");

/* ---- the mark ---- */

ok(await tell("resolve", { visitor }) === 200, "the agent resolves it");
const marks = page.locator("#log .marks button");

await seen(marks, "a mark is asked for, with buttons");
ok(await marks.count() === 5 && await marks.nth(3).evaluate((b) => b.ariaLabel) === "4 of 5", "five, with names");

for (const theme of ["light", "dark"]) {
    await page.evaluate((t) => { document.documentElement.dataset.theme = t; }, theme);
    await page.screenshot({ path: `${shots}/chat-${theme}.png` });
    await audit(page, `chat, ${theme}`);
}

await page.locator("#text").press("Shift+Tab");
await page.keyboard.press("Shift+Tab");
ok(await marks.nth(3).evaluate((b) => b === document.activeElement), "the keyboard reaches them");
await page.keyboard.press("Enter");
ok(await tell("rating", { visitor }) === 4, "the mark is kept");
ok(await marks.count() === 0, "and the buttons are gone");
await page.reload();
await seen(page.locator("#log li.agent a", { hasText: "offer.txt" }), "a reload shows files, too");
ok(await marks.count() === 0, "and asks for no second mark");

const questions = ["en", "es", "pt", "fr", "it"].map((language) => JSON.parse(readFileSync(
    new URL(`../../config/texts/${language}.json`, import.meta.url), "utf8")).csat_ask);
const asks = (texts) => page.evaluate(async (list) => {
    const { asksForMark } = await import("/console/chat/rating.js");

    return list.filter((text) => asksForMark({ from: "system", text }));
}, texts);
const harmless = await asks(["We deliver in 1 to 5 days", "The number is 1-800-555",
    "It costs 1,5 and is rated 4", "Place 1, about 5 minutes"]);

ok((await asks(questions)).length === 5, "our question is known in five languages");
ok(harmless.length === 0, `other numbers are no question ${harmless}`);

/* ---- options ---- */

const plain = await open(await browser.newContext({ locale: "en-US" }), "&history=off&theme=mauve&color=red");

await write(plain, "Hello");
await bubbles(plain, "bot").first().waitFor({ timeout: WAIT });
ok(await plain.evaluate(() => localStorage.getItem("relevo.chat.log.demo")) === null, "history=off keeps no words");
ok(await plain.evaluate(() => document.documentElement.dataset.theme) === "auto", "what is not understood is the default");
ok(await plain.locator("#attach").isHidden(), "without files= there is no button");
await hand(plain, "#text", "paste", [["a.txt", "text/plain", "a"]]);
await seen(said(plain, "Files cannot be sent here"), "and a file that is pasted is refused in words");

/* ---- the widget, on a page that allows no inline styles ---- */

const shop = watch(await context.newPage());

await shop.goto(`http://shop.test:${port}/left`);
await shop.mouse.click(48, shop.viewportSize().height - 48);

let frame;

for (const until = Date.now() + WAIT; frame === undefined && Date.now() < until;) {
    frame = shop.frames().find((f) => f.url().includes("/console/chat/"));
    await shop.evaluate(() => new Promise(requestAnimationFrame));
}

await frame.locator("#state-dot.on").waitFor({ timeout: WAIT });
ok(await frame.locator("#title").textContent() === "Ayuda"
    && await frame.evaluate(() => document.documentElement.lang) === "es", "title and language are the page's");
ok(await frame.locator("#send").evaluate((b) => getComputedStyle(b).backgroundColor) === "rgb(255, 212, 0)"
    && await frame.locator("#send").evaluate((b) => getComputedStyle(b).color) === "rgb(0, 0, 0)",
    "the colour too, with an ink that can be read");
ok(await frame.locator("#attach").isVisible(), "files are taken");
await frame.waitForFunction(() => document.activeElement.id === "text", null, { timeout: WAIT });
ok(true, "the focus is where one writes");
await write(frame, "Hola");
await bubbles(frame, "bot").first().waitFor({ timeout: WAIT });
await audit(frame, "the widget, dark, a light colour");
await shop.screenshot({ path: `${shots}/widget.png` });
await frame.locator("#text").press("Escape");
const element = await frame.frameElement();

await shop.waitForFunction((f) => f.hidden, element, { timeout: WAIT });
ok(true, "Escape closes it");
await shop.keyboard.press("Enter");
await shop.waitForFunction((f) => !f.hidden, element, { timeout: WAIT });
ok(true, "the focus is back at its button, which opens it again");

for (const e of errors) {
    say({ note: e });
}

ok(errors.length === 0, "no console errors");
await browser.close();
process.exit(0);
