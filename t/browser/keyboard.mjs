/*
 * keyboard - the console by keyboard alone, for t/110_console_keys.t: ada, an
 * administrator, never touches a mouse.  She sets things up and each time what
 * she did has its effect on a customer; then every view that there is: Tab
 * reaches all of it, shows where one is, and nothing answers the mouse alone.
 *
 *   node keyboard.mjs BASE_URL CHROMIUM SCREENSHOT_DIR PASSWORD
 */

import { ask, ok, say, WAIT } from "./common.mjs";
import { seen, stage } from "./stage.mjs";

const [base, executablePath, shots, password] = process.argv.slice(2);
const { browser, errors, person } = await stage(executablePath, shots, password, base);
const DESK = `${base}/console/desk/`;
const MOST = 400;               /* tab stops of a view */
const LEARN = 120000;
const ada = await person();
const keys = ada.keyboard;
const dialog = ada.locator("dialog");
const main = ada.locator("main");
const thing = (text) => ada.locator(".things > li", { hasText: text });
const unringed = new Set();

const button = (name, where = ada) => where.getByRole("button", { name, exact: typeof name === "string" }).first();
const field = (name, where = ada) => where.getByLabel(name).first();


/* What has the focus shows it, by itself or by the box it stands in. */
const ring = () => ada.evaluate(() => {
    const el = document.activeElement;
    const box = el.closest(".write, .search, .status-picker, .switch");
    const has = (x) => x !== null && getComputedStyle(x).outlineStyle !== "none" && parseFloat(getComputedStyle(x).outlineWidth) > 0;

    return el === document.body || has(el) || has(box) || box !== null ? null
        : `${location.hash} ${el.outerHTML.slice(0, 120)}`;
});


/* Tab, until it has the focus. */
async function reach(target, what = "Tab") {
    for (let i = 0; i < MOST; i++) {
        if (await target.evaluate((el) => el === document.activeElement)) {
            const without = await ring();

            if (without !== null) {
                unringed.add(without);
            }

            return;
        }

        await keys.press(what);
    }

    throw new Error(`Tab does not reach ${target}`);
}


async function hit(target) {
    await reach(target);
    await keys.press("Enter");
}


async function write(target, text) {
    await reach(target);
    await keys.press("Control+a");
    await keys.insertText(text);
}


async function choose(target, value) {
    await reach(target);
    await keys.press("Home");

    for (let i = 0; i < 50 && await target.inputValue() !== value; i++) {
        await keys.press("ArrowDown");
    }

    ok(await target.inputValue() === value, `${value} is chosen by the arrows`);
}


async function tick(target) {
    await reach(target);
    await keys.press("Space");
    ok(await target.isChecked(), "and ticked by the space bar");
}


/* Ctrl K, a few letters, Enter. */
async function open(name, heading = name) {
    await keys.press("Control+k");
    await ada.getByRole("combobox", { name: "Go to or do" }).waitFor({ timeout: WAIT });
    await keys.insertText(name);
    await seen(dialog.getByRole("option"), `the palette knows ${name}`);
    await keys.press("Enter");
    await seen(ada.getByRole("heading", { level: 1, name: heading }), `${name} opens`);
    await ada.waitForFunction(() => document.querySelector(".spinner") === null, null, { timeout: WAIT });
}


async function saved(name = "Save") {
    await hit(button(name, dialog));
    await dialog.waitFor({ state: "detached", timeout: WAIT });
}


/* What the server finds wrong with a request that nobody filled in. */
ada.on("response", (r) => r.status() === 422 && /inbox/.test(r.url()) && errors.push(`422 ${r.url()}`));

/* ---- login ---- */

await ada.goto(DESK);
await ada.getByRole("heading", { name: "Log in to Relevo" }).waitFor({ timeout: WAIT });
await write(field("Organisation"), "demo");
await write(field("E-mail"), "ada@demo.example");
await write(field("Password"), password);
await keys.press("Enter");
await seen(ada.locator(".rail"), "a login by keyboard");

/* ---- dead letters ---- */

await open("Dead letters");
await hit(button("Show: poison"));
await seen(dialog.locator(".raw", { hasText: "late but whole" }), "a letter is read");
await keys.press("Escape");
await dialog.waitFor({ state: "detached", timeout: WAIT });
ok(await button("Show: poison").evaluate((el) => el === document.activeElement), "and the focus is back at its button");
await hit(button("Replay"));
await seen(thing("poison").locator(".badge.good", { hasText: "replayed" }), "it is replayed");
ok(await ask("stored", { text: "late but whole" }), "and is a message now, of its customer");
await hit(button("Remove: poison"));
await saved("Remove");
await seen(ada.getByText("There are no dead letters"), "a letter is deleted");

/* ---- a channel, and its test webhook ---- */

await open("Channels");
await hit(button("Add an account"));
await choose(field("Channel", dialog), "generic");
await write(field("Name in the URL", dialog), "keys");
await hit(button("Save", dialog));
await seen(dialog.getByText("shown this once"), "a channel is made");
await reach(button("Close", dialog.locator(".dialog-foot")));
await keys.press("Enter");
await dialog.waitFor({ state: "detached", timeout: WAIT });
await ask("known", { path: "/webhooks/generic/keys" });
await hit(button("Set up and test: keys"));
await ada.locator(".guide .steps").first().waitFor({ timeout: WAIT });
await hit(button("Test this webhook"));

const steps = ada.getByRole("list", { name: "Result of the test" });

await seen(steps, "its webhook is tested");
ok(await steps.locator(".badge.bad").count() === 0 && await steps.locator(".badge.good").count() >= 3,
    "accepted, stored, and answered as it should be");
ok(await ask("tested", { account: "keys" }), "the test's message is in the database");
await ada.waitForFunction(() => document.activeElement?.textContent?.includes("Test this webhook"), null, { timeout: WAIT })
    .then(() => ok(true, "whoever pressed a button stays there while it works"),
        () => ok(false, "whoever pressed a button stays there while it works"));

/* ---- knowledge ---- */

await open("Knowledge base");
await hit(button("Add a document"));
await write(field("Name", dialog), "moon");
await choose(field("Language", dialog), "en");
await write(field("Question 1", dialog), "Do you ship to the moon?");
await write(field("Answer 1", dialog), "Only on Tuesdays.");
await hit(button("Add a question", dialog));
await write(field("Question 2", dialog), "And to Mars?");
await write(field("Answer 2", dialog), "Never.");
await saved();
await seen(thing("moon").getByText("2 answers"), "a document is made");
await choose(field("Language", main), "en");
await write(field("A customer's words"), "do you ship to the moon");
await keys.press("Enter");
await seen(ada.locator(".item", { hasText: "Only on Tuesdays." }), "the search finds it");
await seen(ada.locator("[role=status] .badge.good", { hasText: "The bot would answer" }), "and says that the bot would answer");

const answer = await ask("asked", { from: "5215550101", text: "Do you ship to the moon?" });

ok(answer.includes("Only on Tuesdays."), `which it does, to a customer: ${answer}`);

/* ---- rules ---- */

const PLAIN = "Do you ship to the moon?";

await open("Hand-over rules");
await write(field("The customer's message"), PLAIN);
await write(field("What they said before"), "Hello\nHow are you");
await hit(button("Try it"));
await seen(ada.getByRole("heading", { name: "It would stay with the bot" }), "a message that the bot keeps");
await hit(button("Add a rule"));
await write(field("Identifier", dialog), "second_word");
await choose(field("What it looks at", dialog), "length_over");
await write(dialog.getByRole("spinbutton", { name: "More messages than" }), "1");
await hit(button("Take it", dialog));
await seen(thing("second_word").getByText("your own"), "a rule of one's own");
await hit(button("Try it"));
await seen(ada.locator(".verdict.escalates", { hasText: "second word" }), "the preview goes by it, before it is saved");
await hit(button("Save"));
await seen(ada.locator(".page-head .badge", { hasText: "version 1" }), "saved");
await ask("asked", { from: "5215550102", text: "Hello" });
await ask("asked", { from: "5215550102", text: PLAIN });
ok((await ask("waits", { from: "5215550102" }) ?? "").includes("second_word"), "a customer is handed over by it");
await hit(button("Remove: second_word"));
await hit(button("Save"));
await ada.getByText("Not saved yet").first().waitFor({ state: "detached", timeout: WAIT });
await ask("asked", { from: "5215550104", text: "Hello" });
await ask("asked", { from: "5215550104", text: PLAIN });
ok(await ask("waits", { from: "5215550104" }) === "done", "taken away again, it hands nobody over");

/* ---- intents ---- */

await open("Intents");
await hit(button("Add an intent"));
await write(field("Name", dialog), "tool_rental");
await write(field("Examples", dialog), ["rent a concrete mixer for the weekend", "do you hire out scaffolding",
    "rental of a mini digger per day", "how much to rent a pressure washer", "hire a carpet cleaner tomorrow",
    "I need to rent a ladder", "daily rate for renting the big drill", "can I hire a trailer from you",
    "rent a generator for a party"].join("\n"));
await saved();
await hit(button("Learn"));
await seen(thing("version 1").locator(".badge.good"), "learned", { timeout: LEARN });
ok(await ask("intent", { from: "5215550103", text: "could I hire a cement mixer from you on Friday", is: "tool_rental" }),
    "and a customer is understood by it");
await hit(button("Report: version 1"));
await seen(dialog.locator("tbody tr", { hasText: "tool rental" }), "its report is read");
await keys.press("Escape");

/* ---- templates ---- */

await open("Templates");
await hit(button("Add a template"));
await write(field("Name", dialog), "order_ready");
await write(field("Language", dialog), "en_US");
await choose(field("Category", dialog), "marketing");
await write(dialog.locator("textarea"), "Hello {{1}}, order {{2}} is ready");
await saved();
await hit(button("Show: order_ready/en_US"));
await write(dialog.getByLabel("{{1}}"), "Zoë");
await seen(dialog.getByText("Hello Zoë, order {{2}} is ready"), "a template, filled in");
await keys.press("Escape");

/* ---- reviews ---- */

await open("Review queue");
await hit(button("Pick some more"));
await seen(thing("Only on Tuesdays."), "an answer to be marked");
await reach(button("Mark it", thing("Only on Tuesdays.")));
await keys.press("Enter");
await reach(dialog.getByRole("radio").first());
await keys.press("Space");

for (let i = 0; i < 4; i++) {
    await keys.press("ArrowRight");
}

ok(await dialog.getByLabel("5 · very good").isChecked(), "the arrows go through the marks");
await tick(dialog.getByLabel("incomplete"));
await saved();
await choose(field("Show", main), "scored");
await seen(thing("Only on Tuesdays.").getByText("5 of 5"), "it is marked");

/* ---- persona and prompts ---- */

await open("Persona and prompts");

const prompts = ada.locator(".columns.two").nth(1);

await choose(main.locator("select"), "en");
await write(prompts.locator("textarea").first(), "Sell bread for {tenant}.");
await hit(button("Preview", prompts));
await seen(ada.locator("pre.raw", { hasText: "Sell bread for" }), "a prompt is tried");
await hit(button("Save", prompts));
await seen(ada.locator(".things li", { hasText: "version 1" }), "and saved");

/* ---- hours, a limit, a key, a number behind the overview ---- */

await open("Hours and brand");
await hit(button("Edit: Business hours"));
await reach(dialog.getByLabel("Always open"));
await keys.press("Space");
await write(field("Monday", dialog), "09:00-14:00, 16:00-20:00");
await saved();
await seen(thing("Monday").getByText("16:00-20:00"), "hours are set");
await open("Usage and limits");
await hit(button("Edit: Messages today"));
await write(field("Warn at", dialog), "5000");
await saved();
await seen(thing("Messages today").getByText("5,000"), "a warning, too");
await open("API keys");
await hit(button("Make a key"));
await write(field("Name", dialog), "reports");
await tick(dialog.getByLabel("usage:read"));
await hit(button("Save", dialog));
await seen(dialog.locator(".secret"), "a key is made");
await keys.press("Escape");
await open("Overview");
await hit(ada.locator(".share-line").first());
await seen(dialog.locator(".things a"), "a share leads to its conversations");
await hit(dialog.locator(".things a").first());
await seen(ada.locator(".talk-head"), "and to one of them");

/* ---- a conversation ---- */

await ada.goto(`${DESK}#/inbox/pending`);
await ada.locator(".virtual .row").first().waitFor({ timeout: WAIT });
await hit(ada.locator(".virtual .row").first());
await seen(button("Take it"), "a conversation is opened from the list");
await keys.press("c");
await seen(ada.getByRole("textbox", { name: "Reply to the customer" }), "taken");
await keys.press("Escape");
await hit(button("React to this"));
await seen(ada.getByRole("group", { name: "React to this" }), "signs are at hand");
await keys.press("Tab");
await keys.press("Enter");
await seen(ada.locator(".bubble.customer .reactions", { hasText: "❤" }), "the second of them is set");
await keys.press("r");
await keys.insertText("By keyboard");
await keys.press("Enter");
await seen(ada.locator(".bubble.agent .words", { hasText: "By keyboard" }), "a reply goes out");
await keys.press("Escape");
await keys.press("e");
await write(field("Notes", dialog), "done");
await saved("Resolve");
await seen(ada.getByText("This conversation is resolved."), "and it is resolved");

/* ---- every view ---- */

/* Runs in the page: what can be reached by Tab, and what hears clicks without
   being so.  Preact keeps the listeners of an element in a member of it. */
function stops() {
    const hears = (el) => [el.__a, el.__e].some((all) => typeof all?.onClick === "function");
    const shown = (el) => el.checkVisibility({ visibilityProperty: true, opacityProperty: false });
    const isStop = (el) => el.tabIndex >= 0 && !el.disabled && shown(el)
        && (el.type !== "radio" || el.checked || document.querySelector(`[name="${el.name}"]:checked`) === null);
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex], audio[controls]")];
    const clicks = [...document.querySelectorAll("body *")].filter(hears);

    window.stops = new Set(all.filter(isStop));
    window.passed = new Set();
    window.bare = new Set();

    return { n: window.stops.size, clicks: clicks.length, mouse: clicks.filter((el) => shown(el) && el.tabIndex < 0
        && !el.matches("dialog, label, [role=option]") && el.querySelector("a, button") === null)
        .map((el) => el.outerHTML.slice(0, 160)) };
}


/* Those that are still there and were not passed. */
const missed = () => [...window.stops].filter((el) => el.isConnected && el.checkVisibility() && !el.disabled && !window.passed.has(el))
    .map((el) => el.outerHTML.slice(0, 160));


async function sweep(name) {
    const { n, clicks, mouse } = await ada.evaluate(stops);
    let left = [];

    for (let i = 0; i < 3 * n + 20; i++) {
        await keys.press("Tab");

        const without = await ada.evaluate(() => { window.passed.add(document.activeElement); }).then(ring);

        if (without !== null) {
            unringed.add(without);
        }

        if (i >= n - 1 && (left = await ada.evaluate(missed)).length === 0) {
            break;
        }
    }

    left.concat(mouse).forEach((html) => say({ note: html }));
    ok(n > 5 && left.length === 0, `${name}: Tab reaches all of its ${n} controls`);
    ok(clicks > 0 && mouse.length === 0, `${name}: nothing answers the mouse alone`);
}


const links = (where) => ada.locator(`${where} a[href^="#/"]`).evaluateAll((list) =>
    [...new Set(list.map((a) => a.getAttribute("href")))]);

await ada.goto(`${DESK}#/admin`);
await ada.locator(".admin nav a").first().waitFor({ timeout: WAIT });

for (const hash of [...await links(".rail"), ...await links(".admin nav")].filter((h) => !/^#\/admin\/?$/.test(h))) {
    await ada.goto(`${DESK}${hash}`);
    await ada.locator("main, .list").first().waitFor({ timeout: WAIT });
    await ada.waitForFunction(() => document.querySelector(".spinner") === null, null, { timeout: WAIT });
    await sweep(hash.replace(/^#\//, ""));
}

/* ---- the operator, who has the organisations ---- */

await ada.goto(`${DESK}#/inbox/pending`);
await ada.locator(".virtual, .empty").first().waitFor({ timeout: WAIT });
await hit(button("Settings"));
await hit(button("Log out", dialog));
await ada.getByRole("heading", { name: "Log in to Relevo" }).waitFor({ timeout: WAIT });
await write(field("Organisation"), "operator");
await write(field("E-mail"), "root@operator.example");
await write(field("Password"), password);
await keys.press("Enter");
await seen(ada.locator(".rail"), "the operator logs in");
await open("Organisations");
await hit(button("Add organisation"));
await write(field("Short name", dialog), "third");
await hit(button("Save", dialog));
await seen(dialog.locator(".secret", { hasText: "--tenant third" }), "an organisation is made");
await hit(button("Close", dialog.locator(".dialog-foot")));
await dialog.waitFor({ state: "detached", timeout: WAIT });
await hit(button("Limits: third"));
await write(dialog.locator("fieldset", { hasText: "Agents" }).getByLabel("At most"), "4");
await saved();
await hit(button("Limits: third"));
ok(await dialog.locator("fieldset", { hasText: "Agents" }).getByLabel("At most").inputValue() === "4", "and has a limit");
await keys.press("Escape");
await dialog.waitFor({ state: "detached", timeout: WAIT });
await sweep("admin/tenants");

unringed.forEach((what) => say({ note: what }));
ok(unringed.size === 0, "wherever one is, it is seen");

for (const e of errors) {
    say({ note: e });
}

ok(errors.length === 0, "no error in any console");
await browser.close();
process.exit(0);
