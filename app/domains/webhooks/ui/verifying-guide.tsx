import { CopyButton } from '#app/ui/copy-button.tsx';
import { samplePayload } from '../events.ts';
import { VERIFYING } from '../verifying.ts';
import { CodeSheet } from './code-sheet.tsx';

/** What arrives, and how a receiver knows that it was us. */
export function VerifyingGuide() {
  return (
    <div className="grid gap-4">
      <CodeSheet label="What arrives, as the body of a POST:">{JSON.stringify(samplePayload('content.published'), null, 2)}</CodeSheet>
      <CodeSheet label="How to check the signature in Node, with the body as it came, before it is parsed:">{VERIFYING}</CodeSheet>
      <p className="flex flex-wrap gap-2">
        <CopyButton text={VERIFYING} label="Copy the check" />
      </p>
      <ul className="grid list-disc gap-1.5 ps-5 text-ink-soft">
        <li>
          The headers follow Standard Webhooks: <code className="font-mono text-sm">webhook-id</code>, <code className="font-mono text-sm">webhook-timestamp</code>, <code className="font-mono text-sm">webhook-signature</code>. Its libraries take the secret as it stands.
        </li>
        <li>Any 2xx answer within 10 seconds counts as arrived. Answer first, work afterwards.</li>
        <li>The same id can arrive twice. Keep the ids that you have dealt with, and let a second one pass.</li>
        <li>Answer 410 to hear nothing more: the endpoint is switched off at once.</li>
      </ul>
    </div>
  );
}
