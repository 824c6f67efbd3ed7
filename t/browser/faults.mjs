/*
 * faults - connections that break at random while three customers and two
 * agents write, for t/108_play_faults.t: browsers without a network, nginx
 * reloaded, an nginx worker killed, Redis killed.  At the end each screen shows
 * what the database holds, no more and no less.
 *
 *   node faults.mjs BASE_URL CHROMIUM SCREENSHOT_DIR PASSWORD SEED
 */

import { ask, ok, say, WAIT } from "./common.mjs";
import { seen, stage, status, turn } from "./stage.mjs";

const [base, executablePath, shots, password, seed] = process.argv.slice(2);
const { browser, errors, person, enter, customer } = await stage(executablePath, shots, password, base);
const DESK = `${base}/console/desk/`;
const SETTLE_MS = 180000;


/* mulberry32: the same numbers for the same seed. */
let state = Number(seed) >>> 0;

function random() {
    state = (state + 0x6d2b79f5) >>> 0;

    let t = Math.imul(state ^ (state >>> 15), 1 | state);

    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

const pick = (list) => list[Math.floor(random() * list.length)];
const times = (n, what) => Array.from({ length: n }, () => what);


function shuffled(list) {
    const rest = [...list];

    return list.map(() => rest.splice(Math.floor(random() * rest.length), 1)[0]);
}


/* ---- who talks to whom ---- */

const eva = { name: "eva", page: await person(), talks: [] };
const max = { name: "max", page: await person(), talks: [] };
const agents = [eva, max];
const customers = [];

for (const { name, page } of agents) {
    await enter(page, name);
    await status(page, "away");
}

async function open(agent, id) {
    agent.at = id;
    await turn(agent.page, `#/inbox/mine/${id}`);
}

for (const agent of [eva, eva, max]) {
    const who = await customer();

    await who.tell("I want to talk to a person");
    await who.heard(/TKT-/).first().waitFor({ timeout: WAIT });
    who.visitor = await who.page.evaluate(() => localStorage.getItem("relevo.chat.demo").split(".")[2]);
    who.id = await ask("conversation", { from: who.visitor });
    customers.push(who);
    agent.talks.push(who.id);
    await agent.page.goto(`${DESK}#/inbox/pending/${who.id}`);
    await agent.page.getByRole("button", { name: "Take it" }).first().click();
    await agent.page.getByRole("textbox", { name: "Reply to the customer" }).waitFor({ timeout: WAIT });
    agent.at = who.id;
}

/* ---- what happens ---- */

const away = new Set();
const counts = {};
let serial = 0;
let fault = Promise.resolve();

const DO = {
    async customer() {
        const k = Math.floor(random() * customers.length);

        await customers[k].tell(`customer ${k} says ${++serial}`);
    },

    async agent() {
        const agent = pick(agents);
        const box = agent.page.getByRole("textbox", { name: "Reply to the customer" });

        if (await box.isVisible()) {
            await box.fill(`${agent.name} answers ${++serial}`);
            await box.press("Enter");
        }
    },

    async note() {
        const { page, name } = pick(agents);

        if (await page.getByRole("button", { name: "Note" }).first().isVisible()) {
            await page.getByRole("button", { name: "Note" }).first().click();
            await page.locator("#composer").fill(`${name} notes ${++serial}`);
            await page.locator("#composer").press("Enter");
            await page.getByRole("button", { name: "Reply", exact: true }).click();
        }
    },

    async turn() {
        const agent = pick(agents);

        await open(agent, pick(agent.talks));
    },

    /* without a network, and with one again */
    async offline() {
        const who = pick([...agents, ...customers]);

        if (!away.delete(who)) {
            away.add(who);
        }

        await who.page.context().setOffline(away.has(who));
    },
};

for (const what of ["reload", "kill", "redis"]) {
    DO[what] = async () => {
        await fault;
        fault = ask(what);          /* people go on meanwhile */
    };
}

const plan = shuffled([...times(24, "customer"), ...times(18, "agent"), ...times(4, "note"), ...times(6, "turn"),
    ...times(9, "offline"), ...times(2, "reload"), ...times(2, "kill"), ...times(2, "redis")]);

for (const what of plan) {
    await DO[what]();
    counts[what] = (counts[what] ?? 0) + 1;
}

await fault;
say({ note: Object.entries(counts).map(([what, n]) => `${n} ${what}`).join(", ") });

/* ---- and then ---- */

for (const who of away) {
    await who.page.context().setOffline(false);
}

ok(true, `${serial} messages and notes were written`);

/* What says that it was not sent has a button; nobody is left alone with it. */
async function again(page, button) {
    for (const b of await page.locator(button).all()) {
        await b.click().catch(() => {});
    }
}

const sorted = (list) => [...list].sort().join("\n");
const order = (list, who) => list.filter((text) => text.startsWith(who)).join("\n");


/* Until the screen says what the database does, or time is up. */
async function same(page, id, shown, button, kinds) {
    const end = performance.now() + SETTLE_MS;
    let here;
    let there;

    do {
        await again(page, button);
        there = await ask("said", { conversation: id, kinds });
        here = await shown();
    } while (sorted(here) !== sorted(there.map((x) => x.text)) && performance.now() < end);

    return { here, there: there.map((x) => x.text) };
}


function judge(name, { here, there }, voices) {
    ok(sorted(here) === sorted(there), `${name} sees what the database holds (${there.length})`);

    if (sorted(here) !== sorted(there) || !voices.every((v) => order(here, v) === order(there, v))) {
        say({ note: `here: ${here.join(" | ")}` });
        say({ note: `there: ${there.join(" | ")}` });
        say({ note: `only here: ${here.filter((x) => !there.includes(x)).join(" | ")}` });
        say({ note: `only there: ${there.filter((x) => !here.includes(x)).join(" | ")}` });
    }

    ok(new Set(here).size === here.length || sorted(here) === sorted(there), `${name}: nothing twice`);
    ok(voices.every((v) => order(here, v) === order(there, v)), `${name}: in the order of who said it`);
}


for (const agent of agents) {
    for (const id of agent.talks) {
        await open(agent, id);
        await seen(agent.page.locator(".timeline .words"), `${agent.name} opens it`);

        const words = () => agent.page.locator(".timeline .words").allTextContents();

        judge(`${agent.name}`, await same(agent.page, id, words, ".failed .failure button:first-of-type", "all"),
            ["customer", `${agent.name} answers`, `${agent.name} notes`]);
    }
}

for (const [k, who] of customers.entries()) {
    const words = () => who.page.locator("#log li.visitor, #log li.bot, #log li.agent").evaluateAll(
        (list) => list.map((li) => li.querySelector(".words")?.textContent ?? li.firstChild.textContent));

    /* their own are in the order in which they were typed, sent or not */
    judge(`customer ${k}`, await same(who.page, who.id, words, "#log li.failed button", "messages"),
        ["eva", "max"]);
}

const written = await ask("written");

ok(written.length === new Set(written).size, "nothing is in the database twice");
ok(written.length === serial, `all ${serial} are in the database`);

for (const e of errors) {
    say({ note: e });
}

ok(errors.length === 0, "no error in any console");
await browser.close();
process.exit(0);
