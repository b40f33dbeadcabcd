import { Suspense, useRef, useState } from 'react';
import { imageAddress, type Pictured } from '#app/domains/media/address.ts';
import { Avatar } from '#app/ui/avatar.tsx';
import { Button } from '#app/ui/button.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { useHydrated } from '#app/ui/hydrated.ts';
import { LinkButton } from '#app/ui/link-button.tsx';
import { late } from '#app/ui/late.tsx';

const AssetPicker = late(() => import('#app/domains/media/ui/picker.tsx'));

interface LogoProps {
  organization: { id: string; name: string };
  logo: Pictured | null;
  reply: unknown;
  whyNot: string | null;
}

/** Chosen from the library. Without scripts the library's own page has the button for it. */
export function Logo({ organization, logo, reply, whyNot }: LogoProps) {
  const hydrated = useHydrated();
  const [choosing, setChoosing] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const choose = (assetId: string) => {
    const field = form.current?.querySelector<HTMLInputElement>('input[name="assetId"]');
    if (!field) return;
    field.value = assetId;
    setChoosing(false);
    field.form?.requestSubmit();
  };
  return (
    <div ref={form} className="flex flex-wrap items-center gap-5">
      <Avatar name={organization.name} image={logo && imageAddress(logo, { width: 160, height: 160, fit: 'cover' })} size="large" square />
      <Form reply={reply} organizationId={organization.id} className="flex flex-wrap items-center gap-2">
        <input type="hidden" name="intent" value="logo" />
        <input type="hidden" name="assetId" defaultValue="" />
        {hydrated ? (
          <Button whyNot={whyNot} onClick={() => setChoosing(true)}>
            {logo ? 'Choose another' : 'Choose a picture'}
          </Button>
        ) : (
          whyNot === null && <LinkButton to="/media?type=image">Choose in the library</LinkButton>
        )}
        {logo && (
          <SubmitButton tone="quiet" whyNot={whyNot}>
            Remove the logo
          </SubmitButton>
        )}
      </Form>
      {choosing && (
        <Suspense>
          <AssetPicker open onClose={() => setChoosing(false)} onPick={(asset) => choose(asset.id)} types={['image']} title="Choose the logo" />
        </Suspense>
      )}
    </div>
  );
}
