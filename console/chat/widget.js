/*
 * widget - the chat as a button on any page:
 *
 *   <script src="https://HOST/console/chat/widget.js" data-endpoint="demo" async></script>
 *
 * The chat runs in a frame of its own origin, so the page and the chat cannot
 * read each other.  The server decides which pages may frame it
 * (frame-ancestors, see docs).
 */

(() => {
    const script = document.currentScript;
    const origin = new URL(script.src).origin;
    const endpoint = script.dataset.endpoint ?? "demo";

    const host = document.createElement("div");
    const root = host.attachShadow({ mode: "closed" });

    root.innerHTML = `
        <style>
            button { position: fixed; inset-block-end: 20px; inset-inline-end: 20px;
                     width: 56px; height: 56px; border: 0; border-radius: 50%;
                     background: #1f5fd6; color: #fff; font-size: 26px; line-height: 1;
                     cursor: pointer; box-shadow: 0 4px 14px rgb(0 0 0 / .25); }
            iframe { position: fixed; inset-block-end: 88px; inset-inline-end: 20px;
                     width: min(380px, calc(100vw - 40px)); height: min(560px, calc(100vh - 120px));
                     border: 0; border-radius: 14px; background: #fff;
                     box-shadow: 0 8px 30px rgb(0 0 0 / .3); }
            [hidden] { display: none; }
        </style>
        <iframe hidden title="Chat"></iframe>
        <button type="button" aria-expanded="false" aria-label="Chat">💬</button>`;

    const frame = root.querySelector("iframe");
    const button = root.querySelector("button");

    button.addEventListener("click", () => {
        if (!frame.src) {
            frame.src = `${origin}/console/chat/?endpoint=${encodeURIComponent(endpoint)}`;
        }

        frame.hidden = !frame.hidden;
        button.setAttribute("aria-expanded", String(!frame.hidden));
        button.textContent = frame.hidden ? "💬" : "×";
    });

    document.body.append(host);
})();
