/* Tree - evidence is a tree of names and numbers: shown as it is. */

const DEEPEST = 4;


export function Tree({ of, depth = 0 }: { of: unknown; depth?: number }) {
    if (of === null || of === undefined) {
        return <span class="soft">—</span>;
    } else if (typeof of === "number") {
        return <code>{Number.isInteger(of) ? of : of.toFixed(3)}</code>;
    } else if (typeof of !== "object") {
        return <code dir="auto">{String(of)}</code>;
    } else if (depth >= DEEPEST) {
        return <code>{JSON.stringify(of)}</code>;
    }

    const entries = Object.entries(of).filter(([, v]) => v !== null && v !== "");

    return (
        <ul class="tree">
            {entries.map(([name, value]) => (
                <li key={name}>
                    {!Array.isArray(of) && <span class="tree-name">{name.replaceAll("_", " ")}</span>}{" "}
                    <Tree of={value} depth={depth + 1} />
                </li>
            ))}
        </ul>
    );
}
