/* pages - the pages of the set-up, as ../registry.ts has the views. */

import type { ViewDef } from "../registry";

export const PAGES: ViewDef[] = [
    { path: "agents", name: "admin.agents", icon: "users", scope: "agents:write",
      load: () => import("./Agents") },
    { path: "canned", name: "canned.title", icon: "reply", scope: "knowledge:read",
      route: ["get", "/api/v1/canned-replies"], load: () => import("./Canned") },
    { path: "rules", name: "admin.rules", icon: "flag", scope: "rules:read",
      route: ["post", "/api/v1/rules/preview"], load: () => import("./Rules") },
    { path: "knowledge", name: "knowledge", icon: "book", scope: "knowledge:read",
      load: () => import("./Knowledge") },
    { path: "letters", name: "admin.letters", icon: "alert", scope: "operations:read",
      load: () => import("./Letters") },
    { path: "keys", name: "admin.keys", icon: "key", scope: "keys",
      load: () => import("./Keys") },
    { path: "routes", name: "admin.routes", icon: "send", scope: "notifications:read",
      route: ["get", "/api/v1/notification-routes"], load: () => import("./Routes") },
    { path: "company", name: "admin.company", icon: "clock", scope: "settings:read",
      route: ["get", "/api/v1/business-hours"], load: () => import("./Company") },
    { path: "usage", name: "admin.usage", icon: "chart", scope: "usage:read",
      load: () => import("./Usage") },
    { path: "audit", name: "admin.audit", icon: "eye", scope: "audit:read",
      load: () => import("./Audit") },
];
