/*
 * admin - the overview and the set-up of the console, for t/101_console_admin.t:
 * ada is an administrator, sue a supervisor, and eva an agent.
 *
 *   node admin.mjs BASE_URL CHROMIUM SCREENSHOT_DIR PASSWORD
 */

import { ask, ok, say, WAIT } from "./common.mjs";
import { answered, seen, SIZE, stage } from "./stage.mjs";

const [base, executablePath, shots, password] = process.argv.slice(2);
const { browser, errors, person, enter, open, look } = await stage(executablePath, shots, password, base);
const DESK = `${base}/console/desk/`;
const ada = await person();
const dialog = ada.locator("dialog");
const save = (name) => answered(dialog, name);


const thing = (text, page = ada) => page.locator(".things > li", { hasText: text });


/* Removes it, after it was asked once more. */
async function remove(text, does = "Remove") {
    await thing(text).getByRole("button", { name: `${does}:` }).click();
    await save(does);
}


await enter(ada, "ada");

/* ---- the overview, and what is behind its numbers ---- */

await open(ada, "overview", "Overview");
await seen(ada.locator(".box", { hasText: "Waiting for a person" }).locator("a"), "who waits now");
await seen(ada.locator(".chart canvas"), "and what happened, by the hour");
await seen(ada.locator(".shares section"), "with its shares");
await seen(ada.locator(".box", { hasText: "Assigned, on average" }).getByText("–"), "nobody was assigned yet");
await look(ada, "overview");

/* the clock stands still: it is not the minute that brings the next one */
await ada.evaluate(() => {
    const at = Date.now();

    window.goesOn = Date.now;
    Date.now = () => at;
});
await ask("waits", {});
await seen(ada.locator(".box", { hasText: "Waiting for a person" }).locator("a", { hasText: /^2$/ }),
    "who comes is counted at once");
await ada.evaluate(() => { Date.now = window.goesOn; });
await ada.locator(".share-line").first().click();
await seen(dialog.locator(".things a"), "a share leads to its conversations");
await look(ada, "overview-behind");
await ada.keyboard.press("Escape");
await ada.locator(".tabs a", { hasText: "7 days" }).click();
await seen(ada.locator(".tabs a[aria-current]", { hasText: "7 days" }), "other periods");

/* days are the server's: one is named by its date, also the one that was today before it was asked */
const today = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date());

await ada.locator(".tabs a", { hasText: "30 days" }).click();
await ada.locator("summary", { hasText: "table" }).click();
await seen(ada.locator("details tr > td:first-child").getByText(today, { exact: true }), "a day has its date");

/* an answer that comes when something else has been asked for since */
let late;
const isLate = new Promise((go) => { late = go; });

await ada.route("**/overview?period=24h", async (route) => {
    const response = await route.fetch();

    await isLate;
    await route.fulfill({ response });
});
await ada.locator(".tabs a", { hasText: "24 hours" }).click();
await ada.locator(".tabs a", { hasText: "30 days" }).click();
await seen(ada.locator(".chart canvas"), "30 days");

const [answer] = await Promise.all([ada.waitForResponse("**/overview?period=24h"), late()]);

await answer.finished();
await ada.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
ok(await ada.locator(".chart canvas").count() === 1, "stay, whatever is answered late");
await ada.unroute("**/overview?period=24h");
await ada.locator(".badge.priority-urgent").first().click();
await seen(ada.locator(".virtual .row"), "a number of now leads to the inbox");
ok(await ada.getByLabel("Priority").inputValue() === "urgent", "which is filtered by it");

/* ---- agents and teams ---- */

await open(ada, "admin/agents", "Agents and teams");
await ada.getByRole("button", { name: "Add a team" }).click();
await dialog.getByLabel("Name").fill("Returns");
await save();
await seen(thing("Returns"), "a team is made");
await ada.getByRole("button", { name: "Add an agent" }).click();
await dialog.getByLabel("E-mail").fill("ida@demo.example");
await dialog.getByLabel("Name").fill("Ida <b>bold</b>");
await dialog.getByLabel("Password").fill("short");
await dialog.getByLabel("Returns").check();
await dialog.getByRole("button", { name: "Save" }).click();
await seen(dialog.getByText("Not accepted"), "what the server refuses is told");
await look(ada, "agent-form");
await dialog.getByLabel("Password").fill("long enough it is");
await save();
await seen(thing("Ida <b>bold</b>").locator(".badge.label", { hasText: "Returns" }), "an agent, in a team");
await thing("Ida").getByRole("button", { name: "Edit:" }).click();
await dialog.getByLabel("Role").selectOption("supervisor");
await save();
await seen(thing("Ida").getByText("Supervisor"), "is changed");
await look(ada, "agents");
await remove("Ida");
await thing("Ida").waitFor({ state: "detached", timeout: WAIT });
ok(true, "and removed, after a question");

/* ---- canned replies ---- */

await open(ada, "admin/canned", "Canned replies");
await ada.getByRole("button", { name: "Add a reply" }).click();
await dialog.getByLabel("Shortcut").fill("thanks");
await dialog.getByLabel("Text", { exact: false }).last().fill("Thank you, {{contact.nobody}}");
await dialog.getByRole("button", { name: "Save" }).click();
await seen(dialog.getByText("nobody can fill"), "a variable that nobody knows is refused");
await dialog.locator("textarea").fill("Thank you, {{contact.first_name}}!");
await save();
await seen(thing("Thank you"), "a reply is made");
await look(ada, "canned");

/* ---- rules ---- */

await open(ada, "admin/rules", "Hand-over rules");
await ada.getByLabel("The customer's message").fill("I will sue you, my lawyer will take this to court");
await ada.getByRole("button", { name: "Try it" }).click();
await seen(ada.getByRole("heading", { name: "A person would take over" }), "a message, tried out");
await seen(ada.locator(".verdict", { hasText: "Threatens legal action" }), "and why");
await ada.locator(".verdict summary").click();
await look(ada, "rules");
await ada.getByRole("link", { name: "As JSON" }).click();
await ada.getByLabel("Rules as JSON").fill('{"version": 1, "threshold": 50, "rules": [{"id": "x", "hard": true, "when": [{"keyword": ["weather"]}]}]}');

const put = ada.waitForRequest((r) => r.method() === "PUT" && r.url().endsWith("/rules"), { timeout: WAIT });

await ada.getByRole("button", { name: "Save" }).click();
ok((await put).headers()["if-match"] === '"0"', "rules take the place of those that were seen");
await seen(ada.locator(".refusal li", { hasText: "weather" }), "wrong rules are refused, with the place");

/* ---- knowledge ---- */

await open(ada, "admin/knowledge", "Knowledge base");
await ada.getByRole("button", { name: "Add a document" }).click();
await dialog.getByLabel("Name").fill("moon");
await dialog.getByLabel("Language").selectOption("en");
await dialog.getByLabel("Question 1").fill("Do you ship to the moon?");
await dialog.getByLabel("Answer 1").fill("Only on Tuesdays.");
await save();
await seen(thing("moon"), "a document is made");
await thing("moon").getByRole("button", { name: "Edit:" }).click();
await dialog.getByRole("button", { name: "Add a question" }).click();
await dialog.getByLabel("Question 2").fill("And back?");
await dialog.getByLabel("Answer 2").fill("No.");
await save();
await seen(thing("moon").getByText("2 answers"), "and changed");
await ada.getByRole("button", { name: "Add a document" }).click();
await dialog.getByLabel("Name").fill("moon");
await dialog.getByLabel("Language").selectOption("en");
await dialog.getByLabel("Question 1").fill("Who?");
await dialog.getByLabel("Answer 1").fill("Me.");
await dialog.getByRole("button", { name: "Save" }).click();
await seen(ada.getByText("There is one of that name already."), "another one of its name does not replace it");
await dialog.getByRole("button", { name: "Cancel" }).click();
await seen(thing("moon").getByText("2 answers"), "it is as it was");
await ada.getByLabel("A customer's words").fill("ship moon");
await ada.getByRole("button", { name: "Search", exact: true }).click();
await seen(ada.locator(".item", { hasText: "Only on Tuesdays." }), "words find it");
await look(ada, "knowledge");
await remove("moon");

/* ---- dead letters ---- */

await open(ada, "admin/letters", "Dead letters");
await seen(thing("poison"), "what was put aside");
await thing("poison").getByRole("button", { name: "Show:" }).click();
await seen(dialog.locator(".raw", { hasText: "<script>" }), "can be read, as text");
await look(ada, "letter");
await ada.keyboard.press("Escape");
await thing("poison").getByRole("button", { name: "Replay" }).click();
await seen(thing("poison").locator(".badge.good", { hasText: "replayed" }), "and is replayed");
await look(ada, "letters");

/* ---- keys ---- */

await open(ada, "admin/keys", "API keys");
await ada.getByRole("button", { name: "Make a key" }).click();
await dialog.getByLabel("Name").fill("reports");
await look(ada, "key-form");
await dialog.getByLabel("usage:read").check();
await dialog.getByRole("button", { name: "Save" }).click();

const secret = dialog.locator(".secret");

await seen(secret, "a key is shown");

const token = await secret.textContent();

ok(/^rk_/.test(token), "whole");
await dialog.getByRole("button", { name: "Close" }).last().click();
await seen(thing("reports"), "and listed");
ok(!(await ada.content()).includes(token), "without its text");
await look(ada, "keys");
await remove("reports", "Revoke");
await seen(thing("reports").getByText("revoked"), "it can be revoked");

/* ---- notification routes ---- */

await open(ada, "admin/routes", "Notifications");
await ada.getByRole("button", { name: "Add a target" }).click();
await dialog.getByLabel("Name").fill("pager");
await dialog.getByLabel("Kind").selectOption("webhook");
await dialog.getByLabel("To", { exact: true }).fill("https://hook.example/x");
await dialog.getByLabel("Secret (whsec_…)").fill("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
await look(ada, "route-form");
await save();
await seen(thing("pager"), "a target is added");
await thing("pager").getByRole("button", { name: "Edit:" }).click();
await dialog.getByLabel("Switched on").uncheck();
await save();
await seen(thing("pager").getByText("off"), "and switched off");

/* what the form cannot say stays as it is */
await thing("nightly").getByRole("button", { name: "Edit:" }).click();
await dialog.getByLabel("Name").fill("nightly watch");

const patch = ada.waitForRequest((r) => r.method() === "PATCH", { timeout: WAIT });

await save();

const sent = (await patch).postDataJSON();

ok(sent.quiet.timezone === "America/Bogota", "quiet hours keep their time zone");
ok(!("events" in sent), "and every event is every event");
await look(ada, "routes");
await remove("pager");

/* ---- hours and brand ---- */

await open(ada, "admin/company", "Hours and brand");
await ada.getByRole("button", { name: "Edit: Business hours" }).click();
await dialog.getByLabel("Always open").uncheck();
await dialog.getByLabel("Monday").fill("09:00-14:00, 16:00-20:00");
await dialog.getByLabel("Holidays").fill("Christmas");
await dialog.getByRole("button", { name: "Save" }).click();
await seen(dialog.getByText("holidays are days"), "a holiday is a day");
await look(ada, "hours-form");
await dialog.getByLabel("Holidays").fill("2026-12-25");
await save();
await seen(thing("Monday").getByText("16:00-20:00"), "hours are set");
await ada.getByRole("button", { name: "Edit: Brand" }).click();
await dialog.getByLabel("Name").fill("Acme & sons");
await dialog.getByLabel("Main", { exact: true }).check();
await look(ada, "brand-form");
await save();
await seen(thing("Acme & sons"), "and the name");

const hands = ada.getByLabel("Hands conversations to people");

ok(await hands.isChecked(), "what the bot does is on unless told");
/* a toast may be that of the brand */
const kept = ada.waitForResponse((r) => r.request().method() === "PUT" && r.url().endsWith("/flags/human_handoff")
    && r.ok(), { timeout: WAIT });

await hands.uncheck();
await kept;
await seen(ada.locator(".toast", { hasText: "Saved." }), "and can be switched off");
ok(await ask("flag", { name: "human_handoff" }) === "false", "which is kept");
await hands.check();
await look(ada, "company");

/* ---- usage, audit ---- */

await open(ada, "admin/usage", "Usage and limits");
await thing("Messages today").getByRole("button").click();
await dialog.getByLabel("Warn at").fill("5000");
await save();
await seen(thing("Messages today").getByText("5,000"), "a warning is set");
await look(ada, "usage");
await open(ada, "admin/audit", "Audit log");
await seen(ada.locator(".audit li", { hasText: "key create" }), "what was done is in the log");
await look(ada, "audit");

/* ---- phone, languages, roles ---- */

await ada.setViewportSize({ width: 390, height: 780 });

for (const path of ["overview", "admin/agents", "admin/rules", "admin/audit"]) {
    await ada.goto(`${DESK}#/${path}`);
    await ada.locator("h1").waitFor({ timeout: WAIT });
    ok(await ada.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} on a phone`);
    await look(ada, `phone-${path.replace("/", "-")}`);
}

await ada.setViewportSize(SIZE);

const sue = await person({ locale: "es-ES" });

await sue.goto(DESK);
await sue.locator("input").nth(0).fill("demo");
await sue.locator("input").nth(1).fill("sue@demo.example");
await sue.locator("input").nth(2).fill(password);
await sue.keyboard.press("Enter");
await sue.locator(".rail").waitFor({ timeout: WAIT });
await open(sue, "admin/agents", "Agentes y equipos");
ok(await sue.locator(".admin nav a", { hasText: "Claves de API" }).count() === 0, "supervisors have no keys");
ok(await thing("ada", sue).getByRole("button").count() === 0, "and do not change administrators");
await look(sue, "agents-es");

const eva = await person();

await enter(eva, "eva");
ok(await eva.locator(".rail a[title='Overview']").count() === 0, "agents have no overview");
await open(eva, "admin", "Canned replies");
ok(await eva.locator(".admin nav a").count() === 2, "of the set-up they see words and knowledge");
await eva.goto(`${DESK}#/admin/audit`);
await seen(eva.getByRole("heading", { level: 1, name: "Canned replies" }), "and no more by its address");
ok(await thing("Thank you", eva).getByRole("button").count() === 0, "shared replies are not theirs to change");

/* ---- the operator, who has the others ---- */

ok(await ada.locator(".admin nav a", { hasText: "Organisations" }).count() === 0, "an administrator sees no other organisation");

const root = await person();

await root.goto(DESK);
await root.getByLabel("Organisation").fill("operator");
await root.getByLabel("E-mail").fill("root@operator.example");
await root.getByLabel("Password").fill(password);
await root.getByRole("button", { name: "Log in" }).click();
await root.locator(".rail").waitFor({ timeout: WAIT });
await open(root, "admin/tenants", "Organisations");
await seen(thing("demo", root), "the operator sees them all");
await root.getByRole("button", { name: "Add organisation" }).click();
await look(root, "tenants-add");
await root.locator("dialog").getByLabel("Short name").fill("demo");
await root.locator("dialog").getByRole("button", { name: "Save" }).click();
await seen(root.locator("dialog .refusal", { hasText: "there is a tenant of this slug" }), "a name that is taken is refused");
await root.locator("dialog").getByLabel("Short name").fill("second");
await root.locator("dialog").getByLabel("Name", { exact: true }).fill("Zweite <img src=x onerror=window.hit=1>");
await root.locator("dialog").getByRole("button", { name: "Save" }).click();
await seen(root.locator("dialog .secret", { hasText: "--tenant second" }), "a new one, and how its first administrator is made");
await root.locator("dialog").getByRole("button", { name: "Close" }).last().click();
await seen(thing("Zweite <img src=x onerror=window.hit=1>", root), "is in the list");
ok(await root.evaluate(() => window.hit === undefined && document.querySelector(".things img") === null), "its name is text");
await look(root, "tenants");
await root.getByRole("button", { name: "Limits: demo" }).click();

const people = root.locator("dialog fieldset", { hasText: "Agents" });

await people.getByLabel("Warn at").fill("9");
await people.getByLabel("At most").fill("3");
await root.locator("dialog").getByRole("button", { name: "Save" }).click();
await seen(root.locator("dialog .refusal", { hasText: "it warns above" }), "limits of an organisation: what cannot be is refused");
await people.getByLabel("Warn at").fill("2");
await look(root, "tenants-limits");
await root.locator("dialog").getByRole("button", { name: "Save" }).click();
await root.locator("dialog").waitFor({ state: "detached", timeout: WAIT });

for (const [width, height] of [[390, 780], [720, 430]]) {
    await root.setViewportSize({ width, height });
    ok(await root.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `organisations, ${width} pixels wide`);
}

await root.setViewportSize(SIZE);
await root.getByRole("button", { name: "Limits: second" }).click();
ok(await people.getByLabel("At most").inputValue() === "", "those of another are others");
await root.keyboard.press("Escape");
await ada.goto(`${DESK}#/admin/agents`);
await ada.getByRole("button", { name: "Add an agent" }).click();
await dialog.getByLabel("E-mail").fill("more@demo.example");
await dialog.getByLabel("Name").fill("More");
await dialog.getByRole("button", { name: "Save" }).click();
await seen(dialog.locator(".refusal"), "and hold: nobody is added to as many as there may be");
ok(await ask("limit", { name: "agents" }) === "2 3, tasks own: 0", "only what was changed is kept");
await ada.keyboard.press("Escape");

for (const e of errors) {
    say({ note: e });
}

ok(errors.length === 0, "no error in any console");
await browser.close();
process.exit(0);
