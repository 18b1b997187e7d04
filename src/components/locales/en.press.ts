/** What the media echo says, in English. */
export const enPress = {
  press: 'In the media',
  reports: (count: number, number: string) => `${number} ${count === 1 ? 'report' : 'reports'}`,
  outlets: (count: number, number: string) => `${number} ${count === 1 ? 'outlet' : 'outlets'}`,
  inOutlets: (reports: string, outlets: string) => `${reports} in ${outlets}`,
  undated: 'Undated',
  more: (count: number, number: string) => `Show ${number} more ${count === 1 ? 'report' : 'reports'}`,
  shownMore: (count: number, number: string) => `${number} more ${count === 1 ? 'report' : 'reports'} shown`,
  kinds: {
    newspaper: 'Newspaper',
    magazine: 'Magazine',
    online: 'Online',
    radio: 'Radio',
    tv: 'Television',
    agency: 'News agency',
    blog: 'Blog',
    podcast: 'Podcast',
    video: 'Video',
    interview: 'Interview',
  },
};

export type PressMessages = typeof enPress;
