/* Section - a part of a panel that folds, and stays as it was left. */

import type { ComponentChildren } from "preact";

const PREFIX = "relevo.desk.fold.";


function stored(name: string): boolean | null {
    try {
        const value = localStorage.getItem(PREFIX + name);

        return value === null ? null : value === "1";
    } catch {
        return null;
    }
}


export function Section({ name, title, isOpen, children }:
    { name: string; title: string; isOpen?: boolean; children: ComponentChildren }) {
    return (
        <details class="section" open={stored(name) ?? isOpen} onToggle={(e) => {
            try {
                localStorage.setItem(PREFIX + name, e.currentTarget.open ? "1" : "0");
            } catch {
                /* for this visit then */
            }
        }}>
            <summary><h3>{title}</h3></summary>
            {children}
        </details>
    );
}
