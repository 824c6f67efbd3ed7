/*
 * Virtual - a list of any length with only the rows that are seen: ten thousand
 * conversations are thirty elements.  All rows have one height, in rem, so that
 * a larger type makes larger rows.
 */

import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

interface Props<T> {
    items: T[];
    rem: number;
    label: string;
    keyOf: (item: T) => string;
    selected: number;           /* index, or -1: kept in sight */
    isPlain?: boolean;          /* no row takes the focus: the list does */
    total?: number;             /* how many there are when not all are here */
    onEnd?: () => void;
    children: (item: T, index: number) => ComponentChildren;
}

const OVER = 6;                 /* rows above and below, for fast scrolling */


export function Virtual<T>(p: Props<T>) {
    const ref = useRef<HTMLDivElement>(null);
    const [top, setTop] = useState(0);
    const [box, setBox] = useState({ height: 800, row: p.rem * 16 });
    const n = p.items.length;

    useLayoutEffect(() => {
        const measure = () => {
            const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);

            setBox({ height: ref.current!.clientHeight, row: p.rem * rem });
        };
        const observer = new ResizeObserver(measure);

        measure();
        observer.observe(ref.current!);
        return () => observer.disconnect();
    }, [p.rem]);

    useEffect(() => {
        const list = ref.current!;
        const at = p.selected * box.row;

        if (p.selected < 0) {
            return;
        } else if (at < list.scrollTop) {
            list.scrollTop = at;
        } else if (at + box.row > list.scrollTop + list.clientHeight) {
            list.scrollTop = at + box.row - list.clientHeight;
        }
    }, [p.selected, box.row]);

    const first = Math.max(0, Math.floor(top / box.row) - OVER);
    const last = Math.min(n, Math.ceil((top + box.height) / box.row) + OVER);

    useEffect(() => {
        if (last >= n - OVER) {
            p.onEnd?.();
        }
    }, [last, n]);

    return (
        <div class="virtual" ref={ref} tabIndex={p.isPlain ? 0 : undefined} role={p.isPlain ? "region" : undefined}
            aria-label={p.isPlain ? p.label : undefined} onScroll={(e) => setTop(e.currentTarget.scrollTop)}>
            <ul aria-label={p.label} style={{ height: `${n * box.row}px` }}>
                {p.items.slice(first, last).map((item, i) => (
                    <li key={p.keyOf(item)} aria-setsize={p.total ?? n} aria-posinset={first + i + 1}
                        style={{ transform: `translateY(${(first + i) * box.row}px)`,
                                 height: `${box.row}px` }}>
                        {p.children(item, first + i)}
                    </li>
                ))}
            </ul>
        </div>
    );
}
