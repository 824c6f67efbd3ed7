/*
 * registry - the views of the console.  One line makes a view: its place in the
 * address, its icon and name in the rail, the scope that it needs, and where
 * its code is, which is fetched when it is first opened.
 */

import type { ComponentType } from "preact";
import type { Key } from "../core/i18n";
import type { IconName } from "../ui/Icon";

export interface ViewDef {
    path: string;               /* #/path/... */
    name: Key;
    icon: IconName;
    scope: string;              /* "": everybody */
    load: () => Promise<{ default: ComponentType }>;
}

export const VIEWS: ViewDef[] = [
    { path: "inbox", name: "nav.inbox", icon: "inbox", scope: "conversations:read",
      load: () => import("./inbox/Inbox") },
    { path: "tickets", name: "nav.tickets", icon: "file", scope: "tickets:read",
      load: () => import("./tickets/Tickets") },
    { path: "callbacks", name: "nav.callbacks", icon: "phone", scope: "conversations:read",
      load: () => import("./callbacks/Callbacks") },
    { path: "overview", name: "nav.overview", icon: "chart", scope: "usage:read",
      load: () => import("./overview/Overview") },
    { path: "health", name: "nav.health", icon: "pulse", scope: "operations:read",
      load: () => import("./health/Health") },
    { path: "admin", name: "nav.admin", icon: "tools", scope: "knowledge:read",
      load: () => import("./admin/Admin") },
];
