/*
 * look - theme and colour of the page.
 *
 * On a colour of the customer's choice stands black or white, whichever can be
 * read better: one of the two always has a contrast of 4.5 and more.
 */

export const AA = 4.5;               /* contrast of texts, WCAG 2.2 */
const GROUND = { light: "#ffffff", dark: "#1f2735" };        /* of an answer, see chat.css */


/* Relative luminance, as WCAG has it; "#rrggbb". */
function luminance(color) {
    const [r, g, b] = color.slice(1).match(/../g).map((hex) => {
        const c = parseInt(hex, 16) / 255;

        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });

    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}


/* 1 to 21; texts need 4.5 (WCAG 2.2 AA). */
export function contrast(a, b) {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);

    return (light + 0.05) / (dark + 0.05);
}


export function inkOn(color) {
    const l = luminance(color);

    return 1.05 / (l + 0.05) >= (l + 0.05) / 0.05 ? "#ffffff" : "#000000";
}


/* The colour, or the nearest one towards the ink that can be read on a ground. */
export function readableOn(color, ground) {
    const ink = inkOn(ground);
    const part = (of, i) => parseInt(of.slice(1 + 2 * i, 3 + 2 * i), 16);

    for (let share = 0; share < 1; share += 0.05) {
        const mixed = `#${[0, 1, 2].map((i) => Math.round(part(color, i) * (1 - share) + part(ink, i) * share)
            .toString(16).padStart(2, "0")).join("")}`;

        if (contrast(mixed, ground) >= AA) {
            return mixed;
        }
    }

    return ink;
}


/**
 * The organisation's background of a bar, and a text that can be read on it.
 *
 * @param {{ background?: string, text?: string }} colours
 * @returns {{ ground?: string, ink?: string }}
 */
export const barOf = ({ background, text }) => (background === undefined ? {}
    : { ground: background, ink: text ?? inkOn(background) });


/*
 * What the organisation has set for all its chats (GET /api/v1/brand/...); what
 * the page's address says goes before it.  Its picture comes with the answer:
 * nothing of others is fetched.
 */
export async function brandOf(endpoint) {
    try {
        const answer = await fetch(`/api/v1/brand/${encodeURIComponent(endpoint)}`);
        const { name, logo, colours } = answer.ok ? await answer.json() : {};

        return { name: name ?? null, logo: logo ?? null, colours: colours ?? {} };
    } catch {
        return { name: null, logo: null, colours: {} };
    }
}


/* color: of the page's address, else of the organisation; the rest of its
 * colours are the organisation's alone, and can be read in both themes. */
export function dress({ theme, color }, { primary, accent, ...bar } = {}) {
    const root = document.documentElement;
    const { ground, ink } = barOf(bar);

    root.dataset.theme = theme;
    color ??= primary ?? null;

    if (ground !== undefined) {
        root.style.setProperty("--bar", ground);
        root.style.setProperty("--bar-ink", ink);
    }

    if (accent !== undefined) {
        root.style.setProperty("--accent-light", readableOn(accent, GROUND.light));
        root.style.setProperty("--accent-dark", readableOn(accent, GROUND.dark));
    }

    if (color !== null) {
        root.style.setProperty("--mine", color);
        root.style.setProperty("--mine-ink", inkOn(color));
    }
}
