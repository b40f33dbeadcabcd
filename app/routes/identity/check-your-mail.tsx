import { Link, useSearchParams } from '@remix-run/react';
import { AuthLayout } from '#app/ui/auth-layout.tsx';

export const meta = () => [{ title: 'Check your mail · Masthead' }];

export default function CheckYourMail() {
  const [search] = useSearchParams();
  const address = search.get('email');
  return (
    <AuthLayout
      title="Check your mail"
      lead={address ? <>We sent a letter to {address}. The link in it is open for 24 hours.</> : 'We sent you a letter with a link. It is open for 24 hours.'}
      below={
        <>
          No letter after a few minutes? Look among the spam, or <Link to={address ? `/sign-up?email=${encodeURIComponent(address)}` : '/sign-up'}>sign up again</Link> to get another.
        </>
      }
    >
      <p className="text-ink-soft">Open the link on this device to be signed in at once. You can close this page.</p>
    </AuthLayout>
  );
}
