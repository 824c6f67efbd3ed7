/* Company - when the desk is open, how the organisation looks, and what the bot
 * does for it. */

import { useState } from "preact/hooks";
import { AA, contrast } from "../../../chat/look.js";
import { api, TaskFailed } from "../../core/api";
import { loadBrand, type Brand } from "../../core/brand";
import { useFetched } from "../../core/fetched";
import { language, t } from "../../core/i18n";
import { can } from "../../core/session";
import { Badge, Button, tellProblem } from "../../ui/bits";
import { Field, FormDialog, textOf, Tick, wordsOf } from "../../ui/Form";
import { Loaded } from "../../ui/Loaded";
import { tell } from "../../ui/Toasts";
import { When } from "../../ui/Times";

type Spans = [from: string, to: string][];

interface Hours {
    timezone: string;
    hours: Record<string, Spans> | null;
    holidays: string[];
    open: boolean;
    opens_at: string | null;
    version: number;
}

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const FLAGS = ["human_handoff", "sentiment_analysis", "response_cache"] as const;
const COLOURS = ["primary", "accent", "background", "text"] as const;
const SPAN = "([01]\\d|2[0-4]):[0-5]\\d *- *([01]\\d|2[0-4]):[0-5]\\d";
const SPANS = `(${SPAN})( *, *${SPAN})*`;

/* 2024-01-01 was a Monday. */
const dayName = (i: number) => new Intl.DateTimeFormat(language.value, { weekday: "long", timeZone: "UTC" })
    .format(new Date(Date.UTC(2024, 0, 1 + i)));

const written = (spans: Spans | undefined) => (spans ?? []).map((s) => s.join("-")).join(", ");

const read = (text: string): Spans => text.split(",").map((s) => s.trim()).filter(Boolean)
    .map((s) => s.split("-").map((x) => x.trim()) as Spans[number]);


function HoursForm({ of, close, saved }: { of: Hours; close: () => void; saved: () => Promise<unknown> }) {
    const [isAlways, setAlways] = useState(of.hours === null);

    async function save(f: FormData, key: string) {
        const hours = Object.fromEntries(DAYS.map((d) => [d, read(textOf(f, d))])
            .filter(([, spans]) => spans.length > 0));

        await api.put("/business-hours", { timezone: textOf(f, "timezone"), holidays: wordsOf(f, "holidays"),
            ...(isAlways ? { always: true } : { hours }) }, { key, version: of.version });
        await saved();
    }

    return (
        <FormDialog title={t("hours.title")} close={close} save={save}>
            <Field name="timezone" label={t("hours.zone")} value={of.timezone} required hint="Europe/Madrid" />
            <label class="switch"><input type="checkbox" checked={isAlways}
                onChange={(e) => setAlways(e.currentTarget.checked)} /><span>{t("hours.always")}</span></label>
            {!isAlways && <fieldset><legend>{t("hours.week")}</legend>
                {DAYS.map((d, i) => (
                    <label class="day-row" key={d}><span>{dayName(i)}</span>
                        <input name={d} defaultValue={written(of.hours?.[d])} pattern={SPANS} autocomplete="off"
                            placeholder="09:00-14:00, 16:00-20:00" title={t("hours.form")} /></label>
                ))}</fieldset>}
            <Field name="holidays" label={t("hours.holidays")} value={of.holidays.join(", ")} hint="2026-12-25, 2027-01-01" />
        </FormDialog>
    );
}


/* Its bytes as base64; null: no file was chosen. */
async function pictureOf(f: FormData): Promise<string | null> {
    const file = f.get("picture");

    if (!(file instanceof File) || file.size === 0) {
        return null;
    }

    const bytes = new Uint8Array(await file.arrayBuffer());

    return btoa(bytes.reduce((all, b) => all + String.fromCharCode(b), ""));
}


function BrandForm({ of, close, saved }: { of: Brand; close: () => void; saved: () => Promise<unknown> }) {
    async function save(f: FormData, key: string) {
        const colours = Object.fromEntries(COLOURS.map((c) => [c, f.has(`has.${c}`) ? String(f.get(c)) : null]));
        const ratio = colours.text && colours.background ? contrast(colours.text, colours.background) : 21;

        if (colours.text && !colours.background) {
            throw new TaskFailed(422, "background", t("brand.pair"));
        }

        if (ratio < AA) {
            throw new TaskFailed(422, "contrast", t("brand.contrast", { n: ratio.toFixed(1) }));
        }

        const picture = await pictureOf(f);

        await api.patch("/branding", { name: textOf(f, "name"), colours,
            ...(picture !== null ? { logo_data: picture } : f.has("bare") ? { logo_data: null } : {}) },
        { key, version: of.version });
        await Promise.all([saved(), loadBrand()]);
    }

    return (
        <FormDialog title={t("brand.title")} close={close} save={save}>
            <Field name="name" label={t("contact.name")} value={of.name} required length={80} />
            <label class="field"><span>{t("brand.logo")}</span>
                <input type="file" name="picture" accept="image/png,image/jpeg,image/webp" />
                <small class="soft">{t("brand.picture")}</small></label>
            {of.logo !== null && <Tick name="bare" label={t("brand.bare")} />}
            <fieldset><legend>{t("brand.colours")}</legend>
                {COLOURS.map((c) => (
                    <div class="day-row" key={c}>
                        <Tick name={`has.${c}`} label={t(`brand.${c}`)} isOn={of.colours[c] !== undefined} />
                        <input type="color" name={c} aria-label={`${t("brand.colours")}: ${t(`brand.${c}`)}`}
                            defaultValue={of.colours[c] ?? "#2f55d4"} />
                    </div>
                ))}</fieldset>
        </FormDialog>
    );
}


type Flags = Record<typeof FLAGS[number], boolean>;


function Switches({ of, mayWrite, load }: { of: Flags; mayWrite: boolean; load: () => Promise<void> }) {
    async function put(name: typeof FLAGS[number], enabled: boolean) {
        await api.put(`/flags/${name}`, { enabled }).then(() => tell(t("saved")), tellProblem);
        await load();
    }

    return (
        <ul class="things" aria-label={t("flag.title")}>
            {FLAGS.map((name) => (
                <li key={name}>
                    <label class="switch thing"><input type="checkbox" checked={of[name]} disabled={!mayWrite}
                        onChange={(e) => void put(name, e.currentTarget.checked)} />
                        <span>{t(`flag.${name}`)} <small class="soft">{t(`flag.${name}.hint`)}</small></span></label>
                </li>
            ))}
        </ul>
    );
}


export default function Company() {
    const hours = useFetched<Hours>("/business-hours");
    const brand = useFetched<Brand>("/branding");
    const flags = useFetched<{ flags: Flags }>("/flags");
    const [open, setOpen] = useState<"hours" | "brand" | null>(null);
    const close = () => setOpen(null);
    const mayWrite = can("settings:write");

    return (
        <>
            <h1>{t("admin.company")}</h1>
            <header class="page-head"><h2>{t("hours.title")}</h2>
                {mayWrite && hours.data && <Button icon="pen" label={`${t("edit")}: ${t("hours.title")}`}
                    onClick={() => setOpen("hours")} />}</header>
            <Loaded of={hours}>{(h) => (
                <>
                    <p>{h.open ? <Badge kind="good">{t("hours.open")}</Badge> : <Badge kind="warn">{t("hours.shut")}</Badge>}{" "}
                        {!h.open && h.opens_at && <>{t("hours.opens")} <When at={h.opens_at} /></>} <span class="soft">{h.timezone}</span></p>
                    {h.hours === null ? <p>{t("hours.always")}</p> : <ul class="things" aria-label={t("hours.week")}>
                        {DAYS.map((d, i) => <li key={d}><span class="thing">{dayName(i)}</span>
                            <span>{written(h.hours![d]) || "–"}</span></li>)}</ul>}
                    {h.holidays.length > 0 && <p>{t("hours.holidays")}: {h.holidays.join(", ")}</p>}
                </>
            )}</Loaded>
            <header class="page-head"><h2>{t("brand.title")}</h2>
                {mayWrite && brand.data && <Button icon="pen" label={`${t("edit")}: ${t("brand.title")}`}
                    onClick={() => setOpen("brand")} />}</header>
            <Loaded of={brand}>{(b) => <ul class="things" aria-label={t("brand.title")}>
                <li><span class="thing">{t("contact.name")}</span><span dir="auto">{b.name ?? "–"}</span></li>
                <li><span class="thing">{t("brand.logo")}</span>{b.logo === null ? <span>–</span>
                    : <img src={b.logo} alt="" height="32" />}</li>
                {COLOURS.map((c) => <li key={c}><span class="thing">{t(`brand.${c}`)}</span><code>{b.colours[c] ?? "–"}</code></li>)}
            </ul>}</Loaded>
            <h2>{t("flag.title")}</h2>
            <Loaded of={flags}>{(f) => <Switches of={f.flags} mayWrite={mayWrite} load={flags.load} />}</Loaded>
            {open === "hours" && hours.data && <HoursForm of={hours.data} close={close} saved={hours.load} />}
            {open === "brand" && brand.data && <BrandForm of={brand.data} close={close} saved={brand.load} />}
        </>
    );
}
