import type { AppState } from '../../lib/state/app-state.svelte.ts';
import type { MenuItem } from '../overlay/menu-item.ts';

/** Said where a link leads to the web UI of a connection that has none. */
export const webUiUnknown =
  'The address of the web UI is not known: enter it in the connection, or test that';

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
