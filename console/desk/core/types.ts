/*
 * types - what the API answers, as far as the desk reads it.  A member that a
 * server may not have (yet) is optional here and its place in the page is
 * empty then: nothing is made up.
 */

export type State = "bot" | "pending_handoff" | "human" | "resolved" | "archived";
export type Priority = "low" | "medium" | "high" | "urgent";

export interface Contact {
    id: string;
    name: string | null;
    language: string | null;
}

export interface TicketBrief {
    id: string;
    number: string;
    status: string;
    priority: Priority;
    category?: string;
    subject?: string;
    sla?: Sla[];
}

export interface Sla {
    kind: string;
    due_at: string;
    met_at?: string | null;
    breached_at?: string | null;
}

export interface LastMessage {
    preview?: string | null;
    direction?: "in" | "out";
    from?: string;
    type?: string;
    at?: string;
}

/* Messages that are in the archive. */
export interface Away {
    at: string;
    messages: number;
    restorable: boolean;
}

export interface Conversation {
    id: string;
    state: State;
    version: number;
    epoch: number;
    episode?: number;
    reason: string | null;
    language: string | null;
    messages?: number;
    created_at: string;
    channel: string;
    account: string;
    contact: Contact;
    agent: string | null;
    team?: string | null;
    labels: string[];
    last_message_at?: string;
    last_message?: LastMessage | null;
    ticket?: TicketBrief | null;
    priority?: Priority | null;
    sentiment?: string | null;
    waiting_since?: string | null;
    due_at?: string | null;     /* the next service level */
    due?: string | null;        /* which */
    window_ends_at?: string | null;
    unread?: number;
    preview?: string | null;
    sight?: "all" | "preview";
    archived?: Away | null;
}

export interface Message {
    id: string;
    seq: number;
    from: "customer" | "bot" | "agent" | "system" | string;
    type: string;
    text?: string;
    content?: Record<string, unknown>;
    status?: string;
    reply_to?: string;
    agent?: string;
    errors?: unknown;
    quote?: { id: string; from: string; type: string; text?: string | null } | null;
    media?: MediaRef[];
    reactions?: { emoji: string; from?: string }[];
    at: string;
}

/* What happened between the messages. */
export interface Happened {
    id: string;
    event: string;
    agent: string | null;
    at: string;
    [fact: string]: unknown;
}

export interface Timeline extends Page<Record<string, unknown>> {
    last_seq: number;
    read_seq: number | null;
}

export interface MediaRef {
    id: string;
    kind: string;
    state: string;
    error?: string | null;
    mime?: string | null;
    bytes?: number | null;
    name?: string | null;
    text?: string | null;
    content?: string | null;    /* where its bytes are */
    thumbnail?: string | null;
}

export interface Note {
    id: string;
    agent: string | null;
    text: string;
    at: string;
}

export interface Ticket extends TicketBrief {
    reason?: string;
    explanation?: string | null;
    summary?: string | null;
    sentiment?: string | null;
    bot_confidence?: number | null;
    keywords?: string[];
    evidence?: unknown;
    metadata?: Record<string, unknown>;
    agent_id?: string | null;
    conversation_id?: string | null;    /* null: it came from outside */
    source_type?: string;
    source_phone_number?: string | null;
    source_user_id?: string | null;
    resolution_notes?: string | null;
    created_at: string;
    version: number;
}

export interface Panel {
    contact: Contact & {
        identities: { kind: string; value: string }[];
        profile: Record<string, unknown> | null;
        created_at: string;
    };
    summary: unknown;
    ticket: Ticket | null;
    tickets: { id: string; number: string; status: string; priority: Priority;
        subject: string | null; created_at: string; resolved_at: string | null }[];
    episodes: { episode: number; summary: string | null; resolved_at: string | null;
        rating: number | null }[];
    elsewhere: { id: string; channel: string; account: string; state: State }[];
    draft: { text: string; version: number } | null;
}

/* A turn of the bot: what it understood, what it decided, and why. */
export interface Decision {
    from_seq: number;
    to_seq: number;
    outcome: string;
    reason: string | null;
    at: string | null;
    took_ms: number | null;
    model: string | null;
    prompt_version: string | null;
    evidence: Record<string, unknown> | null;
    decision: Record<string, unknown> | null;
    analysis: Record<string, unknown> | null;
}

export interface Task<T> {
    id: string;
    state: "queued" | "running" | "done" | "failed";
    result: T | null;
    error: string | null;
}

export interface Canned {
    id: string;
    shortcut: string;
    language: string | null;
    title: string;
    text: string;
}

export interface Template {
    name: string;
    language: string;
    category: string;
    status: string;
    header: string | null;
    body: string;
    footer: string | null;
    parameters: number;
}

export interface Agent {
    id: string;
    email: string;
    name: string | null;
    role: "agent" | "supervisor" | "admin";
    status: "online" | "away" | "offline";
    conversations?: number;
    capacity?: number;
    teams?: { id: string; name: string }[];
}

export interface Me {
    tenant: { id: string; slug: string; name: string | null };
    role: string;
    scopes: string[];
    agent: Agent | null;
    totp: boolean;
}

export interface Page<T> {
    items: T[];
    next: string | null;
}

/* What the live stream says: ids and states, never texts. */
export interface LiveEvent {
    type: string;
    conversation: string | null;
    version: number;
    at: string;
    agent?: string;
    state?: State;
    priority?: Priority;
    number?: string;
    message?: { id: string; from: string; seq: number };
    [more: string]: unknown;
}
