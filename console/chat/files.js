/*
 * files - three ways to give a file: the button, paste, drop.
 */

import { texts } from "./texts.js";


/* Files of a paste or a drop; `take` is called with each. */
function carried(event, transfer, take) {
    const files = [...(transfer?.files ?? [])];

    if (files.length > 0) {
        event.preventDefault();
        files.forEach(take);
    }
}


function byButton(take) {
    const button = document.getElementById("attach");
    const input = document.getElementById("file");

    button.hidden = false;
    button.setAttribute("aria-label", texts.attach);
    button.title = texts.attach;
    button.addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
        [...input.files].forEach(take);
        input.value = "";            /* the same file may be chosen again */
    });
}


function byDrop(take) {
    const drags = (event) => event.dataTransfer?.types.includes("Files");
    const mark = (on) => document.body.classList.toggle("dropping", on);

    addEventListener("dragover", (event) => {
        if (drags(event)) {
            event.preventDefault();
            mark(true);
        }
    });
    addEventListener("dragleave", (event) => event.relatedTarget === null && mark(false));
    addEventListener("drop", (event) => {
        mark(false);
        carried(event, event.dataTransfer, take);
    });
}


/* Without a button a file that is pasted or dropped is refused in words. */
export function acceptFiles(take, { button }) {
    if (button) {
        byButton(take);
    }

    byDrop(take);
    document.getElementById("text").addEventListener("paste",
        (event) => carried(event, event.clipboardData, take));
}
