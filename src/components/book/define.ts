import { define } from '../shared/define.ts';
import { GlassjarBook } from './book.ts';

define('glassjar-book', GlassjarBook);

export { GlassjarBook };
