/*
 * memo - a component that is drawn again only when one of its properties is
 * another one: rows are immutable, so that is when they have changed.
 */

import { Component, h, type ComponentChild, type FunctionComponent } from "preact";


export function memo<P extends object>(View: FunctionComponent<P>): FunctionComponent<P> {
    class Memo extends Component<P> {
        override shouldComponentUpdate(next: Readonly<P>): boolean {
            const before = this.props as Record<string, unknown>;
            const after = next as Record<string, unknown>;

            return Object.keys(after).some((k) => k !== "children" && before[k] !== after[k]);
        }

        override render(): ComponentChild {
            return h(View as FunctionComponent<object>, this.props as object);
        }
    }

    return Memo as unknown as FunctionComponent<P>;
}
