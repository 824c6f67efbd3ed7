/* codes - what the server calls priorities, states and service levels of tickets, in the order of lists. */

import type { Ticket } from "../../core/types";

export const PRIORITIES = ["urgent", "high", "medium", "low"];
export const STATUSES = ["open", "in_progress", "awaiting_customer", "resolved", "closed"];
export const CATEGORIES = ["payment_issue", "delivery_problem", "refund_request", "complaint",
    "technical_issue", "product_inquiry", "other"];

/* Levels of the desk; others are the bot's own. */
export const LEVELS = ["assignment", "first_response", "resolution"];


/* What the customer named, or an outside bot: a text or a number. */
export function orderOf(ticket: Ticket): string {
    const order = ticket.metadata?.order_id;

    return typeof order === "string" || typeof order === "number" ? String(order) : "";
}
