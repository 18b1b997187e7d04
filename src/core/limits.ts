/*
 * How much of a document a page reads. Far above what a campaign needs, and low enough that a mistake or a hostile file can't hold the
 * reader's page: what is beyond is left out, and the author is told.
 */

/** Signs of one text; of a longer one the rest is left out, behind an ellipsis. */
export const mostSigns = 20_000;

/** Items of a list. Entries have a limit of their own. */
export const mostItems = 5000;

/** Sources and lines of the books. Where there are more, sums would be guesses, and none is shown. */
export const mostSources = 5000;
export const mostEntries = 100_000;
