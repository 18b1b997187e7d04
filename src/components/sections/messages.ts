import { deSections } from '../locales/de.sections.ts';
import { enSections, type SectionsMessages } from '../locales/en.sections.ts';

/** The sections' messages for a language tag. */
export const messagesFor = (locale: string): SectionsMessages => (/^de\b/i.test(locale) ? deSections : enSections);
