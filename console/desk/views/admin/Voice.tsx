/*
 * Voice - what a model is told to be: the persona, and the prompt of each
 * language.  Every version stays; one of them put again takes the newer back.
 */

import { useState } from "preact/hooks";
import { api } from "../../core/api";
import { useFetched, type Fetched } from "../../core/fetched";
import { t, word } from "../../core/i18n";
import { can } from "../../core/session";
import { task } from "../../core/tasks";
import { Badge, Button } from "../../ui/bits";
import { LANGUAGES, Refusal } from "../../ui/Form";
import { Loaded } from "../../ui/Loaded";
import { When } from "../../ui/Times";
import { tell } from "../../ui/Toasts";

interface Version {
    version: number;
    note: string | null;
    created_at: string;
    text?: string | null;
    persona?: string;
}

interface Words {
    version: number;
    text?: string | null;       /* of a prompt; null: that of the program */
    persona?: string | null;
    versions: Version[];
}

interface Prompt {
    system: string;
    own: string;
    tokens: number;
    version: string;
    messages?: { role: "user" | "assistant"; text: string }[];  /* when a message was given */
    dropped?: number;           /* pieces of knowledge that gave orders */
}


/* The very request: what a model would get, and nothing was sent. */
function Told({ of }: { of: Prompt }) {
    return (
        <section role="status"><h3>{t("voice.told")}</h3>
            <p class="soft">{t("voice.tokens", { n: of.tokens })} <code>{of.version}</code></p>
            <pre class="raw" tabIndex={0}>{of.system}</pre>
            {of.messages?.map((m, i) => (
                <div key={i}><h4>{t(`voice.${m.role}`)}</h4><pre class="raw" tabIndex={0} dir="auto">{m.text}</pre></div>
            ))}
            {!!of.dropped && <p class="soft">{t("voice.dropped", { n: of.dropped })}</p>}
        </section>
    );
}


/* One text with its versions; member: what the server calls it. */
function Editor({ of, path, member, language, most }:
    { of: Fetched<Words>; path: string; member: "text" | "persona"; language: string; most: number }) {
    const data = of.data!;
    const [text, setText] = useState(data[member] ?? "");
    const [note, setNote] = useState("");
    const [message, setMessage] = useState("");
    const [preview, setPreview] = useState<Prompt | null>(null);
    const [problem, setProblem] = useState<unknown>(null);
    const mayWrite = can("settings:write");
    const label = member === "text" ? t("voice.prompt") : t("voice.persona");

    async function tried(what: () => Promise<unknown>) {
        setProblem(null);

        try {
            await what();
        } catch (error) {
            setProblem(error);
        }
    }

    const save = (value: string | undefined) => tried(async () => {
        await api.put(path, { [member]: value, ...(note === "" ? {} : { note }) }, { version: data.version });
        tell(t("saved"));
        await of.load();
    });

    const look = (value: string) => tried(async () => {
        const told = await task<Prompt>("/persona/preview", { language,
            ...(message.trim() === "" ? {} : { text: message }),
            ...(value === "" ? {} : { [member === "text" ? "prompt" : "persona"]: value }) });

        setPreview(told);

        if (member === "text" && value === "") {
            setText(told.own);
        }
    });

    return (
        <div class="columns two">
            <div>
                <label class="field"><span>{label}</span>
                    <textarea rows={14} maxLength={most} value={text} readOnly={!mayWrite} dir="auto"
                        onInput={(e) => setText(e.currentTarget.value)} /></label>
                <label class="field"><span>{t("voice.note")}</span>
                    <input value={note} maxLength={200} onInput={(e) => setNote(e.currentTarget.value)} /></label>
                <label class="field"><span>{t("voice.message")}</span>
                    <textarea rows={2} maxLength={4096} value={message} dir="auto"
                        onInput={(e) => setMessage(e.currentTarget.value)} /></label>
                {problem !== null && <Refusal problem={problem} />}
                <div class="dialog-foot">
                    <Button icon="eye" onClick={() => look(text)}>{t("voice.preview")}</Button>
                    {mayWrite && member === "text" && data.text !== null && data.version > 0
                        && <Button onClick={() => save(undefined)}>{t("voice.default")}</Button>}
                    {mayWrite && <Button kind="primary" disabled={text === "" && member === "text"}
                        onClick={() => save(text)}>{t("save")}</Button>}
                </div>
                {preview && <Told of={preview} />}
            </div>
            <ul class="things" aria-label={`${label}: ${t("voice.versions")}`}>{data.versions.map((v) => {
                const words = v[member] ?? "";

                return (
                    <li key={v.version}>
                        <span class="thing"><strong>{t("version", { n: v.version })}</strong> <When at={v.created_at} />
                            <p dir="auto">{v.note ?? (words === "" ? t("voice.program") : words.slice(0, 120))}</p></span>
                        {v.version === data.version ? <Badge kind="good">{t("voice.now")}</Badge>
                            : mayWrite && <Button label={t("voice.again", { n: v.version })} icon="undo"
                                onClick={() => save(words === "" && member === "text" ? undefined : words)} />}
                    </li>
                );
            })}</ul>
        </div>
    );
}


function Prompts() {
    const [language, setLanguage] = useState("es");
    const prompt = useFetched<Words>(`/prompts/${language}`);

    return (
        <>
            <label class="field"><span>{t("contact.language")}</span>
                <select value={language} onChange={(e) => setLanguage(e.currentTarget.value)}>
                    {LANGUAGES.map((l) => <option key={l} value={l}>{word("lang", l)}</option>)}</select></label>
            <p class="soft">{t("voice.hint")}</p>
            <Loaded of={prompt}>{(p) => <Editor key={`${language}${p.version}`} of={prompt} path={`/prompts/${language}`}
                member="text" language={language} most={8192} />}</Loaded>
        </>
    );
}


export default function Voice() {
    const persona = useFetched<Words>("/persona");

    return (
        <>
            <h1>{t("admin.voice")}</h1>
            <h2>{t("voice.persona")}</h2>
            <Loaded of={persona}>{(p) => <Editor key={p.version} of={persona} path="/persona" member="persona"
                language="en" most={4000} />}</Loaded>
            <h2>{t("voice.prompts")}</h2>
            <Prompts />
        </>
    );
}
