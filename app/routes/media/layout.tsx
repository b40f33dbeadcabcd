import { Outlet } from '@remix-run/react';
import { UploadsProvider } from '#app/domains/media/ui/uploads.tsx';

/** Around the library and its files: uploads go on from page to page. */
export default function Media() {
  return (
    <UploadsProvider>
      <Outlet />
    </UploadsProvider>
  );
}
