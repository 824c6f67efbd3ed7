/*
 * prefs - what a person has chosen in this browser: theme, language, sound,
 * notifications, keys.  The browser's own settings are the defaults.
 */

import { effect, signal } from "@preact/signals";

export type Theme = "system" | "light" | "dark";

interface Prefs {
    theme: Theme;
    language: string;           /* "": the browser's */
    sound: boolean;
    notify: boolean;
    keys: boolean;              /* single-letter shortcuts (WCAG 2.1.4) */
    panel: boolean;             /* the customer's, at the right */
}

const KEY = "relevo.desk.prefs";
const DEFAULTS: Prefs = {
    theme: "system", language: "", sound: true, notify: false, keys: true, panel: true,
};


function load(): Prefs {
    try {
        return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEY) ?? "{}") };
    } catch {
        return DEFAULTS;
    }
}


export const prefs = signal<Prefs>(load());


export function prefer(change: Partial<Prefs>) {
    prefs.value = { ...prefs.value, ...change };

    try {
        localStorage.setItem(KEY, JSON.stringify(prefs.value));
    } catch {
        /* for this visit then */
    }
}


const dark = matchMedia("(prefers-color-scheme: dark)");
const isSystemDark = signal(dark.matches);

dark.addEventListener("change", (e) => { isSystemDark.value = e.matches; });
addEventListener("storage", (e) => {
    if (e.key === KEY) {
        prefs.value = load();
    }
});

effect(() => {
    const { theme } = prefs.value;

    document.documentElement.dataset.theme = theme === "system"
        ? (isSystemDark.value ? "dark" : "light") : theme;
});
