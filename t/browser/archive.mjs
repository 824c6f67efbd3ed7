/*
 * archive - a conversation whose messages are in the archive, for
 * t/103_console_archive.t: ada is an administrator.
 *
 *   node archive.mjs BASE_URL CHROMIUM SCREENSHOT_DIR PASSWORD CONVERSATION
 */

import { ask, ok, say, WAIT } from "./common.mjs";
import { seen, stage } from "./stage.mjs";

const [base, executablePath, shots, password, id] = process.argv.slice(2);
const { browser, errors, person, logIn, look } = await stage(executablePath, shots, password);
const DESK = `${base}/console/desk/`;
const ada = await person();

await ada.goto(DESK);
await logIn(ada, "ada");
await ada.locator(".rail").waitFor({ timeout: WAIT });

await ada.goto(`${DESK}#/inbox/all/${id}`);
await seen(ada.locator(".archived").getByText("2 messages went to the archive"), "it says how much is away");
await seen(ada.locator(".archived code").getByText(id), "and the command that brings it back");
await look(ada, "archived");

await ask("restore");
await ada.reload();
await seen(ada.locator(".timeline").getByText("How much does shipping cost?"), "restored: it is there again");
ok(await ada.locator(".archived").count() === 0, "and nothing says that it is away");

ok(errors.length === 0, "no errors in the browser") || errors.forEach(say);
await browser.close();
process.exit(0);
