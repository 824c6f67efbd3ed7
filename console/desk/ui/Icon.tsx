/* Icon - line icons on a 24 grid, drawn here: nothing is fetched. */

const PATHS = {
    inbox: "M3 12h5l2 3h4l2-3h5M5 5h14l2 7v7H3v-7z",
    clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3 2",
    flag: "M6 21V4h11l-2 4 2 4H6",
    user: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 21c1-5 4-6 8-6s7 1 8 6",
    users: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2 20c1-4 3-6 7-6s6 2 7 6M16 4a3.5 3.5 0 0 1 0 7M18 14c2 1 3 3 4 6",
    layers: "M12 3l9 5-9 5-9-5zM3 13l9 5 9-5",
    check: "M4 12l5 5L20 6",
    done: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8 12l3 3 5-6",
    search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5L21 21",
    filter: "M4 6h16M7 12h10M10 18h4",
    send: "M4 12l17-8-7 17-3-7z",
    note: "M5 4h14v11l-5 5H5zM14 20v-5h5",
    back: "M15 5l-7 7 7 7",
    next: "M9 5l7 7-7 7",
    panel: "M3 5h18v14H3zM15 5v14",
    bot: "M5 9h14v10H5zM12 9V5M9 13v2M15 13v2M2 13v3M22 13v3",
    undo: "M9 14L4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
    move: "M4 8h14l-4-4M20 16H6l4 4",
    hand: "M8 13V6a1.5 1.5 0 0 1 3 0v5M11 11V4.5a1.5 1.5 0 0 1 3 0V11M14 11V6a1.5 1.5 0 0 1 3 0v8c0 5-3 7-6 7s-5-2-7-6l-1-2a1.5 1.5 0 0 1 2.6-1.4L8 14",
    reopen: "M4 12a8 8 0 1 1 3 6M4 20v-5h5",
    more: "M5 12h.01M12 12h.01M19 12h.01",
    close: "M6 6l12 12M18 6L6 18",
    alert: "M12 4l9 16H3zM12 10v4M12 17h.01",
    key: "M3 7h18v10H3zM7 14h10M7 10.5h.01M11 10.5h.01M15 10.5h.01",
    settings: "M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4",
    exit: "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
    clip: "M20 11l-8 8a5 5 0 0 1-7-7l8-8a3.5 3.5 0 0 1 5 5l-8 8a2 2 0 0 1-3-3l7-7",
    book: "M5 4h6a2 2 0 0 1 2 2v14a2 2 0 0 0-2-2H5zM19 4h-4a2 2 0 0 0-2 2v14a2 2 0 0 1 2-2h4z",
    spark: "M12 3l2 6 6 2-6 2-2 6-2-6-6-2 6-2z",
    file: "M6 3h8l4 4v14H6zM14 3v4h4",
    tag: "M4 4h8l8 8-8 8-8-8zM8 8h.01",
    smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8 14c1 2 2.5 3 4 3s3-1 4-3M9 9.5h.01M15 9.5h.01",
    reply: "M9 7L4 12l5 5M4 12h9c4 0 6 2 7 6",
    eye: "M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6",
    sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5L19 19M19 5l-1.5 1.5M6.5 17.5L5 19",
    trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
    pen: "M4 20l1-5L16 4l4 4L9 19zM13 7l4 4",
    phone: "M6 3h4l2 5-3 2c1 3 3 5 5 6l2-3 5 2v4c-9 3-19-7-15-16",
    chart: "M4 20h16M7 16v-5M12 16V5M17 16v-8",
    tools: "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z",
    plus: "M12 5v14M5 12h14",
    pulse: "M3 12h4l3-7 4 14 3-7h4",
    plug: "M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0zM12 17v4",
    moon: "M20 14A8 8 0 1 1 10 4a6.5 6.5 0 0 0 10 10z",
} as const;

export type IconName = keyof typeof PATHS;


/* Decoration: the words beside it, or the button's label, say what it means. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
    return (
        <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true"
            fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round"
            stroke-linejoin="round">
            <path d={PATHS[name]} />
        </svg>
    );
}
