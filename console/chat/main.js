/*
 * main - the chat page: shows what the client reports, sends what is typed.
 *
 * /console/chat/?endpoint=demo; the rest of the address is in options.js.
 */

import { CatchUp } from "./catchup.js";
import { ChatClient } from "./client.js";
import { acceptFiles } from "./files.js";
import { History } from "./history.js";
import { host } from "./host.js";
import * as log from "./log.js";
import { brandOf, dress } from "./look.js";
import { options } from "./options.js";
import { label, Outbox } from "./outbox.js";
import { asksForMark } from "./rating.js";
import { language, texts } from "./texts.js";

const OFFLINE_MS = 3000;             /* shorter ones are not worth a notice */
const TYPING_MS = 4000;

const byId = (id) => document.getElementById(id);
const text = byId("text");
const { endpoint } = options;
const client = new ChatClient({ base: "/chat/", endpoint });
const outbox = new Outbox({ client, history: () => history, online: () => connected && navigator.onLine });
const catchUp = new CatchUp({ client, merge, gap, whole: log.dropNotes });
const page = host({ framed: options.framed, opened: () => text.focus() });

let history = null;
let connected = false;
let notice = null;
let typed = 0;
let typing = null;
let shownId = null;                  /* the server's, of the last message here */


function name() {
    const title = options.title ?? texts.title;

    document.documentElement.lang = language;
    document.title = title;
    byId("title").textContent = title;
    byId("log").setAttribute("aria-label", texts.messages);
    byId("text-label").textContent = texts.write;
    byId("close").setAttribute("aria-label", texts.close);
    byId("send").textContent = texts.send;
    text.placeholder = texts.write;
}


/* ---- what comes ---- */

function show({ key, id, from, text: body = "", file, media }) {
    const isBare = body === "" && from === "visitor" && !media?.url;
    const words = label({ file: file ?? (isBare ? media?.name ?? texts.file : null), text: body });
    const [li, isNew] = log.item(key, from, words);

    shownId = id ?? shownId;

    log.settle(li);
    log.attach(li, media);

    if (isNew) {
        log.withdrawMarks();
    }

    if (isNew && asksForMark({ from, text: body })) {
        log.offerMarks(li, (mark) => say(String(mark)));
    }

    return { li, isNew };
}


const messageOf = ({ id, client_id: clientId, from, text: body, media }) =>
    ({ key: clientId ?? id, id, from, text: body ?? "", media });


function hear(said) {
    const message = messageOf(said);
    const { from } = message;

    history.put(message);

    if (show(message).isNew && from !== "visitor") {
        expect(0);
        page.said();
    }
}


/* A part of the conversation as the server has it; what is new of it counts
 * as heard. */
function merge(items) {
    const messages = items.map(messageOf);
    const keys = messages.map((m) => m.key);
    const isLate = log.last() !== null;
    let before = null;

    for (const message of messages) {
        const { li, isNew } = show(message);

        log.place(li, before, keys);
        before = li;

        if (isNew && isLate && message.from !== "visitor") {
            page.said();
        }
    }

    log.withdrawOldMarks();
    history.merge(messages);
}


/* The stream may have left something out: what this page lacks, which is not
 * what the browser keeps, since other tabs put there what they have heard.
 * With history=off what was said before this page is not asked for. */
function missed() {
    if (options.history || shownId !== null) {
        void catchUp.ask(shownId);
    }
}


/* After a worker's restart every partition says `reset`: one note is enough. */
function gap() {
    const before = log.last();

    if (before !== null && !before.classList.contains("note")) {
        log.item(null, "note", texts.gap);
    }
}


/* A person types; for so many seconds. */
function expect(seconds) {
    clearTimeout(typing);
    byId("typing").textContent = seconds > 0 ? texts.typing : "";
    typing = setTimeout(() => expect(0), seconds > 0 ? seconds * 1000 : 2 ** 31 - 1);
}


/* What this browser has of the visitor, shown before the server is asked. */
function load() {
    history = new History({ endpoint, visitor: client.visitor, store: storage() });

    if (!options.history) {
        history.drop();
        history.store = null;
    }

    client.lastId = history.position();

    for (const message of history.messages()) {
        const { li } = show(message);

        if (message.state && message.file) {
            log.fail(li, texts.lost, null);
        } else if (message.state) {
            log.fail(li, texts.failed, () => outbox.resume(message));
        }
    }
}


/* Another visitor than before has another history. */
function remember(visitor) {
    const before = history;

    if (before.visitor === visitor) {
        return;
    }

    const typedAhead = before.visitor === null ? before.messages() : [];

    if (before.visitor !== null) {
        log.clear();
    }

    history = new History({ endpoint, visitor, store: before.store });
    client.lastId = null;
    shownId = null;
    typedAhead.forEach((message) => history.put(message));
}


/* A browser may refuse it. */
function storage() {
    try {
        return window.localStorage;
    } catch {
        return null;
    }
}


/* ---- whether there is a connection ---- */

function state(online) {
    const came = online && !connected;

    connected = online;
    byId("state-dot").className = online ? "dot on" : "dot off";
    byId("state").textContent = online ? texts.online : texts.offline;

    if (came) {
        outbox.flush();
    }

    judge();
}


/* Told at once when the browser knows, else when it lasts. */
function judge() {
    const away = !connected || !navigator.onLine;
    const tell = () => { byId("offline").textContent = away ? texts.away : ""; };

    clearTimeout(notice);
    notice = null;

    if (away && navigator.onLine) {
        notice = setTimeout(tell, OFFLINE_MS);
    } else {
        tell();
    }
}


/* ---- what is said ---- */

function say(body) {
    log.withdrawMarks();
    outbox.text(body);
}


client.on = (event) => {
    if (event.kind === "state") {
        state(event.online);
    } else if (event.kind === "gap") {
        missed();
    } else if (event.kind === "typing") {
        expect(event.seconds);
    } else if (event.kind === "visitor") {
        remember(event.visitor);
    } else if (event.kind === "position") {
        history.reached(event.position);
    } else {
        hear(event.message);
    }
};


byId("write").addEventListener("submit", (event) => {
    event.preventDefault();

    const body = text.value.trim();

    if (body !== "") {
        text.value = "";
        typed = 0;
        say(body);
    }

    text.focus();
});

text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        byId("write").requestSubmit();
    }
});

/* The person who has the conversation sees it; nobody else does. */
text.addEventListener("input", () => {
    if (connected && Date.now() - typed > TYPING_MS && text.value !== "") {
        typed = Date.now();
        client.typing();
    }
});

addEventListener("online", () => {
    judge();

    if (connected) {                     /* the stream has survived the gap */
        outbox.flush();
    }
});
addEventListener("offline", judge);

dress(options);

void brandOf(endpoint).then(({ name, colours, logo }) => {
    dress(options, colours);

    if (options.title === null && name !== null) {
        document.title = name;
        byId("title").textContent = name;
    }

    if (logo !== null) {
        byId("title").before(Object.assign(new Image(), { src: logo, alt: "", className: "logo" }));
    }
});
name();
load();
state(false);
acceptFiles((file) => outbox.file(file, options.files), { button: options.files > 0 });

(async function open(attempt) {
    try {
        await client.start();
        document.body.dataset.ready = "true";

        if (options.history) {
            void catchUp.ask(null);
        }
    } catch {
        setTimeout(() => open(attempt + 1), Math.min(1000 * 2 ** attempt, 15000));
    }
})(0);
