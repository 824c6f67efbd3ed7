/*
 * demo - the link that `./build.sh up` prints logs the demo agent in:
 *
 *   #/demo?tenant=demo&email=...&password=...
 *
 * What is behind # is not sent to any server; it is taken out of the address
 * and the history at once.  An agent of a demo is online from the start.
 */

import { go, route } from "./router";
import { isIn, login, setStatus } from "./session";


export function demoLogin(): Promise<void> | null {
    const { path, query } = route.value;

    if (path[0] !== "demo") {
        return null;
    }

    const [tenant, email, password] = ["tenant", "email", "password"]
        .map((name) => query.get(name) ?? "");

    go(["inbox", "pending"], true);
    return login({ tenant, email, password }).then(() => setStatus("online"))
        .catch(() => { isIn.value ??= false; });
}
