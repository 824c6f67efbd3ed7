/*
 * brand - the organisation's own name, picture and colours on its console.
 *
 * Each is used where it can be read (4.5 and more), in both themes: on its main
 * colour stands black or white, its accent is moved towards the ink until it can
 * be read on our grounds, and its background and text, which the server takes as
 * a pair only, are the rail's.
 */

import { computed, effect, signal } from "@preact/signals";
import { barOf, inkOn, readableOn } from "../../chat/look.js";
import { api } from "./api";

export interface Brand {
    name: string | null;
    logo: string | null;
    colours: Partial<Record<"primary" | "accent" | "background" | "text", string>>;
    version: number;
}

export const brand = signal<Brand | null>(null);

export const logo = computed(() => brand.value?.logo ?? null);

/* Where the accent is hardest to read: --agent of each theme. */
const GROUND = { light: "#e4ecff", dark: "#213056" };


export async function loadBrand() {
    try {
        brand.value = (await api.get<Brand>("/branding")).data;
    } catch {
        /* ours will do */
    }
}


/* The variables of css/theme.css; null: ours. */
function colours({ primary, accent, ...bar }: Brand["colours"]): Record<string, string | null> {
    const { ground, ink } = barOf(bar);

    return {
        "--accent": primary ?? null,
        "--accent-ink": primary ? inkOn(primary) : null,
        "--accent-light": accent ? readableOn(accent, GROUND.light) : null,
        "--accent-dark": accent ? readableOn(accent, GROUND.dark) : null,
        "--rail": ground ?? null,
        "--rail-ink": ink ?? null,
        "--rail-on": ink ?? null,
        "--rail-focus": ink ?? null,
        "--rail-hover": ground && ink ? away(ground, ink) : null,
    };
}


/* A little further from its text, which is read better so. */
const away = (ground: string, ink: string) =>
    `color-mix(in srgb, ${ground} 85%, ${inkOn(ink)})`;


effect(() => {
    const root = document.documentElement.style;

    for (const [name, value] of Object.entries(colours(brand.value?.colours ?? {}))) {
        if (value === null) {
            root.removeProperty(name);
        } else {
            root.setProperty(name, value);
        }
    }

    if (brand.value?.name) {
        document.title = `${brand.value.name} · Relevo`;
    }
});
