/*
 * stage - what the browser programs of the desk share: people with a browser
 * each, their login, and the look at a view: axe-core and a picture, in both
 * themes.
 */

import { audit, launch, ok, say, WAIT } from "./common.mjs";

export const SIZE = { width: 1440, height: 860 };


let missed = 0;


/* True when it comes to be, in time; else there is a picture of what was. */
export async function seen(locator, name, options = {}) {
    const there = await locator.first().waitFor({ timeout: WAIT, ...options })
        .then(() => true, (e) => { say({ note: String(e).slice(0, 400) }); return false; });

    if (!there) {
        await locator.page().screenshot({ path: `${process.argv[4]}/missed-${++missed}.png`, timeout: 5000 }).catch(() => {});
    }

    ok(there, name);
    return there;
}


/* To another view of the same page: what is looked at next is not the old one. */
export const turn = (page, hash) => page.evaluate((to) => new Promise((done) => {
    if (location.hash === to) {
        done();
    } else {
        addEventListener("hashchange", () => setTimeout(done), { once: true });
        location.hash = to;
    }
}), hash);


/* The button of a dialog that ends it. */
export async function answered(dialog, button = "Save") {
    await dialog.getByRole("button", { name: button, exact: true }).click();
    await dialog.waitFor({ state: "detached", timeout: WAIT });
}


/* Says whether somebody is there, and waits until the server knows it: who is
   counts when conversations are given away. */
export async function status(page, value) {
    const told = page.waitForResponse((r) => r.request().method() === "PATCH"
        && r.url().endsWith("/status") && r.request().postData().includes(value) && r.ok(), { timeout: WAIT });

    await page.getByLabel("Your status").selectOption(value);
    await told;
}


/* What a page has fetched until now: requests, and bytes on the wire. */
export const fetched = (page) => page.evaluate(() => {
    const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];

    return { requests: all.length, bytes: all.reduce((n, e) => n + e.transferSize, 0),
        code: all.filter((e) => /\.(js|css)$/.test(e.name)).reduce((n, e) => n + e.transferSize, 0) };
});


/* Runs in a page before its own scripts: what would make a noise or show a
 * notification says so in window.told. */
function spy() {
    window.told = [];

    const oscillator = AudioContext.prototype.createOscillator;

    AudioContext.prototype.createOscillator = function create() {
        window.told.push("sound");
        return oscillator.call(this);
    };
    window.Notification = class {
        static permission = "granted";
        static requestPermission = async () => "granted";
        constructor(title, options) { window.told.push(`notification: ${title}: ${options?.body}`); }
        close() {}
    };
    document.hasFocus = () => false;
    localStorage.setItem("relevo.desk.prefs", JSON.stringify({ notify: true,
        ...JSON.parse(localStorage.getItem("relevo.desk.prefs") ?? "{}") }));
}


export async function stage(executablePath, shots, password, base = "") {
    const browser = await launch(executablePath);
    const errors = [];
    let pictures = 0;

    /* What everybody saw when it went wrong. */
    process.once("uncaughtException", async (e) => {
        say({ note: String(e.stack ?? e) });

        for (const [i, page] of browser.contexts().flatMap((c) => c.pages()).entries()) {
            await page.screenshot({ path: `${shots}/failed-${i + 1}.png`, timeout: 5000 }).catch(() => {});
        }

        process.exit(1);
    });

    /* loud: with spies on sound and notifications */
    async function person({ loud = false, ...options } = {}) {
        const context = await browser.newContext({ locale: "en-US", viewport: SIZE, ...options });

        context.setDefaultTimeout(WAIT);

        if (loud) {
            await context.addInitScript(spy);
        }

        const page = await context.newPage();

        watch(page);
        return page;
    }


    function watch(page) {

        page.on("console", (m) => {
            /* refused connections and logins are what some of this is about */
            if (m.type() === "error" && !/Failed to load resource|ERR_/.test(m.text())) {
                errors.push(m.text());
            }
        });
        page.on("pageerror", (e) => errors.push(String(e.stack ?? e)));
        page.on("dialog", (d) => { errors.push(`dialog: ${d.message()}`); void d.dismiss(); });
    }


    async function enter(page, name, word = password) {
        await page.goto(`${base}/console/desk/`);
        await logIn(page, name, word);
        await page.locator(".rail").waitFor({ timeout: WAIT });
    }


    /* A view of the desk, by its address, when it has what it shows. */
    async function open(page, path, heading) {
        await page.goto(`${base}/console/desk/#/${path}`);
        await seen(page.getByRole("heading", { level: 1, name: heading }), `${path} opens`);
        await page.waitForFunction(() => document.querySelector(".spinner") === null, null, { timeout: WAIT });
    }


    /* Somebody at the web chat: {page, tell, heard}. */
    async function customer(query = "") {
        const page = await person({ viewport: { width: 420, height: 720 } });

        await page.goto(`${base}/console/chat/?endpoint=demo${query}`);
        await page.locator("#state-dot.on").waitFor({ timeout: WAIT });
        return {
            page,
            tell: async (text) => {
                await page.locator("#text").fill(text);
                await page.locator("#text").press("Enter");
            },
            heard: (text) => page.locator("#log li:not(.visitor)", { hasText: text }),
        };
    }


    async function logIn(page, name, word = password) {
        await page.getByLabel("Organisation").fill("demo");
        await page.getByLabel("E-mail").fill(`${name}@demo.example`);
        await page.getByLabel("Password").fill(word);
        await page.getByRole("button", { name: "Log in" }).click();
    }


    const setTheme = (page, theme) => page.evaluate(
        (value) => { document.documentElement.dataset.theme = value; }, theme);


    /* Of a view, in these themes; `each` looks at it in every one. */
    async function picture(page, name, themes, each = async () => {}) {
        pictures++;

        for (const theme of themes) {
            await setTheme(page, theme);
            await page.screenshot({ path: `${shots}/${String(pictures).padStart(2, "0")}-${name}-${theme}.png` });
            await each(theme);
        }
    }


    /* axe and a picture, in both themes. */
    async function look(page, name) {
        await picture(page, name, ["light", "dark"], (theme) => audit(page, `${name}, ${theme}`));
        await setTheme(page, "light");
    }


    return { browser, errors, person, watch, logIn, enter, open, customer, look, picture };
}
