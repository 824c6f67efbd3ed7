/*
 * sharedworker - the SharedWorker that holds the one live stream of this
 * browser: over HTTP/1.1 a browser has six connections to a server, and each
 * tab would keep one.
 *
 * A page says "open" (also after a login) or "close" (logout); it hears every
 * Notice of core/stream.ts from then on.  A page that has gone is noticed by
 * nobody: posting into its port does nothing.
 */

import { Stream, type Notice } from "./core/stream";

const ports: MessagePort[] = [];
let state: Notice = { kind: "offline" };

const stream = new Stream((notice) => {
    if (notice.kind !== "event" && notice.kind !== "reset") {
        state = notice;
    }

    for (const port of ports) {
        port.postMessage(notice);
    }
});


/* The scope of a SharedWorker, as far as it is needed. */
const scope = self as unknown as { onconnect: (connect: MessageEvent) => void };


scope.onconnect = (connect) => {
    const port = connect.ports[0];

    ports.push(port);
    port.onmessage = ({ data }) => {
        if (data === "open") {
            stream.open();

            if (state.kind === "online") {
                port.postMessage(state);
            }
        } else if (data === "close") {
            stream.close();
        } else if (data === "hurry") {
            stream.hurry();
        } else if (data === "bye") {
            ports.splice(ports.indexOf(port), 1);
        }
    };
};
