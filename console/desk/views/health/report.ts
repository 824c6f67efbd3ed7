/* report - what GET /system/health answers. */

export interface Component {
    name: string;
    state: string;
    detail?: string;
    live?: number;              /* of the worker: children, partitions */
    owned?: number;
    partitions?: number;
}

export interface Latency {
    p50?: number | null;
    p95?: number | null;
    p99?: number | null;
}

type Counted = "stream" | "turns" | "outbox" | "media" | "timers" | "dead_letters";

export interface Health {
    state: string;
    scope: "installation" | "tenant";
    components: Component[];
    providers: { tenant: string; name: string; model: string; state: string }[];
    channels: { tenant: string; channel: string; account: string; state: string; why: string }[];
    backlog: { at: string | null } & Partial<Record<Counted, number | null>>;

    /* of who operates the installation */
    rates?: {
        seconds: number | null;
        webhooks: Record<"accepted" | "refused" | "failed", number>;
        api: Record<"requests" | "limited" | "unavailable" | "sql_errors", number>;
        worker: Record<string, number> | null;          /* null: not known */
    };
    latency?: Record<"webhook" | "enqueue" | "reply", Latency | null>;
    workers?: { name: string; state: string; seen_at: string; partitions: number }[];
}
