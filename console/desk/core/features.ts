/*
 * features - what this server offers, by its own description (OpenAPI).  The
 * desk shows nothing that the server cannot do.
 *
 *   offers("get", "/api/v1/inbox/counts")
 *   takes("get", "/api/v1/conversations", "view")
 */

import { signal } from "@preact/signals";
import { api } from "./api";

interface Operation {
    parameters?: { name: string; in: string }[];
}

type Paths = Record<string, Record<string, Operation>>;

const paths = signal<Paths>({});
const shape = (path: string) => path.replace(/\{[^}]*\}/g, "{}");


export async function loadFeatures() {
    const { data } = await api.get<{ paths: Paths }>("/openapi.json");

    paths.value = Object.fromEntries(
        Object.entries(data.paths).map(([path, of]) => [shape(path), of]));
}


const find = (method: string, path: string): Operation | undefined =>
    paths.value[shape(path)]?.[method];

export const offers = (method: string, path: string) => find(method, path) !== undefined;

export const takes = (method: string, path: string, name: string) =>
    find(method, path)?.parameters?.some((p) => p.name === name) ?? false;
