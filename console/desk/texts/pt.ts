/* pt - a mesa em português. */

import type { Texts } from "../core/i18n";
import access from "./access/pt";
import company from "./company/pt";
import frame from "./frame/pt";
import inbox from "./inbox/pt";
import overview from "./overview/pt";
import people from "./people/pt";
import talk from "./talk/pt";
import teaching from "./teaching/pt";
import telling from "./telling/pt";
import health from "./health/pt";
import channels from "./channels/pt";
import voice from "./voice/pt";
import rulebook from "./rulebook/pt";
import learning from "./learning/pt";
import templates from "./templates/pt";
import words from "./words/pt";

const pt: Texts = {
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

export default pt;
