/*
 * widget - the chat as a button on any page:
 *
 *   <script src="https://HOST/console/chat/widget.js" data-endpoint="demo" async></script>
 *
 * More attributes: data-color, -theme, -position, -title, -language, -files,
 * -history; docs/WEBCHAT.md tells what they take.
 *
 * The chat runs in a frame of its own origin, so the page and the chat cannot
 * read each other.  The server decides which pages may frame it
 * (frame-ancestors, see docs).  Styles are a sheet made by script, which the
 * page's own Content-Security-Policy does not refuse.
 */

(() => {
    const script = document.currentScript;
    const { dataset } = script;
    const origin = new URL(script.src).origin;
    const title = dataset.title || "Chat";
    const side = dataset.position === "left" ? "left" : "right";
    const color = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(dataset.color ?? "") ? dataset.color : "#1f5fd6";
    const ink = isLight(color) ? "#000" : "#fff";

    const SPEECH = "M4 5h16v11h-9l-4 4v-4H4z";
    const CROSS = "M6 6l12 12M18 6L6 18";

    const STYLE = `
        button { position: fixed; bottom: 20px; ${side}: 20px; width: 56px; height: 56px;
                 border: 2px solid #fff; border-radius: 50%; background: ${color};
                 color: #fff; font-size: 26px; line-height: 1; cursor: pointer;
                 box-shadow: 0 4px 14px rgb(0 0 0 / .25); z-index: 2147483000; }
        button:focus-visible { outline: 3px solid #000; outline-offset: 2px; }
        svg { fill: none; stroke: ${ink}; stroke-width: 2; stroke-linecap: round;
              stroke-linejoin: round; }
        .count { position: absolute; top: -6px; right: -6px; min-width: 22px; padding: 3px 5px;
                 border-radius: 11px; background: #b3261e; color: #fff;
                 font: 600 13px/1.2 system-ui, sans-serif; }
        iframe { position: fixed; bottom: 88px; ${side}: 20px; z-index: 2147483000;
                 width: min(380px, calc(100vw - 40px)); height: min(560px, calc(100vh - 120px));
                 border: 0; border-radius: 14px; background: #fff;
                 box-shadow: 0 8px 30px rgb(0 0 0 / .3); }
        @media (max-width: 480px) {
            iframe { inset: 0; width: 100vw; height: 100dvh; border-radius: 0; }
            button[aria-expanded="true"] { display: none; }
        }
        [hidden] { display: none; }`;

    const host = document.createElement("div");
    const root = host.attachShadow({ mode: "closed" });
    const sheet = new CSSStyleSheet();
    const frame = document.createElement("iframe");
    const button = document.createElement("button");
    let unread = 0;
    let loaded = false;

    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    root.append(frame, button);
    frame.hidden = true;
    frame.title = title;
    button.type = "button";


    /* Would black be read better on it?  A rougher rule than the page's own:
     * this is an icon, not text. */
    function isLight(hex) {
        const full = hex.length === 4 ? hex.replace(/[0-9a-f]/gi, "$&$&") : hex;
        const [r, g, b] = full.slice(1).match(/../g).map((part) => parseInt(part, 16));

        return 0.299 * r + 0.587 * g + 0.114 * b > 150;
    }


    function icon(d) {
        const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
        const path = document.createElementNS(svg.namespaceURI, "path");

        for (const [name, value] of [["viewBox", "0 0 24 24"], ["width", 26], ["height", 26],
            ["aria-hidden", "true"]]) {
            svg.setAttribute(name, value);
        }

        path.setAttribute("d", d);
        svg.append(path);
        return svg;
    }


    function address() {
        const url = new URL("/console/chat/", origin);

        url.searchParams.set("endpoint", dataset.endpoint ?? "demo");
        url.searchParams.set("framed", "1");

        for (const name of ["theme", "color", "title", "language", "files", "history"]) {
            if (dataset[name]) {
                url.searchParams.set(name, dataset[name]);
            }
        }

        return url.href;
    }


    function draw() {
        const open = !frame.hidden;

        button.replaceChildren(icon(open ? CROSS : SPEECH));

        if (unread > 0) {
            const count = document.createElement("span");

            count.className = "count";
            count.textContent = unread;
            button.append(count);
        }

        button.setAttribute("aria-expanded", String(open));
        button.setAttribute("aria-label", unread > 0 ? `${title} (${unread})` : title);
    }


    /* Only to a page that is there. */
    function greet() {
        if (loaded && !frame.hidden) {
            frame.focus();
            frame.contentWindow.postMessage({ relevo: "opened" }, origin);
        }
    }


    function toggle(open) {
        if (!frame.src) {
            frame.addEventListener("load", () => {
                loaded = true;
                greet();
            });
            frame.src = address();
        }

        frame.hidden = !open;
        unread = open ? 0 : unread;
        draw();

        if (open) {
            greet();
        } else {
            button.focus();
        }
    }


    button.addEventListener("click", () => toggle(frame.hidden));
    addEventListener("message", (event) => {
        if (event.source !== frame.contentWindow || event.origin !== origin) {
            return;
        }

        if (event.data?.relevo === "close") {
            toggle(false);
        } else if (event.data?.relevo === "message" && frame.hidden) {
            unread++;
            draw();
        }
    });

    draw();

    /* an async script may be here before the page's body is */
    if (document.body) {
        document.body.append(host);
    } else {
        addEventListener("DOMContentLoaded", () => document.body.append(host));
    }
})();
