/*
 * handbook - the pictures of docs/HANDBOOK.md, for t/handbook.pl: the desk of a
 * shop on a usual morning.
 *
 *   node handbook.mjs BASE_URL CHROMIUM FOLDER PASSWORD CONVERSATION
 *
 * Each picture is written as FOLDER/NAME.webp.
 */

import { writeFileSync } from "node:fs";
import { ask, say, WAIT } from "./common.mjs";
import { stage } from "./stage.mjs";

const [base, executablePath, folder, password, conversation] = process.argv.slice(2);
const { browser, person, enter } = await stage(executablePath, folder, password, base);
const DESK = `${base}/console/desk/`;
const SIZE = { width: 1280, height: 760 };
const QUALITY = 0.8;
const studio = await (await browser.newContext()).newPage();


/* A picture as WebP, which Chromium itself makes of it. */
async function webp(png) {
    const url = await studio.evaluate(async ([data, quality]) => {
        const image = new Image();

        image.src = `data:image/png;base64,${data}`;
        await image.decode();

        const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });

        canvas.getContext("2d").drawImage(image, 0, 0);
        return canvas.toDataURL("image/webp", quality);
    }, [png.toString("base64"), QUALITY]);

    return Buffer.from(url.split(",")[1], "base64");
}


async function take(page, name, options = {}) {
    await page.waitForFunction(() => document.querySelector(".spinner") === null, null, { timeout: WAIT });
    await page.evaluate(() => document.fonts.ready);

    const picture = await webp(await page.screenshot({ animations: "disabled", caret: "initial", ...options }));

    writeFileSync(`${folder}/${name}.webp`, picture);
    say({ note: `${name}.webp ${(picture.length / 1024).toFixed(0)} KB` });
}


async function open(page, hash, sign) {
    await page.goto(`${DESK}#/${hash}`);
    await page.locator(sign).first().waitFor({ timeout: WAIT });
}


async function dark(page, is) {
    await page.evaluate((theme) => { document.documentElement.dataset.theme = theme; }, is ? "dark" : "light");
}


/* ---- agents ---- */

const eva = await person({ viewport: SIZE });

await eva.goto(DESK);
await eva.locator("main.login").waitFor({ timeout: WAIT });
await take(eva, "login");
await enter(eva, "eva");
await open(eva, "inbox/pending", ".virtual .row");
await take(eva, "inbox");
await open(eva, `inbox/pending/${conversation}`, ".timeline .words");
await eva.getByRole("button", { name: "Take it" }).first().click();
await eva.locator("#composer").fill("Good morning! I am sorry about the cup. A new one leaves today.");
await eva.locator("#composer").press("Enter");
await eva.locator(".bubble.agent .ticks.sent, .bubble.agent .ticks.read, .bubble.agent .ticks.delivered").first()
    .waitFor({ timeout: WAIT });
for (const close of await eva.locator(".toast .button.bare").all()) {
    await close.click({ timeout: 1000 }).catch(() => {});   /* it may go by itself */
}
await take(eva, "conversation");
await dark(eva, true);
await take(eva, "conversation-dark");
await dark(eva, false);
await eva.locator("#composer").fill("/");
await eva.locator(".canned li").first().waitFor({ timeout: WAIT });
await take(eva, "canned");
await eva.locator("#composer").fill("");
await eva.locator(".canned").waitFor({ state: "detached", timeout: WAIT });
await eva.locator("#composer").press("Escape");
await eva.waitForFunction(() => document.activeElement?.id !== "composer");
await eva.keyboard.press("t");
await eva.locator("dialog").waitFor({ timeout: WAIT });
await take(eva, "transfer");
await eva.keyboard.press("Escape");
await eva.keyboard.press("Control+k");
await eva.locator("dialog").waitFor({ timeout: WAIT });
await take(eva, "palette");
await eva.keyboard.press("Escape");
await eva.setViewportSize({ width: 390, height: 780 });
await take(eva, "phone");
await eva.setViewportSize(SIZE);

/* ---- supervisors and admins ---- */

const ada = await person({ viewport: SIZE });

await enter(ada, "ada");
await open(ada, "overview", ".chart canvas");
await take(ada, "overview");
await open(ada, "admin/rules", "h1");
await ada.getByLabel("The customer's message").fill("I will sue you, my lawyer will take this to court");
await ada.getByRole("button", { name: "Try it" }).click();
await ada.locator(".verdict").first().waitFor({ timeout: WAIT });
await take(ada, "rules");
await open(ada, "admin/knowledge", ".things li");
await take(ada, "knowledge");
await open(ada, "admin/agents", ".things li");
await take(ada, "agents");

/* ---- both sides ---- */

const both = await person({ viewport: { width: 1280, height: 700 } });

await both.goto(`${base}/console/demo/${await ask("link", { who: "demi" })}`);
await both.frameLocator("#desk").locator(".virtual .row, .empty").first().waitFor({ timeout: WAIT });
await both.frameLocator("#chat").locator("#state-dot.on").waitFor({ timeout: WAIT });
await take(both, "both-sides");
await browser.close();
process.exit(0);
