/* templates - WhatsApp templates; English. */

export default {
    "templates.title": "Templates",
    "templates.hint": "What WhatsApp has approved and agents may send when 24 hours are over. Its state there is kept here by hand.",
    "templates.add": "Add a template",
    "templates.none": "There are no templates",
    "templates.name": "as WhatsApp has it: a-z, 0-9, _",
    "templates.category": "Category",
    "templates.category.utility": "utility",
    "templates.category.marketing": "marketing",
    "templates.category.authentication": "authentication",
    "templates.status": "State at WhatsApp",
    "templates.status.approved": "approved",
    "templates.status.paused": "paused",
    "templates.status.rejected": "rejected",
    "templates.header": "Heading",
    "templates.footer": "Last line",
    "templates.blanks": "{n} blanks",
    "templates.blanks_one": "1 blank",
    "templates.look": "How it looks",
    "templates.known": "as known since",
};
