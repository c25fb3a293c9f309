import { screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, test } from 'vitest';

import FailedLine from '../../../src-renderer/components/feedback/FailedLine.svelte';
import FailedState from '../../../src-renderer/components/feedback/FailedState.svelte';
import { accessNames } from '../../../src-renderer/features/connections/access-names.ts';
import CheckList from '../../../src-renderer/features/connections/CheckList.svelte';
import { TestRun } from '../../../src-renderer/features/connections/test-run.svelte.ts';
import DoctorView from '../../../src-renderer/views/DoctorView.svelte';
import { guideSectionFor } from '../../../src-shared/advice/guide-sections.ts';
import { isConnectionError } from '../../../src-shared/doctor/connection-errors.ts';
import { diagnose, diagnoses } from '../../../src-shared/doctor/diagnose.ts';
import { AppError, type ErrorCode, errorCodes } from '../../../src-shared/errors.ts';
import { type Examination, type Step, stepIds } from '../../../src-shared/model/doctor.ts';
import { steps, tenantHost } from '../../unit/shared/doctor/states.ts';
import { createTestApp, renderWithApp, type TestApp } from '../render-with-app.ts';
import { sampleConnection } from '../samples.ts';

const refused = steps({
  'token-endpoint': { fails: new AppError('auth.rejected', 'no', { tenantText: 'Bad credentials' }) },
  token: { notRun: 'after-token-endpoint' },
  'api-root': { notRun: 'after-token-endpoint' },
  areas: { notRun: 'after-token-endpoint' },
});
const ended = (made: readonly Step[]): Examination => ({
  startedAt: Date.UTC(2026, 10, 26, 12),
  steps: made,
  diagnoses: diagnose(made),
});

async function shown(testApp: TestApp, target: Readonly<Record<string, string>> = { connectionId: 'c1' }) {
  testApp.main.answer({ 'connections.list': () => [sampleConnection()] });
  await testApp.app.connections.list.load();
  await testApp.app.loadInfo();
  const connectionId = target['connectionId'] ?? '';
  return renderWithApp(DoctorView, { connectionId, target }, testApp);
}

const asked = ({ main }: TestApp): string => main.inputs('doctor.examine')[0]?.examinationId ?? '';

const check = (name: string) =>
  within(screen.getByRole('list', { name: 'Checks' }))
    .getByText(name, { exact: true })
    .closest('li');

describe('the connection doctor', () => {
  test('waits until a person wants an examination', async () => {
    const testApp = createTestApp();
    await shown(testApp);
    expect(screen.getByRole('heading', { name: 'Doctor of Contoso PRD' })).toBeTruthy();
    expect(screen.getByText('Not examined yet')).toBeTruthy();
    expect(testApp.main.inputs('doctor.examine')).toEqual([]);
  });

  test('begins at once where somebody opened it for that, and once', async () => {
    const testApp = createTestApp({ 'doctor.examine': () => ended(refused) });
    testApp.app.doctor.open({ id: 'c1', isForm: false });
    await shown(testApp);
    await screen.findByText('The secret is not accepted any more');
    expect(testApp.main.inputs('doctor.examine')).toMatchObject([
      { subject: { kind: 'saved', connectionId: 'c1' } },
    ]);
    expect(testApp.app.tabs.front).toMatchObject({ area: 'doctor', target: { connectionId: 'c1' } });
    expect(testApp.app.doctor.take({ id: 'c1', isForm: false })).toBe(false);
  });

  test('takes the new key that a refused one needs', async () => {
    const testApp = createTestApp({ 'doctor.examine': () => ended(refused) });
    await shown(testApp);
    await userEvent.click(screen.getByRole('button', { name: 'Examine now' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Paste a new key…' }));
    expect(testApp.app.tabs.front).toMatchObject({ area: 'connections' });
    testApp.main.answer({ 'connections.list': () => [sampleConnection({ isDemo: true })] });
    await testApp.app.connections.list.load();
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Paste a new key…' })).toBeNull());
  });

  test('shows each check as it ends, and which one runs', async () => {
    let finish: (examination: Examination) => void = () => undefined;
    const testApp = createTestApp({
      'doctor.examine': () => new Promise<Examination>((done) => (finish = done)),
    });
    await shown(testApp);
    await userEvent.click(screen.getByRole('button', { name: 'Examine now' }));
    expect(screen.getAllByText('Waiting')).toHaveLength(stepIds.length);
    const examinationId = asked(testApp);
    const tell = (step: Step | undefined): void => {
      if (step) testApp.main.publish('doctor.examined', { examinationId, step });
    };
    const [typed, proxy] = refused;
    tell(typed);
    tell(proxy && { ...proxy, result: 'running', facts: undefined });
    await waitFor(() => expect(check('What was typed')?.textContent).toContain('Passed'));
    expect(check('Proxy')?.textContent).toContain('Checking');
    expect(check('TLS')?.textContent).toContain('Waiting');
    // Another window's examination is none of this one's business.
    testApp.main.publish('doctor.examined', { examinationId: 'other', step: refused[4] as Step });
    expect(check('TLS')?.textContent).toContain('Waiting');
    finish(ended(refused));
    await screen.findByText('The secret is not accepted any more');
    expect(check('Token endpoint')?.textContent).toMatch(/Failed.*The tenant refused the credentials/s);
    expect(check('API root')?.textContent).toMatch(/Not run, because no token was issued/);
    expect(within(check('TLS') as HTMLElement).getByText('5 ms')).toBeTruthy();
  });

  test('keeps what was found when it is given up', async () => {
    const testApp = createTestApp({ 'doctor.examine': () => new Promise<Examination>(() => undefined) });
    await shown(testApp);
    await userEvent.click(screen.getByRole('button', { name: 'Examine now' }));
    const examinationId = asked(testApp);
    testApp.main.publish('doctor.examined', { examinationId, step: refused[0] as Step });
    await waitFor(() => expect(check('What was typed')?.textContent).toContain('Passed'));
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(testApp.main.cancelled).toHaveLength(1);
  });

  test('says that it was given up, with the checks made until then', async () => {
    let fail: (error: AppError) => void = () => undefined;
    const testApp = createTestApp({
      'doctor.examine': () => new Promise<Examination>((_done, failed) => (fail = failed)),
    });
    await shown(testApp);
    await userEvent.click(screen.getByRole('button', { name: 'Examine now' }));
    const examinationId = asked(testApp);
    testApp.main.publish('doctor.examined', { examinationId, step: refused[0] as Step });
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    fail(new AppError('request.cancelled', 'x'));
    expect(await screen.findByText('The examination was given up')).toBeTruthy();
    expect(check('What was typed')?.textContent).toContain('Passed');
    expect(screen.getByRole('button', { name: 'Examine again' })).toBeTruthy();
  });

  test('says why it could not be made at all', async () => {
    const testApp = createTestApp({
      'doctor.examine': () => {
        throw new AppError('connection.not-found', 'x');
      },
    });
    await shown(testApp);
    await userEvent.click(screen.getByRole('button', { name: 'Examine now' }));
    expect(await screen.findByText('The connection is gone')).toBeTruthy();
  });

  test('copies a report without names, as Markdown and as plain text', async () => {
    const testApp = createTestApp({ 'doctor.examine': () => ended(refused) });
    await shown(testApp);
    await userEvent.click(screen.getByRole('button', { name: 'Examine now' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Copy report' }));
    testApp.app.commands.run('doctor.copy-plain');
    await waitFor(() => expect(testApp.main.inputs('app.copyText')).toHaveLength(2));
    const [markdown, plain] = testApp.main.inputs('app.copyText').map(({ text }) => text);
    expect(markdown).toMatch(/^# Connection report\n/);
    expect(plain).toMatch(/^Connection report\n/);
    for (const text of [markdown, plain]) {
      expect(text).toContain('secret-changed');
      expect(text).not.toContain('acme');
      expect(text).not.toContain(tenantHost);
    }
  });

  test('names nothing wrong where all is well, and none of the known causes where it knows none', async () => {
    const testApp = createTestApp({ 'doctor.examine': () => ended(steps()) });
    await shown(testApp);
    await userEvent.click(screen.getByRole('button', { name: 'Examine now' }));
    expect(await screen.findByText('Nothing wrong was found')).toBeTruthy();
    const odd = steps({ areas: { fails: new AppError('tenant.bad-request', 'x') } });
    testApp.main.answer({ 'doctor.examine': () => ended(odd) });
    await userEvent.click(screen.getByRole('button', { name: 'Examine again' }));
    expect(await screen.findByText('This is none of the known causes')).toBeTruthy();
  });

  test('calls a kind of access what the form calls it', () => {
    expect(diagnoses['basic-with-api'].next).toContain(`"${accessNames['client-secret']}"`);
  });

  test('of a form that is gone says so instead of examining something else', async () => {
    const testApp = createTestApp();
    await shown(testApp, { formOf: 'new' });
    expect(screen.getByText('What was typed is not here any more')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Examine now' })).toBeNull();
  });
});

describe('the way to the doctor', () => {
  it('leads from the list of the connection test', async () => {
    const testApp = createTestApp();
    const run = new TestRun(testApp.app.api);
    run.outcome = { passed: false, checks: [], webUiUrl: undefined };
    let asked = 0;
    renderWithApp(CheckList, { run, onExamine: () => (asked += 1) }, testApp);
    await userEvent.click(screen.getByRole('button', { name: 'Examine with the connection doctor' }));
    expect(asked).toBe(1);
  });

  const ofConnection = errorCodes.filter((code) => /^(?:auth|network)\./.test(code));

  it('knows every error of credentials and network, and those of a tenant that does not answer well', () => {
    expect(ofConnection.length).toBeGreaterThan(20);
    expect(ofConnection.filter((code) => !isConnectionError(code))).toEqual([]);
    for (const code of ['tenant.unavailable', 'tenant.rate-limited', 'tenant.not-json'] as const)
      expect(isConnectionError(code)).toBe(true);
    for (const code of ['internal', 'library.damaged', 'content.draft', 'request.cancelled'] as const)
      expect(isConnectionError(code)).toBe(false);
  });

  const links = (shape: typeof FailedState, code: ErrorCode) => {
    const testApp = createTestApp();
    testApp.app.commands.add(() => [
      { id: 'connections.examine', title: 'Examine', group: 'Connections', run: () => undefined },
    ]);
    const error = new AppError(code, 'x').toData();
    const { unmount } = renderWithApp(shape, { error }, testApp);
    const found = {
      doctor: screen.queryByRole('button', { name: 'Examine the connection' }) !== null,
      guide: screen.queryByRole('button', { name: 'Show the guide' }) !== null,
    };
    unmount();
    return found;
  };

  it.each([...errorCodes])('stands beside %s exactly where it can help, in a page and in a line', (code) => {
    const expected = { doctor: isConnectionError(code), guide: guideSectionFor(code) !== undefined };
    if (ofConnection.includes(code)) expect(expected).toEqual({ doctor: true, guide: true });
    expect(links(FailedState, code)).toEqual(expected);
    expect(links(FailedLine, code)).toEqual(expected);
  });
});
