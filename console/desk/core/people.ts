/* people - the agents and teams of the tenant, for names beside ids. */

import { computed, effect, signal } from "@preact/signals";
import { api } from "./api";
import { isIn } from "./session";
import type { Agent, Page } from "./types";

export interface Team {
    id: string;
    name: string;
}

export const agents = signal<Agent[]>([]);
export const teams = signal<Team[]>([]);

const byId = computed(() => new Map(agents.value.map((a) => [a.id, a])));

export const agentName = (id: string | null | undefined): string => {
    const agent = id ? byId.value.get(id) : undefined;

    return agent ? agent.name ?? agent.email : "";
};


export async function loadPeople() {
    const [a, b] = await Promise.all([
        api.get<Page<Agent>>("/agents"), api.get<Page<Team>>("/teams")]);

    agents.value = a.data.items;
    teams.value = b.data.items;
}


effect(() => {
    if (isIn.value === true) {
        loadPeople().catch(() => { /* names are missing, nothing else */ });
    } else {
        agents.value = [];
        teams.value = [];
    }
});
