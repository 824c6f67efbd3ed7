/*
 * host - what the page and the widget around it tell each other.
 *
 * Only words without content: the page says "close" and how many messages are
 * unread, the widget says when it is opened.
 */

export function host({ framed, opened }) {
    const say = (what) => framed && parent.postMessage({ relevo: what }, "*");

    if (framed && parent !== window) {
        const close = document.getElementById("close");

        close.hidden = false;
        close.addEventListener("click", () => say("close"));
        addEventListener("keydown", (event) => event.key === "Escape" && say("close"));
        addEventListener("message", (event) => {
            if (event.source === parent && event.data?.relevo === "opened") {
                opened();
            }
        });
    }

    return { said: () => say("message") };
}
