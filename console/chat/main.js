/*
 * main - the chat page: shows what the client reports, sends what is typed.
 *
 * Customer and bot text only ever becomes textContent.  A message is known by
 * its id: the optimistic bubble, its echo and a repeated event are one item.
 *
 * /console/chat/?endpoint=demo
 */

import { ChatClient } from "./client.js";
import { language, texts } from "./texts.js";

const byId = (id) => document.getElementById(id);
const log = byId("log");
const text = byId("text");

const endpoint = new URLSearchParams(location.search).get("endpoint") ?? "demo";
const client = new ChatClient({ base: "/chat/", endpoint });


function label() {
    document.documentElement.lang = language;
    document.title = texts.title;
    byId("title").textContent = texts.title;
    byId("text-label").textContent = texts.write;
    text.placeholder = texts.write;
    byId("send").textContent = texts.send;
}


/* crypto.randomUUID() exists only on https and localhost. */
function uuid() {
    const b = crypto.getRandomValues(new Uint8Array(16));

    b[6] = (b[6] & 0x0f) | 0x40;
    b[8] = (b[8] & 0x3f) | 0x80;

    const hex = Array.from(b, (v) => v.toString(16).padStart(2, "0")).join("");

    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}


function item(id, from, body) {
    const known = id && document.getElementById(`m-${id}`);

    if (known) {
        known.classList.remove("sending", "failed");
        known.removeAttribute("title");
        return known;
    }

    const li = document.createElement("li");

    if (id) {
        li.id = `m-${id}`;
    }

    li.className = ["visitor", "bot", "agent", "system", "note"].includes(from) ? from : "bot";
    li.dir = "auto";
    li.textContent = body;

    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;

    log.append(li);

    if (atEnd || from === "visitor") {
        li.scrollIntoView({ block: "end" });
    }

    return li;
}


async function send(id, body) {
    const li = item(id, "visitor", body);

    li.classList.add("sending");

    try {
        await client.send(id, body);
        li.classList.remove("sending", "failed");
    } catch {
        li.classList.replace("sending", "failed");
        li.title = texts.failed;
        li.onclick = () => { li.onclick = null; send(id, body); };
    }
}


function state(online) {
    byId("state-dot").className = online ? "dot on" : "dot off";
    byId("state").textContent = online ? texts.online : texts.offline;
}


client.on = (event) => {
    if (event.kind === "state") {
        state(event.online);
    } else if (event.kind === "gap") {
        if (log.childElementCount > 0) {
            item(null, "note", texts.gap);
        }
    } else {
        const { id, client_id: clientId, from, text: body } = event.message;

        item(clientId ?? id, from, body ?? "");
    }
};


byId("write").addEventListener("submit", (event) => {
    event.preventDefault();

    const body = text.value.trim();

    if (body !== "") {
        text.value = "";
        send(uuid(), body);
    }

    text.focus();
});

text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        byId("write").requestSubmit();
    }
});


label();
state(false);

(async function open(attempt) {
    try {
        await client.start();
        document.body.dataset.ready = "true";
    } catch {
        setTimeout(() => open(attempt + 1), Math.min(1000 * 2 ** attempt, 15000));
    }
})(0);
