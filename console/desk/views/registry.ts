/*
 * registry - the views of the console.  One line makes a view: its place in the
 * address, its icon and name in the rail, the scope that it needs, the route of
 * the API without which it makes no sense, and where its code is, which is
 * fetched when it is first opened.
 */

import type { ComponentType } from "preact";
import type { Key } from "../core/i18n";
import type { IconName } from "../ui/Icon";

export interface ViewDef {
    path: string;               /* #/path/... */
    name: Key;
    icon: IconName;
    scope: string;              /* "": everybody */
    route?: [method: string, path: string];
    load: () => Promise<{ default: ComponentType }>;
}

export const VIEWS: ViewDef[] = [
    { path: "inbox", name: "nav.inbox", icon: "inbox", scope: "conversations:read",
      load: () => import("./inbox/Inbox") },
    { path: "overview", name: "nav.overview", icon: "chart", scope: "usage:read",
      route: ["get", "/api/v1/overview"], load: () => import("./overview/Overview") },
    { path: "admin", name: "nav.admin", icon: "tools", scope: "knowledge:read",
      load: () => import("./admin/Admin") },
];
