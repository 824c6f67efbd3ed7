/*
 * sessions - logins and streams, for t/108_play_faults.t: a second factor, a
 * locked account, a session that ends while somebody writes, browsers without a
 * SharedWorker, and seven tabs over HTTP/1.1.
 *
 *   node sessions.mjs BASE_URL CHROMIUM SCREENSHOT_DIR PASSWORD
 */

import { createHmac } from "node:crypto";
import { ask, ok, say, settled, WAIT } from "./common.mjs";
import { seen, stage, turn } from "./stage.mjs";

const [base, executablePath, shots, password] = process.argv.slice(2);
const { browser, errors, person, watch, logIn, enter, look } = await stage(executablePath, shots, password, base);
const DESK = `${base}/console/desk/`;
const said = (page, text) => page.locator(".timeline .words", { hasText: text });


/* What an authenticator shows, so many steps from now (RFC 6238). */
function code(secret, later = 0) {
    const bits = [...secret].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
    const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
    const step = Buffer.alloc(8);

    step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + later));

    const mac = createHmac("sha1", key).update(step).digest();
    const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;

    return String(number % 1000000).padStart(6, "0");
}


async function leave(page) {
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Log out" }).click();
    await seen(page.getByRole("heading", { name: "Log in to Relevo" }), "logged out");
}


/* ---- a second factor, through the screen ---- */

const tina = await person();

await enter(tina, "tina");
await tina.getByRole("button", { name: "Settings" }).click();
await tina.getByText("Second factor").click();
await tina.locator("dialog").getByLabel("Password").fill("not the password");
await tina.getByRole("button", { name: "Set up" }).click();
await seen(tina.locator(".toast.bad"), "a second factor needs the password");
await tina.locator("dialog").getByLabel("Password").fill(password);
await tina.getByRole("button", { name: "Set up" }).click();
await seen(tina.locator(".secret"), "the secret is shown");

const secret = await tina.locator(".secret").textContent();

await look(tina, "second-factor");
await tina.getByLabel("Code of your authenticator").fill(code(secret));
await tina.getByRole("button", { name: "Confirm" }).click();
await seen(tina.getByText("The second factor is on."), "and confirmed by its first code");
await tina.keyboard.press("Escape");
await leave(tina);
await logIn(tina, "tina");
await seen(tina.getByText("Your second factor is needed."), "a login asks for the code");
await look(tina, "login-code");
await tina.getByLabel("Code of your authenticator").fill(code(secret, 5));
await tina.getByRole("button", { name: "Log in" }).click();
await seen(tina.getByText("Organisation, e-mail, password or code is wrong."), "a wrong one is refused");

/* a slow line: that she is online is told late */
const isPatch = (r) => r.request().method() === "PATCH" && r.url().endsWith("/status");
const told = Promise.all(["online", "away"].map((status) => tina.waitForResponse(
    (r) => isPatch(r) && r.request().postData().includes(status))));

await tina.route("**/agents/*/status", async (route) => {
    await new Promise((done) => setTimeout(done, route.request().postData().includes("online") ? 1500 : 0));
    await route.continue();
});
await tina.getByLabel("Code of your authenticator").fill(code(secret, 1));
await tina.getByRole("button", { name: "Log in" }).click();
await seen(tina.locator(".rail"), "the right one opens");
await tina.getByLabel("Your status").selectOption("away");
await told;
await seen(tina.locator(".status-picker.away"), "she goes away: what comes is for others");
ok(await ask("status", { who: "tina" }) === "away", "also when that she is here was told late");
await tina.unroute("**/agents/*/status");

/* ---- locked out ---- */

const lea = await person();

await lea.goto(DESK);

for (let i = 0; i < 5; i++) {
    await logIn(lea, "lea", `wrong ${i}`);
    await lea.locator("button[type=submit]:enabled").waitFor({ timeout: WAIT });
}

await logIn(lea, "lea");
await seen(lea.getByText("Too many failures. Try again in 15 minutes."), "five failures lock, and it is told");

/* ---- a session that ends while somebody writes ---- */

const ana = "5215550001";
const eva = await person();

await enter(eva, "eva");
await ask("alone", { who: "eva" });
await ask("whatsapp", { from: ana, name: "Ana", text: "I want to talk to a person" });

const id = await ask("conversation", { from: ana });
const PLACE = `${DESK}#/inbox/pending/${id}`;

await eva.goto(PLACE);
await eva.getByRole("button", { name: "Take it" }).first().click();
await eva.locator("#composer").fill("I have begun to write");
await ask("expire", { who: "eva" });
await seen(eva.getByRole("heading", { name: "Log in to Relevo" }), "a session ends: login");
await logIn(eva, "eva");
await seen(eva.locator("#composer"), "the same conversation is open again");
ok(await eva.locator("#composer").inputValue() === "I have begun to write", "with what was begun");

await eva.route("**/messages", async (route) => {
    await ask("expire", { who: "eva" });
    await route.continue();
});
await eva.locator("#composer").press("Enter");
await seen(eva.getByRole("heading", { name: "Log in to Relevo" }), "it ends just when a reply is sent");
await eva.unroute("**/messages");

const max = await person();

await enter(max, "max");
await max.goto(`${DESK}#/inbox/all/${id}`);
await max.locator(".timeline").waitFor({ timeout: WAIT });
await logIn(eva, "eva");
await seen(said(max, "I have begun to write"), "after the login it goes out by itself");
await eva.locator(".bubble.sending, .bubble.failed").first().waitFor({ state: "detached", timeout: WAIT }).catch(() => {});
ok(await said(eva, "I have begun to write").count() === 1
    && (await ask("texts", { conversation: id, like: "have begun" })).length === 1, "once");

await eva.locator("#composer").fill("A draft of eva");
await eva.locator("#composer").press("Escape");
await leave(eva);
await logIn(eva, "max");
await eva.goto(`${DESK}#/inbox/all/${id}`);
await eva.locator(".timeline").waitFor({ timeout: WAIT });
ok(!(await eva.content()).includes("A draft of eva"), "who logs in next does not see her draft");
await leave(eva);

/* ---- logging out: not held up by anything, and nothing of hers comes after ---- */

const zoe = await person();
const drafts = [];

/* a draft is kept a moment later: when we say so */
await zoe.addInitScript(() => {
    const real = window.setTimeout;

    window.late = [];
    window.setTimeout = (run, ms, ...more) => (ms === 1500 ? -window.late.push(run) : real(run, ms, ...more));
});
await enter(zoe, "eva");
await turn(zoe, `#/inbox/all/${id}`);
await zoe.locator("#composer").fill("Only eva has begun this");
await zoe.locator("#composer").press("Escape");
await zoe.route("**/agents/*/status", (route) => route.fulfill({ status: 409, body: "{}" }));
await leave(zoe);
ok(await zoe.evaluate(() => fetch("/api/v1/me").then((r) => r.status)) === 401,
    "who cannot be set offline is logged out all the same");
await zoe.unroute("**/agents/*/status");
await logIn(zoe, "max");
await seen(zoe.locator(".rail"), "somebody else logs in there");
zoe.on("request", (r) => { if (r.method() === "PUT" && r.url().includes("/drafts/")) { drafts.push(r.url()); } });
ok(await zoe.evaluate(() => window.late.map((run) => run()).length) > 0, "her draft would be kept now");
await zoe.evaluate(() => fetch("/api/v1/me"));
ok(drafts.length === 0, "and is not: it would be his");

/* other filters while the first answer is on its way: both are asked */
let release;
const held = new Promise((go) => { release = go; });

await zoe.route("**/conversations?**priority=urgent**", async (route) => {
    await held;
    await route.continue();
});

const urgent = zoe.waitForRequest(/priority=urgent/, { timeout: WAIT });

await turn(zoe, "#/inbox/pending?priority=urgent");
await urgent;

const high = zoe.waitForRequest(/priority=high/, { timeout: WAIT }).then(() => true, () => false);

await turn(zoe, "#/inbox/pending?priority=high");
release();
ok(await high, "the list is of the filters that were chosen last");
await zoe.unroute("**/conversations?**priority=urgent**");
await leave(zoe);

/* an address that is none */
await zoe.goto(`${DESK}?#/inbox/%`);
await seen(zoe.getByRole("heading", { name: "Log in to Relevo" }), "a broken address opens the desk all the same");
await zoe.context().close();

/* ---- browsers without a SharedWorker ---- */

const without = {
    "no SharedWorker": () => { delete window.SharedWorker; },
    "nothing to share by": () => {
        delete window.SharedWorker;
        delete window.BroadcastChannel;
    },
};
let n = 0;

for (const [name, take] of Object.entries(without)) {
    const first = await person();

    await first.context().addInitScript(take);

    const before = await settled("streams");

    await enter(first, "max");

    const second = await first.context().newPage();

    watch(second);

    for (const page of [first, second]) {
        await page.goto(`${DESK}#/inbox/all/${id}`);
        await page.reload();
        await seen(page.locator(".timeline .words"), `${name}: a tab opens`);
    }

    const streams = before + (n === 0 ? 1 : 2);

    ok(await settled("streams", streams) === streams, `${name}: ${n === 0 ? "one stream" : "a stream each"}`);
    await ask("whatsapp", { from: ana, text: `both hear this ${++n}` });
    await seen(said(first, `both hear this ${n}`), `${name}: the first hears`);
    await seen(said(second, `both hear this ${n}`), `${name}: the second, too`);
    await first.close();
    await ask("whatsapp", { from: ana, text: `said while the first closed ${n}` });
    await seen(said(second, `while the first closed ${n}`), `${name}: the first closes, the second misses nothing`);
    await ask("whatsapp", { from: ana, text: `and goes on ${n}` });
    await seen(said(second, `and goes on ${n}`), `${name}: and goes on`);
    await second.context().close();
}

/* two tabs that are logged out, and a login in the one without the stream */
const one = await person();

await one.context().addInitScript(without["no SharedWorker"]);
await one.goto(DESK);

const two = await one.context().newPage();

watch(two);
await enter(two, "max");
await two.goto(`${DESK}#/inbox/all/${id}`);
await two.locator(".timeline .words").first().waitFor({ timeout: WAIT });
await ask("whatsapp", { from: ana, text: "to the second tab" });
await seen(said(two, "to the second tab"), "the tab with the stream has not logged in: another one does, and hears");
await one.context().close();

/* ---- seven tabs ---- */

const seven = await person();
const before = await settled("streams");

await enter(seven, "max");

const tabs = [seven];

for (let i = 1; i < 7; i++) {
    tabs.push(await seven.context().newPage());
    watch(tabs[i]);
}

for (const tab of tabs) {
    await tab.goto(`${DESK}#/inbox/all/${id}`);
}

for (const [i, tab] of tabs.entries()) {
    await seen(tab.locator(".timeline .words"), `tab ${i + 1} of 7 works`);
}

ok(await settled("streams", before + 1) === before + 1, "all have one stream");
await ask("whatsapp", { from: ana, text: "seven hear this" });

for (const [i, tab] of tabs.entries()) {
    await seen(said(tab, "seven hear this"), `tab ${i + 1} hears`);
}

for (const e of errors) {
    say({ note: e });
}

ok(errors.length === 0, "no error in any console");
await browser.close();
process.exit(0);
