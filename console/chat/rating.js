/*
 * rating - does a message ask for a mark from 1 to 5?
 *
 * By its words, in five languages: the texts are the tenant's own, and agents
 * ask too.  Both must be there: "1 to 5" in some form, and a word for a mark.
 * "We deliver in 1 to 5 days" is no question.
 */

const SPAN = /(?<![\d.,])1\s*(?:\([^)]{1,30}\)\s*)?(?:-|–|—|to|al?|à|e|bis|\/|,\s*2\s*,\s*3\s*,\s*4\s*,)\s*5(?![\d%]|[.,]\d)/iu;
const MARK = /number|rat(?:e|ing)|score|mark|stars?|n[uú]mero|califi|valor|punt[uú]|estrell|estrel|nota|avali|nombre|note[zr]?\b|évalu|étoile|stell|valut|vot/iu;

export const MARKS = [1, 2, 3, 4, 5];

export const asksForMark = ({ from, text }) => from !== "visitor"
    && text.length <= 400 && SPAN.test(text) && MARK.test(text);
