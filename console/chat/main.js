/*
 * main - the chat page: shows what the client reports, sends what is typed.
 *
 * Customer and bot text only ever becomes textContent.  A message is known by
 * its id: the optimistic bubble, its echo and a repeated event are one item.
 *
 * /console/chat/?endpoint=demo
 */

import { ChatClient, uuid } from "./client.js";
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


/* The server has it: said by its answer, or by the echo of a lost answer. */
function settle(li) {
    li.classList.remove("sending", "failed");
    li.querySelector("button")?.remove();
}


/* A button, so that keyboards and screen readers reach it. */
function fail(li, retry) {
    const button = document.createElement("button");

    button.type = "button";
    button.textContent = texts.failed;
    button.addEventListener("click", () => {
        text.focus();
        retry();
    });

    settle(li);
    li.classList.add("failed");
    li.append(button);
    li.scrollIntoView({ block: "end" });
}


/* After a worker's restart every partition says `reset`: one note is enough. */
function gap() {
    const last = log.lastElementChild;

    if (last !== null && !last.classList.contains("note")) {
        item(null, "note", texts.gap);
    }
}


function item(id, from, body) {
    const known = id && document.getElementById(`m-${id}`);

    if (known) {
        settle(known);
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


/* A file an agent sent: pictures are shown, the rest is a link to save it. */
function attach(li, media) {
    if (!media || !media.url.startsWith("/files?t=") || li.querySelector("a")) {
        return;
    }

    const link = document.createElement("a");

    link.href = media.url;
    link.target = "_blank";
    link.rel = "noopener";

    if (/^image\/(jpeg|png|webp|gif)$/.test(media.mime)) {
        const picture = document.createElement("img");

        picture.src = media.url;
        picture.alt = media.name ?? "";
        link.append(picture);
    } else {
        link.textContent = `📎 ${media.name ?? media.kind}`;
    }

    li.append(link);
}


async function send(id, body) {
    const li = item(id, "visitor", body);

    li.classList.add("sending");

    try {
        await client.send(id, body);
        settle(li);
    } catch {
        /* unless its echo has come meanwhile: then the server has it */
        if (li.classList.contains("sending")) {
            fail(li, () => send(id, body));
        }
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
        gap();
    } else {
        const { id, client_id: clientId, from, text: body, media } = event.message;

        attach(item(clientId ?? id, from, body ?? ""), media);
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
