import { deSections, deSectionsFormal } from '../locales/de.sections.ts';
import { enSections, type SectionsMessages } from '../locales/en.sections.ts';

/** The sections' messages for a language tag. */
export function messagesFor(locale: string, isFormal: boolean): SectionsMessages {
  if (!/^de\b/i.test(locale)) return enSections;
  return isFormal ? { ...deSections, ...deSectionsFormal } : deSections;
}
