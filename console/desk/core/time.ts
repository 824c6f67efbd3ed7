/*
 * time - how long, since when, until when; in words of the chosen language.
 * `now` ticks once a second while the page is seen: what reads it counts.
 */

import { computed, signal } from "@preact/signals";
import { language } from "./i18n";

export const now = signal(Date.now());

setInterval(() => {
    if (!document.hidden) {
        now.value = Date.now();
    }
}, 1000);

/* What changes by the minute need not be drawn by the second. */
export const minute = computed(() => Math.floor(now.value / 60000));

const MINUTE = 60000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;


/* 45 s, 12 min, 3 h, 2 d: short, for dense lists. */
export function short(ms: number): string {
    const v = Math.max(0, ms);

    if (v < MINUTE) {
        return `${Math.floor(v / 1000)} s`;
    } else if (v < HOUR) {
        return `${Math.floor(v / MINUTE)} min`;
    } else if (v < DAY) {
        return `${Math.floor(v / HOUR)} h`;
    }

    return `${Math.floor(v / DAY)} d`;
}


/* 1:05:09 or 4:09: a countdown. */
export function clock(ms: number): string {
    const s = Math.max(0, Math.floor(ms / 1000));
    const two = (n: number) => String(n).padStart(2, "0");
    const h = Math.floor(s / 3600);

    return h > 0 ? `${h}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`
        : `${Math.floor(s / 60)}:${two(s % 60)}`;
}


const format = (options: Intl.DateTimeFormatOptions) =>
    computed(() => new Intl.DateTimeFormat(language.value, options));

const hourFormat = format({ hour: "2-digit", minute: "2-digit" });
const dayFormat = format({ weekday: "long", day: "numeric", month: "long" });
const dateFormat = format({ day: "numeric", month: "short" });
const utcFormat = format({ day: "numeric", month: "short", timeZone: "UTC" });
const fullFormat = format({ dateStyle: "medium", timeStyle: "medium" });
const sizeFormat = computed(() => new Intl.NumberFormat(language.value,
    { maximumFractionDigits: 1 }));

export const hour = (at: string) => hourFormat.value.format(new Date(at));
export const day = (at: string) => dayFormat.value.format(new Date(at));
export const full = (at: string) => fullFormat.value.format(new Date(at));

/* A day as the server counts them. */
export const utcDay = (at: string) => utcFormat.value.format(new Date(at));

/* Today its hour, else its date. */
export const brief = (at: string) => sameDay(at, new Date(minute.value * MINUTE).toISOString())
    ? hour(at) : dateFormat.value.format(new Date(at));


export function sameDay(a: string, b: string): boolean {
    return new Date(a).toDateString() === new Date(b).toDateString();
}


export function bytes(n: number): string {
    return n < 1024 ? `${n} B` : n < 1048576
        ? `${sizeFormat.value.format(n / 1024)} KB` : `${sizeFormat.value.format(n / 1048576)} MB`;
}
