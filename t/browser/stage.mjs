/*
 * stage - what the browser programs of the desk share: people with a browser
 * each, their login, and the look at a view: axe-core and a picture, in both
 * themes.
 */

import { audit, launch, ok, say, WAIT } from "./common.mjs";

export const SIZE = { width: 1440, height: 860 };


/* True when it comes to be, in time. */
export async function seen(locator, name, options = {}) {
    const there = await locator.first().waitFor({ timeout: WAIT, ...options })
        .then(() => true, (e) => { say({ note: String(e).slice(0, 400) }); return false; });

    ok(there, name);
    return there;
}


export async function stage(executablePath, shots, password) {
    const browser = await launch(executablePath);
    const errors = [];
    let pictures = 0;

    async function person(options = {}) {
        const context = await browser.newContext({ locale: "en-US", viewport: SIZE, ...options });
        const page = await context.newPage();

        page.on("console", (m) => {
            /* refused connections and logins are what some of this is about */
            if (m.type() === "error" && !/Failed to load resource|ERR_/.test(m.text())) {
                errors.push(m.text());
            }
        });
        page.on("pageerror", (e) => errors.push(String(e.stack ?? e)));
        return page;
    }


    async function logIn(page, name, word = password) {
        await page.getByLabel("Organisation").fill("demo");
        await page.getByLabel("E-mail").fill(`${name}@demo.example`);
        await page.getByLabel("Password").fill(word);
        await page.getByRole("button", { name: "Log in" }).click();
    }


    const setTheme = (page, theme) => page.evaluate(
        (value) => { document.documentElement.dataset.theme = value; }, theme);


    /* axe and a picture, in both themes. */
    async function look(page, name) {
        pictures++;

        for (const theme of ["light", "dark"]) {
            await setTheme(page, theme);
            await page.screenshot({ path: `${shots}/${String(pictures).padStart(2, "0")}-${name}-${theme}.png` });

            await audit(page, `${name}, ${theme}`);
        }

        await setTheme(page, "light");
    }


    return { browser, errors, person, logIn, look };
}
