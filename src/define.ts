/** The script tag's entry, and the only side effect of the package: registers every element; the rarer ones when the page has one. */
import type { Reading } from './core/decode.ts';
import { autoload } from './autoload.ts';
import { Part } from './part.ts';
// First, so that all styles stand together in the script: side by side they compress best.
import './components/book/book.styles.ts';
import './components/counter/counter.styles.ts';
import './components/shared/tokens.styles.ts';
import './components/share/share.styles.ts';
import './components/progress/progress.styles.ts';
import './components/panel/panel.styles.ts';
import './components/book/define.ts';
import './components/counter/define.ts';
import './components/panel/define.ts';
import './components/progress/define.ts';
import './components/share/define.ts';

export { registerAdapter, version } from './index.ts';

/** As the package's `decode`, for adapters in a page's own script: a promise, since it is loaded when it is first called. */
export const decode = async (document: unknown, base?: string): Promise<Reading> =>
  (await decodePart.load()).decode(document, base);
const decodePart = new Part(() => import('./core/decode.ts'), 'decode');

autoload();
