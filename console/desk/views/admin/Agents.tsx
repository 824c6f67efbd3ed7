/* Agents - who works here, and the teams. */

import { useState } from "preact/hooks";
import { api } from "../../core/api";
import { useFetched, usePages } from "../../core/fetched";
import { t, word } from "../../core/i18n";
import { loadPeople } from "../../core/people";
import { can, myId } from "../../core/session";
import type { Agent, Page } from "../../core/types";
import { Avatar, Badge, Button } from "../../ui/bits";
import { Field, FormDialog, LANGUAGES, Pick, Remove, textOf, Tick, wordsOf } from "../../ui/Form";
import { Loaded, Things } from "../../ui/Loaded";

interface Person extends Agent {
    version: number;
    specialties: string[];
    languages: string[];
}

interface Team {
    id: string;
    name: string;
    agents: { id: string }[];
}

const ROLES = ["agent", "supervisor", "admin"];

/* Supervisors make agents and change them; the rest is for administrators. */
const isAdmin = () => can("settings:write");
const mayChange = (a: Agent) => isAdmin() || a.role !== "admin";


async function join(agent: string, teams: Team[], chosen: string[]) {
    for (const team of teams) {
        const [was, is] = [team.agents.some((a) => a.id === agent), chosen.includes(team.id)];

        if (was !== is) {
            await api[is ? "put" : "delete"](`/teams/${team.id}/agents/${agent}`);
        }
    }
}


function PersonForm({ of, teams, close, saved }:
    { of: Person | null; teams: Team[]; close: () => void; saved: () => Promise<unknown> }) {
    async function save(f: FormData, key: string) {
        const password = textOf(f, "password");
        const body = {
            email: textOf(f, "email"), name: textOf(f, "name"), capacity: Number(f.get("capacity")),
            languages: f.getAll("languages"), specialties: wordsOf(f, "specialties"),
            ...(isAdmin() ? { role: f.get("role") } : {}), ...(password === "" ? {} : { password }),
        };
        const { data } = of === null ? await api.post<Person>("/agents", body, { key })
            : await api.patch<Person>(`/agents/${of.id}`, body, { key, version: of.version });

        await join(data.id, teams, f.getAll("teams").map(String));
        await saved();
    }

    return (
        <FormDialog title={of === null ? t("agents.add") : of.name ?? of.email} close={close} save={save}>
            <Field name="email" type="email" label={t("login.email")} value={of?.email} required />
            <Field name="name" label={t("contact.name")} value={of?.name} required length={255} />
            {isAdmin() && <Pick name="role" label={t("agents.role")} value={of?.role}
                values={ROLES.map((r) => [r, word("role", r)])} />}
            <Field name="capacity" type="number" label={t("agents.capacity")} value={of?.capacity ?? 5}
                min={0} max={1000} required />
            <fieldset><legend>{t("agents.languages")}</legend>
                {LANGUAGES.map((l) => <Tick key={l} name="languages" value={l} label={word("lang", l)}
                    isOn={of?.languages.includes(l)} />)}
            </fieldset>
            <Field name="specialties" label={t("agents.specialties")} hint={t("form.words")}
                value={of?.specialties.join(", ")} />
            {teams.length > 0 && <fieldset><legend>{t("transfer.teams")}</legend>
                {teams.map((x) => <Tick key={x.id} name="teams" value={x.id} label={x.name}
                    isOn={x.agents.some((a) => a.id === of?.id)} />)}
            </fieldset>}
            <Field name="password" type="password" label={t("login.password")}
                hint={of === null ? t("agents.password") : t("agents.keep")} />
        </FormDialog>
    );
}


function TeamForm({ of, close, saved }:
    { of: Team | null; close: () => void; saved: () => Promise<unknown> }) {
    async function save(f: FormData, key: string) {
        const body = { name: textOf(f, "name") };

        await (of === null ? api.post("/teams", body, { key }) : api.patch(`/teams/${of.id}`, body, { key }));
        await saved();
    }

    return (
        <FormDialog title={of === null ? t("teams.add") : of.name} close={close} save={save}>
            <Field name="name" label={t("contact.name")} value={of?.name} required length={255} />
        </FormDialog>
    );
}


export default function Agents() {
    const people = usePages<Person>("/agents");
    const teams = useFetched<Page<Team>>("/teams");
    const [person, setPerson] = useState<Person | "new" | null>(null);
    const [team, setTeam] = useState<Team | "new" | null>(null);
    const load = () => Promise.all([people.load(), teams.load(), loadPeople()]);

    return (
        <>
            <header class="page-head">
                <h1>{t("admin.agents")}</h1>
                <Button kind="primary" icon="plus" onClick={() => setPerson("new")}>{t("agents.add")}</Button>
            </header>
            <Things of={people} icon="users" empty={t("nothing")} label={t("admin.agents")}>
                {(a) => (
                    <>
                        <Avatar id={a.id} name={a.name ?? a.email} />
                        <div class="thing">
                            <strong dir="auto">{a.name ?? a.email}</strong> <span class="soft">{a.email}</span>
                            <div class="badges"><Badge>{word("role", a.role)}</Badge>
                                <Badge kind={a.status === "online" ? "good" : ""}>{word("status", a.status)}</Badge>
                                <Badge>{t("agents.load", { n: a.conversations ?? 0, most: a.capacity ?? 0 })}</Badge>
                                {a.languages.map((l) => <Badge key={l}>{word("lang", l)}</Badge>)}
                                {a.teams?.map((x) => <Badge key={x.id} kind="label">{x.name}</Badge>)}</div>
                        </div>
                        {mayChange(a) && <span class="thing-deeds">
                            <Button kind="quiet" icon="pen" label={`${t("edit")}: ${a.name ?? a.email}`}
                                onClick={() => setPerson(a)} />
                            {a.id !== myId.value && <Remove what={a.name ?? a.email} run={async () => {
                                await api.delete(`/agents/${a.id}`);
                                await load();
                            }} />}</span>}
                    </>
                )}
            </Things>
            <header class="page-head">
                <h2>{t("transfer.teams")}</h2>
                <Button icon="plus" onClick={() => setTeam("new")}>{t("teams.add")}</Button>
            </header>
            <Loaded of={teams}>{({ items }) => (items.length === 0 ? <p class="soft">{t("teams.none")}</p> : (
                <ul class="things" aria-label={t("transfer.teams")}>
                    {items.map((x) => (
                        <li key={x.id}>
                            <span class="thing" dir="auto">{x.name} <span class="soft">{t("teams.members", { n: x.agents.length })}</span></span>
                            <span class="thing-deeds">
                                <Button kind="quiet" icon="pen" label={`${t("edit")}: ${x.name}`} onClick={() => setTeam(x)} />
                                <Remove what={x.name} run={async () => {
                                    await api.delete(`/teams/${x.id}`);
                                    await load();
                                }} /></span>
                        </li>
                    ))}
                </ul>
            ))}</Loaded>
            {person && <PersonForm of={person === "new" ? null : person} teams={teams.data?.items ?? []}
                close={() => setPerson(null)} saved={load} />}
            {team && <TeamForm of={team === "new" ? null : team} close={() => setTeam(null)} saved={load} />}
        </>
    );
}
