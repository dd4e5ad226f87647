/** Whether the text is sent octet by octet: then the editor draws every octet separately. */
import { StateEffect, StateField } from '@codemirror/state';

export const setEverywhere = StateEffect.define<boolean>();

export const everywhereField = StateField.define<boolean>({
  create: () => false,
  update(on, { effects }) {
    for (const effect of effects) if (effect.is(setEverywhere)) return effect.value;
    return on;
  },
});
