import { contextBridge, ipcRenderer, webUtils } from 'electron';

import { bridgeName } from '../../src-shared/contract/bridge.ts';
import { contract } from '../../src-shared/contract/contract.ts';
import { createBridge } from './create-bridge.ts';

contextBridge.exposeInMainWorld(
  bridgeName,
  createBridge(contract, ipcRenderer, (file) => webUtils.getPathForFile(file as File)),
);
