/*
 * tasks - answers that the worker computes: asked for by a request, told by a
 * live event, and looked at now and then in case the event was lost.
 */

import { api, Problem, TaskFailed } from "./api";
import { watch } from "./desk";
import type { Task } from "./types";

const LOOK_MS = 3000;
const LONGEST_MS = 60000;

export type TaskState = Task<unknown>["state"];

interface Options {
    longest?: number;           /* ms; default a minute */
    progress?: (state: TaskState) => void;
}


export async function task<T>(path: string, body?: unknown, options: Options = {}): Promise<T> {
    const { data } = await api.post<Task<T>>(path, body);

    return follow<T>(data.id, options);
}


/* One that somebody has asked for before. */
export function follow<T>(id: string, { longest = LONGEST_MS, progress }: Options = {}): Promise<T> {
    return new Promise<T>((done, fail) => {
        const started = Date.now();

        const stop = () => {
            clearInterval(timer);
            unwatch();
        };

        const look = async () => {
            try {
                const { data: t } = await api.get<Task<T>>(`/tasks/${id}`);

                progress?.(t.state);

                if (t.state === "done") {
                    stop();
                    done(t.result as T);
                } else if (t.state === "failed") {
                    stop();
                    fail(new TaskFailed(500, t.error ?? "internal", t.error ?? ""));
                } else if (Date.now() - started > longest) {
                    stop();
                    fail(new Problem(500, "timeout", "the task takes too long"));
                }
            } catch (error) {
                stop();
                fail(error);
            }
        };

        const timer = setInterval(() => void look(), LOOK_MS);
        const unwatch = watch((event) => {
            if (event.type === "task.changed" && event.task === id) {
                void look();
            }
        });

        void look();
    });
}
