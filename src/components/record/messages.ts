import { deRecord } from '../locales/de.record.ts';
import { enRecord, type RecordMessages } from '../locales/en.record.ts';

export type { RecordMessages };

/** The words of this part, which loads on use. */
export const messagesFor = (locale: string): RecordMessages => (/^de\b/i.test(locale) ? deRecord : enRecord);
