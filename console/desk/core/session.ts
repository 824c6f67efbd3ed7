/*
 * session - who works here: login with a cookie that no script can read, and
 * a CSRF token that goes with every change.
 */

import { computed, signal } from "@preact/signals";
import { api, csrf, Problem, signedOut } from "./api";
import type { Agent, Me } from "./types";

export const me = signal<Me | null>(null);

/* null: not known yet */
export const isIn = signal<boolean | null>(null);

export const myId = computed(() => me.value?.agent?.id ?? "");
export const seesAll = computed(() => me.value !== null && me.value.role !== "agent");

const BEAT_MS = 60000;
const TENANT = "relevo.desk.tenant";


export interface Login {
    tenant: string;
    email: string;
    password: string;
    totp?: string;
}


/* Who runs the installation: the tenant that makes the others. */
const OPERATOR = "00000000-0000-0000-0000-000000000000";


export function can(scope: string): boolean {
    const have = me.value?.scopes ?? [];

    if (scope === "tenants" && me.value?.tenant.id !== OPERATOR) {
        return false;
    }

    return scope === "" || have.includes("*") || have.includes(scope)
        || have.includes(`${scope.split(":")[0]}:*`);
}


export const lastTenant = () => {
    try {
        return localStorage.getItem(TENANT) ?? "";
    } catch {
        return "";
    }
};


/* What the login view shows: a key of the texts. */
export type Refusal = "login.wrong" | "login.locked" | "login.totp" | "login.offline";


export function refusalOf(problem: Problem): Refusal {
    if (problem.status === 429) {
        return "login.locked";
    }

    if (problem.status === 401) {
        return /second factor is needed/.test(problem.message) ? "login.totp" : "login.wrong";
    }

    return "login.offline";
}


export async function login(with_: Login) {
    const { data } = await api.post<{ csrf: string }>("/session", with_,
        { quiet: true, retry: false });

    csrf.set(data.csrf);

    try {
        localStorage.setItem(TENANT, with_.tenant);
    } catch {
        /* typed again next time */
    }

    await whoAmI(true);
}


/* Is the cookie still good?  Without the CSRF token it is of no use.  Who has
 * just logged in is online before the first view is there: nothing that is
 * chosen in it is overtaken by that. */
export async function whoAmI(isNew = false) {
    if (csrf.get() === null) {
        isIn.value = false;
        return;
    }

    try {
        me.value = (await api.get<Me>("/me", { quiet: true })).data;
        signedOut.value = false;

        if (isNew) {
            await setStatus("online").catch(() => {});
        }

        isIn.value = me.value.agent !== null;
    } catch (error) {
        if (error instanceof Problem && error.status === 401) {
            csrf.set(null);
            isIn.value = false;
            return;
        }

        throw error;
    }
}


export async function logout() {
    /* best effort: who cannot be set offline is logged out all the same */
    await setStatus("offline").catch(() => {});

    try {
        await api.delete("/session", { quiet: true, retry: false });
    } catch {
        /* the cookie may be gone already; forgetting the token is enough */
    }

    forget();
}


export function forget() {
    csrf.set(null);
    me.value = null;
    isIn.value = false;
}


let turn: Promise<unknown> = Promise.resolve();


/* One after the other: the last word is what stands. */
export function setStatus(status: Agent["status"]): Promise<void> {
    const said = turn.then(() => tellStatus(status));

    turn = said.catch(() => {});
    return said;
}


async function tellStatus(status: Agent["status"]) {
    const id = me.value?.agent?.id;

    if (id === undefined) {
        return;
    }

    const { data } = await api.patch<Agent>(`/agents/${id}/status`, { status });

    if (me.value?.agent?.id === id) {
        me.value = { ...me.value, agent: { ...me.value.agent, ...data, status } };
    }
}


/* Without a sign of life an agent goes away, and gets no conversations. */
export function beat(): () => void {
    const timer = setInterval(() => {
        api.post("/me/heartbeat", undefined, { retry: false }).catch(() => {});
    }, BEAT_MS);

    return () => clearInterval(timer);
}
