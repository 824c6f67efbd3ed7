/*
 * log - the messages on the page: bubbles, notes, files, marks to choose.
 *
 * Customer, agent and bot text only ever becomes textContent.  A message is
 * known by its key: the optimistic bubble, its echo and a repeated event are
 * one item.
 */

import { MARKS } from "./rating.js";
import { texts } from "./texts.js";

const NEAR_END = 80;                 /* pixels: who is so near follows */
const KINDS = ["visitor", "bot", "agent", "system", "note"];

const box = document.getElementById("log");
const list = document.getElementById("items");

export const last = () => list.lastElementChild;
export const clear = () => list.replaceChildren();


export function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);

    made.append(...children);
    return made;
}


function show(li) {
    li.scrollIntoView({ block: "end" });
}


/* The bubble of a key, new or known; [li, whether it is new]. */
export function item(key, from, body) {
    const known = key && document.getElementById(`m-${key}`);

    if (known) {
        return [known, false];
    }

    const kind = KINDS.includes(from) ? from : "bot";
    const li = element("li", { className: kind, dir: "auto", textContent: body });
    const follows = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END;

    if (key) {
        li.id = `m-${key}`;
    }

    /* Before the words, for who does not see on which side they are. */
    li.dataset.who = kind === "note" ? "" : `${texts[kind]}: `;
    list.append(li);

    if (follows || from === "visitor") {
        show(li);
    }

    return [li, true];
}


/* Where it belongs: behind another one, or before the first of some keys. */
export function place(li, before, keys) {
    if (before !== null && before.nextElementSibling !== li) {
        before.after(li);
    } else if (before === null) {
        const first = keys.map((key) => document.getElementById(`m-${key}`))
            .find((known) => known !== null && known !== li);

        if (first && first.compareDocumentPosition(li) & Node.DOCUMENT_POSITION_FOLLOWING) {
            first.before(li);
        }
    }
}


/* The server has it: said by its answer, or by the echo of a lost answer. */
export function settle(li) {
    li.classList.remove("sending", "failed", "waiting");
    li.querySelector(".aside")?.remove();
}


/* What became of it, below the words; a button when it can be tried again. */
export function fail(li, reason, retry) {
    const aside = element(retry ? "button" : "span", { className: "aside", textContent: reason });

    settle(li);
    li.classList.add("failed");
    li.append(aside);

    if (retry) {
        aside.type = "button";
        aside.addEventListener("click", retry);
    }

    show(li);
}


/* It goes by itself once there is a connection. */
export function wait(li, reason) {
    settle(li);
    li.classList.add("waiting");
    li.append(element("span", { className: "aside", textContent: reason }));
    show(li);
}


/* A bar that is filled; the share is told by calling what is returned. */
export function progress(li, name) {
    const bar = element("progress", { className: "aside", max: 1, value: 0 });

    settle(li);
    li.classList.add("sending");
    bar.setAttribute("aria-label", name);
    li.append(bar);
    return (share) => { bar.value = share; };
}


/* A file an agent sent: pictures are shown, the rest is a link to save it. */
export function attach(li, media) {
    const shown = li.querySelector("a");

    if (!media?.url?.startsWith("/files?t=") || shown?.dataset.url === media.url) {
        return;
    }

    shown?.remove();                 /* its link is an older one */

    const name = `📎 ${media.name ?? media.kind}`;
    const link = element("a", { href: media.url, target: "_blank", rel: "noopener" });

    link.dataset.url = media.url;

    if (/^image\/(jpeg|png|webp|gif)$/.test(media.mime)) {
        const picture = element("img", { src: media.url, alt: media.name ?? texts.picture });

        picture.addEventListener("load", () => li === last() && show(li));
        picture.addEventListener("error", () => link.replaceChildren(`${name} ${texts.gone}`));
        link.append(picture);
    } else {
        link.textContent = name;
    }

    li.append(link);
}


/* Buttons for a mark below a question; they go when something is said. */
export function offerMarks(li, choose) {
    const group = element("div", { className: "marks" }, ...MARKS.map((n) => {
        const button = element("button", { type: "button", textContent: n });

        button.setAttribute("aria-label", texts.mark.replace("{n}", n));
        button.addEventListener("click", () => choose(n));
        return button;
    }));

    group.setAttribute("role", "group");
    group.setAttribute("aria-label", texts.marks);
    li.append(group);
    show(li);
}


export function withdrawMarks() {
    list.querySelectorAll(".marks").forEach((group) => group.remove());
}


/* A question that something follows has been answered. */
export function withdrawOldMarks() {
    list.querySelectorAll("li:not(:last-child) .marks").forEach((group) => group.remove());
}


export function dropNotes() {
    list.querySelectorAll("li.note").forEach((note) => note.remove());
}
