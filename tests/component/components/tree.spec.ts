import { screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';

import Tree from '../../../src-renderer/components/tree/Tree.svelte';
import { treeLines, type TreeNode } from '../../../src-renderer/components/tree/tree-node.ts';
import { renderWithApp } from '../render-with-app.ts';

const nodes: readonly TreeNode[] = [
  {
    id: 'sales',
    text: 'Sales',
    icon: 'folder',
    count: 14,
    errors: 1,
    children: [
      { id: 'order', text: 'Order', icon: 'flow' },
      { id: 'price', text: 'Price', icon: 'flow' },
    ],
  },
  { id: 'finance', text: 'Finance', icon: 'folder', count: 22, children: undefined },
  { id: 'empty', text: 'Zebra', icon: 'folder' },
];

function show() {
  const handlers = { onSelect: vi.fn(), onOpen: vi.fn(), onToggle: vi.fn() };
  renderWithApp(Tree as never, { label: 'Packages', nodes, ...handlers });
  return { ...handlers, tree: screen.getByRole('tree', { name: 'Packages' }), user: userEvent.setup() };
}

const names = (): (string | undefined)[] =>
  screen.getAllByRole('treeitem').map((item) => item.textContent.trim().split(/\s+/)[0]);

describe('Tree', () => {
  test('opens, steps in and out by the arrows', async () => {
    const { tree, user, onSelect } = show();
    tree.focus();
    await user.keyboard('{ArrowDown}{ArrowRight}');
    expect(names()).toEqual(['Sales', 'Order', 'Price', 'Finance', 'Zebra']);
    await user.keyboard('{ArrowRight}{ArrowDown}');
    expect(onSelect).toHaveBeenLastCalledWith(expect.objectContaining({ id: 'price' }));
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(names()).toEqual(['Sales', 'Finance', 'Zebra']);
    expect(screen.getByRole('treeitem', { selected: true }).textContent).toContain('Sales');
  });

  test('asks for children that are not read yet and says that it waits', async () => {
    const { user, tree, onToggle } = show();
    tree.focus();
    await user.keyboard('f{ArrowRight}');
    expect(onToggle).toHaveBeenCalledWith(expect.objectContaining({ id: 'finance' }), true);
    expect(screen.getByText('Reading…')).toBeTruthy();
  });

  test('opens a leaf with Enter and leaves one without children alone', async () => {
    const { user, tree, onOpen, onToggle } = show();
    tree.focus();
    await user.keyboard('{End}{ArrowRight}{Enter}');
    expect(onToggle).not.toHaveBeenCalled();
    expect(onOpen).toHaveBeenCalledWith(expect.objectContaining({ id: 'empty' }));
  });

  test('tells level, place and errors', () => {
    show();
    const [sales] = screen.getAllByRole('treeitem');
    expect(sales?.getAttribute('aria-level')).toBe('1');
    expect(sales?.getAttribute('aria-setsize')).toBe('3');
    expect(sales?.textContent).toMatch(/1\s+in error/);
  });

  test('draws only what is in sight of a large tree', () => {
    const many = Array.from({ length: 5_000 }, (_, i): TreeNode => ({
      id: `n${i}`,
      text: `N ${i}`,
      icon: 'flow',
    }));
    renderWithApp(Tree as never, { label: 'Many', nodes: many });
    // Twenty-three are in sight; the places around them are there before one scrolls.
    expect(screen.getAllByRole('treeitem').length).toBeLessThan(50);
    expect(treeLines(many, () => false)).toHaveLength(5_000);
  });
});
