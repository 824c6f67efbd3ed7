/*
 * health - health, channels, voice and brand of the console, for
 * t/103_console_health.t: ada is an administrator, sue a supervisor, eva an
 * agent.
 *
 *   node health.mjs BASE_URL CHROMIUM SCREENSHOT_DIR PASSWORD
 */

import { audit, ok, say, WAIT } from "./common.mjs";
import { answered, seen, stage } from "./stage.mjs";

const [base, executablePath, shots, password] = process.argv.slice(2);
const { browser, errors, person, enter, open, look } = await stage(executablePath, shots, password, base);
const ada = await person();
const dialog = ada.locator("dialog");
const save = (name) => answered(dialog, name);


await enter(ada, "ada");

/* ---- health ---- */

await open(ada, "health", "System health");
for (const name of ["nginx", "redis", "postgres", "worker", "decoder", "store", "models"]) {
    await seen(ada.locator(`[data-component="${name}"][data-state="ok"]`), `${name} is well`);
}
await seen(ada.locator('[data-component="clamd"][data-state="off"]'), "what is not used says so");
await seen(ada.getByRole("table", { name: "How long it took" }), "latencies of the installation: there is one tenant");
await seen(ada.locator('a[href="/metrics"]'), "and the way to /metrics");
await look(ada, "health");

const sue = await person();
await enter(sue, "sue");
await open(sue, "health", "System health");
await seen(sue.locator('[data-component="redis"]'), "a supervisor sees components");
ok(await sue.locator(".figures").count() === 0, "and no numbers of the installation");

const eva = await person();
await enter(eva, "eva");
ok(await eva.locator('.rail a[href="#/health"]').count() === 0, "an agent has no such view");

/* ---- channels ---- */

await open(ada, "admin/channels", "Channels");
await ada.getByRole("button", { name: "Add an account" }).click();
await dialog.getByLabel("Phone number id").fill("70010");
await dialog.getByLabel("App secret").fill("s".repeat(32));
await dialog.getByLabel("Name in the URL").fill("acme");
await look(ada, "channel-form");
await dialog.getByRole("button", { name: "Save", exact: true }).click();
await seen(dialog.getByText("shown this once"), "what was made is shown once");
ok((await dialog.locator("code").first().textContent()).endsWith("/webhooks/whatsapp/acme"), "the callback URL");
const verify = await dialog.locator("code").nth(1).textContent();
await look(ada, "channel-once");
await dialog.getByRole("button", { name: "Close", exact: true }).last().click();

await ada.getByRole("button", { name: "Set up and test: 70010" }).click();
await seen(ada.locator('[data-step="app"][data-done="true"]'), "the first step is done");
await seen(ada.locator('[data-step="verified"][data-done="false"]'), "the others are not");
await ada.evaluate(async (token) => {
    for (let i = 0; i < 300; i++) {
        const r = await fetch(`/webhooks/whatsapp/acme?hub.mode=subscribe&hub.challenge=7&hub.verify_token=${token}`);

        if (r.ok) {
            return;
        }

        await new Promise((done) => setTimeout(done, 200));
    }
}, verify);
await seen(ada.locator('[data-step="verified"][data-done="true"]'), "verified, as the server has seen");
await ada.getByRole("button", { name: "Test this webhook" }).click();
await seen(ada.locator(".guide .steps li", { hasText: "webhook: accepted" }), "the test goes the real way");
await seen(ada.locator(".guide .steps li", { hasText: "wrong" }), "what is missing is told");
await look(ada, "channel-guide");

/* ---- voice ---- */

await open(ada, "admin/voice", "Persona and prompts");
const editor = ada.locator(".columns.two").nth(1);
const prompt = editor.locator("textarea").first();
await ada.locator(".page select").selectOption("en");
await prompt.fill("Sell bread.");
await editor.getByRole("button", { name: "Save", exact: true }).click();
await seen(ada.getByText("it must say {tenant} once"), "what the server refuses is told");
await prompt.fill("Sell bread for {tenant}.");
await editor.getByRole("button", { name: "Preview" }).click();
await seen(ada.locator("pre.raw", { hasText: "Sell bread for" }), "a preview");
await editor.getByLabel("A customer's message").fill("Do you ship abroad?");
await editor.getByRole("button", { name: "Preview" }).click();
await seen(ada.locator("pre.raw", { hasText: 'data kind="message"' }), "what would be sent with a message, fenced");
await editor.getByRole("button", { name: "Save", exact: true }).click();
await seen(ada.locator(".things li", { hasText: "version 1" }), "version 1");
await look(ada, "voice");

/* ---- brand ---- */

await open(ada, "admin/company", "Hours and brand");
await ada.getByRole("button", { name: "Edit: Brand" }).click();
await dialog.getByLabel("Name").fill("Bakery");
await dialog.locator('input[name="has.text"]').check();
await dialog.locator('input[name="text"]').fill("#999999");
await dialog.locator('input[name="has.background"]').check();
await dialog.locator('input[name="background"]').fill("#aaaaaa");
await dialog.getByRole("button", { name: "Save", exact: true }).click();
await seen(dialog.getByText("contrast"), "what cannot be read is refused");
await dialog.locator('input[name="text"]').fill("#ffe08a");
await dialog.locator('input[name="background"]').fill("#5b1220");
await dialog.locator('input[name="has.accent"]').check();
await dialog.locator('input[name="accent"]').fill("#ffd400");
await dialog.locator('input[name="has.primary"]').check();
await dialog.locator('input[name="primary"]').fill("#aa0011");
await dialog.locator('input[name="picture"]').setInputFiles({ name: "logo.png", mimeType: "image/png",
    buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64") });
await save();
await seen(ada.locator(".rail-logo img"), "the logo is on the rail");
ok(await ada.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--accent").trim()) === "#aa0011",
    "and the colour is the console's");
ok((await ada.title()).startsWith("Bakery"), "and the name");

const painted = (page, what, of) => page.locator(what).first().evaluate((e, name) => getComputedStyle(e)[name], of);

ok(await painted(ada, ".rail", "backgroundColor") === "rgb(91, 18, 32)", "the rail has the background");
ok(await painted(ada, ".rail > a", "color") === "rgb(255, 224, 138)", "and the text");
ok(await ada.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--accent-light").trim()) !== "#ffd400",
    "an accent that cannot be read on white is moved until it can");
await look(ada, "brand");

/* The chat of the organisation, in both themes. */
const chat = await person();

for (const theme of ["light", "dark"]) {
    await chat.goto(`${base}/console/chat/?endpoint=demo&theme=${theme}&language=en`);
    await chat.waitForFunction(() => getComputedStyle(document.querySelector(".bar")).backgroundColor === "rgb(91, 18, 32)");
    await seen(chat.locator(".bar img.logo"), `${theme}: the chat has the logo`);
    ok(await painted(chat, ".bar h1", "color") === "rgb(255, 224, 138)", `${theme}: and the bar's colours`);
    await audit(chat, `the chat with a brand, ${theme}`);
}

ok(errors.length === 0, "no errors in the browser") || errors.forEach(say);
await browser.close();
process.exit(0);
