/*
 * demo - the link that `./build.sh up` prints logs the demo agent in:
 *
 *   #/demo?tenant=demo&email=...&password=...
 *
 * What is behind # is not sent to any server; it is taken out of the address
 * and the history at once.  The password works once: a reload goes by the
 * cookie.
 */

import { Problem } from "./api";
import { t } from "./i18n";
import { tell } from "../ui/Toasts";
import { go, route } from "./router";
import { isIn, login } from "./session";


export function demoLogin(): Promise<void> | null {
    const { path, query } = route.value;

    if (path[0] !== "demo") {
        return null;
    }

    const [tenant, email, password] = ["tenant", "email", "password"]
        .map((name) => query.get(name) ?? "");

    go(["inbox", "pending"], true);
    return login({ tenant, email, password }).catch((error) => {
        isIn.value ??= false;
        tell(t(error instanceof Problem && error.status === 401 ? "demo.spent" : "login.offline"), "bad");
    });
}
