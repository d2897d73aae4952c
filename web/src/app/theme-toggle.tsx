import { type ReactNode, useState } from 'react';
import { SelectField } from '../shared/ui/field.js';
import { chosenTheme, chooseTheme, type Theme } from './theme.js';

const OPTIONS: readonly { value: Theme; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

export function ThemeToggle(): ReactNode {
  const [theme, setTheme] = useState(chosenTheme);
  const choose = (next: Theme): void => {
    setTheme(next);
    chooseTheme(next);
  };
  return (
    <SelectField
      label="Colours"
      options={OPTIONS}
      value={theme}
      onChange={({ target }) => choose(target.value as Theme)}
    />
  );
}
