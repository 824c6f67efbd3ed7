/*
 * teach - what teaches the bot, for t/105_console_teach.t: ada is an
 * administrator; a customer waits on WhatsApp.
 *
 *   node teach.mjs BASE_URL CHROMIUM SCREENSHOT_DIR PASSWORD
 */

import { ask, ok, say, WAIT } from "./common.mjs";
import { answered, seen, stage } from "./stage.mjs";

const [base, executablePath, shots, password] = process.argv.slice(2);
const { browser, errors, person, enter, open, look } = await stage(executablePath, shots, password, base);
const LEARN = 120000;
const ada = await person();
const dialog = ada.locator("dialog");
const save = (name) => answered(dialog, name);
const thing = (text) => ada.locator(".things > li", { hasText: text });


const fetched = [];

ada.on("response", (r) => fetched.push(new URL(r.url()).pathname));
await enter(ada, "ada");
ok(!fetched.some((p) => /uPlot/.test(p)), "no chart is fetched before it is drawn");

/* ---- a reaction ---- */

await ada.locator(".virtual .row", { hasText: "Zoë" }).first().click();
await ada.getByRole("button", { name: "Take it" }).first().click();
await ada.locator("#composer").waitFor({ timeout: WAIT });
await ada.locator(".bubble.customer").first().hover();
await ada.getByRole("button", { name: "React to this" }).first().click();
await look(ada, "react");
await ada.getByRole("button", { name: "👍", exact: true }).click();
await seen(ada.locator(".bubble.customer .reactions", { hasText: "👍" }), "a reaction shows at the message");

let n = 0;

for (const until = Date.now() + WAIT; n === 0 && Date.now() < until; n = await ask("reactions")) {
    await ada.evaluate(() => new Promise(requestAnimationFrame));
}

ok(n === 1, "and goes to WhatsApp");
await ada.locator(".bubble.customer").first().hover();
await ada.getByRole("button", { name: "React to this" }).first().click();
await ada.getByRole("button", { name: "Take back 👍" }).click();
await ada.locator(".bubble.customer .reactions").first().waitFor({ state: "detached", timeout: WAIT });
ok(true, "it is taken back");

/* ---- the chart ---- */

await open(ada, "overview", "Overview");
await seen(ada.locator(".chart canvas"), "a chart is drawn");
ok(fetched.some((p) => /uPlot/.test(p)), "by what was fetched for it");
await ada.locator(".chart .u-over").hover();
await ada.locator("figure summary").click();
await ada.locator("figure td .link").first().click();
await seen(dialog.locator(".things a"), "a number of it leads to its conversations");
await look(ada, "chart-behind");
await ada.keyboard.press("Escape");
await look(ada, "chart");

/* ---- intents ---- */

const EXAMPLES = ["rent a concrete mixer for the weekend", "do you hire out scaffolding", "rental of a mini digger per day",
    "how much to rent a pressure washer", "hire a carpet cleaner tomorrow", "en: I need to rent a ladder",
    "daily rate for renting the big drill", "can I hire a trailer from you", "rent a generator for a party"];

await open(ada, "admin/intents", "Intents");
await look(ada, "intents-none");
await ada.getByRole("button", { name: "Add an intent" }).click();
await dialog.getByLabel("Name").fill("tool_rental");
await dialog.getByLabel("What it means").fill("Wants to rent <b>tools</b>");
await dialog.getByLabel("Examples").fill(EXAMPLES.slice(0, 2).join("\n"));
await seen(dialog.getByText("at least 8 are needed"), "how many are missing is said");
await dialog.getByLabel("Examples").fill(EXAMPLES.join("\n"));
await look(ada, "intent-form");
await save();
await seen(thing("tool_rental").getByText("9 examples"), "an intent is made");
await thing("tool_rental").getByRole("button", { name: "Edit:" }).click();
await dialog.getByLabel("Examples").waitFor({ timeout: WAIT });
ok((await dialog.getByLabel("Examples").inputValue()).includes("en: I need to rent a ladder"), "and shown with its languages");
await ada.keyboard.press("Escape");
await ada.getByRole("button", { name: "Learn", exact: true }).click();
await seen(ada.getByRole("progressbar"), "that it learns is shown");
await seen(thing("version 1").locator(".badge.good"), "a model is in use", { timeout: LEARN });
await thing("version 1").getByRole("button", { name: "Report:" }).click();
await seen(dialog.locator("tbody tr", { hasText: "tool rental" }), "with its report");
await look(ada, "intent-report");
await ada.keyboard.press("Escape");
await ada.getByRole("button", { name: "Learn", exact: true }).click();
await seen(thing("version 2").locator(".badge.good"), "another one", { timeout: LEARN });
await thing("version 1").getByRole("button", { name: "Use it again:" }).click();
await seen(thing("version 1").locator(".badge.good"), "the first is used again");
ok(await ask("model") === 1, "by the workers too");
await look(ada, "intents");

/* ---- templates ---- */

await open(ada, "admin/templates", "Templates");
await ada.getByRole("button", { name: "Add a template" }).click();
await dialog.getByLabel("Name").fill("order_ready");
await dialog.getByLabel("Language").fill("en_US");
await dialog.getByLabel("Text", { exact: false }).last().fill("Hello {{1}}, order {{3}} is ready");
await dialog.getByRole("button", { name: "Save" }).click();
await seen(dialog.getByText("parameters"), "blanks that are not 1 to n are refused");
await dialog.locator("textarea").fill("Hello {{1}}, order {{2}} is ready");
await look(ada, "template-form");
await save();
await seen(thing("order_ready").getByText("2 blanks"), "a template is made");
await thing("order_ready").getByRole("button", { name: "Show:" }).click();
await dialog.getByLabel("{{1}}").fill("<img src=x onerror=window.hit=1>");
await seen(dialog.getByText("Hello <img src=x onerror=window.hit=1>, order {{2}} is ready"), "filled in as one types");
ok(await ada.evaluate(() => window.hit === undefined && document.querySelector("dialog img") === null), "what fills it is text");
await look(ada, "template-preview");
await ada.keyboard.press("Escape");
await look(ada, "templates");
await ada.getByRole("button", { name: "Fetch from WhatsApp" }).click();
await dialog.getByLabel("WhatsApp business account id").fill("999");
await dialog.getByRole("button", { name: "Fetch from WhatsApp" }).click();
await seen(dialog.locator(".refusal", { hasText: "refused with 400" }), "a business account that is not there is told");
await dialog.getByLabel("WhatsApp business account id").fill("777");
await look(ada, "templates-fetch");
await dialog.getByRole("button", { name: "Fetch from WhatsApp" }).click();
await seen(dialog.getByText("1 new, 0 changed, 0 the same, 0 gone."), "WhatsApp's own are fetched");
await seen(dialog.locator("li", { hasText: "pictured" }).getByText("its heading has blanks or is no text"), "and which cannot be sent, and why");
await look(ada, "templates-fetched");
await dialog.getByRole("button", { name: "Close" }).last().click();
await seen(thing("order_sent").getByText("2 blanks"), "they are in the list");
await ada.getByRole("button", { name: "Fetch from WhatsApp" }).click();
ok(await dialog.getByLabel("WhatsApp business account id").inputValue() === "777", "the next time the account is known");
await ada.keyboard.press("Escape");

/* ---- reviews ---- */

await open(ada, "admin/reviews", "Review queue");
await ada.getByRole("button", { name: "Pick some more" }).click();
await seen(thing("At <b>nine</b>."), "an answer of the bot, as text");
await thing("when do you open?").getByRole("button", { name: "Mark it" }).click();
await dialog.getByLabel("2 · weak").check();
await dialog.getByLabel("incomplete").check();
await dialog.getByLabel("Comment").fill("Sundays?");
await look(ada, "review-form");
await save();
await seen(ada.locator("tbody tr", { hasText: "English" }).getByText("2", { exact: false }), "the mean of its language");
await ada.getByLabel("Show").selectOption("scored");
await seen(thing("Sundays?").getByText("2 of 5"), "what was marked is kept");
await look(ada, "reviews");

/* ---- rules ---- */

await open(ada, "admin/rules", "Hand-over rules");
await seen(thing("legal_threat").getByText("built in"), "the program's rules, in words");
await ada.getByLabel("Search").fill("legal");
await ada.getByRole("button", { name: "Switch off: legal_threat", exact: true }).click();
await seen(thing("legal_threat").getByText("off", { exact: true }), "one is switched off");
await ada.getByRole("button", { name: "Switch off: learned_legal_threat", exact: true }).click();
await ada.getByLabel("Search").fill("");
await ada.getByRole("button", { name: "Add a rule" }).click();
await dialog.getByLabel("Identifier").fill("long talk");
await dialog.getByRole("button", { name: "Take it" }).click();
await seen(dialog.getByText("A condition is empty."), "what is missing is said");
await dialog.getByLabel("What it looks at").selectOption("length_over");
await dialog.getByRole("spinbutton", { name: "More messages than" }).fill("1");
await dialog.getByLabel("Effect").selectOption("points");
await dialog.getByLabel("Points", { exact: true }).fill("60");
await look(ada, "rule-form");
await dialog.getByRole("button", { name: "Take it" }).click();
await seen(thing("long_talk").getByText("your own"), "a rule of one's own");
await seen(ada.getByText("Not saved yet"), "not saved yet");
await ada.getByLabel("The customer's message").fill("And what about this?");
await ada.getByLabel("What they said before").fill("Hello\nAre you there\nWhat is that");
await ada.getByRole("button", { name: "Try it" }).click();
await seen(ada.locator(".verdict.escalates", { hasText: "long talk" }), "but tried, and named");
await ada.getByRole("button", { name: "Add a rule" }).click();
await dialog.getByLabel("Identifier").fill("code red");
await dialog.getByLabel("What it looks at").selectOption("words");
await dialog.getByRole("button", { name: "Take it" }).click();
await seen(dialog.getByText("A condition is empty."), "words of one's own are wanted");
await dialog.getByLabel("Words and phrases, one in a line").fill("Code red\n\n plan b ");
await look(ada, "rule-words");
await dialog.getByRole("button", { name: "Take it" }).click();
await seen(thing("code_red").getByText("“Code red”, “plan b”"), "a line each");
await ada.getByLabel("What they said before").fill("");
await ada.getByLabel("The customer's message").fill("We have a CODE RED here");
await ada.getByRole("button", { name: "Try it" }).click();
await seen(ada.locator(".verdict.escalates", { hasText: "code red" }), "which are found");
await ada.getByRole("button", { name: "Save", exact: true }).click();
await seen(ada.locator(".page-head .badge", { hasText: "version 1" }), "saved as a version");
await ada.getByRole("button", { name: "Switch on: legal_threat", exact: true }).click();
await ada.getByRole("link", { name: "Versions" }).click();
await ada.getByRole("button", { name: "Compare: version 1" }).click();
await seen(thing("legal_threat").getByText("added"), "what differs from a version");
await look(ada, "rule-versions");
await ada.getByRole("button", { name: "Take version 1" }).click();
await seen(ada.getByText("Nothing differs"), "which can be taken back");
await ada.getByRole("link", { name: "Rules", exact: true }).click();
await look(ada, "rules-form");

/* ---- a log without end ---- */

await open(ada, "admin/audit", "Audit log");

const list = ada.locator(".audit .virtual");
let rows = 0;

for (let i = 0; i < 12; i++) {
    const before = await list.evaluate((e) => e.scrollHeight);

    await list.evaluate((e) => { e.scrollTop = e.scrollHeight; });
    await ada.waitForFunction((n) => document.querySelector(".audit .virtual").scrollHeight > n, before, { timeout: WAIT });
    rows = Math.max(rows, await ada.locator(".audit li").count());
}

ok(rows < 80, `more comes as one scrolls, and ${rows} rows are drawn of a thousand`);
await look(ada, "audit-long");

for (const e of errors) {
    say({ note: e });
}

ok(errors.length === 0, "no error in any console");
await browser.close();
process.exit(0);
