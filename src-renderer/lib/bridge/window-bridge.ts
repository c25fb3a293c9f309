import type { Bridge } from '../../../src-shared/contract/bridge.ts';
import { type Api, createApi } from './api.ts';

declare global {
  interface Window {
    /** Exposed by the preload. */
    readonly tenantAtlas: Bridge;
  }
}

/** The only place that touches the global. */
export function windowApi(): Api {
  return createApi(window.tenantAtlas);
}
