/*
 * scenes - the stories that were asked for, played through the screens, for
 * t/107_play_scenes.t: three customers, two agents (eva, leo), a supervisor
 * (max).  S2: an angry, a confused and a polite customer, in their words.  S3:
 * a question that the bot cannot answer, two agents who want it at once, and
 * the bot again.  Then the page that `./build.sh up` shows.
 *
 *   node scenes.mjs BASE_URL CHROMIUM SCREENSHOT_DIR PASSWORD
 */

import { ask, ok, say, WAIT } from "./common.mjs";
import { seen, stage, status } from "./stage.mjs";

const [base, executablePath, shots, password] = process.argv.slice(2);
const { browser, errors, person, enter, customer, look } = await stage(executablePath, shots, password, base);
const DESK = `${base}/console/desk/`;
const rows = (page) => page.locator(".virtual .row");
const said = (page, text) => page.locator(".timeline .words", { hasText: text });
const panel = (page) => page.locator(".panel");

const S2 = [
    { who: "angry", mood: "angry", priority: "urgent", category: "Delivery",
      says: "This is ridiculous! I paid 2 weeks ago and still no delivery! Give me my money back NOW!",
      subject: "URGENT: Delivery Problem Escalation", told: /sorry/i,
      answer: "I looked up ORD-123: it left today." },
    { who: "polite", mood: null, priority: "high", category: "Refund",
      says: "Hello, I received my order but the item is damaged. I'd like to request a refund please.",
      subject: "Refund Request", told: /sorry.*photo/is,
      answer: "Thank you for the photo. The refund is on its way." },
    { who: "confused", mood: "confused", priority: "medium", category: "Technical",
      says: "I'm so confused. I added items to cart but don't know how to pay. Can someone help me?",
      subject: "Technical Issue", told: /person/i,
      answer: "Press the basket at the top, then Pay." },
];

/* ---- everybody takes their place ---- */

const listens = { loud: true };
const eva = await person(listens);
const leo = await person();
const max = await person();

await enter(max, "max");
await status(max, "away");
await enter(leo, "leo");
await status(leo, "away");
await enter(eva, "eva");

/* ---- S2: what they say, and what they are told ---- */

for (const scene of S2) {
    scene.page = await customer();
    await scene.page.tell(scene.says);
    await seen(scene.page.heard(/TKT-\d{4}-\d{4}/), `${scene.who}: is told the number of a ticket`);

    const told = (await scene.page.heard(/TKT-/).allTextContents()).join("\n");

    scene.number = /TKT-\d{4}-\d{4}/.exec(told)?.[0] ?? "none";
    ok(scene.told.test(told), `${scene.who}: in fitting words`);
}

await max.goto(`${DESK}#/inbox/pending`);
await max.waitForFunction(() => document.querySelectorAll(".virtual .row").length === 3, null, { timeout: WAIT });
await seen(rows(max).first().filter({ hasText: "urgent" }), "the urgent one is the first of who waits");
await seen(rows(max).nth(1).filter({ hasText: "high" }), "then the high one");
await seen(rows(max).nth(2).filter({ hasText: "confused" }), "and the mood is seen in the list");
await look(max, "scenes-waiting");

/* ---- S2: the agent ---- */

await eva.goto(`${DESK}#/inbox/mine`);

for (const { who, mood, number, ...scene } of S2) {
    await eva.getByLabel("Search", { exact: true }).fill(number);
    await eva.waitForFunction(() => document.querySelectorAll(".virtual .row").length === 1);
    await eva.locator(".found a").first().waitFor();        /* which moves the row down */
    await seen(rows(eva), `${who}: eva finds it by its number`);
    await rows(eva).first().click();
    await seen(panel(eva).getByRole("heading", { name: number }), `${who}: opens it, with its ticket`);
    await seen(panel(eva).getByText(scene.subject), `${who}: subject`);
    await seen(panel(eva).locator(".badge", { hasText: scene.category }), `${who}: category`);
    await seen(panel(eva).locator(".badge", { hasText: scene.priority }), `${who}: priority`);

    if (mood !== null) {
        await seen(rows(eva).first().getByText(mood), `${who}: mood`);
    }

    await seen(said(eva, scene.says), `${who}: the whole history, before it is taken`);
    await eva.getByRole("button", { name: "Take it" }).first().click();
    await eva.locator("#composer").fill(scene.answer);
    await eva.locator("#composer").press("Enter");
    await seen(scene.page.heard(scene.answer), `${who}: is answered by a person`);
    await scene.page.tell(`Thank you, says the ${who} one`);
    await seen(said(eva, `says the ${who} one`), `${who}: answers the agent`);

    /* she sees it before the bot has let it pass: resolved now it would be the bot's */
    await ask("conversation", { from: await scene.page.page.evaluate(
        () => localStorage.getItem("relevo.chat.demo").split(".")[2]) });

    if (who === "angry") {
        await look(eva, "scenes-angry");
    }

    await eva.getByLabel("Search", { exact: true }).fill("");
    await eva.getByRole("button", { name: "Resolve" }).click();
    await eva.getByLabel("Notes").fill(`${who}: done`);
    await eva.locator("dialog").getByRole("button", { name: "Resolve" }).click();
    await seen(eva.getByText("This conversation is resolved."), `${who}: is resolved`);
    await scene.page.page.locator(".marks button").nth(4).click();
    await seen(eva.locator(".timeline", { hasText: "Rated" }), `${who}: gives a mark, which eva sees`);
    await eva.goto(`${DESK}#/inbox/mine`);
}

ok(await S2[0].page.page.locator("#log li.bot", { hasText: /TKT-/ }).count() === 1,
    "the bot has kept silent since");

/* ---- an order that is named is on the ticket ---- */

const named = await customer();

await named.tell("I want to speak to a person about my order ORD-4711");
await seen(named.heard(/TKT-/), "who names an order has a ticket, too");
await seen(rows(eva), "which is eva's");
await rows(eva).first().click();
await seen(panel(eva).locator(".facts div", { hasText: "Order" }).getByText("ORD-4711"), "and says which");
await eva.getByRole("button", { name: "Take it" }).first().click();
await eva.getByRole("button", { name: "Resolve" }).click();
await eva.getByLabel("Notes").fill("named: done");
await eva.locator("dialog").getByRole("button", { name: "Resolve" }).click();
await seen(eva.getByText("This conversation is resolved."), "done");
await eva.goto(`${DESK}#/inbox/mine`);

/* ---- S3: what the bot cannot answer ---- */

await status(leo, "online");

const anna = await customer();

/* a toast does not stay: who waits for it is there before it comes */
const yours = eva.locator(".toast", { hasText: "A conversation is yours" });

await yours.first().waitFor({ state: "detached", timeout: WAIT });

const shown = seen(yours, "and the page, when she looks at it")
    .then(() => yours.getByRole("button", { name: "Show it" }).click());

await eva.evaluate(() => { window.told = []; });
await anna.tell("Could your warehouse export our customs declarations into an SAP ledger every night?");
await seen(anna.heard(/TKT-|person|colleague|team/i), "a question that the bot cannot answer: it says who will");
await eva.waitForFunction(() => window.told.includes("sound"), null, { timeout: WAIT }).catch(() => {});

const told = await eva.evaluate(() => window.told);

ok(told.includes("sound"), "eva, who has room, hears it");
ok(told.some((x) => x.startsWith("notification")), "a desktop notification tells her");
await shown;
await eva.waitForURL(/#\/inbox\/mine\/[\w-]+/);
ok(true, "which leads to it");

/* ---- S3: two who want it at once ---- */

const id = new URL(eva.url()).hash.split("/").at(-1);

await leo.goto(`${DESK}#/inbox/pending/${id}`);
await seen(eva.getByRole("button", { name: "Take it" }), "eva can take it");
await seen(leo.getByRole("button", { name: "Take it" }), "leo too");

/* neither claim goes before both have clicked: the one who is late would see
   whose it is, and have no button any more */
let clicks = 0;
let go;
const both = new Promise((done) => { go = done; });

for (const p of [eva, leo]) {
    await p.route("**/claim", async (route) => {
        if (++clicks === 2) {
            go();
        }

        await both;
        await route.continue();
    });
}

await Promise.all([eva, leo].map((p) => p.getByRole("button", { name: "Take it" }).first().click()));

/* a deed shows at once, before the server has answered: who is refused is the
   one that hears of it, not the one without a composer yet */
const refused = (p) => p.locator(".toast.bad").first().waitFor({ timeout: WAIT }).then(() => p);
const loser = await Promise.any([eva, leo].map(refused)).catch(() => null);
const winner = loser === eva ? leo : eva;

ok(loser !== null, "the one who came too late is told");
await seen(winner.getByRole("textbox", { name: "Reply to the customer" }),
    `the other one has it (${winner === eva ? "eva" : "leo"})`);
ok(await winner.locator(".toast.bad").count() === 0, "and hears of no fault");
ok((await ask("owner", { conversation: id })) === (winner === eva ? "eva" : "leo"), "the database says the same");

/* ---- S3: history and knowledge, then the bot again ---- */

await seen(said(winner, "customs declarations"), "the whole history is there");
await winner.locator(".panel summary", { hasText: "Knowledge base" }).click();
await winner.getByLabel("Search answers").fill("delivery");
await winner.locator(".knowledge button").first().click();
await winner.waitForFunction(() => document.getElementById("composer").value.length > 10);

const words = await winner.locator("#composer").inputValue();

await winner.locator("#composer").press("Enter");
await seen(anna.heard(words.slice(0, 40)), "what the knowledge base says reaches the customer");
await winner.locator("#composer").press("Escape");
await winner.keyboard.press("b");
await winner.locator("dialog").getByLabel("Note").fill("Asks about exports");
await winner.locator("dialog").getByRole("button").last().click();
await winner.locator("dialog").waitFor({ state: "detached", timeout: WAIT });
await anna.tell("What are your opening hours?");
await seen(anna.page.locator("#log li.bot", { hasText: "9:00" }), "given back, the bot answers again");
ok(await anna.page.locator("#log li.agent, #log li.bot", { hasText: words.slice(0, 40) }).count() === 1,
    "and nothing was said twice");

/* ---- the page of `up`: both sides ---- */

for (const p of [eva, leo, max]) {
    await status(p, "away");
}

const halves = await person({ viewport: { width: 1500, height: 800 } });
const from = performance.now();

await halves.goto(`${base}/console/demo/${await ask("link", { who: "demi" })}`);

const left = halves.frameLocator("#chat");
const right = halves.frameLocator("#desk");

await seen(right.locator(".rail"), "the link logs the agent in");
ok(!halves.url().includes("password"), "and leaves no trace of itself");
await left.locator("#state-dot.on").waitFor({ timeout: WAIT });
await left.locator("#text").fill("I want to talk to a person");
await left.locator("#text").press("Enter");
await right.locator(".virtual .row").first().click();
await right.getByRole("button", { name: "Take it" }).first().click();
await right.locator("#composer").fill("Hello, how can I help?");
await right.locator("#composer").press("Enter");
await seen(left.locator("#log li", { hasText: "how can I help" }), "take, answer");
await halves.screenshot({ path: `${shots}/demo-halves.png` });
await right.getByRole("button", { name: "Resolve" }).click();
await right.locator("dialog").getByRole("button", { name: "Resolve" }).click();
await seen(right.getByText("This conversation is resolved."), "resolve: a hand-over is played through");
say({ note: `the hand-over of the demo took ${Math.round((performance.now() - from) / 1000)} s` });
await halves.reload();
await seen(right.locator(".rail"), "a reload stays logged in");
await right.getByLabel("Your status").selectOption("away");
await seen(right.locator(".status-picker.away"), "and goes away");

for (const e of errors) {
    say({ note: e });
}

ok(errors.length === 0, "no error in any console");
await browser.close();
process.exit(0);
