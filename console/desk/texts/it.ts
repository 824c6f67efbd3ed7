/* it - la scrivania in italiano. */

import type { Texts } from "../core/i18n";
import access from "./access/it";
import company from "./company/it";
import frame from "./frame/it";
import inbox from "./inbox/it";
import overview from "./overview/it";
import people from "./people/it";
import talk from "./talk/it";
import teaching from "./teaching/it";
import telling from "./telling/it";
import health from "./health/it";
import channels from "./channels/it";
import voice from "./voice/it";
import rulebook from "./rulebook/it";
import learning from "./learning/it";
import templates from "./templates/it";
import words from "./words/it";

const it: Texts = {
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

export default it;
