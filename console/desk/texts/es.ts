/* es - el escritorio en español. */

import type { Texts } from "../core/i18n";
import access from "./access/es";
import company from "./company/es";
import frame from "./frame/es";
import inbox from "./inbox/es";
import overview from "./overview/es";
import people from "./people/es";
import talk from "./talk/es";
import teaching from "./teaching/es";
import telling from "./telling/es";
import health from "./health/es";
import channels from "./channels/es";
import voice from "./voice/es";
import rulebook from "./rulebook/es";
import learning from "./learning/es";
import templates from "./templates/es";
import words from "./words/es";

const es: Texts = {
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

export default es;
