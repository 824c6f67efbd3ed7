/*
 * views - every view of the console with hostile words in everything that has a
 * name, for t/109_play_views.t: nothing runs, nothing is fetched from elsewhere,
 * the policy has nothing to refuse; a picture of each in both themes, axe-core,
 * a phone's width and 200 % zoom.  The views are found in the rail and in the
 * set-up: a new one is looked at without a change here.
 *
 *   node views.mjs BASE_URL CHROMIUM SCREENSHOT_DIR PASSWORD CONVERSATION EVIL
 */

import { ask, audit, ok, say, WAIT } from "./common.mjs";
import { seen, SIZE, stage, turn } from "./stage.mjs";

const [base, executablePath, shots, password, conversation, evil] = process.argv.slice(2);
const { browser, errors, person, enter, customer, picture } = await stage(executablePath, shots, password, base);
const DESK = `${base}/console/desk/`;
const PHONE = { width: 390, height: 780 };
const ZOOMED = { width: 720, height: 430 };     /* 1440 x 860 at 200 % */
const MOST = 3;                                 /* dialogs of a kind that are opened */
const ada = await person();
const refused = [];

await ada.context().exposeFunction("refused", (what) => refused.push(what));
await ada.context().addInitScript(() => {
    document.addEventListener("securitypolicyviolation",
        (e) => window.refused(`${e.violatedDirective} ${e.blockedURI}`));
});
ada.context().on("request", (r) => {
    if (!r.url().startsWith(base) && !/^(data|blob):/.test(r.url())) {
        refused.push(`fetched ${r.url()}`);
    }
});


/* Nothing of what others wrote has become part of the page. */
async function inert(page, name) {
    const found = await page.evaluate(() => ({
        hit: window.hit,
        made: [...document.querySelectorAll("*")].filter((el) => [...el.attributes].some((a) => /^on/i.test(a.name))
            || (el.localName === "script" && !el.src) || el.localName === "b" || el.localName === "iframe"
            || /^javascript:/i.test(el.getAttribute("href") ?? el.getAttribute("src") ?? ""))
            .map((el) => el.outerHTML.slice(0, 200)),
    }));

    ok(found.hit === undefined && found.made.length === 0, `${name}: words are words`);
    found.made.forEach((html) => say({ note: html }));
}


async function open(page, hash) {
    await turn(page, hash);
    await page.locator("main, .list").first().waitFor({ timeout: WAIT });
    await page.waitForFunction(() => document.querySelector(".spinner") === null, null, { timeout: WAIT });
}


const noScroll = (page) => page.waitForFunction(
    () => document.documentElement.scrollWidth <= innerWidth, null, { timeout: WAIT }).then(() => true, () => false);


async function small(page, name) {
    for (const [what, size] of [["phone", PHONE], ["200 %", ZOOMED]]) {
        await page.setViewportSize(size);
        ok(await noScroll(page), `${name}: as wide as its window, ${what}`);

        if (what === "phone") {
            await picture(page, `${name}-phone`, ["light"]);
            await audit(page, `${name}, on a phone`);
        }
    }

    await page.setViewportSize(SIZE);
}


/* The dialogs that its things open: each kind, a few times. */
async function dialogs(page, name) {
    for (const kind of [/^(Edit|Show)/, /^(Add|Make|New)/]) {
        const buttons = page.locator("main").getByRole("button", { name: kind });
        const n = Math.min(await buttons.count(), MOST);

        for (let i = 0; i < n; i++) {
            await buttons.nth(i).click();

            if (await page.locator("dialog").first().waitFor({ timeout: 8000 }).then(() => true, () => false)) {
                await page.waitForFunction(() => document.querySelector("dialog .spinner") === null, null, { timeout: WAIT });
                await inert(page, `${name}, ${kind} ${i + 1}`);
                await page.keyboard.press("Escape");
                await page.locator("dialog").first().waitFor({ state: "detached", timeout: WAIT });
            }
        }
    }
}


async function visit(page, hash, name) {
    await open(page, hash);
    await picture(page, name, ["light", "dark"]);
    await audit(page, `${name}, dark`);
    await inert(page, name);
    await dialogs(page, name);
    await small(page, name);
}


const links = (page, where) => page.locator(`${where} a[href^="#/"]`).evaluateAll((list) =>
    [...new Set(list.map((a) => a.getAttribute("href")))]);

await enter(ada, "ada");
await ada.locator(".virtual .row").first().waitFor({ timeout: WAIT });

/* a file whose name is hostile, from a customer's own hands */
const eve = await customer("&files=300k");

await eve.page.locator("#file").setInputFiles({ name: `${evil}.txt`.replaceAll("/", ""), mimeType: "text/plain",
    buffer: Buffer.from(`${evil}\n`) });
await eve.page.locator("#log li.bot").first().waitFor({ timeout: WAIT });
await eve.tell(evil);
await eve.page.locator("#log li.visitor", { hasText: "onerror" }).last().waitFor({ timeout: WAIT });
await inert(eve.page, "the chat");

const visitor = await eve.page.evaluate(() => localStorage.getItem("relevo.chat.demo").split(".")[2]);
const filed = await ask("conversation", { from: visitor });

/* ---- the views ---- */

const views = (await links(ada, ".rail")).filter((h) => !/^#\/(inbox|admin)\/?$/.test(h));

await open(ada, "#/admin");

const pages = await links(ada, ".admin nav");

say({ note: `${views.length} views, ${pages.length} pages of the set-up` });
ok(pages.length >= 10, "the set-up has its pages");

for (const hash of [...views, ...pages]) {
    await visit(ada, hash, hash.replace(/^#\//, "").replaceAll("/", "-"));
}

for (const view of ["pending", "mine", "team", "all", "resolved"]) {
    await visit(ada, `#/inbox/${view}`, `inbox-${view}`);
}

/* ---- conversations ---- */

await open(ada, `#/inbox/all/${filed}`);
await seen(ada.locator(".media", { hasText: "onerror" }), "a hostile file has its name");
await inert(ada, "a hostile file");

await open(ada, `#/inbox/all/${conversation}`);
await seen(ada.locator(".timeline .words", { hasText: "onerror" }), "hostile words are read");
await seen(ada.locator(".panel .summary, .panel p", { hasText: "onerror" }), "a hostile ticket, too");

await ada.locator(".panel").evaluate((panel) => panel.querySelectorAll("details").forEach((d) => { d.open = true; }));
await ada.getByRole("button", { name: "Show the evidence" }).click().catch(() => {});
await ada.getByLabel("Search answers").fill("hostile");
await seen(ada.locator(".knowledge button", { hasText: "onerror" }), "hostile knowledge");
await visit(ada, `#/inbox/all/${conversation}`, "conversation");
await ada.getByRole("button", { name: "Take" }).first().click();
await ada.locator("#composer").fill("/");
await seen(ada.locator(".canned li", { hasText: "onerror" }), "a hostile canned reply");
await inert(ada, "canned replies");
await ada.locator(".canned li").first().click();
await ada.waitForFunction(() => document.getElementById("composer").value.includes("onerror"));
await ada.locator("#composer").press("Enter");
await seen(ada.locator(".bubble.agent .words", { hasText: "onerror" }), "is sent as it is");
await ada.locator("#composer").press("Escape");

for (const [key, name] of [["t", "transfer"], ["e", "resolve"], ["b", "release"]]) {
    await ada.keyboard.press(key);
    await ada.locator("dialog").waitFor({ timeout: WAIT });
    await picture(ada, name, ["light", "dark"]);
    await inert(ada, name);
    await ada.keyboard.press("Escape");
    await ada.locator("dialog").waitFor({ state: "detached", timeout: WAIT });
}

await ask("findable", { words: "onerror" });
await ada.getByLabel("Search", { exact: true }).fill("onerror");
await seen(ada.locator(".found a"), "the search finds them");
await inert(ada, "search");
await ada.getByLabel("Search", { exact: true }).fill("");
await ada.keyboard.press("Control+k");
await ada.getByRole("combobox", { name: "Go to or do" }).fill("img");
await inert(ada, "palette");
await ada.keyboard.press("Escape");
await ada.getByRole("button", { name: "Settings" }).click();
await picture(ada, "settings", ["light", "dark"]);
await ada.keyboard.press("Escape");
await small(ada, "conversation-taken");

/* ---- the customer, answered by somebody with a hostile name ---- */

await seen(eve.page.locator("#log li"), "the chat goes on");
await inert(eve.page, "the chat, at the end");

for (const what of refused) {
    say({ note: what });
}

ok(refused.length === 0, "the policy had nothing to refuse, nothing was fetched from elsewhere");

for (const e of errors) {
    say({ note: e });
}

ok(errors.length === 0, "no error in any console");
await browser.close();
process.exit(0);
