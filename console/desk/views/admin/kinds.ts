/* kinds - what each channel needs, and what is made here for it. */

import type { Key } from "../../core/i18n";

export interface Kind {
    scheme: string;             /* what proves its webhooks */
    secret: "paste" | "make";   /* theirs, or one we make */
    account?: Key;              /* what its account is; none: the endpoint's name */
    verifies?: boolean;         /* asks the URL for a token of ours */
    registers?: boolean;        /* we can tell the provider where we are */
    token?: boolean;            /* is answered with a token of theirs */
    shows?: boolean;            /* whoever sends needs the secret that we made */
}

export const KINDS: Record<string, Kind> = {
    whatsapp: { scheme: "meta", secret: "paste", account: "channels.account.whatsapp", verifies: true, registers: true, token: true },
    messenger: { scheme: "meta", secret: "paste", account: "channels.account.page", verifies: true, registers: true, token: true },
    instagram: { scheme: "meta", secret: "paste", account: "channels.account.page", verifies: true, registers: true, token: true },
    telegram: { scheme: "telegram", secret: "make", registers: true, token: true },
    twilio: { scheme: "twilio", secret: "paste", account: "channels.account.twilio", token: true },
    generic: { scheme: "standard", secret: "make", shows: true },
    webchat: { scheme: "visitor", secret: "make" },
};

export interface Account {
    id: string;
    channel: string;
    account: string;
    name: string | null;
    enabled: boolean;
    settings: Record<string, unknown>;
}

export interface Marks {
    credential: boolean;
    endpoint_at: string | null;
    verified_at: string | null;
    webhook_at: string | null;
    sent_at: string | null;
    endpoints: { name: string; scheme: string }[];
}

export interface Steps {
    ok: boolean;
    steps: { ok: boolean; text: string }[];
}

const random = (n: number) => crypto.getRandomValues(new Uint8Array(n));

export const hex = (n: number) => [...random(n)].map((b) => b.toString(16).padStart(2, "0")).join("");

/* As Standard Webhooks wants it, else hex. */
export const madeSecret = (scheme: string) =>
    scheme === "standard" ? `whsec_${btoa(String.fromCharCode(...random(32)))}` : hex(32);

/* The name of an endpoint that fits a URL. */
export const endpointName = (account: string) => account.replace(/[^0-9A-Za-z_-]/g, "-").slice(0, 64);

export const urlOf = (channel: string, endpoint: string) =>
    `${location.origin}/${channel === "webchat" ? "chat" : `webhooks/${channel}`}/${endpoint}`;
