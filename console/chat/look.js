/*
 * look - theme and colour of the page.
 *
 * On a colour of the customer's choice stands black or white, whichever can be
 * read better: one of the two always has a contrast of 4.5 and more.
 */

/* Relative luminance, as WCAG has it; "#rrggbb". */
function luminance(color) {
    const [r, g, b] = color.slice(1).match(/../g).map((hex) => {
        const c = parseInt(hex, 16) / 255;

        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });

    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}


export function inkOn(color) {
    const l = luminance(color);

    return 1.05 / (l + 0.05) >= (l + 0.05) / 0.05 ? "#ffffff" : "#000000";
}


export function dress({ theme, color }) {
    const root = document.documentElement;

    root.dataset.theme = theme;

    if (color !== null) {
        root.style.setProperty("--mine", color);
        root.style.setProperty("--mine-ink", inkOn(color));
    }
}
