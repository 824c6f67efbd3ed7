/*
 * hands - everything that a person does at the desk, once, through the screen,
 * for t/107_play_scenes.t: Ana writes from WhatsApp, Bo from the web chat, eva
 * answers.
 *
 *   node hands.mjs BASE_URL CHROMIUM SCREENSHOT_DIR PASSWORD
 */

import { ask, ok, say, WAIT } from "./common.mjs";
import { seen, stage } from "./stage.mjs";

const [base, executablePath, shots, password] = process.argv.slice(2);
const { browser, errors, person, enter, customer, look } = await stage(executablePath, shots, password, base);
const DESK = `${base}/console/desk/`;
const said = (page, text) => page.locator(".timeline .words", { hasText: text });
const ANA = "5215550077";
const eva = await person();
const box = eva.locator("#composer");

await enter(eva, "eva");

/* a toast does not stay: who waits for it is there before it comes */
const told = seen(eva.locator(".toast", { hasText: /A conversation is yours · Ana Ruiz · TKT-/ }),
    "eva hears whose conversation is hers now");

await ask("whatsapp", { from: ANA, name: "Ana Ruiz", text: "I want to talk to a person" });

const id = await ask("conversation", { from: ANA });

await told;
await eva.goto(`${DESK}#/inbox/pending/${id}`);
await eva.getByRole("button", { name: "Take it" }).first().click();
await seen(eva.getByRole("textbox", { name: "Reply to the customer" }), "eva has Ana");

/* ---- files of the customer ---- */

await ask("picture", { from: ANA });
await seen(eva.locator(".media img"), "a picture comes");
ok(await eva.locator(".media img").first().evaluate((img) => new Promise((done) => {
    const end = () => done(img.naturalWidth > 0);

    img.scrollIntoView();
    img.complete ? end() : (img.onload = end, img.onerror = end);
})), "its thumbnail is drawn");
await eva.locator(".media summary", { hasText: "What it says" }).first().click();
ok((await eva.locator(".media details p").first().textContent()).includes(await ask("drawn")),
    "the text that was read in it is beside it");
await ask("voice", { from: ANA });
await seen(eva.locator(".media audio"), "a voice message has a player");
ok(await eva.locator(".media audio").evaluate((a) => new Promise((done) => {
    a.onloadedmetadata = () => done(a.duration > 0.1);
    a.onerror = () => done(false);
    a.preload = "metadata";
    a.load();
})), "which plays");
await ask("document", { from: ANA, name: "<img src=x onerror=window.hit=1>.txt" });

const file = eva.locator(".media a.file", { hasText: "<img src=x onerror=window.hit=1>.txt" });

await seen(file, "a document is its name, whatever it is called");

const [download] = await Promise.all([eva.waitForEvent("download"), file.click()]);

ok((await download.createReadStream()) !== null && download.suggestedFilename().endsWith(".txt"), "and can be saved");
await look(eva, "media");

/* ---- quotes, reactions, ticks ---- */

await box.fill("Which of the two is broken?");
await box.press("Enter");

const ours = await ask("delivered", { text: "Which of the two is broken?", status: "read" });

await seen(eva.locator(".entry", { hasText: "Which of the two" }).locator(".ticks.read"), "the ticks tell that it was read");
await ask("whatsapp", { from: ANA, text: "The left one", reply_to: ours });
await seen(eva.locator(".entry", { hasText: "The left one" }).locator(".quote", { hasText: "Which of the two" }),
    "an answer shows what it quotes");
await ask("whatsapp", { from: ANA, type: "reaction", content: { message_id: ours, emoji: "👍" } });
await seen(eva.locator(".entry", { hasText: "Which of the two" }).locator(".reactions", { hasText: "👍" }), "a reaction");
await eva.locator(".entry", { hasText: "The left one" }).hover();
await eva.locator(".entry", { hasText: "The left one" }).getByRole("button", { name: "Reply to this" }).click();
await box.fill("Then we send the left one again");
await box.press("Enter");
await seen(eva.locator(".entry", { hasText: "send the left one" }).locator(".quote", { hasText: "The left one" }),
    "eva's own quote");

/* ---- a file of ours ---- */

await Promise.all([seen(eva.locator(".toast", { hasText: "guarantee.txt" }), "a file of eva is on its way"),
    eva.getByLabel("Attach a file").first().setInputFiles({ name: "guarantee.txt", mimeType: "text/plain",
        buffer: Buffer.from("Three years.\n") })]);
ok(await ask("got_file", { to: ANA }), "Ana's WhatsApp has it");
await seen(eva.locator(".media", { hasText: "guarantee.txt" }), "and the conversation shows it");

/* ---- canned replies, the bot's suggestion ---- */

await box.focus();
await eva.keyboard.press("Escape");
await eva.keyboard.press("/");
await seen(eva.getByRole("listbox", { name: "Canned replies" }), "/ shows what is at hand");
await eva.keyboard.type("gre");
await look(eva, "canned-list");
await eva.keyboard.press("Enter");
await eva.waitForFunction(() => document.getElementById("composer").value.includes("Ana"));
ok(await box.inputValue() === "Hello Ana, this is eva.", "filled in with both names");
await box.fill("");
await ask("whatsapp", { from: ANA, text: "How much does delivery cost?" });
await seen(said(eva, "How much does delivery cost?"), "Ana asks what the bot knows");
await eva.getByRole("button", { name: "What the bot would say" }).click();
await eva.waitForFunction(() => /4\.90/.test(document.getElementById("composer").value), null, { timeout: WAIT });
ok(true, "the bot's suggestion is put into the reply, to be edited");
await box.press("Enter");
ok(await ask("sent", { to: ANA, like: "4.90" }), "eva sends it");

/* ---- labels ---- */

await eva.locator(".panel summary", { hasText: "Labels" }).click();
await eva.getByLabel("Add a label").fill("fragile");
await eva.getByLabel("Add a label").press("Enter");
await seen(eva.locator(".row .badge.label", { hasText: "fragile" }), "a label is in the list, too");
await eva.getByRole("button", { name: "Remove label fragile" }).click();
await eva.locator(".panel .badge.label").waitFor({ state: "detached", timeout: WAIT });
ok(true, "and comes off");

/* ---- typing, both ways ---- */

const bo = await customer();

await bo.tell("I want to talk to a person");
await bo.heard(/TKT-/).first().waitFor({ timeout: WAIT });

const visitor = await bo.page.evaluate(() => localStorage.getItem("relevo.chat.demo").split(".")[2]);
const other = await ask("conversation", { from: visitor });

await eva.goto(`${DESK}#/inbox/pending/${other}`);
await eva.getByRole("button", { name: "Take it" }).first().click();
await seen(eva.getByRole("textbox", { name: "Reply to the customer" }), "eva has Bo");
await Promise.all([bo.page.locator("#text").pressSequentially("Hm, well, let me think of it", { delay: 250 }),
    seen(eva.locator(".typing", { hasText: "Customer" }), "eva sees that Bo writes")]);
await Promise.all([box.pressSequentially("Take your time, there is no hurry", { delay: 200 }),
    seen(bo.page.locator("#typing", { hasText: /\w/ }), "Bo sees that eva writes")]);
await box.fill("");

/* ---- search ---- */

await ask("findable", { words: "left one again" });
await eva.getByLabel("Search", { exact: true }).fill("left one again");
await seen(eva.locator(".found mark").first(), "words are found on the server, and marked where they stand");
await look(eva, "search");
await eva.locator(".found a").first().click();
await seen(said(eva, "send the left one again"), "a hit leads to its conversation");
await eva.getByLabel("Search", { exact: true }).fill("");

/* ---- behind the 24 hours ---- */

await seen(eva.locator(".panel"), "Ana again");
await ask("hours_ago", { conversation: id, hours: 20 });
await eva.reload();
await seen(eva.locator(".window", { hasText: /[34] h|3:/ }), "towards the end of WhatsApp's 24 hours they are counted down");
await ask("hours_ago", { conversation: id, hours: 30 });
await eva.reload();
await seen(eva.locator(".templates"), "behind them the composer offers templates");
await eva.getByLabel("Template").selectOption({ index: 1 });
await eva.getByLabel("{{1}}").fill("Ana");
await eva.getByLabel("{{2}}").fill("<b>7</b>");
await seen(eva.locator(".templates .quote", { hasText: "Hi Ana, your order <b>7</b> is here." }), "filled in before it goes");
await look(eva, "templates");

/* no answer comes through; who sends it again sends the same */
await eva.route("**/template", async (route) => {
    await route.fetch();
    await route.abort();
});
await eva.locator(".templates").getByRole("button", { name: "Send" }).click();
await seen(eva.locator(".toast.bad"), "its answer is lost");
await eva.unroute("**/template");
await eva.locator(".toast.bad").getByRole("button").last().click();
await eva.locator(".templates").getByRole("button", { name: "Send" }).click();
await seen(eva.locator(".toast", { hasText: "Template sent." }), "it is sent");
ok((await ask("texts", { conversation: id, like: "order <b>7</b>" })).length === 1, "once");
ok(await ask("sent_template", { to: ANA }), "and WhatsApp has it");

/* ---- callbacks ---- */

await ask("callback", { conversation: id });
await eva.getByRole("link", { name: "Callbacks" }).click();
await seen(eva.locator(".things li", { hasText: "+34 600 000 001" }), "who wants to be called");
await look(eva, "callbacks");
await eva.getByRole("button", { name: "Called" }).first().click();
await seen(eva.getByText("Nobody wants to be called"), "is called");
ok(await ask("called") === "done eva", "and the database knows by whom");

/* ---- tickets ---- */

const number = await ask("outside", { subject: "<img src=x onerror=window.hit=1> invoice" });

await eva.getByRole("link", { name: "Tickets" }).click();

const ticket = eva.locator(".things li", { hasText: number });

await seen(ticket.getByText("<img src=x onerror=window.hit=1> invoice"), "a ticket from outside waits, its subject is text");
await look(eva, "tickets");
await ticket.getByRole("button", { name: `Show: ${number}` }).click();
await seen(eva.getByRole("dialog").getByText("<img src=x onerror=window.hit=1> invoice"), "who may take it sees what it is about");
ok(await eva.getByRole("dialog").getByText("Rang about the invoice").count() === 0, "and not yet what was said");
await eva.keyboard.press("Escape");
await ticket.getByRole("button", { name: "Take it" }).click();
await seen(eva.locator(".toast", { hasText: "It is yours." }), "it is taken");
await eva.getByRole("combobox", { name: "Show" }).selectOption("mine");
await seen(ticket.getByText("in progress"), "and among eva's");
await ticket.getByRole("button", { name: `Show: ${number}` }).click();
await seen(eva.getByRole("dialog").getByText("Rang about the invoice"), "with all that is known");
await look(eva, "ticket");
await eva.getByRole("dialog").getByLabel("Status").selectOption("resolved");
await eva.getByRole("dialog").getByLabel("Notes").fill("Sent again");
await eva.getByRole("dialog").getByRole("button", { name: "Save" }).click();
await seen(ticket.locator(".badge", { hasText: "resolved" }), "she closes it");
ok(await ask("worked_on", { number }) === "resolved Sent again eva", "and the database knows how");

ok(await eva.evaluate(() => window.hit === undefined), "no name has done anything");

for (const e of errors) {
    say({ note: e });
}

ok(errors.length === 0, "no error in any console");
await browser.close();
process.exit(0);
