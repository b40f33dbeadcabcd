import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAnnounce } from './announcer.tsx';
import { Button, type ButtonProps } from './button.tsx';

/** Copies a text and says so. Where no script runs it is not there: the text itself can be selected. */
export function CopyButton({ text, label = 'Copy', ...rest }: { text: string; label?: string } & Omit<ButtonProps, 'icon' | 'onClick' | 'children'>) {
  const [copied, setCopied] = useState(false);
  const announce = useAnnounce();

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      announce('Copied');
    } catch {
      announce('Not copied. Select the text and copy it by hand.', 'urgent');
    }
  };

  return (
    <Button size="small" {...rest} icon={copied ? Check : Copy} onClick={copy} className="unscripted:hidden">
      {copied ? 'Copied' : label}
    </Button>
  );
}
