/* fr - le bureau en français. */

import type { Texts } from "../core/i18n";
import access from "./access/fr";
import company from "./company/fr";
import frame from "./frame/fr";
import inbox from "./inbox/fr";
import overview from "./overview/fr";
import people from "./people/fr";
import talk from "./talk/fr";
import teaching from "./teaching/fr";
import telling from "./telling/fr";
import health from "./health/fr";
import channels from "./channels/fr";
import voice from "./voice/fr";
import rulebook from "./rulebook/fr";
import learning from "./learning/fr";
import templates from "./templates/fr";
import words from "./words/fr";

const fr: Texts = {
    ...frame,
    ...inbox,
    ...talk,
    ...words,
    ...templates,
    ...learning,
    ...rulebook,
    ...overview,
    ...people,
    ...teaching,
    ...access,
    ...telling,
    ...company,
    ...voice,
    ...channels,
    ...health,
};

export default fr;
