/*
 * options - how this chat is wanted: what the page's address says.
 *
 *   ?endpoint=demo&theme=dark&color=%23b3261e&title=Help&language=it
 *   &files=16m&history=off&framed=1
 *
 * widget.js makes the address of the script's data attributes.  What cannot be
 * read is told in the console and left at its default.
 */

const query = new URLSearchParams(location.search);
const UNITS = { "": 1, k: 1024, m: 1024 * 1024 };


/* The value, when `read` can make something of it; else the default. */
function option(name, read, otherwise) {
    const value = query.get(name);

    if (value === null || value === "") {
        return otherwise;
    }

    const made = read(value);

    if (made === undefined) {
        console.warn(`chat: ${name} is not understood, the default is used`);
        return otherwise;
    }

    return made;
}


const oneOf = (...values) => (value) => (values.includes(value) ? value : undefined);


function color(value) {
    const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(value)?.[1];

    return hex?.length === 3 ? `#${hex.replace(/./g, "$&$&")}` : hex && `#${hex}`;
}


/* "16m": bytes of a file that are taken; "off": none are. */
function size(value) {
    const [, number, unit] = /^(\d{1,9})([km]?)$/i.exec(value) ?? [];

    return value === "off" ? 0
        : number === undefined ? undefined : number * UNITS[unit.toLowerCase()];
}


export const options = {
    endpoint: query.get("endpoint") || "demo",
    theme: option("theme", oneOf("light", "dark", "auto"), "auto"),
    color: option("color", color, null),
    title: option("title", (value) => value.slice(0, 60), null),
    language: option("language", oneOf("en", "es", "pt", "fr", "it"), null),
    files: option("files", size, 0),
    history: option("history", oneOf("on", "off"), "on") === "on",
    framed: query.get("framed") === "1",
};
