/*
 * api - one request of the API: JSON in and out, and what goes wrong as a
 * Problem (RFC 9457) that a view can show.
 *
 *   const { data, etag } = await api.get<Page<Conversation>>("/conversations");
 *   await api.post(`/conversations/${id}/claim`);
 *
 * A change carries an Idempotency-Key, so repeating it is harmless: what did
 * not get through (no connection, 502 to 504, 429) is repeated a few times,
 * and then told.  A view that lets its user try again passes the same `key`.
 */

import { signal } from "@preact/signals";
import { uuid } from "../../chat/client.js";

export const BASE = "/api/v1";
const CSRF = "relevo.desk.csrf";
const WAITS_MS = [300, 1000, 3000];
const LONGEST_WAIT_MS = 10000;

/* Raised when the server no longer knows us: the login view comes up. */
export const signedOut = signal(false);

/* Requests that are being repeated: the bar at the top says so. */
export const struggling = signal(0);


export class Problem extends Error {
    constructor(
        readonly status: number,
        readonly code: string,
        detail: string,
        readonly errors: { path: string; code: string; detail?: string }[] = [],
        readonly retryAfter: number | null = null,
    ) {
        super(detail);
    }

    /* Nobody knows whether it was done. */
    get isLost() {
        return this.status === 0 || this.status >= 502;
    }

    get isTransient() {
        return this.isLost || this.status === 429;
    }
}


/* What the worker was asked to do did not succeed; the message says why. */
export class TaskFailed extends Problem {}


export interface Options {
    body?: unknown;
    key?: string;               /* Idempotency-Key */
    version?: number;           /* If-Match; 0: there is none of that name */
    signal?: AbortSignal;
    retry?: boolean;            /* default: yes */
    quiet?: boolean;            /* 401 does not sign out (the login itself) */
}


export interface Answer<T> {
    data: T;
    status: number;
    etag: string | null;
}


export const csrf = {
    get: () => {
        try {
            return localStorage.getItem(CSRF);
        } catch {
            return null;
        }
    },
    set: (value: string | null) => {
        try {
            if (value === null) {
                localStorage.removeItem(CSRF);
            } else {
                localStorage.setItem(CSRF, value);
            }
        } catch {
            /* storage refused: reading works, changing asks to log in */
        }
    },
};


function headersOf(method: string, o: Options): Headers {
    const headers = new Headers({ Accept: "application/json" });

    if (o.body !== undefined) {
        headers.set("Content-Type", "application/json");
    }

    if (o.version !== undefined) {
        headers.set("If-Match", `"${o.version}"`);
    }

    if (method !== "GET") {
        const token = csrf.get();

        if (token !== null) {
            headers.set("X-CSRF-Token", token);
        }

        headers.set("Idempotency-Key", o.key ?? uuid());
    }

    return headers;
}


async function problemOf(response: Response): Promise<Problem> {
    const retry = Number(response.headers.get("Retry-After"));
    const body = await response.json().catch(() => ({}));

    return new Problem(response.status, body.code ?? "internal",
        body.detail ?? body.title ?? `HTTP ${response.status}`,
        body.errors ?? [], Number.isFinite(retry) && retry > 0 ? retry : null);
}


async function once<T>(method: string, path: string, headers: Headers,
    o: Options): Promise<Answer<T>> {
    let response: Response;

    try {
        response = await fetch(path.startsWith("/api/") ? path : BASE + path, {
            method, headers, signal: o.signal, credentials: "same-origin",
            body: o.body === undefined ? undefined : JSON.stringify(o.body),
        });
    } catch (error) {
        if (o.signal?.aborted) {
            throw error;
        }

        throw new Problem(0, "offline", "no connection");
    }

    if (!response.ok) {
        throw await problemOf(response);
    }

    const text = await response.text();

    return {
        data: (text === "" ? null : JSON.parse(text)) as T,
        status: response.status,
        etag: response.headers.get("ETag"),
    };
}


const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));


/* How long until the next try; null: there is none. */
function waitFor(problem: unknown, tries: number, o: Options): number | null {
    if (!(problem instanceof Problem) || !problem.isTransient
        || o.retry === false || tries >= WAITS_MS.length) {
        return null;
    }

    if (problem.retryAfter !== null) {
        const ms = problem.retryAfter * 1000;

        return ms > LONGEST_WAIT_MS ? null : ms;
    }

    return WAITS_MS[tries] * (0.75 + Math.random() / 2);
}


async function call<T>(method: string, path: string, o: Options = {}): Promise<Answer<T>> {
    const headers = headersOf(method, o);       /* one key for all tries */
    let isStruggling = false;

    try {
        for (let tries = 0; ; tries++) {
            try {
                return await once<T>(method, path, headers, o);
            } catch (error) {
                const ms = waitFor(error, tries, o);

                if (error instanceof Problem && error.status === 401 && !o.quiet) {
                    signedOut.value = true;
                }

                if (ms === null) {
                    throw error;
                }

                if (!isStruggling) {
                    isStruggling = true;
                    struggling.value++;
                }

                await pause(ms);
            }
        }
    } finally {
        if (isStruggling) {
            struggling.value--;
        }
    }
}


export const api = {
    get: <T>(path: string, o?: Options) => call<T>("GET", path, o),
    post: <T>(path: string, body?: unknown, o?: Options) =>
        call<T>("POST", path, { ...o, body }),
    put: <T>(path: string, body?: unknown, o?: Options) =>
        call<T>("PUT", path, { ...o, body }),
    patch: <T>(path: string, body?: unknown, o?: Options) =>
        call<T>("PATCH", path, { ...o, body }),
    delete: <T>(path: string, o?: Options) => call<T>("DELETE", path, o),
};


/* With version 0: what stands in the way of a new thing is one of its name. */
export async function asNew<T>(made: Promise<T>): Promise<T> {
    try {
        return await made;
    } catch (error) {
        throw error instanceof Problem && error.code === "stale"
            ? new Problem(error.status, "exists", error.message) : error;
    }
}


/* A query from what is set. */
export function query(values: Record<string, string | number | boolean | null | undefined>): string {
    const q = new URLSearchParams();

    for (const [name, value] of Object.entries(values)) {
        if (value !== undefined && value !== null && value !== "") {
            q.set(name, String(value));
        }
    }

    const text = q.toString();

    return text === "" ? "" : `?${text}`;
}
