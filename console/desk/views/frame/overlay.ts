/* overlay - which of the frame's dialogs is open, and which views there are. */

import { signal } from "@preact/signals";
import { can } from "../../core/session";
import { VIEWS } from "../registry";

export const overlay = signal<"help" | "palette" | "settings" | null>(null);

export const shownViews = () => VIEWS.filter((v) => can(v.scope));
