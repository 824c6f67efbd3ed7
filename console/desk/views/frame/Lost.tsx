/* Lost - the server could not be reached when the page was opened. */

import { Failed } from "../../ui/bits";


export function Lost({ problem, again }: { problem: unknown; again: () => unknown }) {
    return <main class="login"><Failed problem={problem} again={again} /></main>;
}
