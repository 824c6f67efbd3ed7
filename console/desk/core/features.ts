/*
 * features - what this server offers, by its own description (OpenAPI).  The
 * desk shows nothing that the server cannot do.
 *
 *   offers("get", "/api/v1/inbox/counts")
 */

import { signal } from "@preact/signals";
import { api } from "./api";

type Paths = Record<string, Record<string, unknown>>;

const paths = signal<Paths>({});
const shape = (path: string) => path.replace(/\{[^}]*\}/g, "{}");


export async function loadFeatures() {
    const { data } = await api.get<{ paths: Paths }>("/openapi.json");

    paths.value = Object.fromEntries(
        Object.entries(data.paths).map(([path, of]) => [shape(path), of]));
}


export const offers = (method: string, path: string) =>
    paths.value[shape(path)]?.[method] !== undefined;
