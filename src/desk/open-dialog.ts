import type { LitElement } from 'lit';

/** Opens the dialog of a view once it shows what it is about, with its form as it was made: nothing of the last time stays in it. */
export async function openDialog(view: LitElement): Promise<void> {
  await view.updateComplete;
  const dialog = view.renderRoot.querySelector('dialog')!;
  dialog.querySelector('form')!.reset();
  dialog.showModal();
}
