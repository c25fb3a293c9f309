import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { DiagramFiles } from '../../../../src-main/diagram/diagram-files.ts';
import { diagramInputs } from '../../../../src-main/diagram/inputs.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atlas-diagram-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const bytes = new TextEncoder().encode('<svg/>');

describe('a picture of a diagram', () => {
  it('is written where the person says, under a name that every system takes', async () => {
    const offered: string[] = [];
    const files = new DiagramFiles((name) => {
      offered.push(name);
      return Promise.resolve(join(folder, name));
    });
    const saved = await files.save({ name: 'Order to S/4HANA', format: 'svg', bytes });
    expect(offered).toEqual(['Order to S_4HANA.svg']);
    expect(saved).toEqual({ file: join(folder, 'Order to S_4HANA.svg') });
    expect(readFileSync(join(folder, 'Order to S_4HANA.svg'), 'utf8')).toBe('<svg/>');
  });

  it('is not written when the person changes their mind', async () => {
    const files = new DiagramFiles(() => Promise.resolve(undefined));
    expect(await files.save({ name: 'x', format: 'png', bytes })).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is bytes in one of two formats', () => {
    const schema = diagramInputs.save;
    expect(schema.safeParse({ name: 'x', format: 'png', bytes }).success).toBe(true);
    expect(schema.safeParse({ name: 'x', format: 'exe', bytes }).success).toBe(false);
    expect(schema.safeParse({ name: 'x', format: 'svg', bytes: new Uint8Array() }).success).toBe(false);
    expect(schema.safeParse({ name: 'x', format: 'svg', bytes: 'text' }).success).toBe(false);
  });
});
