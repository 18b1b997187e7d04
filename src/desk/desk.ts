/* The desk's page: registers its elements. They are the page's own and not part of the package. */
import { DeskApp } from './app.ts';
import { DeskBooks } from './books.ts';
import { DeskCampaign } from './campaign.ts';
import { DeskCampaigns } from './campaigns.ts';
import { DeskEditor } from './editor.ts';
import { DeskEnter } from './enter.ts';
import { DeskImport } from './import/import.ts';
import { DeskGiveBack } from './give-back.ts';
import { DeskConfirm } from './iban.ts';
import { DeskLog } from './log.ts';
import { DeskLogin } from './login.ts';
import { DeskMend } from './mend.ts';
import { DeskOverview } from './overview.ts';
import { DeskPreview } from './preview.ts';
import { DeskAccess } from './tokens.ts';

const elements: Readonly<Record<string, CustomElementConstructor>> = {
  'desk-login': DeskLogin,
  'desk-campaigns': DeskCampaigns,
  'desk-overview': DeskOverview,
  'desk-confirm-iban': DeskConfirm,
  'desk-preview': DeskPreview,
  'desk-editor': DeskEditor,
  'desk-enter': DeskEnter,
  'desk-import': DeskImport,
  'desk-give-back': DeskGiveBack,
  'desk-mend': DeskMend,
  'desk-books': DeskBooks,
  'desk-log': DeskLog,
  'desk-access': DeskAccess,
  'desk-campaign': DeskCampaign,
  'desk-app': DeskApp,
};

for (const [tag, element] of Object.entries(elements)) customElements.define(tag, element);
