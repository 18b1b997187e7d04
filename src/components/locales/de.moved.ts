import type { MovedMessages } from './en.moved.ts';

/** What is said when money is to go elsewhere than it was when the page was opened, in German. Nobody is addressed. */
export const deMoved: MovedMessages = {
  moved:
    'Wohin gespendet wird, hat sich geändert, seit diese Seite geöffnet wurde. Die neuen Angaben erscheinen, wenn die Seite neu geladen wird.',
};
