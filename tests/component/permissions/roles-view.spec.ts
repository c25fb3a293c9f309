import { fireEvent, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import { RoleChoice } from '../../../src-renderer/features/permissions/role-choice.svelte.ts';
import RolesView from '../../../src-renderer/views/RolesView.svelte';
import { createTestApp, renderWithApp } from '../render-with-app.ts';

const box = () => screen.getByLabelText<HTMLTextAreaElement>('Parameters of the service instance');
/** By label: looking for roles among sixty boxes takes seconds here. */
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const button = (text: string) => screen.getByText(text).closest('button') as HTMLButtonElement;
const json = () => JSON.parse(box().value) as { roles: string[]; 'token-validity'?: number };

describe('choosing roles', () => {
  test('form and JSON are kept in step, both ways', async () => {
    const { main } = renderWithApp(RolesView, { connectionId: '' });
    expect(field('Explorer').checked).toBe(true);
    expect(json()).toMatchObject({ 'grant-types': ['client_credentials'], 'redirect-uris': [] });
    expect(json().roles).not.toContain('MessagePayloadsRead');
    await userEvent.click(field('Attachments, stored messages and traces'));
    expect(json().roles).toContain('MessagePayloadsRead');
    expect(field('MessagePayloadsRead').checked).toBe(true);
    await userEvent.click(field('Everything'));
    expect(screen.getByText('Whoever has this key can change everything on the tenant')).toBeTruthy();
    expect(json().roles).toHaveLength(36);

    await fireEvent.input(box(), { target: { value: '{"roles":["QueuesRetry","Own"],"x":1}' } });
    expect(field('QueuesRetry').checked).toBe(true);
    expect(field('MonitoringDataRead').checked).toBe(false);
    expect(screen.getByText('Also in the JSON, and kept: Own')).toBeTruthy();
    await fireEvent.input(box(), { target: { value: '{"roles":[' } });
    expect(screen.getByText(/no JSON yet/)).toBeTruthy();
    expect(button('Copy the JSON').disabled).toBe(true);
    await userEvent.click(field('QueuesActivate'));
    expect(json()).toMatchObject({ roles: ['QueuesRetry', 'Own', 'QueuesActivate'], x: 1 });
    await userEvent.click(button('Copy the JSON'));
    expect(main.inputs('app.copyText')).toEqual([{ text: box().value }]);
  });

  test('is compared with what the key has', async () => {
    const report = {
      checkedAt: 0,
      client: 'c',
      areas: [],
      roles: [{ name: 'QueuesRetry', scopes: ['QueuesRetry'] }],
      otherScopes: [],
    };
    const testApp = createTestApp({ 'permissions.known': () => report });
    renderWithApp(RolesView, { connectionId: 'c1' }, testApp);
    expect(await screen.findByText('− QueuesRetry')).toBeTruthy();
    expect(screen.getByText('+ MonitoringDataRead')).toBeTruthy();
    await fireEvent.input(box(), { target: { value: '{"roles":["QueuesRetry"]}' } });
    expect(screen.getByText('The key has exactly these roles.')).toBeTruthy();
  });

  test('token and certificate stay within what the service takes', () => {
    const choice = new RoleChoice();
    choice.setTokenHours(100);
    expect(choice.parameters.tokenValidity).toBe(86_400);
    choice.setTokenHours(Number.NaN);
    expect(choice.parameters.tokenValidity).toBe(3_600);
    choice.setTokenHours(undefined);
    expect(choice.text).not.toContain('token-validity');
    choice.setCertificateDays(1_000);
    expect(choice.certificateDays).toBe(365);
  });
});
