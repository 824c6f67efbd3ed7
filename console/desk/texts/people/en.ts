/* people - agents, teams, canned replies; the other languages are typed by this one. */

export default {
    "canned.title": "Canned replies",
    "canned.none": "No canned reply fits.",

    "agents.add": "Add an agent",
    "agents.role": "Role",
    "agents.capacity": "Conversations at once",
    "agents.languages": "Languages",
    "agents.specialties": "Specialties",
    "agents.password": "At least 10 characters. Without one they cannot log in.",
    "agents.keep": "Empty: as it was",
    "agents.load": "{n} of {most}",
    "teams.add": "Add a team",
    "teams.none": "There are no teams yet.",
    "teams.members": "{n} agents",

    "canned.add": "Add a reply",
    "canned.shortcut": "Shortcut",
    "canned.letters": "a-z, 0-9, - and _",
    "canned.variables": "Filled in when sent: {names}",
    "canned.personal": "Only for me",
    "canned.mine": "mine",

    "teams.members_one": "1 agent",
};
