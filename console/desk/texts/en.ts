/* en - the desk in English, by subject; the other dictionaries are typed by this one. */

import access from "./access/en";
import company from "./company/en";
import frame from "./frame/en";
import inbox from "./inbox/en";
import overview from "./overview/en";
import people from "./people/en";
import talk from "./talk/en";
import teaching from "./teaching/en";
import telling from "./telling/en";
import health from "./health/en";
import channels from "./channels/en";
import voice from "./voice/en";
import rulebook from "./rulebook/en";
import learning from "./learning/en";
import templates from "./templates/en";
import words from "./words/en";

export default {
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
