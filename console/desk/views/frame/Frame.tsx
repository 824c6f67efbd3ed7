/*
 * Frame - the rail with the views and who is here, the bar that says when the
 * connection is gone, and the view itself.
 */

import { useEffect, useState } from "preact/hooks";
import { struggling } from "../../core/api";
import { brand, logo } from "../../core/brand";
import { isReady } from "../../core/desk";
import { t } from "../../core/i18n";
import { useKeys } from "../../core/keys";
import { isOnline } from "../../core/live";
import { go, href, route } from "../../core/router";
import { cx, Spinner } from "../../ui/bits";
import { Icon } from "../../ui/Icon";
import { Help } from "./Help";
import { Logo } from "./Logo";
import { overlay, shownViews } from "./overlay";
import { Palette } from "./Palette";
import { Settings } from "./Settings";
import { StatusPicker } from "./StatusPicker";
import { ViewOf } from "./ViewOf";

const GRACE_MS = 2500;          /* a reload of nginx is no news */


/* Told when the stream is away for longer than a reload takes. */
function Connection() {
    const [isLate, setLate] = useState(false);
    const isAway = !isOnline.value;

    useEffect(() => {
        setLate(false);

        if (!isAway) {
            return undefined;
        }

        const timer = setTimeout(() => setLate(true), GRACE_MS);

        return () => clearTimeout(timer);
    }, [isAway]);

    const text = isAway && isLate ? t("offline")
        : struggling.value > 0 ? t("struggling") : "";

    return <div class={cx("connection", text !== "" && "shown")} role="status">{text}</div>;
}


function Rail() {
    return (
        <nav class="rail" aria-label={t("nav.main")}>
            <a class="rail-logo" href={href("inbox")} aria-label={brand.value?.name ?? "Relevo"} title={brand.value?.name ?? "Relevo"}>
                {logo.value ? <img src={logo.value} alt="" width="28" height="28" /> : <Logo />}</a>
            {shownViews().map((v) => (
                <a key={v.path} href={href(v.path)} title={t(v.name)} aria-label={t(v.name)}
                    aria-current={route.value.path[0] === v.path ? "page" : undefined}>
                    <Icon name={v.icon} size={20} />
                </a>
            ))}
            <span class="grow" />
            <button type="button" aria-label={t("palette.title")}
                title={`${t("palette.title")} (Ctrl K)`}
                onClick={() => { overlay.value = "palette"; }}><Icon name="search" size={20} /></button>
            <button type="button" class="wide-only" aria-label={t("help.title")}
                title={`${t("help.title")} (?)`}
                onClick={() => { overlay.value = "help"; }}><Icon name="key" size={20} /></button>
            <button type="button" aria-label={t("settings.title")} title={t("settings.title")}
                onClick={() => { overlay.value = "settings"; }}>
                <Icon name="settings" size={20} /></button>
            <StatusPicker />
        </nav>
    );
}


export function Frame() {
    const canShow = isReady.value;          /* as it was when this was drawn */
    const def = !canShow ? undefined : shownViews().find((v) => v.path === route.value.path[0]);
    const close = () => { overlay.value = null; };

    useEffect(() => {
        /* the address may have changed since this was drawn */
        if (canShow && def === undefined && shownViews().length > 0
            && !shownViews().some((v) => location.hash.startsWith(href(v.path)))) {
            go([shownViews()[0].path], true);
        }
    });

    /* who logs in next begins without the dialog of who has logged out */
    useEffect(() => close, []);

    useKeys([
        { key: "mod+k", text: "key.palette", run: () => { overlay.value = "palette"; } },
        { key: "?", text: "key.help", run: () => { overlay.value = "help"; } },
    ]);

    return (
        <div class="frame">
            <Rail />
            <Connection />
            {def === undefined ? <Spinner /> : <ViewOf key={def.path} def={def} />}
            {overlay.value === "help" && <Help close={close} />}
            {overlay.value === "palette" && <Palette close={close} />}
            {overlay.value === "settings" && <Settings close={close} />}
        </div>
    );
}
