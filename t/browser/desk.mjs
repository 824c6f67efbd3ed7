/*
 * desk - plays the agent console for t/100_console.t: eva is an agent, max a
 * supervisor, and a customer chats beside them.
 *
 *   node desk.mjs BASE_URL CHROMIUM SCREENSHOT_DIR PASSWORD CONVERSATION
 *
 * CONVERSATION waits for somebody from the start and is hostile.
 */

import { ask, ok, say, settled, WAIT } from "./common.mjs";
import { fetched, seen, SIZE, stage, status } from "./stage.mjs";

const [base, executablePath, shots, password, hostile] = process.argv.slice(2);
const { browser, errors, person, logIn, look } = await stage(executablePath, shots, password);
const FIRST = { requests: 28, code: 84 * 1024, bytes: 112 * 1024 };

const rows = (page) => page.locator(".virtual .row");
const said = (page, text) => page.locator(".timeline .words", { hasText: text });


/* The first such request of a page; until page.unroute(url). */
function first(page, url, handle) {
    let isHandled = false;

    return page.route(url, (route) => {
        if (isHandled) {
            return route.continue();
        }

        isHandled = true;
        return handle(route);
    });
}


/* ---- logging in ---- */

const eva = await person();
const max = await person();

await eva.goto(`${base}/console/desk/`);
await seen(eva.getByRole("heading", { name: "Log in to Relevo" }), "who is not known logs in");
await look(eva, "login");
await logIn(eva, "eva", "not the password");
await seen(eva.getByText("Organisation, e-mail, password or code is wrong."), "a wrong password is told");
await logIn(eva, "eva");
await seen(rows(eva), "then the inbox, with who waits");

await max.goto(`${base}/console/desk/`);
await logIn(max, "max");
await seen(rows(max), "and a second agent");
ok(await eva.evaluate(() => !document.cookie.includes("relevo_session")), "no script sees the cookie");
ok(!(await eva.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).includes("rs_"),
    "no token is kept where scripts can read");

await eva.reload();
await seen(rows(eva), "a reload asks for nothing");

const usable = await eva.evaluate(async () => {
    const { startTime } = performance.getEntriesByType("resource")
        .find((e) => e.name.includes("/api/v1/conversations"));

    return Math.round(startTime);
});

say({ note: `the list is asked for ${usable} ms after the page` });

/* ---- the budget of the first view: an empty cache, a language of its own ---- */

const context = await browser.newContext({ locale: "fr-FR", storageState: await max.context().storageState() });
const newcomer = await context.newPage();

await newcomer.goto(`${base}/console/desk/#/inbox/pending`);
await seen(newcomer.locator(".virtual .row"), "nothing is cached");

const spent = await fetched(newcomer);

ok(spent.requests <= FIRST.requests, `${spent.requests} requests until the first row (at most ${FIRST.requests})`);
ok(spent.code <= FIRST.code, `${spent.code} bytes of code and words, compressed (at most ${FIRST.code})`);
ok(spent.bytes <= FIRST.bytes, `${spent.bytes} bytes in all (at most ${FIRST.bytes})`);
await context.close();

/* ---- what is hostile is text ---- */

await eva.goto(`${base}/console/desk/#/inbox/pending/${hostile}`);
await seen(eva.locator(".preview blockquote, .timeline .words"), "what waits is a preview, or ours");
await look(eva, "preview");
await max.goto(`${base}/console/desk/#/inbox/pending/${hostile}`);
await seen(max.locator(".timeline .words"), "a supervisor reads it");
ok((await max.locator(".timeline .words").first().textContent()).includes("<script>window.hit=1</script>"),
    "markup is shown as it was written");
ok(await max.evaluate(() => window.hit === undefined
    && document.querySelector(".timeline img, .timeline script, .list img") === null), "and inert");

/* ---- a hand-over ---- */

const customer = await person({ viewport: { width: 420, height: 720 } });

await customer.goto(`${base}/console/chat/`);
await customer.locator("#state-dot.on").waitFor({ timeout: WAIT });

async function tell(text) {
    await customer.locator("#text").fill(text);
    await customer.locator("#text").press("Enter");
}

const heard = (text) => customer.locator("#log li", { hasText: text });

await status(max, "away");
await tell("I want to talk to a person");
await eva.goto(`${base}/console/desk/#/inbox/mine`);

/* who chats has no name */
const wish = rows(eva).filter({ hasText: "Unknown" });

await seen(wish, "the customer's wish is in eva's inbox");

for (let i = 0; i < 3 && await eva.locator(".row.open", { hasText: "Unknown" }).count() === 0; i++) {
    await eva.keyboard.press("j");
    await eva.locator(".talk-head").waitFor({ timeout: WAIT });
}

ok(await eva.locator(".row.open", { hasText: "Unknown" }).count() === 1, "j goes to it");
await seen(eva.getByRole("button", { name: "Take it" }), "it can be taken");

const id = new URL(eva.url()).hash.split("/").at(-1);
const reply = eva.getByRole("textbox", { name: "Reply to the customer" });

/* she takes it while an answer is on its way that knows nothing of that */
const steps = ["asked", "taken", "judged"];
const step = Object.fromEntries(steps.map((name) => [name, {}]));

for (const name of steps) {
    step[name].come = new Promise((go) => { step[name].go = go; });
}

await first(eva, `**/conversations/${id}`, async (route) => {
    const response = await route.fetch();

    step.asked.go();
    await step.taken.come;
    await route.fulfill({ response });
});
await first(eva, "**/claim", async (route) => {
    await step.judged.come;
    await route.continue();
});
await tell("Is anybody there?");
await step.asked.come;
await eva.keyboard.press("c");
await seen(reply, "c takes it");
await Promise.all([eva.waitForRequest("**/timeline?*"), step.taken.go()]);
ok(await reply.isVisible(), "what the server says of before takes nothing away");
step.judged.go();
await seen(eva.getByRole("button", { name: "Resolve" }), "and it is hers");
await eva.unroute(`**/conversations/${id}`);
await eva.unroute("**/claim");

await eva.locator("#composer").fill("Hello, this is Eva. How can I help?");
await eva.locator("#composer").press("Enter");
await seen(said(eva, "this is Eva"), "a reply shows at once");
await seen(heard("this is Eva"), "the customer has it");
const sent = performance.now();

await tell("My parcel is broken");
await seen(said(eva, "My parcel is broken"), "what the customer says comes in by itself");
say({ note: `${Math.round(performance.now() - sent)} ms from the customer's key to eva's screen` });
await tell("<img src=x onerror=window.hit=1> https://example.com/a?b=1");
await seen(said(eva, "onerror=window.hit=1"), "hostile words live too");
ok(await eva.evaluate(() => window.hit === undefined
    && document.querySelector(".timeline img") === null), "are text");
ok(await eva.locator(".timeline a[href='https://example.com/a?b=1'][rel*='noopener']").count() === 1,
    "a web address can be followed");

await eva.locator("#composer").press("Escape");
await eva.keyboard.press("n");
await eva.locator("#composer").fill("Photo of the parcel promised");
await eva.locator("#composer").press("Enter");
await seen(eva.locator(".note-card", { hasText: "Photo of the parcel" }), "n writes a note");
await seen(eva.locator(".panel", { hasText: "Asked for a person" }), "why it was handed over");
await eva.locator(".panel").getByRole("button", { name: "Show the evidence" }).click();
await seen(eva.locator(".panel .turn"), "with its evidence");
await seen(max.locator(".rail"), "max is here");
await max.goto(`${base}/console/desk/#/inbox/all/${id}`);
await seen(said(max, "My parcel is broken"), "a supervisor looks in");
await seen(eva.locator(".badge.viewers", { hasText: "max" }), "and eva sees who looks");
await look(eva, "conversation");

await eva.locator(".panel summary", { hasText: "Knowledge base" }).click();
await eva.getByLabel("Search answers").fill("warranty");
await eva.locator(".knowledge button", { hasText: "three-year warranty" }).click();
await eva.waitForFunction(() => /three-year/.test(document.getElementById("composer").value));
ok(true, "an answer of the knowledge base goes into the reply");
await eva.locator("#composer").fill("");

/* ---- honest failure ---- */

let lose = 2;
const keys = [];

await eva.keyboard.press("r");
await eva.route("**/messages", async (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    await (lose-- > 0 ? (await route.fetch(), route.abort()) : route.continue());
});
await eva.locator("#composer").fill("We send a new one today");
await eva.locator("#composer").press("Enter");
await seen(heard("We send a new one today"), "an answer that is lost: the customer has the message");
await eva.locator(".bubble.sending").waitFor({ state: "detached", timeout: WAIT });
ok(new Set(keys).size === 1 && keys.length >= 2, "it is repeated under the same key");
ok((await ask("texts", { conversation: id, like: "new one today" })).length === 1
    && await said(eva, "We send a new one today").count() === 1, "and is one message");
await eva.unroute("**/messages");
await eva.route("**/messages", (route) => route.abort());
await eva.locator("#composer").fill("This one does not get through");
await eva.locator("#composer").press("Enter");

const failed = eva.locator(".bubble.failed", { hasText: "does not get through" });

await seen(failed.getByText("Not sent."), "what fails says so", { timeout: 30000 });
await look(eva, "failed");
await eva.unroute("**/messages");
await failed.getByRole("button", { name: "Try again" }).click();
await seen(heard("This one does not get through"), "and can be sent again");

/* ---- a broken connection ---- */

await eva.context().setOffline(true);

for (const n of [1, 2, 3]) {
    await tell(`while eva was away ${n}`);
    await seen(heard(`while eva was away ${n}`), `the customer writes ${n}`);
}

await ask("reload");
await eva.context().setOffline(false);

for (const n of [1, 2, 3]) {
    await seen(said(eva, `while eva was away ${n}`), `eva has it: ${n}`);
}

/* ---- answers that are older than what was heard meanwhile ---- */

/* The customer says something, and the next such request of eva's has this
   answer, but not before she has heard something newer.  True: she asks again. */
async function late(url, answer, text) {
    let begun;
    let done;
    const isSaid = new Promise((go) => { begun = go; });
    const isAgain = new Promise((go) => { done = go; });

    await first(eva, url, async (route) => {
        await isSaid;
        await tell(`newer than ${text}`);
        await rows(eva).filter({ hasText: `newer than ${text}` }).waitFor({ timeout: WAIT });
        done(eva.waitForRequest(url, { timeout: WAIT }).then(() => true, () => false));
        await route.fulfill(answer);
    });
    await tell(text);
    begun();

    const is = await isAgain;

    await eva.unroute(url);
    return is;
}

/* as when a mark gives a conversation to the bot, who gives it back at once */
ok(await late("**/timeline?*", { status: 404, json: { code: "not_found" } }, "the timeline"),
    "what was not there for a moment is asked for again");
await seen(said(eva, "newer than the timeline"), "and what was heard meanwhile is there");
ok(await late("**/inbox/rows?*", { json: { items: [], next: null } }, "the row"),
    "so is a row that was not there for a moment");
ok(await said(eva, "newer than the row").count() === 1, "and the conversation is still open");

/* ---- to a colleague ---- */

await status(max, "online");
await eva.locator("#composer").press("Escape");
await eva.keyboard.press("t");
await eva.getByRole("combobox", { name: "To", exact: true }).selectOption({ label: "max · Online" })
    .catch(() => eva.getByRole("combobox", { name: "To", exact: true }).selectOption({ index: 1 }));
await eva.getByLabel("A note for them").fill("Broken parcel, wants a new one");
await look(eva, "transfer");
await eva.locator("dialog").getByRole("button", { name: "Transfer" }).click();
await seen(max.getByRole("button", { name: "Take it" }), "max may take it");

/* a slow claim: what is written meanwhile stands in line behind it */
await max.route("**/claim", async (route) => {
    await new Promise((go) => setTimeout(go, 700));
    await route.continue();
});
await max.getByRole("button", { name: "Take it" }).first().click();
await max.locator("#composer").fill("Max here, it is on its way.");
await max.locator("#composer").press("Enter");
await seen(heard("Max here"), "the customer is answered by max");
await max.locator("#composer").press("Escape");
await max.keyboard.press("e");
await max.getByLabel("Notes").fill("New parcel");
await max.locator("dialog").getByRole("button", { name: "Resolve" }).click();
await seen(max.getByText("This conversation is resolved."), "resolved");
await look(max, "resolved");

/* ---- keyboard, palette, settings, small windows ---- */

await eva.goto(`${base}/console/desk/#/inbox/pending`);
await eva.keyboard.press("?");
await seen(eva.getByRole("heading", { name: "Keyboard shortcuts" }), "? shows the keys");
await look(eva, "help");
await eva.keyboard.press("Escape");
await eva.keyboard.press("Control+k");
await eva.getByRole("combobox", { name: "Go to or do" }).fill("mine");
await look(eva, "palette");
await eva.keyboard.press("Enter");
await eva.waitForURL(/#\/inbox\/mine/);
ok(true, "Ctrl K goes anywhere");
await eva.getByRole("button", { name: "Settings" }).click();
await look(eva, "settings");
await eva.getByLabel("Language").selectOption("es");
await seen(eva.getByRole("heading", { name: "Ajustes" }), "the language changes at once");
await eva.getByLabel("Idioma").selectOption("en");
await eva.keyboard.press("Escape");

await max.goto(`${base}/console/desk/#/inbox/pending/${hostile}`);
await max.setViewportSize({ width: 390, height: 780 });
await seen(max.locator(".talk-head"), "a phone shows the conversation");
ok(await max.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "as wide as the phone");
await look(max, "phone-conversation");
await max.getByRole("link", { name: "Back to the list" }).click();
await seen(rows(max), "and the list");
await look(max, "phone-list");
await max.setViewportSize({ width: 720, height: 430 });
ok(await max.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "200 % zoom");
await max.setViewportSize(SIZE);

/* ---- one stream for all tabs ---- */

const before = await settled("streams");
const tab = await eva.context().newPage();

await tab.goto(`${base}/console/desk/#/inbox/pending`);
await seen(rows(tab), "a second tab");
ok(await settled("streams", before) === before, `needs no stream of its own (${before} in all)`);
await tab.close();

/* ---- ten thousand ---- */

const page = (await (await eva.request.get(`${base}/api/v1/conversations?view=pending&limit=1`)).json());
const many = Array.from({ length: 10000 }, (_, i) => ({ ...page.items[0],
    id: `00000000-0000-7000-8000-${String(i).padStart(12, "0")}`,
    contact: { ...page.items[0].contact, id: `c${i}`, name: `Customer ${i}` } }));

await eva.route("**/api/v1/conversations?view=pending*", (route) => route.fulfill(
    { json: { items: many, next: null } }));
await eva.goto("about:blank");
await eva.goto(`${base}/console/desk/#/inbox/pending`);
await seen(rows(eva).filter({ hasText: "Customer" }), "10,000 conversations");

const took = await eva.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const list = document.querySelector(".virtual");
    const search = document.getElementById("inbox-search");
    const times = [];
    const timed = async (what) => {
        const from = performance.now();

        what();
        await frame();
        times.push(performance.now() - from);
    };

    for (let i = 1; i <= 20; i++) {
        await timed(() => { list.scrollTop = i * 30000; });
    }

    for (const text of ["C", "Cu", "Customer 99", "Customer 9999", ""]) {
        await timed(() => {
            search.value = text;
            search.dispatchEvent(new InputEvent("input", { bubbles: true }));
        });
    }

    times.sort((a, b) => a - b);
    return { ms: Math.round(times[times.length >> 1]), slowest: Math.round(times.at(-1)),
        rows: document.querySelectorAll(".row").length };
});

/* how long is for `./build.sh bench`: it is about what is drawn */
say({ note: `interactions with 10,000: ${took.ms} ms, the slowest ${took.slowest} ms` });
ok(took.rows < 60, `${took.rows} rows are drawn`);
await eva.unroute("**/api/v1/conversations?view=pending*");

/* ---- and out ---- */

await eva.getByRole("button", { name: "Settings" }).click();
await eva.getByRole("button", { name: "Log out" }).click();
await seen(eva.getByRole("heading", { name: "Log in to Relevo" }), "logged out");

for (const e of errors) {
    say({ note: e });
}

ok(errors.length === 0, "no error in any console");
await browser.close();
process.exit(0);
