import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { FormReply } from '#app/platform/form-reply.ts';
import { CheckboxGroupField } from '#app/ui/checkbox-field.tsx';
import { FormContext } from '#app/ui/form-context.ts';
import { PasswordField } from '#app/ui/password-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';

const reply: FormReply = {
  values: { email: 'ada@', password: 'typed', days: ['mon'] },
  errors: { email: 'This is not an address.' },
  problem: null,
};

const refused = (fields: React.ReactNode) =>
  renderToStaticMarkup(<FormContext.Provider value={{ id: 'f', reply, firstError: 'email', busy: false }}>{fields}</FormContext.Provider>);

test('a refused field keeps what was typed, tells why, and has the focus without scripts', () => {
  const html = refused(<TextField name="email" label="Email" defaultValue="before@example.org" />);
  expect(html).toContain('value="ada@"');
  expect(html).toMatch(/<input[^>]*aria-invalid="true"[^>]*aria-describedby="f-email-error"[^>]*autofocus/);
  expect(html).toContain('This is not an address.');
});

test('a refused password is never sent back', () => {
  expect(refused(<PasswordField name="password" label="Password" />)).not.toContain('typed');
});

test('a refused list keeps its ticks and drops the ones taken away', () => {
  const html = refused(
    <CheckboxGroupField
      name="days[]"
      label="Days"
      defaultValue={['tue']}
      options={[
        { value: 'mon', label: 'Monday' },
        { value: 'tue', label: 'Tuesday' },
      ]}
    />,
  );
  expect(html).toMatch(/value="mon"[^>]*checked|checked=""[^>]*value="mon"/);
  expect(html).not.toMatch(/value="tue"[^>]*checked|checked=""[^>]*value="tue"/);
});
