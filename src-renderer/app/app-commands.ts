import { themes } from '../../src-shared/model/preferences.ts';
import type { IconName } from '../components/icon/icon-paths.ts';
import { runtimeCommands } from '../features/runtime/runtime-commands.ts';
import type { Command } from '../lib/commands/command-registry.svelte.ts';
import { themeNames } from '../lib/format/names.ts';
import type { AppState } from '../lib/state/app-state.svelte.ts';
import { moveAcross } from '../lib/state/enter-connection.ts';
import { compareTab } from '../lib/targets/compare-targets.ts';
import { areas, isShown } from './areas.ts';
import { goToOtherPane, openArea, openConnections } from './navigation.ts';
import type { WindowState } from './window-state.svelte.ts';

const themeIcons: Readonly<Record<(typeof themes)[number], IconName>> = {
  system: 'monitor',
  light: 'sun',
  dark: 'moon',
  contrast: 'contrast',
};

/** What the window itself can do; views add their own. */
export function appCommands(app: AppState, window: WindowState): readonly Command[] {
  const { preferences, tabs } = app;
  const windowGroup = 'Window';
  return [
    ...areas
      .map((area, index) => ({
        id: `area.${index + 1}`,
        title: `Go to ${area.title}`,
        group: 'Areas',
        icon: area.icon,
        area,
        run: () => openArea(app, area),
      }))
      .filter(({ area }) => isShown(area, app)),
    ...runtimeCommands(app, app.active.summary),
    {
      id: 'app.palette',
      title: 'Command palette',
      group: windowGroup,
      icon: 'command',
      run: () => window.open('palette'),
    },
    {
      id: 'window.new',
      title: 'New window',
      group: windowGroup,
      icon: 'panelRight',
      run: () => {
        app.api.app.openWindow().catch(app.notices.fail);
      },
    },
    {
      id: 'app.shortcuts',
      title: 'Keyboard shortcuts',
      group: windowGroup,
      icon: 'keyboard',
      run: () => window.open('shortcuts'),
    },
    ...(tabs.front ? tabCommands(app, tabs.front.id) : []),
    ...themes.map((theme) => ({
      id: `theme.${theme}`,
      title: `Theme: ${themeNames[theme]}`,
      group: windowGroup,
      icon: themeIcons[theme],
      run: () => preferences.setTheme(theme),
    })),
    { id: 'zoom.in', title: 'Larger', group: windowGroup, icon: 'zoomIn', run: preferences.zoomIn },
    { id: 'zoom.out', title: 'Smaller', group: windowGroup, icon: 'zoomOut', run: preferences.zoomOut },
    {
      id: 'zoom.reset',
      title: 'Normal size',
      group: windowGroup,
      icon: 'search',
      run: preferences.resetZoom,
    },
    {
      id: 'time-zone.switch',
      title: preferences.current.timeZone === 'utc' ? 'Show local time' : 'Show UTC',
      group: windowGroup,
      icon: 'clock',
      run: preferences.switchTimeZone,
    },
    {
      id: 'compare.open',
      title: 'Compare two artifacts or packages',
      group: 'Compare',
      icon: 'columns',
      run: () => app.tabs.open(compareTab()),
    },
    {
      id: 'advice.choose-connection',
      title: 'Choose a connection',
      group: 'Connections',
      icon: 'connections',
      run: () => openConnections(app),
    },
    {
      id: 'advice.show-log',
      title: 'Show the log',
      group: windowGroup,
      icon: 'file',
      run: () => {
        app.api.app.showLog().catch(app.notices.fail);
      },
    },
    ...webUiCommands(app),
  ];
}

function tabCommands(app: AppState, front: string): readonly Command[] {
  const { tabs } = app;
  const group = 'Tabs';
  return [
    { id: 'tab.close', title: 'Close tab', group, icon: 'close', run: () => tabs.close(front) },
    { id: 'tab.next', title: 'Next tab', group, icon: 'chevronRight', run: () => tabs.step(1) },
    { id: 'tab.previous', title: 'Previous tab', group, icon: 'chevronRight', run: () => tabs.step(-1) },
    {
      id: 'tab.across',
      title: tabs.isSplit ? 'Move the tab to the other side' : 'Open the tab to the side',
      group,
      icon: 'columns',
      run: () => moveAcross(app, front),
    },
    ...(tabs.isSplit ? splitCommands(app) : []),
  ];
}

function splitCommands(app: AppState): readonly Command[] {
  const group = 'Tabs';
  return [
    {
      id: 'pane.other',
      title: 'Go to the other side',
      group,
      icon: 'columns',
      run: () => goToOtherPane(app),
    },
    { id: 'pane.join', title: 'Close the split', group, icon: 'close', run: app.tabs.join },
  ];
}

function webUiCommands({ active, openLink }: AppState): readonly Command[] {
  const url = active.summary?.webUiUrl;
  if (url === undefined) return [];
  return [
    {
      id: 'advice.open-web-ui',
      title: 'Open web UI',
      group: 'Connections',
      icon: 'externalLink',
      run: () => openLink(url),
    },
  ];
}
