/** The script tag's entry, and the only side effect of the package: registers every element; the rarer ones when the page has one. */
import { autoload } from './autoload.ts';
import './components/book/define.ts';
import './components/counter/define.ts';
import './components/panel/define.ts';
import './components/progress/define.ts';
import './components/share/define.ts';

export { decode, registerAdapter, version } from './index.ts';

autoload();
