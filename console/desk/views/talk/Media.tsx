/*
 * Media - a file of a message: a picture, a player, or a name to open; below it
 * what was read or heard in it.  Addresses come from the server; others than
 * its own are not used.
 */

import { t, word } from "../../core/i18n";
import { bytes } from "../../core/time";
import type { MediaRef } from "../../core/types";
import { Icon } from "../../ui/Icon";

/* The server's own paths, nothing else. */
const own = (url: string | null | undefined) =>
    url?.startsWith("/") && !url.startsWith("//") ? url : undefined;


function Shown({ m }: { m: MediaRef }) {
    const content = own(m.content);
    const thumbnail = own(m.thumbnail);
    const { kind } = m;
    const name = m.name ?? word("type", kind);

    if (content === undefined) {
        return (
            <p class="file">
                <Icon name="file" /> <span dir="auto">{name}</span>
                <span class="soft">{word("media", m.state)}</span>
            </p>
        );
    } else if (kind === "image" || kind === "sticker") {
        return (
            <a class="picture" href={content} target="_blank" rel="noopener">
                <img src={thumbnail ?? content} alt={name} loading="lazy" />
            </a>
        );
    } else if (kind === "audio" || kind === "voice") {
        return <audio controls preload="none" src={content} aria-label={name} />;
    } else if (kind === "video") {
        return <video controls preload="none" src={content} aria-label={name}
            poster={thumbnail} />;
    }

    return (
        <a class="file" href={content} target="_blank" rel="noopener" download={m.name ?? ""}>
            <Icon name="file" /> <span dir="auto">{name}</span>
            {m.bytes && <span class="soft">{bytes(m.bytes)}</span>}
        </a>
    );
}


export function Media({ media: m }: { media: MediaRef }) {
    return (
        <figure class="media">
            {m.state === "failed" || m.state === "unsupported"
                ? <p class="file soft"><Icon name="alert" /> {word("media", m.state)}</p>
                : <Shown m={m} />}
            {m.text && <figcaption>
                <details class="fold"><summary>{t("media.text")}</summary>
                    <p dir="auto">{m.text}</p></details>
            </figcaption>}
        </figure>
    );
}
