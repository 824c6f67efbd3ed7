/*
 * i18n - the desk's own words in five languages.
 *
 *   t("filter.clear")                        t("why.confidence", { n: 12 })
 *
 * English is in the bundle, the others are fetched when they are asked for.
 * `x_one` is taken instead of `x` when n is one, by the language's own rules.
 * Other dictionaries are typed by the English one: a missing key does not
 * compile.
 */

import { computed, effect, signal } from "@preact/signals";
import en from "../texts/en";
import { prefs } from "./prefs";

export type Key = keyof typeof en;
export type Texts = Record<Key, string>;

export const LANGUAGES = { es: "Español", en: "English", pt: "Português",
    fr: "Français", it: "Italiano" } as const;

type Language = keyof typeof LANGUAGES;

const load: Record<Language, () => Promise<{ default: Texts }>> = {
    en: async () => ({ default: en }),
    es: () => import("../texts/es"),
    pt: () => import("../texts/pt"),
    fr: () => import("../texts/fr"),
    it: () => import("../texts/it"),
};


function wanted(): Language {
    const { language } = prefs.value;

    for (const tag of [language, ...navigator.languages]) {
        const short = tag.slice(0, 2).toLowerCase();

        if (short in load) {
            return short as Language;
        }
    }

    return "en";
}


const texts = signal<Texts>(en);

export const language = signal<Language>("en");
export const plural = computed(() => new Intl.PluralRules(language.value));


/* Resolves when the words are there; the first view waits for it. */
export async function setLanguage(name: Language = wanted()) {
    try {
        texts.value = (await load[name]()).default;
        language.value = name;
        document.documentElement.lang = name;
    } catch {
        /* offline: the words we have are better than none */
    }
}


effect(() => {
    const name = wanted();

    if (name !== language.peek()) {
        void setLanguage(name);
    }
});


export function t(key: Key, values: Record<string, string | number> = {}): string {
    const one = `${key}_one` as Key;
    const n = values.n;
    const text = typeof n === "number" && one in texts.value
        && plural.value.select(n) === "one" ? texts.value[one] : texts.value[key];

    return text.replace(/\{(\w+)\}/g, (all, name) =>
        name in values ? String(values[name]) : all);
}


/* A word the server uses (a state, a channel): its text, or itself. */
export function word(group: string, name: string | null | undefined): string {
    if (!name) {
        return "";
    }

    const key = `${group}.${name}` as Key;

    return key in texts.value ? texts.value[key] : name.replaceAll("_", " ");
}
