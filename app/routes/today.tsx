import { useLoaderData } from '@remix-run/react';
export function loader() { return { at: navigator.userAgent }; }
export default function Today() { const d = useLoaderData<typeof loader>(); return <h1 className="p-4">Hi {d.at}</h1>; }
