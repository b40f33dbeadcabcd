import { useId } from 'react';
import { TextField } from '#app/ui/text-field.tsx';

/** Offered while someone types; any other that there is can be written too. */
const USUAL = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'CAD', 'AUD', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'INR', 'CNY', 'BRL', 'MXN', 'ZAR'];

interface CurrencyFieldProps {
  name: string;
  label: string;
  hint?: string;
  defaultValue: string;
}

/** A currency by its three letters. */
export function CurrencyField({ name, label, hint, defaultValue }: CurrencyFieldProps) {
  const id = useId();
  return (
    <>
      <TextField name={name} label={label} hint={hint} list={id} defaultValue={defaultValue} minLength={3} maxLength={3} autoComplete="off" spellCheck={false} className="uppercase" required />
      <datalist id={id}>
        {USUAL.map((code) => (
          <option key={code} value={code} />
        ))}
      </datalist>
    </>
  );
}
