/*
 * router - where we are, in the part of the address behind #: nginx serves one
 * file, the back button works, a link to a conversation can be sent.
 *
 *   #/inbox/mine/0190…       route.value.path = ["inbox", "mine", "0190…"]
 */

import { signal } from "@preact/signals";

export interface Route {
    path: string[];
    query: URLSearchParams;
}


/* What is no address is taken as it stands. */
function decoded(part: string): string {
    try {
        return decodeURIComponent(part);
    } catch {
        return part;
    }
}


function here(): Route {
    const [path, search] = location.hash.replace(/^#\/?/, "").split("?");

    return {
        path: path.split("/").filter(Boolean).map(decoded),
        query: new URLSearchParams(search ?? ""),
    };
}


export const route = signal<Route>(here());

addEventListener("hashchange", () => { route.value = here(); });


export const href = (...path: string[]) => `#/${path.map(encodeURIComponent).join("/")}`;


/* `replace`: the back button skips where we were. */
export function go(path: string[], replace = false) {
    const to = href(...path);

    if (to === location.hash) {
        return;
    }

    if (replace) {
        history.replaceState(null, "", to);
        route.value = here();
    } else {
        location.hash = to;
        route.value = here();
    }
}
