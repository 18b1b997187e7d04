import type { PressMessages } from './en.press.ts';

/** What the media echo says, in German. Nobody is addressed. */
export const dePress: PressMessages = {
  press: 'In den Medien',
  reports: (count, number) => `${number} ${count === 1 ? 'Bericht' : 'Berichte'}`,
  outlets: (count, number) => `${number} ${count === 1 ? 'Medium' : 'Medien'}`,
  inOutlets: (reports, outlets) => `${reports} in ${outlets}`,
  undated: 'Ohne Datum',
  more: (count, number) => `${number} ${count === 1 ? 'weiteren Bericht' : 'weitere Berichte'} zeigen`,
  shownMore: (count, number) => `${number} ${count === 1 ? 'weiterer Bericht' : 'weitere Berichte'} gezeigt`,
  kinds: {
    newspaper: 'Zeitung',
    magazine: 'Magazin',
    online: 'Online',
    radio: 'Radio',
    tv: 'Fernsehen',
    agency: 'Nachrichtenagentur',
    blog: 'Blog',
    podcast: 'Podcast',
    video: 'Video',
    interview: 'Interview',
  },
};
