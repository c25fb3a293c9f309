import { z } from 'zod';

import { environments } from '../../src-shared/model/connections.ts';
import { themes } from '../../src-shared/model/preferences.ts';

const shortText = z.string().max(500);
const paneText = z.string().max(100_000);

export const preferencesSchema = z.strictObject({
  theme: z.enum(themes),
  timeZone: z.enum(['local', 'utc']),
  zoom: z.number().min(80).max(200),
});

export const layoutSchema = z.strictObject({
  connectionId: shortText.exactOptional(),
  tabs: z
    .array(
      z.strictObject({
        id: shortText,
        area: shortText,
        title: shortText,
        target: z.record(z.string(), shortText),
        pane: z.literal('side').exactOptional(),
      }),
    )
    .max(100),
  activeTab: shortText.exactOptional(),
  panes: z.record(shortText, paneText),
});

/** Inputs of the calls in `contract/app.ts`. */
export const appInputs = {
  info: z.undefined(),
  readPreferences: z.undefined(),
  writePreferences: preferencesSchema,
  readLayout: z.undefined(),
  writeLayout: layoutSchema,
  openWindow: z.undefined(),
  showConnection: z.strictObject({
    name: shortText.exactOptional(),
    environment: z.enum(environments).exactOptional(),
  }),
  copyText: z.strictObject({ text: z.string().max(5_000_000) }),
  readClipboard: z.undefined(),
  openLink: z.strictObject({ url: z.string().max(4_000) }),
  showLog: z.undefined(),
  reportFault: z.strictObject({ message: z.string().max(20_000), where: z.string().max(2_000) }),
};
