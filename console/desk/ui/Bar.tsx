/* Bar - a part of a whole.  Drawn by attributes: the numbers stand beside it. */

import { cx } from "./bits";


export function Bar({ part, of, kind }: { part: number; of: number; kind?: string }) {
    return (
        <svg class={cx("bar", kind)} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect width={of > 0 ? Math.min(100, (100 * part) / of) : 0} height="6" />
        </svg>
    );
}
