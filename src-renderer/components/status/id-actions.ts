import type { AppState } from '../../lib/state/app-state.svelte.ts';
import type { MenuItem } from '../overlay/menu-item.ts';

/** Said where a link leads to the web UI of a connection that has none. */
const webUiUnknown = 'The address of the web UI is not known: enter it in the connection, or test that';

/** Leads to the web UI's page of a row. Its address is asked for only when it is wanted. */
export function webUiAction(app: AppState, addressOf: () => Promise<string | undefined>): MenuItem {
  const open = async (): Promise<void> => {
    const address = await addressOf();
    if (address === undefined) app.notices.say(webUiUnknown);
    else app.openLink(address);
  };
  return {
    id: 'web-ui',
    text: 'Open in web UI',
    icon: 'externalLink',
    run: () => {
      open().catch(app.notices.fail);
    },
  };
}

/** What can be done with any id. `label` such as "message id". */
export function idActions(
  app: AppState,
  value: string,
  label: string,
  webUiUrl?: string,
): readonly MenuItem[] {
  return [
    { id: `copy ${label}`, text: `Copy ${label}`, icon: 'copy', run: () => app.copy(value) },
    {
      id: `find ${label}`,
      text: `Find ${label} everywhere`,
      icon: 'search',
      run: () => app.findEverywhere(value),
    },
    ...(webUiUrl === undefined
      ? []
      : [
          {
            id: `web ui ${label}`,
            text: 'Open in web UI',
            icon: 'externalLink' as const,
            run: () => app.openLink(webUiUrl),
          },
        ]),
  ];
}
